"""What the pages of the desk share: the post that they are about, and the version that a form carries."""

from uuid import UUID

from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404

from accounts.refusals import NotYours
from accounts.requests import DeskRequest
from posts.models import Post


def post_on_desk(request: DeskRequest, pk: int) -> Post:
    """The post, for somebody who holds an office and may open it. NotYours or Http404 otherwise."""
    if not request.user.has_perm("posts.view_post"):
        raise NotYours("You hold no office of the council today, so the desk has nothing to show you.")
    return get_object_or_404(Post.objects.visible_to(request.user).whole().select_related("mailed"), pk=pk)


def version_in(word: str) -> UUID | None:
    """The version that a form carries; None where it carries none."""
    try:
        return UUID(word) if word else None
    except ValueError as error:
        raise BadRequest("The form does not say which version it is about.") from error
