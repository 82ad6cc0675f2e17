"""Words in disguise: digits and signs for letters, stars, letters repeated, swapped, left out, run together or parted.

A word is only ever taken for one that is looked for. Where that is a guess (swapped, left out, run together, parted)
the word must be no English one, and not a name inside a sentence.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from policies.screening import english
from policies.screening.folding import Reading, Span, Word, rewritten
from policies.screening.wordlists import single_words

_LONGEST = 30
_SHORTEST_WORD = 3
_SHORTEST_GUESS = 5
_SHORTEST_PREFIX = 4
_SHORTEST_STARRED = 4
_LEFT_OF_A_SLUR = 2
_SHORTEST_ABBREVIATION = 5

# What stands between spaces, without the marks around it.
_CHUNK = re.compile(r"[^\s\"'(),.;:?\[\]{}<>\-/]+(?:'[a-z]+)?")
_SPELT = re.compile(r"(?<![a-z0-9])[a-z](?=([ ._*/\-]))(?:\1[a-z]){2,19}(?![a-z0-9])")
_REPEATED = re.compile(r"([a-z])\1+")
_REPEATED_OFTEN = re.compile(r"([a-z])\1{2,}")
_STAR = re.compile(r"[*#%_]")
_PLAIN = re.compile(r"[a-z]+")
_SIGNS = "013457896@$!+€|"
_LETTERS_FOR_SIGNS = tuple(str.maketrans(_SIGNS, letters) for letters in ("oieastbggasitel", "oleastbggasltei"))

# The words of violence and contempt that patterns.toml needs to see undisguised.
_OF_PATTERNS = frozenset({"kill", "killed", "murder", "rape", "raped", "stab", "shoot", "hate", "scum", "vermin"})
_ALSO_SHORT = frozenset({"fuck", "cunt", "shit", "twat"})


def undisguised(reading: Reading) -> Reading:
    """The reading with every disguised word that is looked for written out."""
    reading = rewritten(reading, _spelt(reading))
    reading = rewritten(reading, _chunks(reading))
    return rewritten(reading, _parted(reading))


@cache
def _sought() -> frozenset[str]:
    return single_words("slur", "profanity", "mild", "insult") | _OF_PATTERNS


@cache
def _strong() -> frozenset[str]:
    return single_words("slur", "profanity")


@cache
def _joinable() -> frozenset[str]:
    return frozenset(word for word in _strong() if len(word) >= _SHORTEST_GUESS or word in _ALSO_SHORT)


@cache
def _near() -> dict[str, str]:
    """Each word that a swap, or the loss, of one letter makes of a word that is looked for."""
    near: dict[str, str] = {}
    for word in sorted(_sought()):
        for other in (*_swaps(word), *_losses(word)):
            near.setdefault(other, word)
    return near


@cache
def _by_length(kind: str) -> dict[int, list[str]]:
    lengths: defaultdict[int, list[str]] = defaultdict(list)
    for word in sorted(single_words(kind)):
        lengths[len(word)].append(word)
    return lengths


def _swaps(word: str) -> Iterator[str]:
    if len(word) >= _SHORTEST_PREFIX:
        for i in range(len(word) - 1):
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def _losses(word: str) -> Iterator[str]:
    if len(word) >= _SHORTEST_GUESS:
        for i in range(1, len(word)):
            yield word[:i] + word[i + 1 :]


# ------------------------------------------------------------------------------------- letters in a row
def _spelt(reading: Reading) -> Iterator[tuple[Span, str]]:
    """Words spelt with a space or a sign between the letters."""
    for match in _SPELT.finditer(reading.folded):
        letters = match[0][::2]
        word = next((letters[:n] for n in range(len(letters), 3, -1) if letters[:n] in _strong()), None)
        if word:
            yield (match.start(), match.start() + 2 * len(word) - 1), word


# ------------------------------------------------------------------------------------------ single words
def _chunks(reading: Reading) -> Iterator[tuple[Span, str]]:
    for match in _CHUNK.finditer(reading.folded):
        start, end = _trimmed(match[0], *match.span())
        if end - start >= _SHORTEST_WORD and (word := _meant(reading, start, end)):
            yield (start, end), word


def _trimmed(chunk: str, start: int, end: int) -> Span:
    """Without marks of emphasis before it, and without the exclamation marks after it."""
    return start + len(chunk) - len(chunk.lstrip("*_#")), end - len(chunk) + len(chunk.rstrip("_#!|"))


def _meant(reading: Reading, start: int, end: int) -> str | None:
    chunk = _REPEATED_OFTEN.sub(r"\1\1\1", reading.folded[start:end].removesuffix("'s"))
    if chunk in _sought() or len(chunk) > _LONGEST:
        return None
    if not _PLAIN.fullmatch(chunk):
        return _behind_signs(chunk)
    return _stretched(chunk) or _guessed(reading, chunk, start)


def _behind_signs(chunk: str) -> str | None:
    if not _PLAIN.search(chunk):
        return None
    if _STAR.search(chunk.rstrip("*")) or chunk.endswith("**"):
        return _starred(chunk) if len(chunk) >= _SHORTEST_STARRED else None
    read = (chunk.translate(table) for table in _LETTERS_FOR_SIGNS)
    return next((word for word in read if word in _sought()), None)


def _starred(chunk: str) -> str | None:
    """The word of which these letters are left. Stars leave room for guesses, so a slur is not guessed from one."""
    left = len(_STAR.sub("", chunk))
    kinds = ("profanity", "slur") if left >= _LEFT_OF_A_SLUR else ("profanity",)
    words = (word for kind in kinds for word in _by_length(kind).get(len(chunk), ()))
    return next((word for word in words if _fits(chunk, word)), None)


def _fits(chunk: str, word: str) -> bool:
    return all(seen == letter or _STAR.match(seen) for seen, letter in zip(chunk, word, strict=True))


def _stretched(chunk: str) -> str | None:
    """Letters repeated three times or more, which no English word does."""
    if not _REPEATED_OFTEN.search(chunk):
        return None
    shorter = (_REPEATED_OFTEN.sub(r"\1", chunk), _REPEATED_OFTEN.sub(r"\1\1", chunk), _REPEATED.sub(r"\1", chunk))
    return next((word for word in shorter if word in _sought()), None)


def _guessed(reading: Reading, chunk: str, start: int) -> str | None:
    word = _near().get(chunk) or _without_doubles(chunk) or _run_together(chunk)
    if word is None or english.is_english(chunk) or _is_name(reading, start, len(chunk)):
        return None
    return word


def _without_doubles(chunk: str) -> str | None:
    single = _REPEATED.sub(r"\1", chunk)
    return single if single != chunk and single in _strong() else None


def _run_together(chunk: str) -> str | None:
    """A strong word with an English one before or after it, as two words."""
    for n in range(_SHORTEST_PREFIX, len(chunk) - 1):
        for first, second in ((chunk[:n], chunk[n:]), (chunk[:-n], chunk[-n:])):
            strong, other = (first, second) if first in _joinable() else (second, first)
            if strong in _joinable() and (other in _sought() or english.is_english(other)):
                return f"{first} {second}"
    return None


def _is_name(reading: Reading, start: int, length: int) -> bool:
    """Is it written as a name inside a sentence, or as an abbreviation?"""
    written = reading.plain[start : start + length]
    if written.isupper():
        return length <= _SHORTEST_ABBREVIATION
    return written[0].isupper() and not _begins_sentence(reading.plain, start)


def _begins_sentence(plain: str, start: int) -> bool:
    before = plain[max(start - 3, 0) : start].rstrip(" \"'(")
    return not before or before[-1] in ".!?\n:*#-"


# ---------------------------------------------------------------------------------------- words in two
def _parted(reading: Reading) -> Iterator[tuple[Span, str]]:
    """Two words that are none by themselves and make one that is looked for."""
    last = 0
    for first, second in pairwise(reading.words):
        word = first.letters + second.letters
        if first.start >= last and word in _joinable() and _are_parts(first, second):
            yield (first.start, second.end), word
            last = second.end


def _are_parts(first: Word, second: Word) -> bool:
    return second.start - first.end == 1 and not all(map(_stands_alone, (first.letters, second.letters)))


def _stands_alone(letters: str) -> bool:
    return letters in ("a", "i") if len(letters) == 1 else english.is_english(letters)
