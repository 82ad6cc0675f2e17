"""What the law has the council publish of its money and affairs, beside what of it is published."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import Council
from policies import transparency
from policies.rules.schema import ItemKind, Source, SourceKind
from policies.transparency import Item, Period
from posts.models import Post

SOON = timedelta(days=60)
MOST = 400
OTHERS = 20


@dataclass(frozen=True)
class Duty:
    """One item for one period, and the post that carries it; `is_late`: the last day in time is behind us."""

    item: Item
    period: Period
    due: date
    is_late: bool
    post: Post | None

    @property
    def law(self) -> Source:
        return Source(kind=SourceKind.LAW, place=self.item.law)

    @property
    def write_url(self) -> str:
        """Where it is begun."""
        asked: dict[str, str | int] = {
            "kind": ItemKind.FINANCIAL_INFORMATION.value,
            "account": self.item.key,
            "year": self.period.year,
            "quarter": self.period.quarter,
            "title": f"{self.item.title}, {self.period.called}",
        }
        return f"{reverse('posts:write')}?{urlencode(asked)}"

    @property
    def is_missing(self) -> bool:
        """Nobody can know here whether something conditional should be there."""
        return self.is_late and self.post is None and not self.item.only_if


@dataclass(frozen=True)
class Accounts:
    """`last` was due, `next` is; `years` has what is published by financial year, `others` what belongs to no item."""

    last: list[Duty]
    next: list[Duty]
    years: list[tuple[str, list[Post]]]
    others: list[Post]

    @property
    def missing(self) -> list[Duty]:
        return [duty for duty in self.last if duty.is_missing]

    @property
    def soon(self) -> list[Duty]:
        return [duty for duty in self.next if duty.post is None]


def accounts_on(day: date, council: Council | None) -> Accounts:
    """In one query."""
    published = Post.objects.published().of_kind(ItemKind.FINANCIAL_INFORMATION)
    posts = list(published.select_related("current_version").order_by("-published_at", "-id")[:MOST])
    of_items = {(post.account, post.year, post.quarter): post for post in reversed(posts) if post.account}
    items = transparency.items(council.nation, council.turnover) if council else ()
    last = [_duty(item, item.due_last(day), day, of_items) for item in items]
    coming = [_duty(item, item.due_next(day), day, of_items) for item in items]
    return Accounts(
        last,
        sorted((duty for duty in coming if duty.due <= day + SOON), key=lambda duty: duty.due),
        _by_year(post for post in posts if post.account),
        [post for post in posts if not post.account][:OTHERS],
    )


def is_to_be_asked(council: Council | None) -> bool:
    """Does the law depend on a turnover that the council has not named?"""
    return council is not None and council.nation == Council.Nation.ENGLAND and not council.turnover


def is_inspected(council: Council | None) -> bool:
    """Does the law open this council's accounts to inspection in June and July?"""
    bound = transparency.SMALLEST | transparency.AUDITED
    return council is not None and council.nation == Council.Nation.ENGLAND and council.turnover in bound


def _duty(item: Item, period: Period, day: date, of_items: dict[tuple[str, int | None, int], Post]) -> Duty:
    due = item.due_on(period)
    return Duty(item, period, due, due < day, of_items.get((item.key, period.year, period.quarter)))


def _by_year(posts: Iterable[Post]) -> list[tuple[str, list[Post]]]:
    years: defaultdict[int, list[Post]] = defaultdict(list)
    for post in posts:
        years[post.year or 0].append(post)
    return [(transparency.year_called(year), years[year]) for year in sorted(years, reverse=True)]
