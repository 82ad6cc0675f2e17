"""Who may see a picture or document of a group (settings.FILES_SHOWN_BY)."""

from typing import Literal

from django.http import HttpRequest

from accounts.models import User
from website_groups.models import Draft, Group, Item, ItemFile


def may_see(request: HttpRequest, sha256: str) -> Literal["public", "private"] | None:
    """Whether a group shows this file to everybody, or to this person alone; asked anew at each request.

    Public is what stands in the public version of an item that nobody has taken down.
    """
    if Item.objects.public().filter(live_version__files__file=sha256).exists():
        return "public"
    user = request.user
    if isinstance(user, User) and (_looks_after(user, sha256) or _looks_into(user, sha256)):
        return "private"
    return None


def _looks_after(user: User, sha256: str) -> bool:
    """Does it stand in what this person's groups show, showed or are writing? A file stands in a draft on arrival."""
    theirs = list(Group.objects.edited_by(user).values_list("pk", flat=True))
    if not theirs:
        return False
    if ItemFile.objects.filter(file=sha256, version__item__group__in=theirs).exists():
        return True
    drafts = Draft.objects.filter(item__group__in=theirs).values_list("files", flat=True)
    return any(sha256 in files for files in drafts)


def _looks_into(user: User, sha256: str) -> bool:
    """Does it stand in something that this person may decide on or take down, or has to look up?"""
    return user.has_perm("website_groups.view_item") and ItemFile.objects.filter(file=sha256).exists()
