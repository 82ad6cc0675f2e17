"""The fields that only some kinds of item have, each asked where the rules let one write of that kind."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.clock import today
from accounts.dates import say_day, say_time
from accounts.models import Meeting
from policies import transparency
from policies.rules import Rules
from policies.rules import meaning as means
from policies.rules.schema import ItemKind
from posts.particulars import LINKS, LONGEST_ADDRESS, PARTS, Part, Particulars

OF_MEETINGS = ("meeting", "part")
OF_ACCOUNTS = ("account", "year", "quarter")
OF_LINKS = ("address",)
NAMES = (*OF_MEETINGS, *OF_ACCOUNTS, *OF_LINKS)

MEETINGS_OFFERED = 200
YEARS_OFFERED = 7
QUARTERS = ("The whole year", "April to June", "July to September", "October to December", "January to March")

Choices = list[tuple[str, str]] | Callable[[], list[tuple[str, str]]]


def choice(label: str, **wishes: Any) -> forms.ChoiceField:
    messages = {"invalid_choice": "Choose from the list."}
    return forms.ChoiceField(label=label, required=False, error_messages=messages, **wishes)


class ParticularsForm(forms.Form):
    """What a post's form has beside what every post has."""

    meeting = choice("Which meeting does it belong to?", help_text="Then it stands on the page of that meeting.")
    part = choice("What is it of the meeting?", choices=[("", "Not chosen"), *Part.choices])
    account = choice("Which item of the accounts is it?", help_text="As the law names what councils publish.")
    year = choice("Of which financial year?", help_text="From 1 April to 31 March.")
    quarter = choice("Which part of that year?", choices=list(enumerate(QUARTERS)))
    address = forms.CharField(
        label="Where does the link lead?",
        required=False,
        max_length=LONGEST_ADDRESS,
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        help_text="The whole address, such as https://www.gov.uk. The title is the name of the link.",
    )

    def offer_particulars(self, rules: Rules) -> None:
        kinds = means.offered_kinds(rules)
        if not any(kind in kinds for kind in PARTS):
            self._leave_out(OF_MEETINGS)
        else:
            self._offer_meetings()
        if ItemKind.FINANCIAL_INFORMATION not in kinds:
            self._leave_out(OF_ACCOUNTS)
        else:
            self._choices("account", [("", "None of these"), *_accounts()])
            self._choices("year", [("", "Not chosen"), *_years(self._value_of("year"))])
        if not any(kind in kinds for kind in LINKS):
            self._leave_out(OF_LINKS)

    @staticmethod
    def particulars_of(told: Particulars) -> dict[str, Any]:
        """What the form shows of them."""
        return {name: getattr(told, name) or "" for name in NAMES} | {"quarter": told.quarter}

    def particulars(self) -> Particulars:
        filled = self.cleaned_data
        return Particulars(
            meeting=_number(filled.get("meeting")),
            part=filled.get("part", ""),
            account=filled.get("account", ""),
            year=_number(filled.get("year")),
            quarter=_number(filled.get("quarter")) or 0,
            address=filled.get("address", "").strip(),
        )

    @property
    def has_meeting(self) -> bool:
        return self._says(OF_MEETINGS)

    @property
    def has_account(self) -> bool:
        return self._says(("account", "year"))

    @property
    def has_address(self) -> bool:
        return self._says(OF_LINKS)

    def _says(self, names: tuple[str, ...]) -> bool:
        """Is there anything in these fields, or anything wrong with them?"""
        there = [name for name in names if name in self.fields]
        return any(self[name].value() or (self.is_bound and self[name].errors) for name in there)

    def _value_of(self, name: str) -> int | None:
        return _number(self.data.get(name) if self.is_bound else self.initial.get(name))

    def _offer_meetings(self) -> None:
        """Read when they are shown or one of them is chosen: most of what is saved belongs to none."""
        chosen = self._value_of("meeting")
        meetings = SimpleLazyObject(lambda: _meetings(chosen))
        self._choices("meeting", lambda: [("", "None, or not there yet"), *meetings])

    def _choices(self, name: str, choices: Choices) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def _leave_out(self, names: tuple[str, ...]) -> None:
        for name in names:
            del self.fields[name]


def _meetings(chosen: int | None) -> list[tuple[str, str]]:
    """The latest ones, and the one that is chosen already."""
    meetings = Meeting.objects.whole().order_by("-starts_at", "-pk")
    offered = {meeting.pk: meeting for meeting in meetings[:MEETINGS_OFFERED]}
    if chosen and chosen not in offered:
        offered |= {meeting.pk: meeting for meeting in meetings.filter(pk=chosen)}
    return [(str(pk), called(meeting)) for pk, meeting in offered.items()]


def called(meeting: Meeting) -> str:
    moment = timezone.localtime(meeting.starts_at)
    return f"{meeting.name}, {say_day(moment)} at {say_time(moment)}"


def _accounts() -> list[tuple[str, str]]:
    return [(item.key, item.title) for item in transparency.ITEMS]


def _years(chosen: int | None) -> list[tuple[str, str]]:
    latest = transparency.year_of(today())
    years = {*range(latest - YEARS_OFFERED + 1, latest + 1), *([chosen] if chosen else [])}
    return [(str(year), transparency.year_called(year)) for year in sorted(years, reverse=True)]


def _number(word: Any) -> int | None:
    """A small whole number; None for anything else."""
    text = str(word or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
