"""What every act on a group or an item is made of: the lock, the question before it, the recorded move after it."""

from django.utils import timezone

from accounts.history import System, record
from accounts.models import User
from accounts.refusals import NotNow, NotYours
from policies.rules import Rules
from policies.standing import Standing
from website_groups.life import GROUP, ITEM, GroupAct, GroupState, ItemAct
from website_groups.models import Group, Item

Actor = User | System

ONLY_KEEPERS = "Only the Clerk or the Deputy Clerk keeps the local groups."
ONLY_EDITORS = "Only those who look after this group's pages can do this."
NO_GROUPS = "The policy in force has no local groups on the website."


def locked_group(group_id: int) -> Group:
    group = Group.objects.select_for_update().filter(pk=group_id).first()
    if group is None:
        raise NotNow("There is no such group.")
    return group


def locked(item_id: int) -> Item:
    """The item with its group, which is locked first, so that what is taken down cannot be published meanwhile."""
    group_id = Item.objects.filter(pk=item_id).values_list("group", flat=True).first()
    if group_id is None:
        raise NotNow("There is no such page, event or notice.")
    group = locked_group(group_id)
    item = Item.objects.whole().select_for_update(of=("self",)).get(pk=item_id)
    item.group = group
    return item


def require(may: bool, group: Group, act: GroupAct, said: str) -> None:
    """NotNow where the group's state does not let anybody do it, else NotYours with what is `said`."""
    if may:
        return
    if not GROUP.allows(group.state, act):
        state = GroupState(group.state).label.lower()
        raise NotNow(f"This cannot be done now: “{group}” is in the state “{state}”.", about=group)
    raise NotYours(said, about=group)


def require_editor(may: bool, item: Item) -> None:
    if not may:
        raise NotYours(ONLY_EDITORS, about=item)


def rules_of(standing: Standing) -> Rules:
    if standing.rules is None:
        raise NotYours("No policy is in force yet.")
    return standing.rules


def move_group(group: Group, taken: GroupAct, *, by: Actor, act: str, reason: str = "") -> Group:
    """Takes the move from the table of a group's life and records it."""
    state = GROUP.after(group.state, taken)
    if state != group.state:
        group.state, group.since = state, timezone.now()
    record(group, by=by, act=act, reason=reason)
    return group


def move_item(item: Item, taken: ItemAct, *, by: Actor, act: str, reason: str = "") -> Item:
    """Takes the move from the table of an item's life and records it."""
    state = ITEM.after(item.state, taken)
    if state != item.state:
        item.state, item.since = state, timezone.now()
    record(item, by=by, act=act, reason=reason)
    item.__dict__.pop("content", None)
    return item


def words(text: str) -> str:
    """One line, without what browsers and keyboards leave around it."""
    return " ".join(text.replace("\0", "").split())


def lines(text: str) -> str:
    """Several lines, as they are stored."""
    return text.replace("\0", "").replace("\r\n", "\n").strip()
