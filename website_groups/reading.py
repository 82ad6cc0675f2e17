"""What the public pages of the groups are made of, each read in as few queries with 2,000 groups as with ten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils import timezone

from accounts import cursor
from accounts.clock import today
from search.finding import newest
from search.queries import Query, parse
from search.snippets import Segment, extract, mark
from website_groups.content import Kind
from website_groups.finding import ITEMS
from website_groups.models import Category, Group, Item, Occurrence
from website_groups.months import midnight

GROUPS_ON_A_PAGE = 40
ON_A_PAGE = 20
IN_TABS = 8
COMING_ON_A_PAGE = 4
NOTICES_ON_A_PAGE = 3
NAMED_IN_A_SEARCH = 5
IN_A_FEED = 30
IN_A_CALENDAR = 1_000


# ---------------------------------------------------------------------------------------------- the directory
@dataclass(frozen=True)
class Directory:
    """`further` is where the next page begins, "" where there is none."""

    groups: list[Group]
    categories: list[Category]
    further: str = ""


def directory(category: Category | None, asked: QueryDict) -> Directory:
    """Raises BadRequest for a place in the list that is none."""
    public = Group.objects.public()
    of_category = public.filter(category=category) if category else public
    found = list(of_category.after(_seen_last(asked.get("after", "")))[: GROUPS_ON_A_PAGE + 1])
    in_use = set(public.order_by().values_list("category", flat=True).distinct())
    shown = found[:GROUPS_ON_A_PAGE]
    further = str(shown[-1].pk) if len(found) > GROUPS_ON_A_PAGE else ""
    return Directory(shown, [category for category in Category if category in in_use], further)


def _seen_last(word: str) -> Group | None:
    if not word:
        return None
    if not (word.isascii() and word.isdigit() and len(word) < 19):
        raise BadRequest("The address of this page of the list is not complete.")
    return Group.objects.filter(pk=int(word)).only("name").first()


# -------------------------------------------------------------------------------------------------- one group
@dataclass(frozen=True)
class Tabs:
    """The ways through a group's pages: its first ones by name; `has_more`, the others in a list."""

    pages: list[Item]
    has_more: bool = False
    has_events: bool = False
    has_notices: bool = False

    @classmethod
    def of(cls, found: list[Item]) -> Tabs:
        """From what `_of_group` gave."""
        pages = [item for item in found if item.kind == Kind.PAGE]
        shows: Any = found[0] if found else None
        if shows is None:
            return cls([])
        return cls(pages[:IN_TABS], len(pages) > IN_TABS, shows.has_events, shows.has_notices)


@dataclass(frozen=True)
class Home:
    group: Group
    tabs: Tabs
    notices: list[Item]
    coming: list[Occurrence]

    @property
    def first(self) -> Item | None:
        """The page that stands at the group's own address."""
        return self.tabs.pages[0] if self.tabs.pages else None


def home(slug: str) -> Home | None:
    """None where the group shows nothing, or nothing any more."""
    latest = Item.objects.public().filter(group__slug=slug, kind=Kind.NOTICE).latest_first()[:NOTICES_ON_A_PAGE]
    found = list(_of_group(slug, Q(pk__in=latest.values("pk"))))
    group = found[0].group if found else Group.objects.public().filter(slug=slug).first()
    if group is None:
        return None
    notices = sorted((item for item in found if item.kind == Kind.NOTICE), key=_changed, reverse=True)
    return Home(group, Tabs.of(found), notices, coming(COMING_ON_A_PAGE, group))


def tabs_of(group: Group) -> Tabs:
    return Tabs.of(list(_of_group(group.slug, Q())))


def coming(most: int, group: Group | None = None) -> list[Occurrence]:
    """The next times of events, from the beginning of today; of all groups where none is said."""
    since = Occurrence.objects.public().coming(midnight(today()))
    return list((since.filter(item__group=group) if group else since)[:most])


def _of_group(slug: str, more: Q) -> Any:
    """The pages that stand in the tabs, one further, and `more` items; each row says what else the group has."""
    public = Item.objects.public().filter(group__slug=slug)
    pages = public.filter(kind=Kind.PAGE).order_by("position", "pk")[: IN_TABS + 1]
    live = Item.objects.public().filter(group=OuterRef("group"))
    wanted = public.filter(Q(pk__in=pages.values("pk")) | more).order_by("position", "pk")
    has = {"has_events": Exists(live.filter(kind=Kind.EVENT)), "has_notices": Exists(live.filter(kind=Kind.NOTICE))}
    return wanted.annotate(**has).defer("live_version__words")


def _changed(item: Item) -> Any:
    return item.changed_at, item.pk


# ------------------------------------------------------------------------------------------------------ lists
@dataclass(frozen=True)
class Listed:
    """One page of what a group has of one kind. `further` is where the next one begins."""

    items: list[Item]
    further: str = ""


def listed(group: Group, kind: Kind, asked: QueryDict) -> Listed:
    """The latest first. Raises BadRequest for a place in the list that is none."""
    of_kind = Item.objects.public().filter(group=group, kind=kind).defer("live_version__words")
    found = list(of_kind.latest_first(cursor.read(asked.get("before", "")))[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    return Listed(shown, _key(shown[-1]) if len(found) > ON_A_PAGE else "")


@dataclass(frozen=True)
class Agenda:
    """Events day by day. `further` is where the next page begins."""

    days: list[tuple[date, list[Occurrence]]]
    further: str = ""


def agenda(asked: QueryDict, group: Group | None = None) -> Agenda:
    """What is coming, the next first. Raises BadRequest for a place in the list that is none."""
    after = cursor.read(asked.get("after", ""))
    public = Occurrence.objects.public()
    within = public.filter(item__group=group) if group else public
    since = within.behind(after).order_by("starts_at", "pk") if after else within.coming(midnight(today()))
    found = list(since[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    days = [(day, list(of_day)) for day, of_day in groupby(shown, lambda one: timezone.localdate(one.starts_at))]
    return Agenda(days, cursor.write(shown[-1].starts_at, shown[-1].pk) if len(found) > ON_A_PAGE else "")


def _key(item: Item) -> str:
    return cursor.write(item.changed_at, item.pk) if item.changed_at else ""


# --------------------------------------------------------------------------------------- feeds and calendars
def latest(group: Group | None) -> list[Item]:
    """For a feed: the latest of what a group shows, or of all."""
    public = Item.objects.public()
    return list((public.filter(group=group) if group else public).latest_first()[:IN_A_FEED])


def events_of(group: Group) -> list[Item]:
    public = Item.objects.public().filter(group=group, kind=Kind.EVENT)
    return list(public.latest_first()[:IN_A_CALENDAR])


def coming_events() -> list[Item]:
    """Of all groups, those that take place next, each once."""
    return list({one.item_id: one.item for one in coming(IN_A_CALENDAR)}.values())


# ----------------------------------------------------------------------------------------------------- search
@dataclass(frozen=True)
class Hit:
    """What was found, with its title and an extract in which the words looked for are marked."""

    item: Item
    title: list[Segment]
    words: list[Segment]


@dataclass(frozen=True)
class Found:
    text: str
    hits: list[Hit]
    groups: list[Group]
    further: str = ""


def search(asked: QueryDict) -> Found:
    """What groups show with these words, the latest first, and groups of that name."""
    text = " ".join(asked.get("q", "").replace("\0", "").split())
    query, before = parse(text), cursor.read(asked.get("before", ""))
    visible = Item.objects.public().latest_first(before)
    hits, has_more = hits_among(visible, query, ON_A_PAGE)
    named = Group.objects.public().filter(name__icontains=text[:100]) if query and not before else Group.objects.none()
    groups = list(named.after(None)[:NAMED_IN_A_SEARCH])
    return Found(text, hits, groups, _key(hits[-1].item) if has_more else "")


def found_in_groups(query: Query, most: int) -> list[Hit]:
    """For a search over everything: the latest of what groups show with these words."""
    return hits_among(Item.objects.public().latest_first(), query, most)[0]


def hits_among(visible: Any, query: Query, most: int) -> tuple[list[Hit], bool]:
    """With whether there is more."""
    if not query:
        return [], False
    page = newest(ITEMS, query, visible, order=("-changed_at", "-id"), limit=most)
    items: list[Item] = page.rows(visible)
    return [Hit(item, mark(item.title, query), _words(item, query)) for item in items], page.more


def _words(item: Item, query: Query) -> list[Segment]:
    return extract(item.live_version.words if item.live_version else "", query)
