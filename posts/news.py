"""The news as people read it: by kind, month and subject, a page at a time, page 5,000 as quick as page 1."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.expressions import BaseExpression
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from accounts import cursor
from accounts.models import Matter
from policies.rules.schema import ItemKind
from posts.models import KIND_LABELS, Post, PostVersion
from posts.querysets import PostQuerySet

ON_A_PAGE = 20
SUBJECTS = 12

HEADINGS = {
    ItemKind.NEWS: "News items",
    ItemKind.AGENDAS: "Agendas",
    ItemKind.PRINCIPAL_COUNCIL_LINKS: "Links to the principal council",
    ItemKind.CHARITY_LINKS: "Links to charities",
    ItemKind.OTHER: "Other things",
}
"""What a list of a kind is called, where that is not the kind's own name."""


@dataclass(frozen=True)
class Page:
    """One page of a list. `newer` and `older` say where the next ones begin, "" where there is none."""

    posts: list[Post]
    newer: str = ""
    older: str = ""


def page_of(posts: PostQuerySet, asked: QueryDict) -> Page | None:
    """The page that an address asks for; None where that is the first one, which has an address of its own.

    Raises BadRequest for a key that is none.
    """
    if after := cursor.read(asked.get("after", "")):
        found = list(posts.news_after(after)[: ON_A_PAGE + 1])
        shown = found[:ON_A_PAGE][::-1]
        return Page(shown, _key(shown[0]), _key(shown[-1])) if len(found) > ON_A_PAGE else None
    before = cursor.read(asked.get("before", ""))
    found = list(posts.news(before)[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    has_newer, has_older = bool(before and shown), len(found) > ON_A_PAGE
    return Page(shown, _key(shown[0]) if has_newer else "", _key(shown[-1]) if has_older else "")


def _key(post: Post) -> str:
    return cursor.write(post.published_at, post.pk) if post.published_at else ""


@dataclass(frozen=True)
class Month:
    """A calendar month where the council is."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime) -> Month:
        day = timezone.localdate(moment)
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def following(self) -> Month:
        return Month(self.year + 1, 1) if self.number == 12 else Month(self.year, self.number + 1)

    @property
    def url(self) -> str:
        return reverse("posts:month", args=[self.year, f"{self.number:02}"])

    @property
    def begins(self) -> datetime:
        return timezone.make_aware(datetime(self.year, self.number, 1))

    def upto(self, last: Month) -> Iterator[Month]:
        month = self
        while (month.year, month.number) <= (last.year, last.number):
            yield month
            month = month.following


@dataclass(frozen=True)
class Choices:
    """What the news can be narrowed to: kinds by name and heading, subjects by key, name and address, months.

    Of each year but the one shown, only its last month is offered.
    """

    kinds: list[tuple[str, str]]
    subjects: list[tuple[int, str, str]]
    months: list[Month]
    other_years: list[Month]


def choices(year: int | None = None) -> Choices | None:
    """The kinds, subjects and months that have something in them, in two queries; None while nothing is published.

    The months are those of `year`, or of the latest.
    """
    row = _ends(**kinds_in_use())
    if row is None:
        return None
    months = _months(row)
    shown = year if any(month.year == year for month in months) else months[0].year
    others = {month.year: month for month in reversed(months) if month.year != shown}
    return Choices(
        kinds=[(kind.value, heading(kind)) for kind in ItemKind if row[kind]],
        subjects=[(subject.pk, subject.name, address_of(subject)) for subject in subjects()[:SUBJECTS]],
        months=[month for month in months if month.year == shown],
        other_years=sorted(others.values(), key=lambda month: -month.year),
    )


def months() -> list[Month]:
    """Every month from the latest published post back to the first, in one query."""
    row = _ends()
    return _months(row) if row else []


def _ends(**more: BaseExpression) -> dict[str, Any] | None:
    """The moments of the newest and the oldest published post, and `more`. What lies between need not be counted."""
    oldest = Post.objects.published().order_by("published_at", "id").values("published_at")[:1]
    newest = Post.objects.filter(pk=Subquery(Post.objects.news().values("pk")[:1]))
    rows: QuerySet[Post, Any] = newest.annotate(oldest=Subquery(oldest), **more).values()
    return rows.first()


def _months(row: dict[str, Any]) -> list[Month]:
    return list(Month.of(row["oldest"]).upto(Month.of(row["published_at"])))[::-1]


def kinds_in_use() -> dict[str, Exists]:
    """For each kind, by its name, whether anything of it is published: to annotate with."""
    return {kind.value: Exists(Post.objects.published().of_kind(kind)) for kind in ItemKind}


def subjects() -> QuerySet[Matter]:
    """The matters about which something is published, the latest first. Of others the public is told nothing."""
    newest = Post.objects.published().filter(matter=OuterRef("pk")).order_by("-published_at", "-id")
    dated = Matter.objects.annotate(latest=Subquery(newest.values("published_at")[:1]))
    return dated.filter(latest__isnull=False).order_by("-latest", "pk")


def address_of(subject: Matter) -> str:
    return reverse("posts:subject", args=[subject.pk, slugify(subject.name)[:60] or "subject"])


def heading(kind: ItemKind) -> str:
    return HEADINGS.get(kind, KIND_LABELS[kind])


def kind_called(name: str) -> ItemKind:
    """The kind of that name. Raises Http404 where there is none."""
    known = next((kind for kind in ItemKind if kind == name), None)
    if known is None:
        raise Http404("There is no such kind.")
    return known


def glimpse(found: dict[str, Any] | None) -> Post | None:
    """A post of which only key and title were read (`posts.querysets.glimpsed`): enough for a link to it."""
    return Post(pk=found["pk"], current_version=PostVersion(title=found["title"])) if found else None


def neighbours(post: Post) -> dict[str, Post | None]:
    """The published posts before and after one that was read `with_neighbours`."""
    return {side: glimpse(getattr(post, side)) for side in ("older", "newer")}
