"""Mail about local groups: who hears of what. The workflow decides when."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts import grants
from accounts.clock import today
from accounts.mail import MailClass, classed, notify, send
from accounts.models import Council, User
from policies.rules.meaning import KEEPERS, approvers
from policies.standing import holders, rules_in_force
from website_groups.links import link_of
from website_groups.models import EDIT, Group, GroupGrant, Invitation, Item, ItemDecision, Problem, Takedown


def of_application(group: Group) -> None:
    """The Clerk hears of it, and who applied that it has arrived."""
    notify(holders(KEEPERS), "groups/email/application.txt", {"group": group})
    _write_to(group.applicant_email, "groups/email/applied.txt", {"group": group})


def of_refusal(group: Group, reason: str) -> None:
    _write_to(group.applicant_email, "groups/email/not_approved.txt", {"group": group, "reason": reason})


def of_invitation(invitation: Invitation) -> None:
    """The link to whom it invites; where the group invites, the Clerk is told."""
    link = f"{settings.SITE_URL}{reverse('groups:invitation', args=[link_of(invitation)])}"
    context = {"invitation": invitation, "group": invitation.group, "link": link}
    _write_to(invitation.email, "groups/email/invitation.txt", context, secrets=[link])
    keepers = holders(KEEPERS)
    if invitation.invited_by not in keepers:
        notify(keepers, "groups/email/invited.txt", context | {"link": ""})


def of_new_editor(invitation: Invitation) -> None:
    told = [person for person in editors(invitation.group) if person != invitation.accepted_by]
    notify([*told, *holders(KEEPERS)], "groups/email/joined.txt", {"invitation": invitation, "group": invitation.group})


def of_removal(group: Group, person: User, *, by: User) -> None:
    notify([person], "groups/email/removed.txt", {"group": group, "by": by})


def of_end(group: Group, told: Iterable[User], *, by: User, reason: str) -> None:
    people = dict.fromkeys([*told, *holders(KEEPERS)])
    notify([one for one in people if one != by], "groups/email/ended.txt", {"group": group, "by": by, "reason": reason})


def of_waiting(item: Item) -> None:
    rules = rules_in_force()
    deciders = holders(approvers(rules)) if rules else []
    notify(deciders, "groups/email/waiting.txt", {"item": item, "group": item.group})


def of_decision(item: Item, decision: ItemDecision) -> None:
    notify(editors(item.group), "groups/email/decided.txt", {"item": item, "group": item.group, "decision": decision})


def of_takedown(takedown: Takedown) -> None:
    notify(editors(takedown.group), "groups/email/taken_down.txt", _about(takedown))


def of_answer(takedown: Takedown, people: Iterable[User]) -> None:
    notify(people, "groups/email/answered.txt", _about(takedown))


def of_second_look(takedown: Takedown, remark: str) -> None:
    notify(editors(takedown.group), "groups/email/looked_again.txt", _about(takedown) | {"remark": remark})


def of_restoration(takedown: Takedown, reason: str) -> None:
    notify(editors(takedown.group), "groups/email/restored.txt", _about(takedown) | {"reason": reason})


def of_problem(problem: Problem) -> None:
    notify(holders(KEEPERS), "groups/email/problem.txt", {"problem": problem, "group": problem.group})


def of_confirmation(group: Group) -> None:
    notify(editors(group), "groups/email/confirm.txt", {"group": group})


def editors(group: Group) -> list[User]:
    """Who looks after its pages today, by name."""
    running = grants.running(GroupGrant, EDIT, today()).filter(content_object=group)
    return list(User.objects.active().filter(pk__in=running.values("user")).order_by("name", "pk"))


def _about(takedown: Takedown) -> dict[str, Any]:
    return {"takedown": takedown, "group": takedown.group, "down": takedown.item or takedown.group}


def _write_to(address: str, template: str, context: dict[str, Any], secrets: Iterable[str] = ()) -> None:
    """A service mail to somebody who need not have a sign-in."""
    council = Council.objects.first()
    text = render_to_string(template, {**context, "site": settings.SITE_URL, "council": council}).strip()
    subject, _, body = text.partition("\n")
    message = EmailMessage(subject.strip(), f"{body.strip()}\n", settings.DEFAULT_FROM_EMAIL, [address])
    send([classed(message, MailClass.SERVICE, secrets)])
