"""What is decided on: everything of a post that will be seen, in one canonical document with its fingerprint."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime

from posts.richtext import clean_html

LONGEST_TITLE = 120
NONE_OF_THEM = "none"


@dataclass(frozen=True)
class Content:
    """`wished_for` is the hour that the author asks for, with its zone; None: as soon as it is approved.

    `barred_kind` is the author's answer where the policy names kinds that will not be included: "none" of them, or
    the key of one; "" where the policy names none and nothing was asked.
    """

    title: str
    body: str
    kind: str
    wished_for: datetime | None = None
    barred_kind: str = ""

    @classmethod
    def of(
        cls, title: str, body: str, kind: str, wished_for: datetime | None = None, barred_kind: str = ""
    ) -> "Content":
        """Content made safe: one line of title, sanitised body."""
        return cls(" ".join(title.split()), clean_html(body), str(kind), wished_for, barred_kind)

    def document(self) -> str:
        """The canonical text: keys in order, no spaces, hours in their own offset."""
        fields = asdict(self) | {"wished_for": self.wished_for.isoformat() if self.wished_for else None}
        return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def read(cls, document: str) -> "Content":
        fields = json.loads(document)
        wished_for = fields.pop("wished_for")
        return cls(**fields, wished_for=datetime.fromisoformat(wished_for) if wished_for else None)


def fingerprint(document: str) -> str:
    """The SHA-256 of a canonical document, in hexadecimal."""
    return hashlib.sha256(document.encode()).hexdigest()
