"""The word lists: which words are looked for, of which kind, and where they mean something else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from policies.screening.findings import DATA
from policies.screening.folding import Span, Word, fold

KINDS = {"slurs": "slur", "profanity": "profanity", "mild": "mild", "insults": "insult"}

_THE_WORD = "~"
_WIDEST_GAP = 2
"""Letters between two words of a phrase: a space, a hyphen."""

_COMPANY = 8
"""So many words before and after are near."""

Phrase = tuple[str, ...]


class Use(NamedTuple):
    """An innocent use: the words right before and right after, or a phrase that is near."""

    before: Phrase
    after: Phrase
    near: Phrase = ()

    def is_at(self, letters: Phrase, first: int, last: int) -> bool:
        if self.near:
            return _holds(letters[max(first - _COMPANY, 0) : last + _COMPANY], self.near)
        before, after = letters[max(first - len(self.before), 0) : first], letters[last : last + len(self.after)]
        return (before, after) == (self.before, self.after)


class Entry(NamedTuple):
    """A word or phrase that is looked for, and the uses in which it means something else."""

    words: Phrase
    kind: str
    innocent: tuple[Use, ...] = ()


class Lexicon(NamedTuple):
    """Entries by their first word."""

    entries: Mapping[str, Sequence[Entry]]

    def found_in(self, words: Sequence[Word]) -> Iterator[tuple[str, Span]]:
        """Kind and place of each entry that stands in the words and is not meant otherwise there."""
        letters = tuple(_bare(word.letters) for word in words)
        for place, word in enumerate(letters):
            for entry in self.entries.get(word, ()):
                last = place + len(entry.words)
                said = letters[place:last] == entry.words and _stand_together(words[place:last])
                if said and not any(use.is_at(letters, place, last) for use in entry.innocent):
                    yield entry.kind, (words[place].start, words[last - 1].end)


def lexicon(entries: Iterable[Entry]) -> Lexicon:
    by_first: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_first[entry.words[0]].append(entry)
    return Lexicon(by_first)


@cache
def abuse() -> Lexicon:
    """Slurs, swear words and insults."""
    return lexicon(entry for name, kind in KINDS.items() for entry in _entries(name, kind))


def phrases(wanted: Iterable[str], kind: str) -> Lexicon:
    """Words and phrases of the council's own."""
    return lexicon(Entry(words, kind) for words in map(_split, wanted) if words)


@cache
def single_words(*kinds: str) -> frozenset[str]:
    """The words of these kinds that are looked for by themselves."""
    entries = (entry for found in abuse().entries.values() for entry in found)
    return frozenset(entry.words[0] for entry in entries if entry.kind in kinds and len(entry.words) == 1)


def lines(name: str) -> list[str]:
    """The lines of a list, without its heading."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _entries(name: str, kind: str) -> Iterator[Entry]:
    for line in lines(f"{name}.txt"):
        forms, _, uses = line.partition("|")
        innocent = tuple(_use(use) for use in uses.split(";") if use.strip())
        for form in forms.split(","):
            yield Entry(_split(form), kind, innocent)


def _use(words: str) -> Use:
    before, is_beside, after = words.partition(_THE_WORD)
    return Use(_split(before), _split(after)) if is_beside else Use((), (), near=_split(words))


def _split(phrase: str) -> Phrase:
    return tuple(_bare(word) for word in fold(phrase).replace("-", " ").split())


def _bare(word: str) -> str:
    """Without the ending of a possessive."""
    return word.removesuffix("'s")


def _stand_together(words: Sequence[Word]) -> bool:
    return all(later.start - earlier.end <= _WIDEST_GAP for earlier, later in pairwise(words))


def _holds(letters: Phrase, phrase: Phrase) -> bool:
    return any(letters[i : i + len(phrase)] == phrase for i in range(len(letters) - len(phrase) + 1))
