"""Which days a report is about, and for whom it is."""

from datetime import date
from urllib.parse import urlencode

from django import forms

from accounts.models import Committee
from council.people.forms import day_field
from council.report.contents import LONGEST, Period


class PeriodForm(forms.Form):
    first = day_field("First day")
    last = day_field("Last day")
    committee = forms.ModelChoiceField(
        Committee.objects.all(),
        label="For",
        required=False,
        empty_label="The full Council",
        help_text="For a committee: what its members wrote, the policies that it reviews, and who has still to read.",
        error_messages={"invalid_choice": "Choose a committee from the list."},
    )

    def clean(self) -> None:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day is before the first. Choose a later one.")
        elif first and last and last - first > LONGEST:
            self.add_error("last", "That is more than a year. Choose a shorter time.")

    @property
    def period(self) -> Period | None:
        """None where the days are not right."""
        return Period(self.cleaned_data["first"], self.cleaned_data["last"]) if self.is_valid() else None

    @property
    def query(self) -> str:
        """The same question as the query of an address."""
        committee = self.cleaned_data["committee"]
        return urlencode(
            {
                "first": self.cleaned_data["first"],
                "last": self.cleaned_data["last"],
                "committee": committee.pk if committee else "",
            }
        )


def asked_for(day: date) -> dict[str, date]:
    """What the form holds at first: the month before."""
    period = Period.month_before(day)
    return {"first": period.first, "last": period.last}
