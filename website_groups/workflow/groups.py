"""A group from its application to its end (groups-approved). The Council approves; the Clerk records it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.actors import present
from accounts.clock import today
from accounts.history import SYSTEM, record
from accounts.models import User
from accounts.refusals import BadInput, NotNow, NotYours, require_words
from website_groups import notices, permissions
from website_groups.life import GroupAct, GroupState
from website_groups.models import Category, Group, Item, Problem, ProblemOutcome
from website_groups.workflow import editors, steps

OF_A_GROUP = ("category", "purpose", "leader")
TO_BE_REACHED = ("contact_name", "contact_email", "contact_telephone", "contact_website", "contact_address")
"""What a group says of how it is reached; each may be empty."""

OUR_OWN_ADDRESSES = frozenset({"apply", "calendar", "categories", "events", "feed", "invitation", "problem", "search"})
"""Words that pages about all groups have in their addresses."""

REQUIRED = {
    "name": "Give the group's name.",
    "purpose": "Say in a few sentences what the group is for.",
    "leader": "Say who leads the group.",
    "applicant": "Give your name.",
    "applicant_email": "Give an e-mail address at which we can answer.",
}


@transaction.atomic
def apply(
    *,
    by: steps.Actor,
    name: str,
    purpose: str,
    leader: str,
    applicant: str,
    applicant_email: str,
    category: str = Category.OTHER,
    editors_named: str = "",
    conditions: str = "",
) -> Group:
    """Notes an application. `conditions` are those that were accepted, in the words that were shown."""
    by = present(by)
    if not permissions.can_apply(by):
        raise NotYours(steps.NO_GROUPS if not permissions.have_groups() else steps.ONLY_KEEPERS)
    group = Group(
        name=steps.words(name),
        slug=_free_slug(steps.words(name)),
        category=category,
        purpose=steps.words(purpose),
        leader=steps.words(leader),
        applicant=steps.words(applicant),
        applicant_email=User.objects.normalize_email(applicant_email),
        editors_named=steps.lines(editors_named),
        conditions=conditions,
        applied_at=timezone.now(),
        since=timezone.now(),
    )
    for field, message in REQUIRED.items():
        require_words(field, getattr(group, field), message)
    _require_free_name(group)
    record(group, by=by, act="application received", reason=f"From {group.applicant}")
    notices.of_application(group)
    return group


@transaction.atomic
def check(group_id: int, *, by: User, remark: str = "") -> Group:
    """Puts the application to the Council."""
    by, group = present(by), steps.locked_group(group_id)
    steps.require(permissions.can_check(by, group), group, GroupAct.CHECK, steps.ONLY_KEEPERS)
    _require_free_name(group)
    return steps.move_group(group, GroupAct.CHECK, by=by, act="put to the Council", reason=steps.lines(remark))


@transaction.atomic
def approve(group_id: int, *, by: User, approved_on: date, minute_reference: str = "") -> Group:
    """Records the Council's approval. Who applied is invited to look after the group's pages."""
    by, group = present(by), steps.locked_group(group_id)
    steps.require(permissions.can_approve(by, group), group, GroupAct.APPROVE, steps.ONLY_KEEPERS)
    if approved_on > today():
        raise BadInput("approved_on", "Give the day on which the Council approved it, today at the latest.")
    _require_free_name(group)
    group.approved_on, group.minute_reference = approved_on, steps.words(minute_reference)
    group.confirmed_on = today()
    steps.move_group(group, GroupAct.APPROVE, by=by, act="approved", reason=group.minute_reference)
    editors.invite(group.pk, by=by, name=group.applicant, email=group.applicant_email)
    return group


@transaction.atomic
def refuse(group_id: int, *, by: User, reason: str) -> Group:
    """The Council does not approve; who applied is told why."""
    by, group = present(by), steps.locked_group(group_id)
    steps.require(permissions.can_refuse(by, group), group, GroupAct.REFUSE, steps.ONLY_KEEPERS)
    require_words("reason", reason, "Say why: the group is told, and the reason is kept on the record.")
    steps.move_group(group, GroupAct.REFUSE, by=by, act="not approved", reason=steps.lines(reason))
    notices.of_refusal(group, steps.lines(reason))
    return group


@transaction.atomic
def change(group_id: int, *, by: User, **values: Any) -> Group:
    """Changes what is said of the group: category, purpose, who leads it, how it is reached. The name stays the
    Council's to change: only the Clerk or the Deputy does."""
    by, group = present(by), steps.locked_group(group_id)
    steps.require(permissions.can_change(by, group), group, GroupAct.CHANGE, steps.ONLY_EDITORS)
    if "name" in values and steps.words(values["name"]) != group.name:
        if not permissions.can_keep_groups(by):
            raise NotYours("The Council approved the group under its name. Ask the Clerk to change it.", about=group)
        group.name = steps.words(values["name"])
        require_words("name", group.name, REQUIRED["name"])
        _require_free_name(group)
    for field in (*OF_A_GROUP, *TO_BE_REACHED):
        if field in values:
            setattr(group, field, steps.words(values[field]))
    for field in ("purpose", "leader"):
        require_words(field, getattr(group, field), REQUIRED[field])
    return steps.move_group(group, GroupAct.CHANGE, by=by, act="details changed")


@transaction.atomic
def confirm(group_id: int, *, by: User) -> Group:
    """An editor says that what is said of the group, and who looks after it, is still right."""
    by, group = present(by), steps.locked_group(group_id)
    steps.require(permissions.can_confirm(by, group), group, GroupAct.CONFIRM, steps.ONLY_EDITORS)
    group.confirmed_on, group.reminded_on = today(), None
    return steps.move_group(group, GroupAct.CONFIRM, by=by, act="found still right")


@transaction.atomic
def end(group_id: int, *, by: User, reason: str = "") -> Group:
    """Ends the group's presence: it leaves every public page with the next request, and its editors their right."""
    by, group = present(by), steps.locked_group(group_id)
    steps.require(permissions.can_end(by, group), group, GroupAct.END, steps.ONLY_EDITORS)
    if not permissions.can_edit(by, group):
        require_words("reason", reason, "Say why: the group is told, and the reason is kept on the record.")
    told = notices.editors(group)
    steps.move_group(group, GroupAct.END, by=by, act="ended", reason=steps.lines(reason))
    notices.of_end(group, told, by=by, reason=steps.lines(reason))
    return group


@transaction.atomic
def return_(group_id: int, *, by: User, reason: str = "") -> Group:
    """Lets a group that has left come back, with all that it had."""
    by, group = present(by), steps.locked_group(group_id)
    steps.require(permissions.can_return(by, group), group, GroupAct.RETURN, steps.ONLY_KEEPERS)
    _require_free_name(group)
    group.confirmed_on = today()
    return steps.move_group(group, GroupAct.RETURN, by=by, act="came back", reason=steps.lines(reason))


@transaction.atomic
def report(group_id: int, *, item_id: int | None = None, text: str, reply_to: str = "") -> Problem:
    """Somebody of the public says that something is wrong with what the group shows; those who keep groups hear it."""
    group = Group.objects.public().filter(pk=group_id).first()
    item = Item.objects.public().filter(pk=item_id, group=group_id).first() if item_id else None
    if group is None or (item_id and item is None):
        raise NotNow("This is not on the website any more.")
    require_words("text", text, "Say what is wrong.")
    problem = Problem(
        group=group,
        item=item,
        text=steps.lines(text),
        reply_to=User.objects.normalize_email(reply_to),
        told_at=timezone.now(),
    ).keep()
    record(group, by=SYSTEM, act="problem reported", reason=f"Report {problem.pk}")
    notices.of_problem(problem)
    return problem


@transaction.atomic
def settle(problem_id: int, *, by: User, text: str) -> ProblemOutcome:
    """Notes what came of a problem. It waits for nobody any more."""
    by = present(by)
    problem = Problem.objects.select_related("group", "item", "outcome__by").filter(pk=problem_id).first()
    if problem is None:
        raise NotNow("There is no such report.")
    group = steps.locked_group(problem.group_id)
    if known := ProblemOutcome.objects.filter(problem=problem).select_related("by").first():
        raise NotNow(f"{known.by.name} has noted already what came of it.", about=group)
    if not permissions.can_settle(by, problem):
        raise NotYours(steps.ONLY_KEEPERS, about=group)
    require_words("text", text, "Say what came of it.")
    outcome = ProblemOutcome(problem=problem, text=steps.lines(text), by=by, noted_at=timezone.now()).keep()
    record(group, by=by, act="problem settled", reason=outcome.text)
    return outcome


def _require_free_name(group: Group) -> None:
    taken = [GroupState.APPLIED, GroupState.CHECKED, GroupState.APPROVED]
    others = Group.objects.filter(name__iexact=group.name, state__in=taken).exclude(pk=group.pk)
    if others.exists():
        raise BadInput("name", "There is a group of this name already. Ask the council if it is yours.")


def _free_slug(name: str) -> str:
    """An address for the name that no other group, now or earlier, has."""
    words = slugify(name)[:70].strip("-") or "group"
    taken = {*OUR_OWN_ADDRESSES, *Group.objects.filter(slug__startswith=words).values_list("slug", flat=True)}
    numbered = (f"{words}-{number}" for number in range(2, len(taken) + 3))
    return words if words not in taken else next(slug for slug in numbered if slug not in taken)
