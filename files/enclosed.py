"""A picture or document as it stands in a text, with what its author says of it; part of what is decided on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

A_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
"""The SHA-256 of a file, as it is written."""


@dataclass(frozen=True)
class Origin:
    """Whose it is: the writer's own, or from `source`, with the `permission` that was given (post-copyright)."""

    is_own: bool = True
    source: str = ""
    permission: str = ""

    @property
    def is_stated(self) -> bool:
        return self.is_own or bool(self.source and self.permission)


OWN = Origin()


@dataclass(frozen=True)
class Picture:
    """`file` is the SHA-256 under which it is stored. `description` is one sentence for who cannot see it."""

    file: str
    description: str = ""
    is_decorative: bool = False
    origin: Origin = OWN

    @property
    def is_described(self) -> bool:
        return self.is_decorative or bool(self.description)

    @classmethod
    def read(cls, origin: dict[str, Any], **fields: Any) -> "Picture":
        """The picture of a canonical document, as `dataclasses.asdict` wrote it."""
        return cls(**fields, origin=Origin(**origin))


@dataclass(frozen=True)
class Attachment:
    """`kind` and `size` (in bytes) are shown beside the title, so that nobody is surprised by what opens."""

    file: str
    title: str
    kind: str
    size: int
    origin: Origin = OWN

    @classmethod
    def read(cls, origin: dict[str, Any], **fields: Any) -> "Attachment":
        """The document of a canonical document, as `dataclasses.asdict` wrote it."""
        return cls(**fields, origin=Origin(**origin))


def files_of(pictures: Iterable[Picture], attachments: Iterable[Attachment]) -> tuple[str, ...]:
    """The SHA-256 of every one of them, each once."""
    of_pictures = [picture.file for picture in pictures]
    return tuple(dict.fromkeys([*of_pictures, *(attachment.file for attachment in attachments)]))


def words_of(pictures: Iterable[Picture], attachments: Iterable[Attachment]) -> list[str]:
    """What search finds of them."""
    described = (picture.description for picture in pictures)
    titled = (attachment.title for attachment in attachments)
    return [words for words in (*described, *titled) if words]
