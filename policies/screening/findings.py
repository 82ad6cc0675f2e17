"""What screening is given, and what it finds."""

import hashlib
import tomllib
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from policies.rules.schema import ChannelKind, Source

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Text:
    """Words at a place of what is screened. Without a channel they may appear on any."""

    place: str
    words: str
    channel: ChannelKind | None = None


@dataclass(frozen=True)
class Piece:
    """A picture, an attachment, or a quotation from somebody else."""

    place: str
    name: str
    needs_description: bool
    description: str
    is_decorative: bool
    is_own: bool
    source: str
    permission: str


@dataclass(frozen=True)
class Known:
    """What the council knows: what it publishes itself, private people, and its own words both ways.

    `published` holds telephone numbers, addresses, e-mail addresses and postcodes; `passes` is never a finding of
    words or of a name; `shows` always is one.
    """

    published: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    passes: frozenset[str] = frozenset()
    shows: frozenset[str] = frozenset()


class Topic(StrEnum):
    TONE = "tone"
    PERSONAL = "personal"
    POLITICS = "politics"
    COMMERCE = "commerce"
    INFLAMMATORY = "inflammatory"
    DESCRIPTION = "description"
    SOURCE = "source"
    LINKS = "links"


class Weight(IntEnum):
    LOW = 1
    PLAIN = 2
    SERIOUS = 3


class Candidate(NamedTuple):
    """Something seen in a text, before anything is asked of the council's rules. `start` and `end` are places in it."""

    topic: Topic
    kind: str
    start: int
    end: int
    weight: Weight


class Kind(NamedTuple):
    """How a kind of finding is spoken of; `suggestion` is its name where neither policy nor law bars it."""

    heading: str
    weight: Weight
    advice: str
    suggestion: str = ""


@dataclass(frozen=True)
class Finding:
    """`source` is what it rests on; `stops` says that it must go, or be given a reason, before an approval."""

    topic: Topic
    kind: str
    place: str
    start: int
    end: int
    quote: str
    weight: Weight
    source: Source | None
    stops: bool
    advice: str

    @property
    def key(self) -> str:
        """The same whenever the same words are found at the same place, wherever in it they stand. It fits an id."""
        digest = hashlib.sha256(f"{self.place}\n{self.quote}".encode()).hexdigest()
        return f"{self.topic}-{self.kind}-{digest[:16]}"

    @property
    def heading(self) -> str:
        return kind_of(self.topic, self.kind).heading


@cache
def kinds() -> dict[tuple[str, str], Kind]:
    """Every kind of finding, by topic and name."""
    table = tomllib.loads((DATA / "kinds.toml").read_text(encoding="utf-8"))
    return {
        (topic, name): Kind(**kind | {"weight": Weight(kind["weight"])})
        for topic, named in table.items()
        for name, kind in named.items()
    }


def kind_of(topic: Topic, name: str) -> Kind:
    return kinds()[topic, name]


def candidate(topic: Topic, kind: str, span: tuple[int, int]) -> Candidate:
    """A candidate with the weight that its kind has by itself."""
    return Candidate(topic, kind, *span, kind_of(topic, kind).weight)
