"""The pictures and documents that stand in a post, with what a page has to know of each to show it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from files.kinds import CONTENT_TYPES, DocumentKind
from files.models import Picture as StoredPicture
from posts.content import Attachment, Picture
from posts.models import Post


@dataclass(frozen=True)
class ShownPicture:
    stored: StoredPicture
    alt: str
    credit: str

    @property
    def address(self) -> str:
        """The whole address, for other sites that show a preview."""
        return f"{settings.SITE_URL}{self.stored.get_absolute_url()}"

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.stored.ending]


@dataclass(frozen=True)
class ShownDocument:
    """`facts` are its kind and size: "PDF, 180 KB"."""

    title: str
    url: str
    facts: str
    credit: str


def shown_pictures(pictures: Sequence[Picture]) -> list[ShownPicture]:
    """Those that are stored, in their order; in two queries, and in none where there are no pictures."""
    stored = _stored(pictures)
    return [_shown(stored[picture.file], picture) for picture in pictures if picture.file in stored]


def first_pictures(posts: Sequence[Post]) -> dict[int, ShownPicture]:
    """The first picture of each of these posts that has one, by the post's key; in two queries at the most."""
    firsts = {post.pk: post.content.pictures[0] for post in posts if post.content.pictures}
    stored = _stored(firsts.values())
    return {pk: _shown(stored[picture.file], picture) for pk, picture in firsts.items() if picture.file in stored}


def shown_documents(attachments: Sequence[Attachment]) -> list[ShownDocument]:
    return [
        ShownDocument(
            title=attachment.title,
            url=reverse("files:file", args=[attachment.file, attachment.kind]),
            facts=f"{DocumentKind(attachment.kind).label}, {filesizeformat(attachment.size)}",
            credit=attachment.origin.source,
        )
        for attachment in attachments
        if attachment.kind in DocumentKind
    ]


def _stored(pictures: Collection[Picture]) -> dict[str, StoredPicture]:
    if not pictures:
        return {}
    wanted = StoredPicture.objects.filter(sha256__in={picture.file for picture in pictures})
    return {found.sha256: found for found in wanted.prefetch_related("renditions")}


def _shown(stored: StoredPicture, picture: Picture) -> ShownPicture:
    alt = "" if picture.is_decorative else picture.description
    return ShownPicture(stored, alt, "" if picture.origin.is_own else picture.origin.source)
