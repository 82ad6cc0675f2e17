"""What a finding rests on: the council's own sentence, the law of its nation, or else a suggestion.

What a policy does not bar is never called policy, and only what policy or law bar stops anything.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from policies.rules.schema import ChannelKind, Listed, Rule, Rules, Source, SourceKind
from policies.screening.findings import Candidate, Topic, Weight, kind_of
from policies.screening.personal import CONTACT
from policies.screening.templates import table

DATA_PROTECTION = Source(
    kind=SourceKind.LAW,
    place="UK GDPR, Article 6; Data Protection Act 2018",
    words="Processing shall be lawful only if and to the extent that at least one of the following applies",
)
PUBLICITY = Source(
    kind=SourceKind.LAW,
    place="Local Government Act 1986, s.2",
    words=(
        "A local authority shall not publish, or arrange for the publication of, any material which, in whole or in "
        "part, appears to be designed to affect public support for a political party."
    ),
)
ACCESSIBILITY = Source(
    kind=SourceKind.LAW,
    place="Accessibility Regulations 2018 (SI 2018/952), reg. 6",
    words="Subject to regulation 7, public sector bodies must comply with the accessibility requirement.",
)
COPYRIGHT = Source(
    kind=SourceKind.LAW,
    place="Copyright, Designs and Patents Act 1988, s.16",
    words=(
        "Copyright in a work is infringed by a person who without the licence of the copyright owner does, or "
        "authorises another to do, any of the acts restricted by the copyright."
    ),
)

# Section 6 counts parish and community councils among local authorities in England and in Wales only.
UNDER_THE_PUBLICITY_ACT = frozenset({"england", "wales"})

_NEVER_BARRED = ("referendum", "party_named")
_SOCIAL_MEDIA_ONLY = "social media"
_NOT_SOCIAL_MEDIA = (ChannelKind.WEBSITE, ChannelKind.EMAIL)


class Place(NamedTuple):
    """Where the words would appear, and by whose rules. `channel` is None where they may appear on any."""

    rules: Rules
    nation: str
    channel: ChannelKind | None


class Ground(NamedTuple):
    source: Source
    stops: bool


def suggested(candidate: Candidate) -> Ground:
    name = kind_of(candidate.topic, candidate.kind).suggestion
    return Ground(Source(kind=SourceKind.SUGGESTION, place=name), stops=False)


def ground_of(candidate: Candidate, place: Place) -> Ground:
    """What a candidate rests on where it would appear."""
    return _GROUNDS[candidate.topic](candidate, place)


# ------------------------------------------------------------------------------------------------- post-tone
def _of_tone(candidate: Candidate, place: Place) -> Ground:
    """The line of the council's list that bars words of this kind; only serious ones stop."""
    standards = place.rules.publishing.standards
    line = _barring(candidate.kind, standards.value) if standards else None
    if standards is None or line is None:
        return suggested(candidate)
    return Ground(_quoting(standards, line.words), stops=candidate.weight == Weight.SERIOUS)


def _barring(kind: str, standards: Iterable[Listed]) -> Listed | None:
    """The first line that speaks of what this kind is, the plainest word for it first."""
    lines = ((word, line) for word in table("standards.toml").get(kind, ()) for line in standards)
    return next((line for word, line in lines if word in line.words.lower()), None)


# --------------------------------------------------------------------------------- post-personal-information
def _of_personal(candidate: Candidate, place: Place) -> Ground:
    rule, never = place.rules.publishing.personal_information, place.rules.publishing.never_disclosed
    if candidate.kind == "marked":
        return Ground(never.source, stops=True) if never else suggested(candidate)
    if never and candidate.kind not in CONTACT:
        return Ground(never.source, stops=True)
    if rule is None:
        return Ground(DATA_PROTECTION, stops=True)
    if rule.value == "basic_contact_details" and candidate.kind in CONTACT:
        return suggested(candidate)
    return Ground(rule.source, stops=True)


# ----------------------------------------------------------------------------- post-no-political-advertising
def _of_politics(candidate: Candidate, place: Place) -> Ground:
    """The policy where it speaks of this channel, else the law; only a call stops."""
    if candidate.kind in _NEVER_BARRED:
        return suggested(candidate)
    source = _political_policy(candidate, place)
    if source is None and place.nation in UNDER_THE_PUBLICITY_ACT:
        source = PUBLICITY
    return Ground(source, stops=candidate.kind == "call") if source else suggested(candidate)


def _political_policy(candidate: Candidate, place: Place) -> Source | None:
    """What the policy says of politics on this channel; a policy may speak of social media alone."""
    rule = place.rules.publishing.politics
    if rule is None or (candidate.kind == "party_politics" and set(rule.value) == {"advertising"}):
        return _never_on_website("political_organisation", place)
    if place.channel in _NOT_SOCIAL_MEDIA and _SOCIAL_MEDIA_ONLY in rule.words.lower():
        return _never_on_website("political_organisation", place)
    return rule.source


# ------------------------------------------------------------------------------ post-no-commercial-promotion
def _of_commerce(candidate: Candidate, place: Place) -> Ground:
    rule = place.rules.publishing.commerce_barred_on
    if rule and (place.channel is None or rule.value == "all" or place.channel in rule.value):
        return Ground(rule.source, stops=False)
    source = _never_on_website("commercial_advertisement", place)
    return Ground(source, stops=False) if source else suggested(candidate)


# ---------------------------------------------------------------------------------- post-inflammatory-topics
def _of_topic(candidate: Candidate, place: Place) -> Ground:
    """Topics are looked for only where the rules name them, so there is a rule."""
    rule = place.rules.publishing.topics_to_avoid
    return Ground(rule.source, stops=False) if rule else suggested(candidate)


# ------------------------------------------------------------------------------------------- pieces and links
def for_description() -> Ground:
    return Ground(ACCESSIBILITY, stops=True)


def for_copyright(rules: Rules) -> Ground:
    rule = rules.publishing.copyright
    return Ground(rule.source if rule else COPYRIGHT, stops=True)


def _never_on_website(key: str, place: Place) -> Source | None:
    """The line of what the website never carries (website-items), where that is where the words would appear."""
    never = place.rules.website.never
    if never is None or place.channel != ChannelKind.WEBSITE:
        return None
    return next((_quoting(never, line.words) for line in never.value if line.key == key), None)


def _quoting(rule: Rule, words: str) -> Source:
    """The rule's source, quoting one line of its list."""
    return rule.source.model_copy(update={"words": words})


_GROUNDS: dict[Topic, Callable[[Candidate, Place], Ground]] = {
    Topic.TONE: _of_tone,
    Topic.PERSONAL: _of_personal,
    Topic.POLITICS: _of_politics,
    Topic.COMMERCE: _of_commerce,
    Topic.INFLAMMATORY: _of_topic,
}
