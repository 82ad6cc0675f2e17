"""What the council itself publishes of how it is reached, so that screening does not take it for private."""

from accounts.clock import today
from accounts.models import Appointment, Council


def published_by_the_council() -> frozenset[str]:
    """Its own addresses and telephone number, and the addresses of who holds an office today; in one query."""
    officers = Appointment.objects.on(today()).order_by().values_list("user__email")
    own = (Council.objects.values_list(name) for name in ("email", "telephone", "address"))
    return frozenset(value for (value,) in officers.union(*own) if value)
