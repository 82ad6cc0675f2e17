"""What a group shows in one place, a page, an event or a notice, in one canonical document with its fingerprint."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import TextChoices

from files.enclosed import Attachment, Picture, files_of, words_of
from richtext.html import clean_html, plain
from website_groups.recurrence import Times

LONGEST_TITLE = 120
LONGEST_PLACE = 200
NONE_OF_THEM = "none"
"""The answer where the policy names kinds that will not be on the website, and it is none of these."""


class Kind(TextChoices):
    PAGE = "page", "Page"
    EVENT = "event", "Event"
    NOTICE = "notice", "Notice"


@dataclass(frozen=True)
class Content:
    """`times` and `place` are those of an event. `barred_kind` is the answer to the policy's question; "" unasked."""

    title: str
    body: str = ""
    place: str = ""
    times: Times | None = None
    barred_kind: str = ""
    pictures: tuple[Picture, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @classmethod
    def of(cls, title: str, body: str = "", place: str = "", **more: Any) -> "Content":
        """Content made safe: one line of title and place, sanitised body."""
        return cls(" ".join(title.split()), clean_html(body) if body.strip() else "", " ".join(place.split()), **more)

    @classmethod
    def read(cls, document: str) -> "Content":
        """The content of a canonical document."""
        fields: dict[str, Any] = json.loads(document)
        fields["times"] = Times.read(fields["times"]) if fields.get("times") else None
        fields["pictures"] = tuple(Picture.read(**piece) for piece in fields.get("pictures", ()))
        fields["attachments"] = tuple(Attachment.read(**piece) for piece in fields.get("attachments", ()))
        return cls(**fields)

    def document(self) -> str:
        """The canonical text: keys in order, no spaces."""
        fields = asdict(self) | {"times": self.times.written() if self.times else None}
        return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @property
    def words(self) -> str:
        """All that search finds, as plain text."""
        return "\n".join(filter(None, [plain(self.body), self.place, *words_of(self.pictures, self.attachments)]))

    @property
    def files(self) -> tuple[str, ...]:
        """The SHA-256 of every picture and attachment, each once."""
        return files_of(self.pictures, self.attachments)


def fingerprint(document: str) -> str:
    """The SHA-256 of a canonical document, in hexadecimal."""
    return hashlib.sha256(document.encode()).hexdigest()
