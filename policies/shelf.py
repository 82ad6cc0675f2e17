"""The council's policies as lists show them: each with the version in force and the one in work; and their dates."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.core.exceptions import BadRequest
from django.db.models import QuerySet

from policies.models import Policy, PolicyVersion, Review

ON_A_PAGE = 100
Row = TypeVar("Row", Policy, PolicyVersion)


@dataclass(frozen=True)
class Shelved:
    """A policy with its version in force, and the one that is being written or reviewed; None where there is none."""

    policy: Policy
    in_force: PolicyVersion | None
    in_work: PolicyVersion | None


@dataclass(frozen=True)
class Page(Generic[Row]):
    """So many rows as stand on a page; `after` is the word with which the next page is asked for, "" for none."""

    rows: list[Row]
    after: str


@dataclass(frozen=True)
class Dates:
    """When a policy was last reviewed and is to be reviewed next, as far as its reviews say so."""

    last: date | None
    next: date | None


def shelved(policies: Iterable[Policy], day: date) -> Iterator[Shelved]:
    """Those policies with their versions, in two questions."""
    policies = list(policies)
    versions = PolicyVersion.objects.filter(policy__in=policies).defer("text", "rules_text")
    in_force = {version.policy_id: version for version in versions.filter(pk__in=_current(day))}
    in_work = {version.policy_id: version for version in versions.in_work()}
    for policy in policies:
        yield Shelved(policy, in_force.get(policy.pk), in_work.get(policy.pk))


def page_of_policies(after: str) -> Page[Policy]:
    """All that the desk knows, the one that carries the rules first, the others by name from that word on."""
    policies = Policy.objects.order_by("-carries_rules", "name")
    if after:
        policies = policies.filter(carries_rules=False, name__gt=_word(after))
    return _page(policies, lambda policy: policy.name)


def page_in_force(after: str, day: date) -> Page[PolicyVersion]:
    """The versions in force on `day` without their words, in the order of `page_of_policies`."""
    versions = PolicyVersion.objects.current(day).order_by("-policy__carries_rules", "policy__name")
    if after:
        versions = versions.filter(policy__carries_rules=False, policy__name__gt=_word(after))
    brief = versions.select_related("policy__supplements").defer("text", "rules_text")
    return _page(brief, lambda version: version.policy.name)


def dates_of(policy: Policy) -> Dates:
    """From the reviews on the books; what nobody has entered is not made up (review-dates)."""
    reviews = Review.objects.filter(policy=policy)
    closed = reviews.filter(closed_on__isnull=False).order_by("-closed_on").values_list("closed_on", flat=True)
    return Dates(closed.first(), reviews.coming().values_list("due_on", flat=True).first())


def _current(day: date) -> QuerySet[PolicyVersion]:
    return PolicyVersion.objects.current(day).order_by().only("pk")


def _page(ordered: QuerySet[Row], word: Callable[[Row], str]) -> Page[Row]:
    found = list(ordered[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    return Page(shown, word(shown[-1]) if len(found) > ON_A_PAGE else "")


def _word(after: str) -> str:
    """BadRequest where no name is like that."""
    if "\0" in after:
        raise BadRequest("The address of this page of the list is not complete.")
    return after
