"""What is to be put on a channel: everything that whoever does it by hand needs, frozen in one canonical document."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Picture:
    """A picture by its content, with the description for those who do not see it."""

    sha256: str
    alt: str


@dataclass(frozen=True)
class Payload:
    """`text` is what is to stand there, and `before` what stands there now, where it is put right or taken down.

    `address` is the public page on the council's own website.
    """

    title: str
    text: str
    address: str = ""
    pictures: tuple[Picture, ...] = ()
    before: str = ""

    @classmethod
    def of(
        cls, title: str, text: str, address: str = "", pictures: Iterable[Picture] = (), before: str = ""
    ) -> "Payload":
        """A payload with one line of title and plain line breaks."""
        return cls(" ".join(title.split()), _plain(text), address, tuple(pictures), _plain(before))

    def document(self) -> str:
        """The canonical text: keys in order, no spaces."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def read(cls, document: str) -> "Payload":
        fields = json.loads(document)
        pictures = tuple(Picture(**picture) for picture in fields.pop("pictures"))
        return cls(**fields, pictures=pictures)

    @property
    def hashes(self) -> tuple[str, ...]:
        return tuple(picture.sha256 for picture in self.pictures)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
