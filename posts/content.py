"""What is decided on: everything of a post that will be seen, in one canonical document with its fingerprint."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from files.enclosed import OWN, Attachment, Origin, Picture, files_of, words_of
from posts.particulars import NONE as NO_PARTICULARS
from posts.particulars import Particulars
from richtext.html import clean_html, lines_of, plain

LONGEST_TITLE = 120
NONE_OF_THEM = "none"


@dataclass(frozen=True)
class Variant:
    """One channel beside the website, by its key. An empty `text` means the post's own words."""

    channel: str
    text: str = ""


@dataclass(frozen=True)
class Content:
    """`wished_for` is the hour that the author asks for, with its zone; None: as soon as it is approved.

    `barred_kind` is the author's answer where the policy names kinds that will not be included: "none" of them, or
    the key of one; "" where the policy names none and nothing was asked. `quotation` says whose words the body quotes.
    `alert_until` makes the post the alert above every public page until that hour.
    """

    title: str
    body: str
    kind: str
    wished_for: datetime | None = None
    barred_kind: str = ""
    purpose: str = ""
    quotation: Origin = OWN
    links_confirmed: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    channels: tuple[Variant, ...] = ()
    alert_until: datetime | None = None
    particulars: Particulars = NO_PARTICULARS

    @classmethod
    def of(
        cls, title: str, body: str, kind: str, wished_for: datetime | None = None, barred_kind: str = "", **more: Any
    ) -> "Content":
        """Content made safe: one line of title, sanitised body, plain texts for the channels."""
        content = cls(" ".join(title.split()), clean_html(body), str(kind), wished_for, barred_kind, **more)
        return replace(
            content,
            channels=tuple(_tidy(variant) for variant in content.channels),
            particulars=content.particulars.fitting(content.kind),
        )

    def document(self) -> str:
        """The canonical text: keys in order, no spaces, hours in universal time."""
        fields = asdict(self) | {name: _written(getattr(self, name)) for name in _HOURS}
        del fields["particulars"]
        fields |= self.particulars.written()
        return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def read(cls, document: str) -> "Content":
        """The content of a canonical document. What an older one did not know yet has its default."""
        fields: dict[str, Any] = json.loads(document)
        for name in _HOURS:
            fields[name] = _hour(fields.get(name))
        for name, read in _LISTS.items():
            fields[name] = tuple(read(**item) for item in fields.get(name, ()))
        fields["quotation"] = Origin(**fields.get("quotation", {}))
        fields["particulars"] = Particulars(**fields.get("particulars", {}))
        fields["links_confirmed"] = tuple(fields.get("links_confirmed", ()))
        return cls(**fields)

    @property
    def words(self) -> str:
        """All that search finds, as plain text."""
        return "\n".join(filter(None, [plain(self.body), *words_of(self.pictures, self.attachments)]))

    @property
    def files(self) -> tuple[str, ...]:
        """The SHA-256 of every picture and attachment, each once."""
        return files_of(self.pictures, self.attachments)

    def text_for(self, channel: str) -> str:
        """What appears on that channel, as plain text: its own words, else title and paragraphs."""
        own = next((variant.text for variant in self.channels if variant.channel == channel), "")
        return own or f"{self.title}\n\n{lines_of(self.body)}"


def fingerprint(document: str) -> str:
    """The SHA-256 of a canonical document, in hexadecimal."""
    return hashlib.sha256(document.encode()).hexdigest()


_HOURS = ("wished_for", "alert_until")
_LISTS: dict[str, Callable[..., Any]] = {"pictures": Picture.read, "attachments": Attachment.read, "channels": Variant}


def _tidy(variant: Variant) -> Variant:
    lines: Iterable[str] = variant.text.replace("\r\n", "\n").strip().split("\n")
    return replace(variant, text="\n".join(line.rstrip() for line in lines))


def _written(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def _hour(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
