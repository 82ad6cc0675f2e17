"""The offices of a council, and what the law makes of them. Plain values: no database, no clock."""

from django.db.models import TextChoices


class Office(TextChoices):
    CLERK = "clerk", "Clerk"
    DEPUTY_CLERK = "deputy_clerk", "Deputy Clerk"
    ASSISTANT_CLERK = "assistant_clerk", "Assistant Clerk"
    CHAIR = "chair", "Chair"
    VICE_CHAIR = "vice_chair", "Vice Chair"
    COUNCILLOR = "councillor", "Councillor"
    EMPLOYEE = "employee", "Employee"
    VOLUNTEER = "volunteer", "Volunteer"


class Arrival(TextChoices):
    """How somebody came to an office."""

    ELECTED = "elected", "Elected"
    CO_OPTED = "co_opted", "Co-opted"
    APPOINTED = "appointed", "Appointed"


SINGLE = frozenset({Office.CLERK, Office.DEPUTY_CLERK, Office.CHAIR, Office.VICE_CHAIR})
"""Offices whose powers at most one person holds on any day."""

MEMBERS = frozenset({Office.CHAIR, Office.VICE_CHAIR, Office.COUNCILLOR})
"""Members of the council. Chair and Vice Chair are always members (Local Government Act 1972, ss.15, 34)."""

PERSONNEL = frozenset({Office.CLERK, Office.DEPUTY_CLERK, Office.ASSISTANT_CLERK, Office.EMPLOYEE})
"""The council's own staff."""
