"""May this person do this to this group or item, and is it in a state where it may be done?

Where the rules in force have no groups, nothing of this may be done by anybody.
"""

from django.contrib.auth.models import AnonymousUser

from accounts.history import SYSTEM, System
from accounts.models import User
from policies.rules import meaning as means
from policies.standing import rules_in_force, standing_of
from website_groups.life import GROUP, ITEM, GroupAct, ItemAct
from website_groups.models import EDIT, Group, Invitation, Item, Problem, Takedown

Actor = User | System


def have_groups(actor: User | System | AnonymousUser = SYSTEM) -> bool:
    """Do the rules in force have local groups? Of a person they are remembered for the request."""
    rules = rules_in_force() if isinstance(actor, System) else standing_of(actor).rules
    return rules is not None and means.has_groups(rules)


def can_apply(actor: Actor) -> bool:
    """Anybody may apply, and the software notes it; the Clerk enters a group that came by letter."""
    return have_groups(actor) and (isinstance(actor, System) or actor.has_perm("website_groups.add_group"))


def can_see_groups(user: User) -> bool:
    """May they look at applications, and at what the council did with a group?"""
    return have_groups(user) and user.has_perm("website_groups.view_group")


def can_keep_groups(user: User) -> bool:
    return have_groups(user) and user.has_perm("website_groups.change_group")


def can_check(user: User, group: Group) -> bool:
    return GROUP.allows(group.state, GroupAct.CHECK) and can_keep_groups(user)


def can_approve(user: User, group: Group) -> bool:
    """The Council approves; the Clerk or the Deputy records it."""
    return GROUP.allows(group.state, GroupAct.APPROVE) and can_keep_groups(user)


def can_refuse(user: User, group: Group) -> bool:
    return GROUP.allows(group.state, GroupAct.REFUSE) and can_keep_groups(user)


def can_return(user: User, group: Group) -> bool:
    return GROUP.allows(group.state, GroupAct.RETURN) and can_keep_groups(user)


def can_end(user: User, group: Group) -> bool:
    """A group leaves when it likes, and the Clerk ends what has come to its end."""
    return GROUP.allows(group.state, GroupAct.END) and (can_edit(user, group) or can_keep_groups(user))


def can_change(user: User, group: Group) -> bool:
    return GROUP.allows(group.state, GroupAct.CHANGE) and (can_edit(user, group) or can_keep_groups(user))


def can_confirm(user: User, group: Group) -> bool:
    return GROUP.allows(group.state, GroupAct.CONFIRM) and can_edit(user, group)


def can_edit(user: User | AnonymousUser, group: Group) -> bool:
    """Is this person an editor of this very group, and is the group approved (groups-maintain-own-pages)?"""
    return group.is_approved and have_groups(user) and user.has_perm(EDIT, group)


def can_invite(user: User, group: Group) -> bool:
    return group.is_approved and (can_edit(user, group) or can_keep_groups(user))


def can_accept(actor: Actor, invitation: Invitation) -> bool:
    """Whom it was sent to; somebody without a sign-in yet is noted by the software."""
    is_theirs = isinstance(actor, System) or actor.email == invitation.email
    return is_theirs and invitation.group.is_approved and have_groups(actor)


def can_remove_editor(user: User, group: Group) -> bool:
    """A group says itself who looks after its pages; the Clerk can always."""
    return can_edit(user, group) or can_keep_groups(user)


def can_write(user: User, item: Item) -> bool:
    return ITEM.allows(item.state, ItemAct.WRITE) and can_edit(user, item.group)


def can_publish(user: User, item: Item) -> bool:
    return ITEM.allows(item.state, ItemAct.PUBLISH) and can_edit(user, item.group)


def can_withdraw(user: User, item: Item) -> bool:
    return ITEM.allows(item.state, ItemAct.WITHDRAW) and can_edit(user, item.group)


def can_decide(user: User, item: Item) -> bool:
    """On a version that waits: those who approve before publication. A group's editor does not decide on its pages."""
    waits = item.waiting_version_id is not None and ITEM.allows(item.state, ItemAct.ACCEPT)
    return waits and have_groups(user) and user.has_perm("website_groups.decide_item", item) and not _edits(user, item)


def can_settle(user: User, problem: Problem) -> bool:
    return not hasattr(problem, "outcome") and can_keep_groups(user)


def can_see_takedown(user: User, takedown: Takedown) -> bool:
    """Those of the council who look groups up, and the editors of that group."""
    return can_see_groups(user) or can_edit(user, takedown.group)


def can_take_down(user: User, group: Group) -> bool:
    return group.is_approved and have_groups(user) and user.has_perm("website_groups.take_down_group", group)


def can_restore(user: User, takedown: Takedown) -> bool:
    return takedown.is_running and user.has_perm("website_groups.take_down_group", takedown.group)


def can_answer(user: User, takedown: Takedown) -> bool:
    """The group answers once, while it is down."""
    return takedown.is_running and not takedown.answer and can_edit(user, takedown.group)


def can_look_again(user: User, takedown: Takedown, *, others: bool) -> bool:
    """Somebody else than who took it down, where there is somebody: `others`."""
    may = takedown.is_running and bool(takedown.answer) and not takedown.verdict and can_restore(user, takedown)
    return may and not (others and takedown.taken_by_id == user.pk)


def can_keep_time(actor: Actor) -> bool:
    """Only the software does what the clock says."""
    return actor is SYSTEM


def _edits(user: User, item: Item) -> bool:
    return user.has_perm(EDIT, item.group)
