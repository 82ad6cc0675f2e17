"""Is this an English word? Asked before a word is taken for a misspelling; nothing shown is ever corrected by it."""

from functools import cache

from spellchecker import SpellChecker

from policies.screening.wordlists import lines


def is_english(word: str) -> bool:
    """Is the folded word in the English list, or in ours of what that one lacks?"""
    return word in _ours() or word in _theirs()


@cache
def _ours() -> frozenset[str]:
    return frozenset(lines("harmless.txt"))


@cache
def _theirs() -> SpellChecker:
    """A sixth of a second and 20 MB, so not before a word asks for it."""
    return SpellChecker("en", distance=1)
