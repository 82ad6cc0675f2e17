"""The signed word in the link of an invitation: it is kept nowhere, and says nothing but which invitation it is."""

from django.core.signing import BadSignature, Signer

from website_groups.models import Invitation

SALT = "website_groups.invitations"


def link_of(invitation: Invitation) -> str:
    return Signer(salt=SALT).sign(str(invitation.pk))


def invitation_at(word: str) -> Invitation | None:
    """None where the word was never given out."""
    try:
        pk = int(Signer(salt=SALT).unsign(word))
    except (BadSignature, ValueError):
        return None
    return Invitation.objects.select_related("group", "invited_by").filter(pk=pk).first()
