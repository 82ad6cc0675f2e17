"""What somebody types into a search box, made into a query that no database can misunderstand.

Words, "quoted phrases", and -this to leave something out. Every text is a query; what cannot be looked for is left out.
"""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 200
"""So many characters are read; nobody means what comes after them."""

MOST = 12
"""So many words or phrases are looked for."""

Phrase = tuple[str, ...]
"""Words that stand side by side, folded; a single word is a phrase of one."""

ASKED = re.compile(r'(?:(?<!\S)(-))?(?:"([^"]*)"?|([^\s"]+))')
WORD = re.compile(r"[^\W_]+")
QUOTES = str.maketrans("“”„", '"""')
ACCENTS = dict.fromkeys(range(0x300, 0x370))

# PostgreSQL's own list: it keeps none of these in an index, so none is looked for on SQLite either.
STOP_WORDS = frozenset(
    """
    i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it
    its itself they them their theirs themselves what which who whom this that these those am is are was were be been
    being have has had having do does did doing a an the and but if or because as until while of at by for with about
    against between into through during before after above below to from up down in out on off over under again further
    then once here there when where why how all any both each few more most other some such no nor not only own same so
    than too very s t can will just don should now
    """.split()  # noqa: SIM905 - as a list of words it would fill the file
)


@dataclass(frozen=True)
class Query:
    """All of `wanted` and none of `unwanted`. False where nothing is wanted: that finds nothing."""

    wanted: tuple[Phrase, ...] = ()
    unwanted: tuple[Phrase, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)


def parse(text: str) -> Query:
    """The query in `text`, whatever it is."""
    wanted: dict[Phrase, None] = {}
    unwanted: dict[Phrase, None] = {}
    for asked in ASKED.finditer(text[:LONGEST].translate(QUOTES)):
        minus, quoted, word = asked.groups(default="")
        phrase = _phrase(quoted or word)
        if phrase:
            (unwanted if minus else wanted)[phrase] = None
    return Query(tuple(wanted)[:MOST], tuple(unwanted)[:MOST])


def fold(text: str) -> str:
    """In small letters and without accents, as both databases compare words."""
    return unicodedata.normalize("NFKD", text).translate(ACCENTS).lower()


def _phrase(text: str) -> Phrase:
    """The words of `text` without the stop words at its ends; () where nothing is left."""
    words = WORD.findall(fold(text))
    while words and words[0] in STOP_WORDS:
        words.pop(0)
    while words and words[-1] in STOP_WORDS:
        words.pop()
    return tuple(words)
