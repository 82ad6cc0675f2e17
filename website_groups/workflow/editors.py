"""Who looks after a group's pages: invited by link, granted the right to this one group, and rid of it at once."""

from datetime import date, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from accounts import grants
from accounts import workflow as people
from accounts.actors import present
from accounts.clock import today
from accounts.history import SYSTEM, mark, record
from accounts.models import User
from accounts.refusals import BadInput, NotNow, NotYours, require_words
from website_groups import notices, permissions
from website_groups.models import EDIT, GroupGrant, Invitation
from website_groups.workflow import steps

OPEN_FOR = timedelta(days=14)
WITHOUT_END = date(9999, 12, 31)
"""Every grant has a last day. An editor's is the one on which the group or the Clerk ends it."""


@transaction.atomic
def invite(group_id: int, *, by: User, name: str, email: str) -> Invitation:
    """Sends the link by which somebody becomes an editor. A group names its next editor itself; the Clerk is told."""
    by, group = present(by), steps.locked_group(group_id)
    if not permissions.can_invite(by, group):
        raise NotYours(steps.ONLY_EDITORS, about=group)
    name, email = steps.words(name), User.objects.normalize_email(email)
    require_words("name", name, "Give the person's name.")
    try:
        validate_email(email)
    except ValidationError as error:
        raise BadInput("email", "Give an e-mail address, such as joan@allotments.example.") from error
    if email in {editor.email for editor in notices.editors(group)}:
        raise BadInput("email", "Somebody with this address looks after the group's pages already.")
    for earlier in Invitation.objects.select_for_update().filter(
        group=group, email__iexact=email, accepted_at__isnull=True, withdrawn_at__isnull=True
    ):
        _withdraw(earlier, by=by, act="replaced by a new invitation")
    invitation = Invitation(
        group=group, name=name, email=email, invited_by=by, invited_at=timezone.now(), expires_on=today() + OPEN_FOR
    )
    record(invitation, by=by, act="invited")
    notices.of_invitation(invitation)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation_id: int, *, by: User) -> Invitation:
    by, invitation = present(by), _locked(invitation_id)
    if not permissions.can_invite(by, invitation.group):
        raise NotYours(steps.ONLY_EDITORS, about=invitation.group)
    _require_open(invitation)
    return _withdraw(invitation, by=by, act="invitation withdrawn")


@transaction.atomic
def accept_invitation(invitation_id: int, *, by: User) -> Invitation:
    """Somebody who has a sign-in takes up an invitation that was sent to their address."""
    by, invitation = present(by), _locked(invitation_id)
    _require_open(invitation)
    if not permissions.can_accept(by, invitation):
        raise NotYours(
            f"This invitation was sent to {invitation.email}, and you are signed in as {by.email}. "
            "Sign out and sign in with that address, or ask for an invitation to yours."
        )
    return _accept(invitation, by)


@transaction.atomic
def join(invitation_id: int, *, name: str, password: str) -> User:
    """Somebody without a sign-in takes up an invitation: they get one, with the address that it was sent to.

    Where somebody has that address already it is refused: each person has a sign-in, and an address, of their own.
    """
    invitation = _locked(invitation_id)
    _require_open(invitation)
    if not permissions.can_accept(SYSTEM, invitation):
        raise NotNow(steps.NO_GROUPS)
    require_words("name", name, "Give your name.")
    known = User.objects.filter(email=invitation.email).first()
    if known:
        raise NotNow(
            f"{known.name} signs in with {invitation.email} already. If that is you, sign in and open this link again. "
            "If you share the address, ask for an invitation to an address of your own."
        )
    person = people.welcome(by=SYSTEM, email=invitation.email, name=steps.words(name))
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise BadInput("password", " ".join(error.messages)) from error
    person.set_password(password)
    mark(person, by=SYSTEM, act="password chosen", reason=f"Invited by {invitation.invited_by.name}")
    person.save()
    _accept(invitation, person)
    return person


@transaction.atomic
def remove_editor(group_id: int, person: User, *, by: User, reason: str = "") -> None:
    """Takes the right away at once. The last editor of a group can go only when the group ends, or by the Clerk."""
    by, group = present(by), steps.locked_group(group_id)
    if not permissions.can_remove_editor(by, group):
        raise NotYours(steps.ONLY_EDITORS, about=group)
    grant = grants.running(GroupGrant, EDIT, today()).filter(content_object=group, user=person).first()
    if grant is None:
        raise NotNow(f"{person.name} does not look after the pages of this group.", about=group)
    if len(notices.editors(group)) == 1 and not permissions.can_keep_groups(by):
        raise NotNow(
            "Nobody would look after the pages any more. Invite somebody first, or ask the Clerk.", about=group
        )
    grants.withdraw(grant, by=by, reason=steps.lines(reason))
    record(group, by=by, act="editor removed", reason=f"{person.name}. {steps.lines(reason)}".strip())
    notices.of_removal(group, person, by=by)


def _accept(invitation: Invitation, person: User) -> Invitation:
    grants.give(
        person,
        EDIT,
        invitation.group,
        by=invitation.invited_by,
        reason=f"Invitation {invitation.pk}",
        ends=WITHOUT_END,
    )
    invitation.accepted_by, invitation.accepted_at = person, timezone.now()
    record(invitation, by=person, act="invitation accepted")
    notices.of_new_editor(invitation)
    return invitation


def _locked(invitation_id: int) -> Invitation:
    invitations = Invitation.objects.select_for_update(of=("self",)).select_related("group", "invited_by")
    invitation = invitations.filter(pk=invitation_id).first()
    if invitation is None:
        raise NotNow("There is no such invitation.")
    return invitation


def _require_open(invitation: Invitation) -> None:
    if invitation.accepted_at:
        raise NotNow("This invitation has been taken up already. Sign in to go on.")
    if invitation.withdrawn_at:
        raise NotNow("This invitation was withdrawn. Ask the group or the council for a new one.")
    if invitation.expires_on < today():
        raise NotNow("This invitation has run out. Ask the group or the council for a new one.")
    if not invitation.group.is_approved:
        raise NotNow(f"“{invitation.group}” is not on the website now. Ask the council whether it is to come back.")


def _withdraw(invitation: Invitation, *, by: User, act: str) -> Invitation:
    invitation.withdrawn_at = timezone.now()
    record(invitation, by=by, act=act)
    return invitation
