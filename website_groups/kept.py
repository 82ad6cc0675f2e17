"""What waits for the editors of a group, and in what state each thing of theirs is, in their own words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accounts.clock import today
from accounts.models import User
from policies.rules import meaning as means
from policies.standing import rules_in_force, standing_of
from website_groups.life import ItemState
from website_groups.models import Group, Item, ItemDecision
from website_groups.workflow.clock import is_to_confirm


@dataclass(frozen=True)
class Status:
    """A word with its sign; `kind` is its colour."""

    word: str
    sign: str
    kind: str


PUBLIC = Status("Public", "tick", "out")
CHANGING = Status("You are changing it", "pen", "draft")
WAITING = Status("Waits for the council", "clock", "waiting")
DOWN = Status("Taken down", "barred", "stopped")
WITHDRAWN = Status("Withdrawn by you", "cross", "stopped")
NEW = Status("Not public yet", "file", "draft")


@dataclass(frozen=True)
class Listed:
    """One thing of a group, in a list."""

    item: Item
    title: str
    statuses: tuple[Status, ...]


@dataclass(frozen=True)
class ToDo:
    words: str
    url: str


@dataclass(frozen=True)
class Kept:
    """A group that somebody looks after, and what waits for them in it."""

    group: Group
    to_do: tuple[ToDo, ...]


def statuses_of(item: Item) -> tuple[Status, ...]:
    """Where it is, the most important first; `item` with its draft and its group."""
    has_draft = getattr(item, "draft", None) is not None
    is_down = item.takedown_id is not None or item.group.takedown_id is not None
    state = {ItemState.LIVE: PUBLIC, ItemState.WITHDRAWN: WITHDRAWN, ItemState.NEW: NEW}[ItemState(item.state)]
    found = [DOWN if is_down and item.state == ItemState.LIVE else state]
    if item.waiting_version_id:
        found.append(WAITING)
    if has_draft and item.state != ItemState.NEW:
        found.append(CHANGING)
    return tuple(found)


def listed(items: Iterable[Item]) -> list[Listed]:
    return [Listed(item, title_of(item), statuses_of(item)) for item in items]


def title_of(item: Item) -> str:
    draft = getattr(item, "draft", None)
    return (draft.content.title if draft else "") or item.title


def kept_by(user: User) -> list[Kept]:
    """Every group whose pages this person looks after, by name; in as many questions for one as for many."""
    groups = list(Group.objects.edited_by(user).select_related("takedown").order_by("name", "pk"))
    if not groups:
        return []
    items = list(Item.objects.edited_by(user).filter(draft__isnull=False).order_by("since", "pk"))
    down = list(Item.objects.edited_by(user).filter(takedown__isnull=False).order_by("takedown__taken_at", "pk"))
    returned = _returned(items)
    rules = rules_in_force()
    every = means.groups_confirm_every(rules) if rules else None
    return [
        Kept(
            group,
            (
                *_taken_down(group, [item for item in down if item.group_id == group.pk]),
                *(_to_finish(item, returned) for item in items if item.group_id == group.pk),
                *([_to_confirm(group)] if every and is_to_confirm_soon(group, every) else []),
            ),
        )
        for group in groups
    ]


def only_edits_groups(user: User | AnonymousUser) -> bool:
    """Somebody who holds no office and looks after a group: the council's own desk is none of theirs."""
    return not standing_of(user).appointments and Group.objects.edited_by(user).exists()


def is_to_confirm_soon(group: Group, every: int) -> bool:
    """Is it due that the group says that all is still right, reminded or not?"""
    group = Group(state=group.state, confirmed_on=group.confirmed_on)
    return is_to_confirm(group, every, today())


def _returned(items: list[Item]) -> set[int]:
    """Which of them the council has returned, and nobody has sent anew."""
    decisions = ItemDecision.objects.filter(version__item__in=items).order_by("decided_at", "pk")
    last = dict(decisions.values_list("version__item_id", "verdict"))
    return {item.pk for item in items if last.get(item.pk) == ItemDecision.Verdict.RETURNED}


def _taken_down(group: Group, items: list[Item]) -> list[ToDo]:
    whole = [("All of your pages are", group.takedown)]
    parts = [(f"“{title_of(item)}” is", item.takedown) for item in items]
    return [
        ToDo(f"{what} taken down. Read why, and answer", reverse("group_desk:takedown", args=[takedown.pk]))
        for what, takedown in (*whole, *parts)
        if takedown and not takedown.answer
    ]


def _to_finish(item: Item, returned: set[int]) -> ToDo:
    what = "the council returned it to you" if item.pk in returned else "you have not published it yet"
    return ToDo(f"“{title_of(item)}”: {what}", reverse("group_pages:item", args=[item.pk]))


def _to_confirm(group: Group) -> ToDo:
    return ToDo("Say that all is still right", reverse("group_pages:details", args=[group.slug]))
