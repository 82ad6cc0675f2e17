"""Two contents of a page, event or notice side by side, place by place."""

from collections.abc import Iterator

from files.enclosed import Attachment, Origin, Picture
from policies.comparing import Comparison, compare_places
from richtext.html import layout, lines_of
from richtext.links import links_in
from website_groups.content import NONE_OF_THEM, Content
from website_groups.saying import in_words


def compare(old: Content, new: Content) -> Comparison:
    return compare_places(dict(_places(old)), dict(_places(new)))


def _places(content: Content) -> Iterator[tuple[str, str]]:
    """Everything that is shown, or that was answered, as plain text by its place."""
    yield "Title", content.title
    yield "Words", lines_of(content.body)
    yield "Links", "\n".join(links_in(content.body))
    yield "Emphasis and layout", layout(content.body)
    yield "When", in_words(content.times) if content.times else ""
    yield "Where", content.place
    for number, picture in enumerate(content.pictures, 1):
        yield f"Picture {number}", _picture(picture)
    for number, attachment in enumerate(content.attachments, 1):
        yield f"Document {number}", _attachment(attachment)
    yield "One of the barred kinds", content.barred_kind.replace(NONE_OF_THEM, "no").replace("_", " ")


def _picture(picture: Picture) -> str:
    shown = "decorative" if picture.is_decorative else picture.description or "not described"
    return f"{shown}\n{_origin(picture.origin)}\nfile {picture.file[:8]}"


def _attachment(attachment: Attachment) -> str:
    return f"{attachment.title}\n{_origin(attachment.origin)}\nfile {attachment.file[:8]}"


def _origin(origin: Origin) -> str:
    if origin.is_own:
        return "the group’s own"
    return f"from {origin.source}, allowed by {origin.permission}" if origin.is_stated else "not said whose"
