"""When an event takes place: the first time, whether it repeats, and the days on which it does not take place."""

from dataclasses import replace
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from django import forms
from django.utils import timezone

from accounts.clock import today
from accounts.dates import say_day
from accounts.hours import HourField, settle
from website_groups.content import Content
from website_groups.editor_forms.words import StepForm
from website_groups.recurrence import LONGEST, Repeat, Times, week_of_month
from website_groups.saying import ORDINALS, coming_starts, nth

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
LONGEST_DAYS = 60
OFFERED = 53
"""So many of the next dates can be left out."""


class WallField(HourField):
    """An hour as the clock on the wall shows it, without a zone: it stays the same in winter and in summer."""

    def to_python(self, value: Any) -> datetime | None:
        self.remark = ""
        if not isinstance(value, str) or not value.strip():
            return None
        wall = self._read(value.strip())
        wall = timezone.localtime(wall).replace(tzinfo=None) if timezone.is_aware(wall) else wall
        wall = wall.replace(second=0, microsecond=0)
        if not EARLIEST <= wall.date() <= LATEST:
            raise forms.ValidationError(f"Give a year from {EARLIEST.year} to {LATEST.year}.", code="invalid")
        self.remark = settle(wall).remark
        return wall


class WhenForm(StepForm):
    changed = ("times",)

    starts = WallField(label="When does it begin?", error_messages={"required": "Say when it begins."})
    ends = WallField(label="When does it end?", required=False, help_text="Leave this empty if you cannot say.")
    is_all_day = forms.BooleanField(
        label="It takes all day",
        required=False,
        help_text="Then only the days count, whatever hours stand above.",
    )

    def initial_of(self, content: Content) -> dict[str, Any]:
        times = content.times
        if times is None:
            return {}
        return {"starts": times.starts, "ends": times.ends, "is_all_day": times.is_all_day}

    def clean(self) -> None:
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if self.cleaned_data.get("is_all_day"):
            starts, ends = _midnight(starts), _midnight(ends)
            self.cleaned_data |= {"starts": starts, "ends": ends}
        if starts and ends and ends < starts:
            self.add_error("ends", "It cannot end before it begins.")
        elif starts and ends and (ends - starts).days > LONGEST_DAYS:
            self.add_error("ends", f"It cannot last longer than {LONGEST_DAYS} days. Let it repeat instead.")

    def changes(self) -> dict[str, Any]:
        first = {name: self.cleaned_data[name] for name in ("starts", "ends", "is_all_day")}
        times = self.editing.content.times
        return {"times": replace(times, **first) if times else Times(**first)}


class RepeatForm(StepForm):
    changed = ("times",)

    repeat = forms.ChoiceField(
        label="Does it repeat?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it repeats.", "invalid_choice": "Choose one of these."},
    )
    until = forms.DateField(
        label="Until which day?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="The last day on which it may take place. Leave it empty if there is no end.",
        error_messages={"invalid": "Give a day, such as 8 December 2026."},
    )

    def __init__(self, data: Any = None, *, editing: Any) -> None:
        super().__init__(data, editing=editing)
        self.fields["repeat"].choices = repeats(editing.content.times)  # type: ignore[attr-defined]

    def initial_of(self, content: Content) -> dict[str, Any]:
        times = content.times
        return {"repeat": times.repeat.value, "until": times.until} if times else {}

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        times = self.editing.content.times
        if until and times and until < times.starts.date():
            raise forms.ValidationError("It cannot stop repeating before it has begun.")
        if until and until > today() + LONGEST:
            raise forms.ValidationError("Leave it empty if there is no end: this is more than ten years ahead.")
        return until

    def changes(self) -> dict[str, Any]:
        times, repeat = self.editing.content.times, Repeat(self.cleaned_data["repeat"])
        until = self.cleaned_data["until"] if repeat is not Repeat.NEVER else None
        left_out = times.left_out if times and repeat is not Repeat.NEVER else ()
        return {"times": replace(times, repeat=repeat, until=until, left_out=left_out) if times else None}


class LeftOutForm(StepForm):
    """Days that have passed, and those farther ahead than the page shows, stay as they are."""

    changed = ("times",)

    left_out = forms.MultipleChoiceField(
        label="On which days does it not take place?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the days on this page."},
    )

    def __init__(self, data: Any = None, *, editing: Any) -> None:
        super().__init__(data, editing=editing)
        self.offered = _offered(editing.content.times)
        choices = [(day.isoformat(), say_day(day)) for day in self.offered]
        self.fields["left_out"].choices = choices  # type: ignore[attr-defined]

    def initial_of(self, content: Content) -> dict[str, Any]:
        return {"left_out": [day.isoformat() for day in content.times.left_out]} if content.times else {}

    def changes(self) -> dict[str, Any]:
        times = self.editing.content.times
        if times is None:
            return {"times": None}
        chosen = {date.fromisoformat(day) for day in self.cleaned_data["left_out"]}
        others = set(times.left_out) - set(self.offered)
        return {"times": replace(times, left_out=tuple(sorted(chosen | others)))}


def repeats(times: Times | None) -> list[tuple[str, str]]:
    """How an event that begins then may repeat, in words that name its day."""
    if times is None:
        return [(Repeat.NEVER.value, "No, it takes place once")]
    start, week = times.starts, ORDINALS[week_of_month(times) - 1]
    return [
        (Repeat.NEVER.value, "No, it takes place once"),
        (Repeat.WEEKLY.value, f"Every {start:%A}"),
        (Repeat.FORTNIGHTLY.value, f"Every second {start:%A}"),
        (Repeat.MONTHLY_BY_DATE.value, f"Every month on the {nth(start.day)}"),
        (Repeat.MONTHLY_BY_WEEKDAY.value, f"Every month on the {week} {start:%A}"),
        (Repeat.YEARLY.value, f"Every year on {start.day} {start:%B}"),
    ]


def _offered(times: Times | None) -> list[date]:
    """The next days, with those that are left out already."""
    if times is None:
        return []
    whole = replace(times, left_out=())
    return [start.date() for start in islice(coming_starts(whole, today()), OFFERED)]


def _midnight(moment: datetime | None) -> datetime | None:
    return datetime.combine(moment, time()) if moment else None
