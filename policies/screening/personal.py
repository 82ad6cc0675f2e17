"""Personal information in a text (post-personal-information), without what the council itself publishes."""

import re
from collections.abc import Iterable, Iterator

from policies.screening import numbers
from policies.screening.details import details_in
from policies.screening.findings import Candidate, Known, Topic, candidate
from policies.screening.folding import Reading, Span, fold
from policies.screening.wordlists import phrases

CONTACT = frozenset({"telephone", "email", "street", "postcode", "known_name", "name"})
"""What a policy means by contact details."""

_OF_A_BODY = re.compile(
    r"(?:admin|allotments|bookings|cemetery|clerk|complaints|contact|council|customer\.?services?|democratic\.?services|deputy\.?clerk|"
    r"elections|enquir(?:y|ies)|events|finance|foi|hello|help|highways|info|information|licensing|mail|mayor|media|"
    r"news|office|parish\.?clerk|planning|planning\.?policy|press|reception|services|theparishclerk|town\.?clerk|website)"
    r"@(?:[a-z0-9-]+\.){0,6}(?:gov|police|nhs)\.uk"
)


def personal_in(reading: Reading, known: Known) -> list[Candidate]:
    """Every candidate; the same letters may be of several kinds."""
    found = [*details_in(reading.plain), *_known_names(reading, known.people)]
    ours = _published(known.published)
    strange = ((kind, span) for kind, span in found if not _is_published(kind, reading.plain[slice(*span)], ours))
    return [candidate(Topic.PERSONAL, kind, reading.span(*span)) for kind, span in strange]


def _known_names(reading: Reading, people: frozenset[str]) -> Iterator[tuple[str, Span]]:
    """Names of people the council knows, written as names are."""
    for kind, (start, end) in phrases(sorted(people), "known_name").found_in(reading.words):
        if reading.plain[start].isupper():
            yield kind, (start, end)


# --------------------------------------------------------------------------- what the council publishes itself
def _published(published: Iterable[str]) -> tuple[str, ...]:
    """Each in the form that it is compared in."""
    return tuple(
        form for words in published for form in (f" {_plain(words)} ", numbers.national(words)) if form.strip()
    )


def _is_published(kind: str, words: str, published: tuple[str, ...]) -> bool:
    if kind == "telephone":
        return numbers.national(words) in published
    if kind == "email":
        return bool(_OF_A_BODY.fullmatch(words.lower())) or f" {_plain(words)} " in published
    if kind == "postcode":
        return any(_compact(words) in _compact(ours) for ours in published)
    return kind == "street" and any(f" {_plain(words)} " in ours for ours in published)


def _plain(words: str) -> str:
    """Words alone, without case, accents or marks between them."""
    return " ".join(re.findall(r"[a-z0-9']+", fold(words)))


def _compact(words: str) -> str:
    return _plain(words).replace(" ", "")
