"""A short extract of a text around what was looked for, in segments that say whether they are to be marked.

    {% for part in found %}
      {% if part.marked %}<mark>{{ part.text }}</mark>{% else %}{{ part.text }}{% endif %}
    {% endfor %}

In a template all of that stands on one line, or spaces creep into the text.

What is found, the database says; what is marked is for the eye. Words are alike without their accents and their usual
English endings.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from search.queries import STOP_WORDS, Query, fold

BEFORE = 8
"""So many words stand before the first that is marked."""

LENGTH = 32
"""So many words make an extract."""

LONGEST = 400
"""So many characters at most, since a word may be of any length."""

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
ENDINGS = re.compile(r"(?<=...)(?:ations?|ings?|i?ers?|i?ed|i?es|ly|[seyi])$")


@dataclass(frozen=True)
class Segment:
    text: str
    marked: bool


def mark(text: str, query: Query) -> list[Segment]:
    """The whole text, as for a title."""
    sought, segments, done = _sought(query), [], 0
    for word in WORD.finditer(text):
        if _stem(word.group()) in sought:
            segments += [Segment(text[done : word.start()], False), Segment(word.group(), True)]
            done = word.end()
    segments.append(Segment(text[done:], False))
    return [segment for segment in segments if segment.text]


def extract(text: str, query: Query) -> list[Segment]:
    """Some words around the first that was looked for; where there is none, the first words of the text."""
    sought = _sought(query)
    stems = (_stem(word.group()) for word in WORD.finditer(text))
    first = max(next((number for number, stem in enumerate(stems) if stem in sought), 0) - BEFORE, 0)
    words = list(islice(WORD.finditer(text), first, first + LENGTH + 1))
    begin = words[0].start() if first else 0
    end = min(words[-2].end() if len(words) > LENGTH else len(text), begin + LONGEST)
    return mark(f"{'… ' if first else ''}{text[begin:end]}{' …' if end < len(text) else ''}", query)


def fits(text: str, query: Query) -> bool:
    """Do all the words that are wanted stand in `text`, and none that is not? For what is too little for an index."""
    stems = {_stem(word.group()) for word in WORD.finditer(text)}
    return bool(query) and stems.issuperset(_sought(query)) and stems.isdisjoint(_sought(Query(query.unwanted)))


def _sought(query: Query) -> set[str]:
    return {_stem(word) for phrase in query.wanted for word in phrase if word not in STOP_WORDS}


@lru_cache(maxsize=10_000)
def _stem(word: str) -> str:
    return ENDINGS.sub("", fold(word))
