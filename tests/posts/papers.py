"""Meetings and what is published of them, of money and of links, through the product's own acts."""

from datetime import datetime, timedelta

from django.utils import timezone

from accounts import workflow as people
from accounts.history import SYSTEM
from accounts.models import Committee, Meeting
from posts.kinds.due import kind_of_minutes
from posts.models import Post
from posts.particulars import MINUTES, Part, Particulars
from tests import making
from tests.publishing import published


def meeting(days: int = 14, committee: Committee | None = None, at: datetime | None = None) -> Meeting:
    """A meeting so many days from now, at 7 pm."""
    evening = timezone.localtime().replace(hour=19, minute=0, second=0, microsecond=0) + timedelta(days=days)
    return people.call_meeting(by=SYSTEM, starts_at=at or evening, committee=committee, place="Moot Hall")


def committee(name: str = "Planning Committee") -> Committee:
    return people.make_committee(name, by=SYSTEM)


def paper(cast: making.Cast, held: Meeting, part: Part, title: str = "", **content: object) -> Post:
    """Something published of that meeting."""
    kind = kind_of_minutes(held) if part in MINUTES else "agendas"
    told = Particulars(meeting=held.pk, part=part)
    return published(cast, title or part.label, kind=kind, particulars=told, **content)


def account(cast: making.Cast, key: str, year: int, quarter: int = 0) -> Post:
    told = Particulars(account=key, year=year, quarter=quarter)
    return published(cast, f"Our {key}", kind="financial_information", particulars=told)


def link(cast: making.Cast, title: str, address: str, kind: str = "charity_links", **content: object) -> Post:
    told = Particulars(address=address)
    return published(cast, title, kind=kind, particulars=told, links_confirmed=(address,), **content)
