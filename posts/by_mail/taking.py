"""Makes of a letter what a draft is made of: its words, and those of its files that can be taken."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile

from files.enclosed import OWN, Attachment, Origin, Picture
from files.forms.pieces import MOST
from files.keeping import keep_document, keep_picture
from files.refusals import Unusable
from policies.rules import Rules
from policies.rules import meaning as means
from policies.rules.schema import ItemKind
from posts.by_mail.reading import Enclosure, Letter
from posts.content import LONGEST_TITLE, Content
from richtext.html import has_quotation

PREFERRED = (ItemKind.OTHER, ItemKind.CLUBS_AND_EVENTS, ItemKind.NEWS)
NO_SUBJECT = "A message without a subject"


@dataclass
class Taken:
    """What of a letter stands in the draft now; `left` names each file that could not be taken, and why."""

    content: Content
    left: list[str] = field(default_factory=list)


def content_of(letter: Letter, rules: Rules) -> Taken:
    """The content of a draft. Files are stored at once: that takes its time, and belongs before the act's transaction.

    Everything is from somebody else: before it can be submitted, its author says who has allowed it.
    """
    origin = Origin(is_own=False, source=letter.sender_name or letter.sender_address)
    pictures: list[Picture] = []
    documents: list[Attachment] = []
    left: list[str] = []
    for enclosure in letter.enclosures:
        try:
            _take(enclosure, origin, pictures, documents)
        except Unusable as refusal:
            left.append(f"“{enclosure.name[:100]}”: {refusal.message}")
    title = letter.subject[:LONGEST_TITLE].strip() or NO_SUBJECT
    content = Content.of(
        title,
        letter.body,
        _kind(rules),
        quotation=origin if has_quotation(letter.body) else OWN,
        pictures=tuple(pictures),
        attachments=tuple(documents),
    )
    return Taken(content, left)


def _take(enclosure: Enclosure, origin: Origin, pictures: list[Picture], documents: list[Attachment]) -> None:
    upload = SimpleUploadedFile(enclosure.name, enclosure.content, enclosure.content_type)
    if enclosure.content_type.startswith("image/"):
        _require_room(pictures, "pictures")
        pictures.append(Picture(keep_picture(upload).sha256, origin=origin))
    else:
        _require_room(documents, "documents")
        stored = keep_document(upload)
        title = stored.name.rpartition(".")[0].replace("_", " ") or stored.name
        documents.append(Attachment(stored.sha256, title[:LONGEST_TITLE], stored.kind, stored.size, origin))


def _require_room(taken: Iterable[object], what: str) -> None:
    if len(list(taken)) >= MOST:
        raise Unusable(f"A post takes {MOST} {what}, so this one was not added.")


def _kind(rules: Rules) -> ItemKind:
    """A first guess, which the author sets right: the most general kind that the policy offers."""
    offered = means.offered_kinds(rules)
    return next((kind for kind in PREFERRED if kind in offered), offered[0])
