"""A group's life and that of one of its items as tables: from which state, by which act, to which; and the pen."""

from django.db.models import TextChoices

from accounts.lives import Life


class GroupState(TextChoices):
    APPLIED = "applied", "Has applied"
    CHECKED = "checked", "Waits for the Council’s approval"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Not approved"
    ENDED = "ended", "Has left"


class GroupAct(TextChoices):
    CHECK = "check", "Put to the Council"
    APPROVE = "approve", "Record the approval"
    REFUSE = "refuse", "Refuse"
    CHANGE = "change", "Change what is said of the group"
    CONFIRM = "confirm", "Confirm that all is still right"
    END = "end", "End"
    RETURN = "return", "Let it come back"


class ItemState(TextChoices):
    NEW = "new", "Not public yet"
    LIVE = "live", "Public"
    WITHDRAWN = "withdrawn", "Withdrawn by the group"


class ItemAct(TextChoices):
    WRITE = "write", "Change"
    PROPOSE = "propose", "Send to the council"
    PUBLISH = "publish", "Publish"
    ACCEPT = "accept", "Accept"
    RETURN = "return", "Return for changes"
    WITHDRAW = "withdraw", "Withdraw"


class Pen(TextChoices):
    GROUP = "group", "the group"
    CLERK = "clerk", "the Clerk"
    COUNCIL = "council", "the Council"
    NOBODY = "nobody", "nobody"


GROUP_MOVES: dict[tuple[GroupState, GroupAct], GroupState] = {
    (GroupState.APPLIED, GroupAct.CHECK): GroupState.CHECKED,
    # A council that has decided already need not be asked twice.
    (GroupState.APPLIED, GroupAct.APPROVE): GroupState.APPROVED,
    (GroupState.APPLIED, GroupAct.REFUSE): GroupState.REFUSED,
    (GroupState.CHECKED, GroupAct.APPROVE): GroupState.APPROVED,
    (GroupState.CHECKED, GroupAct.REFUSE): GroupState.REFUSED,
    (GroupState.REFUSED, GroupAct.CHECK): GroupState.CHECKED,
    (GroupState.APPROVED, GroupAct.CHANGE): GroupState.APPROVED,
    (GroupState.APPROVED, GroupAct.CONFIRM): GroupState.APPROVED,
    (GroupState.APPROVED, GroupAct.END): GroupState.ENDED,
    (GroupState.ENDED, GroupAct.RETURN): GroupState.APPROVED,
}

GROUP_PEN: dict[GroupState, Pen] = {
    GroupState.APPLIED: Pen.CLERK,
    GroupState.CHECKED: Pen.COUNCIL,
    GroupState.APPROVED: Pen.GROUP,
    GroupState.REFUSED: Pen.NOBODY,
    GroupState.ENDED: Pen.NOBODY,
}

ITEM_MOVES: dict[tuple[ItemState, ItemAct], ItemState] = {
    # What waits for the council is a version; the item stays what it is until that is accepted.
    (ItemState.NEW, ItemAct.WRITE): ItemState.NEW,
    (ItemState.NEW, ItemAct.PROPOSE): ItemState.NEW,
    (ItemState.NEW, ItemAct.PUBLISH): ItemState.LIVE,
    (ItemState.NEW, ItemAct.ACCEPT): ItemState.LIVE,
    (ItemState.NEW, ItemAct.RETURN): ItemState.NEW,
    (ItemState.NEW, ItemAct.WITHDRAW): ItemState.WITHDRAWN,
    (ItemState.LIVE, ItemAct.WRITE): ItemState.LIVE,
    (ItemState.LIVE, ItemAct.PROPOSE): ItemState.LIVE,
    (ItemState.LIVE, ItemAct.PUBLISH): ItemState.LIVE,
    (ItemState.LIVE, ItemAct.ACCEPT): ItemState.LIVE,
    (ItemState.LIVE, ItemAct.RETURN): ItemState.LIVE,
    (ItemState.LIVE, ItemAct.WITHDRAW): ItemState.WITHDRAWN,
    (ItemState.WITHDRAWN, ItemAct.WRITE): ItemState.WITHDRAWN,
    (ItemState.WITHDRAWN, ItemAct.PROPOSE): ItemState.WITHDRAWN,
    (ItemState.WITHDRAWN, ItemAct.PUBLISH): ItemState.LIVE,
    (ItemState.WITHDRAWN, ItemAct.ACCEPT): ItemState.LIVE,
    (ItemState.WITHDRAWN, ItemAct.RETURN): ItemState.WITHDRAWN,
}

ITEM_PEN: dict[ItemState, Pen] = dict.fromkeys(ItemState, Pen.GROUP)

GROUP = Life(GroupState.APPLIED, GROUP_MOVES, GROUP_PEN)
ITEM = Life(ItemState.NEW, ITEM_MOVES, ITEM_PEN)
