"""Days and times in the words people use; pure functions, told the time."""

import re
from datetime import date, datetime

NO_BREAK = "\u00a0"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def say_when(moment: datetime, now: datetime) -> str:
    """Say a moment as somebody would say it now: "today at 5.30 pm", "8 December at 9 am".

    In: the moment and now, both in the reader's time zone. Out: words, with the year when it is another's.
    """
    return f"{_near_day(moment.date(), now.date())} at {say_time(moment)}"


def say_day(day: date) -> str:
    """Say a day in full: "Tuesday 8 December 2026". In: a date, or a datetime in the reader's time zone."""
    return f"{day:%A} {_day_of_month(day)} {day.year}"


def keep_together(text: str) -> str:
    """Put no-break spaces into the times and dates that somebody typed, so that no line ends in "5.30"."""
    return re.sub(rf"(?<=\d) (?=(?:am|pm|noon|{MONTHS})\b)", NO_BREAK, text)


def _near_day(day: date, today: date) -> str:
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if word := near.get((day - today).days):
        return word
    return _day_of_month(day) if day.year == today.year else f"{_day_of_month(day)} {day.year}"


def _day_of_month(day: date) -> str:
    return f"{day.day}{NO_BREAK}{day:%B}"


def say_time(moment: datetime) -> str:
    if (moment.hour, moment.minute) == (12, 0):
        return f"12{NO_BREAK}noon"
    if (moment.hour, moment.minute) == (0, 0):
        return "midnight"
    minutes = f".{moment:%M}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{NO_BREAK}{'am' if moment.hour < 12 else 'pm'}"
