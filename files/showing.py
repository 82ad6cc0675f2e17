"""The pictures and documents that stand in a text, with what a page has to know of each to show it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from files.enclosed import Attachment, Picture
from files.kinds import CONTENT_TYPES, DocumentKind
from files.models import Picture as StoredPicture


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


def first_pictures(pictures: Mapping[int, Sequence[Picture]]) -> dict[int, ShownPicture]:
    """Of several texts, by their keys, the first picture of each that has one; in two queries at the most."""
    firsts = {key: of_one[0] for key, of_one in pictures.items() if of_one}
    stored = _stored(firsts.values())
    return {key: _shown(stored[picture.file], picture) for key, picture in firsts.items() if picture.file in stored}


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
