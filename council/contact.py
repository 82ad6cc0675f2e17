"""How to reach the council: who writes for it, and what the adopted rules say about writing to it."""

from dataclasses import dataclass

from django.db.models import F, Subquery
from django.db.models.functions import JSONObject

from accounts.clock import today
from accounts.models import Appointment
from accounts.offices import Office
from policies.rules import Rules
from policies.rules import meaning as means
from policies.rules.schema import Source

NOT_WATCHED = {
    "cannot_always_reply": "Nobody watches our accounts day and night, and we cannot answer every message there.",
    "tries_to_reply": "Nobody watches our accounts day and night. We try to answer, but cannot promise it.",
}


@dataclass(frozen=True)
class Advice:
    """One thing to know before writing, with the rule that says so."""

    words: str
    source: Source


def clerk_today() -> Subquery:
    """Name and title of the Clerk as one column: to annotate with. Their name is public as their office is."""
    held = Appointment.objects.on(today()).filter(office=Office.CLERK).order_by("-begins", "pk")
    return Subquery(held.values(clerk=JSONObject(name=F("user__name"), title=F("title")))[:1])


def title_of(clerk: dict[str, str], rules: Rules | None) -> str:
    """As the council calls the Clerk."""
    return clerk["title"] or (means.called(rules, Office.CLERK) if rules else Office.CLERK.label)


def advice(rules: Rules | None) -> list[Advice]:
    """What the policy says about messages on social media and private details, in its own words where it has them."""
    if not rules:
        return []
    comments = rules.comments
    found = []
    if comments.official_contact:
        found.append(Advice(_official(rules), comments.official_contact.source))
    if comments.not_monitored_always:
        words = comments.not_monitored_always.words or NOT_WATCHED[comments.not_monitored_always.value]
        found.append(Advice(words, comments.not_monitored_always.source))
    if comments.nothing_private_please:
        found.append(Advice(comments.nothing_private_please.value, comments.nothing_private_please.source))
    return found


def _official(rules: Rules) -> str:
    rule = rules.comments.official_contact
    if rule is None or rule.words:
        return rule.words if rule else ""
    people = {"clerk": f"the {means.called(rules, Office.CLERK)}", "members": "a councillor", "website": "us here"}
    whom = " or ".join(people[name] for name in rule.value.write_to)
    answers = " We still try to answer." if rule.value.endeavours_to_answer else ""
    return f"A message on social media does not count as writing to the council. Write to {whom} instead.{answers}"
