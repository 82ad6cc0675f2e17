"""Taking down what a group shows, all of it or one item, at once and everywhere; and restoring it (groups-removal).

A take-down touches nothing but a mark on the item or the group: what is restored is exactly what was there.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.actors import present
from accounts.clock import today
from accounts.history import System, record
from accounts.models import User
from accounts.refusals import BadInput, NotNow, NotYours, require_words
from policies.rules import meaning as means
from policies.standing import holders, standing_of
from website_groups import notices, permissions
from website_groups.models import Group, Item, Takedown
from website_groups.workflow import steps

NOT_YOURS = "Only those who approve what the council publishes, and the Clerk, take down what a group shows."


@transaction.atomic
def take_down(
    group_id: int, *, by: User, rule: str, message: str, item_id: int | None = None, until: date | None = None
) -> Takedown:
    """Takes one item down, or all of the group; with `until` for a time, that day not included."""
    by, group = present(by), steps.locked_group(group_id)
    if not permissions.can_take_down(by, group):
        raise NotYours(NOT_YOURS, about=group)
    item = _item_of(group, item_id)
    down: Group | Item = item or group
    if down.takedown_id is not None:
        raise NotNow(f"“{down}” is down already.", about=group)
    require_words("rule", rule, "Say which rule it broke.")
    require_words("message", message, "Write to the group why, and what it can do.")
    if until is not None and until <= today():
        raise BadInput("until", "Choose a day in the future, or leave it empty.")
    takedown = Takedown(
        group=group,
        item=item,
        rule=steps.words(rule),
        message=steps.lines(message),
        until=until,
        taken_by=by,
        taken_at=timezone.now(),
    )
    record(takedown, by=by, act="taken down", reason=takedown.rule)
    down.takedown = takedown
    record(down, by=by, act="suspended" if until else "taken down", reason=takedown.rule)
    notices.of_takedown(takedown)
    return takedown


@transaction.atomic
def restore(takedown_id: int, *, by: steps.Actor, reason: str = "") -> Takedown:
    """Shows again exactly what was there."""
    by, takedown = present(by), _locked(takedown_id)
    may = permissions.can_keep_time(by) if isinstance(by, System) else permissions.can_restore(by, takedown)
    if not may and takedown.is_running:
        raise NotYours(NOT_YOURS, about=takedown.group)
    _require_running(takedown)
    return _end(takedown, by=by, reason=steps.lines(reason))


@transaction.atomic
def answer(takedown_id: int, *, by: User, text: str) -> Takedown:
    """The group says what it has to say; whoever looks at it again reads it."""
    by, takedown = present(by), _locked(takedown_id)
    _require_running(takedown)
    if not permissions.can_answer(by, takedown):
        if takedown.answer:
            raise NotNow("The group has answered already.", about=takedown.group)
        raise NotYours(steps.ONLY_EDITORS, about=takedown.group)
    require_words("text", text, "Write what you want to say.")
    takedown.answer, takedown.answered_by, takedown.answered_at = steps.lines(text), by, timezone.now()
    record(takedown, by=by, act="answered by the group")
    notices.of_answer(takedown, others(takedown) or [takedown.taken_by])
    return takedown


@transaction.atomic
def look_again(takedown_id: int, *, by: User, verdict: str, remark: str) -> Takedown:
    """Somebody else than who took it down, where there is somebody, decides after the group's answer."""
    by, takedown = present(by), _locked(takedown_id)
    _require_running(takedown)
    if not takedown.answer or takedown.verdict:
        raise NotNow("There is nothing to look at again.", about=takedown.group)
    if not permissions.can_look_again(by, takedown, others=bool(others(takedown))):
        if permissions.can_restore(by, takedown):
            raise NotYours("You took it down. Somebody else looks at it again.", about=takedown.group)
        raise NotYours(NOT_YOURS, about=takedown.group)
    if verdict not in Takedown.Verdict.values:
        raise BadInput("verdict", "Choose whether it stays down or is restored.")
    require_words("remark", remark, "Say why: the group reads it.")
    takedown.verdict, takedown.looked_by, takedown.looked_at = verdict, by, timezone.now()
    if verdict == Takedown.Verdict.RESTORED:
        _end(takedown, by=by, reason=steps.lines(remark), told=False)
    else:
        record(takedown, by=by, act="looked at again: it stays down", reason=steps.lines(remark))
    notices.of_second_look(takedown, steps.lines(remark))
    return takedown


def others(takedown: Takedown) -> list[User]:
    """Who may look at it again beside the one who took it down."""
    rules = standing_of(takedown.taken_by).rules
    offices = means.takes_down(rules) if rules else frozenset()
    return [person for person in holders(offices) if person.pk != takedown.taken_by_id]


def _end(takedown: Takedown, *, by: steps.Actor, reason: str, told: bool = True) -> Takedown:
    takedown.ended_at = timezone.now()
    takedown.ended_by = None if isinstance(by, System) else by
    record(takedown, by=by, act="restored", reason=reason)
    down = takedown.item or takedown.group
    down.takedown = None
    record(down, by=by, act="restored", reason=reason)
    if told:
        notices.of_restoration(takedown, reason)
    return takedown


def _locked(takedown_id: int) -> Takedown:
    """With its group and item, the group locked first, as everywhere."""
    group_id = Takedown.objects.filter(pk=takedown_id).values_list("group", flat=True).first()
    if group_id is None:
        raise NotNow("There is no such decision.")
    group = steps.locked_group(group_id)
    takedown = Takedown.objects.select_for_update(of=("self",)).select_related("item", "taken_by").get(pk=takedown_id)
    takedown.group = group
    if takedown.item:
        takedown.item.group = group
    return takedown


def _item_of(group: Group, item_id: int | None) -> Item | None:
    if item_id is None:
        return None
    item = Item.objects.whole().select_for_update(of=("self",)).filter(pk=item_id, group=group).first()
    if item is None or item.live_version is None:
        raise NotNow("There is nothing of that on the website.", about=group)
    item.group = group
    return item


def _require_running(takedown: Takedown) -> None:
    if not takedown.is_running:
        raise NotNow("It has been restored already.", about=takedown.group)
