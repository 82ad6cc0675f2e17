"""What the tests of screening share: the example rules, and short ways to screen one text."""

from functools import cache

from policies import founding
from policies.rules import Rules
from policies.rules.schema import ChannelKind
from policies.screening import Finding, Known, Piece, Text, Topic, screen

F, S, D, B, T = COUNCILS = ("faversham", "sevenoaks", "desborough", "barton_le_clay", "thornbury")
MODEL = "model"
ALL = (*COUNCILS, MODEL)


@cache
def rules(name: str = MODEL) -> Rules:
    return founding.read(name).rules


def without(name: str, *keys: str) -> Rules:
    """The council's rules, as they were if its policy did not state these of the section on publishing."""
    own = rules(name)
    return own.model_copy(update={"publishing": own.publishing.model_copy(update=dict.fromkeys(keys))})


def look(
    words: str,
    by: str | Rules = MODEL,
    *,
    channel: ChannelKind | None = None,
    nation: str = "england",
    known: Known | None = None,
) -> tuple[Finding, ...]:
    """All that is found in one text."""
    own = rules(by) if isinstance(by, str) else by
    return screen([Text("body", words, channel)], [], own, nation, lambda: known or Known())


def about(topic: Topic, words: str, by: str | Rules = MODEL, **more) -> list[tuple[str, str]]:
    """Kind and quoted words of what is found of one topic."""
    return [(finding.kind, finding.quote) for finding in look(words, by, **more) if finding.topic == topic]


def one(words: str, by: str | Rules = MODEL, **more) -> Finding:
    """The only finding."""
    (finding,) = look(words, by, **more)
    return finding


def picture(**changes) -> Piece:
    """The council's own picture, described."""
    fields = {
        "place": "picture 1",
        "name": "picture 1",
        "needs_description": True,
        "description": "The swings on Jubilee Field",
        "is_decorative": False,
        "is_own": True,
        "source": "",
        "permission": "",
    }
    return Piece(**fields | changes)
