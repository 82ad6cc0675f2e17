"""Reading a policy and confirming it; who has read it, for its keepers; and what applies to oneself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts import cursor
from accounts.clock import today
from accounts.refusals import NotYours, attempt
from accounts.requests import DeskRequest
from policies import workflow
from policies.addresses import follows_renaming
from policies.comparing import changed_lines
from policies.models import Policy, PolicyVersion
from policies.permissions import can_acknowledge, can_keep_reading
from policies.reading import MOST_SHOWN, confirmed_before, not_yet, readers_of
from policies.reading_forms import ReadersForm
from policies.rules import Rules
from policies.rules.applying import what_applies
from policies.rules.people import needs_prior_approval
from policies.standing import standing_of
from policies.text import render as render_text

ON_A_PAGE = 50
MOST_POLICIES = 500


@login_required
@follows_renaming
def read(request: DeskRequest, slug: str = "") -> HttpResponse:
    """Read the version in force and say that one has understood it; without `slug`, of the policy with the rules."""
    which = {"policy__slug": slug} if slug else {"policy__carries_rules": True}
    version = get_object_or_404(PolicyVersion.objects.current(today()).select_related("policy"), **which)
    if request.method == "POST":
        workflow.acknowledge(get_object_or_404(PolicyVersion, pk=_number(request.POST.get("version"))), by=request.user)
        messages.success(request, f"Thank you. It is on the record that you have read and understood {version}.")
        return redirect("desk")
    before = confirmed_before(request.user, version)
    context = {
        "version": version,
        "policy": render_text(version.text),
        "may_acknowledge": can_acknowledge(request.user, version),
        "before": before,
        "changes": changed_lines(before.text, version.text) if before else (),
    }
    return render(request, "policies/acknowledge.html", context)


@login_required
def what_applies_to_me(request: DeskRequest) -> HttpResponse:
    """The reminder on one page: what this council's policy says to somebody with these offices."""
    standing = standing_of(request.user)
    rules = standing.rules
    statement = rules.conduct.civility_statement.value if rules and rules.conduct.civility_statement else ""
    context = {
        "parts": what_applies(rules, standing.offices) if rules else (),
        "asks_first": rules is not None and needs_prior_approval(rules, standing.offices),
        "statement": Policy.objects.adopted(today()).filter(name__iexact=statement).first() if statement else None,
    }
    return render(request, "policies/what_applies.html", context)


@login_required
def policies(request: DeskRequest) -> HttpResponse:
    """Every policy in force, with whom the council asks to read it."""
    rules = _keepers_rules(request)
    found = PolicyVersion.objects.current(today()).select_related("policy").defer("text", "rules_text")
    versions = found.order_by("-policy__carries_rules", "policy__name")[:MOST_POLICIES]
    rows = [(version, readers_of(version.policy, rules)) for version in versions]
    return render(request, "policies/who_reads.html", {"rows": rows})


@login_required
@follows_renaming
def who_has_read(request: DeskRequest, slug: str) -> HttpResponse:
    """Who has confirmed the version in force and when, and who has not yet; and whom the council asks."""
    rules, version = _keepers_rules(request), _in_force(slug)
    form = ReadersForm(request.POST or None, initial={"offices": version.policy.read_by})

    def save() -> Policy:
        return workflow.ask_to_read(version.policy, by=request.user, offices=form.chosen())

    if request.method == "POST" and attempt(form, save) is not None:
        messages.success(request, "It is on the record who is asked to read it.")
        return redirect("reading:who", slug)
    before = cursor.read(request.GET.get("before", ""))
    given = version.acknowledgements.select_related("user").newest(before)[: ON_A_PAGE + 1]
    shown, more = list(given)[:ON_A_PAGE], len(given) > ON_A_PAGE
    context = {
        "version": version,
        "asked": readers_of(version.policy, rules),
        "named": rules.reading.acknowledged_by if rules and version.policy.carries_rules else None,
        "waiting": list(not_yet(version)[:MOST_SHOWN]),
        "given": shown,
        "older": cursor.write(shown[-1].given_at, shown[-1].pk) if more else "",
        "is_later": before is not None,
        "form": form,
    }
    return render(request, "policies/who_has_read.html", context)


@login_required
@require_POST
def remind(request: DeskRequest, slug: str) -> HttpResponse:
    people = workflow.remind_readers(_in_force(slug), by=request.user)
    number = f"{len(people)} people were" if len(people) > 1 else f"{people[0].name} was"
    messages.success(request, f"{number} reminded, as they have chosen to be told.")
    return redirect("reading:who", slug)


def _in_force(slug: str) -> PolicyVersion:
    found = PolicyVersion.objects.current(today()).select_related("policy").defer("text", "rules_text")
    return get_object_or_404(found, policy__slug=slug)


def _keepers_rules(request: DeskRequest) -> Rules | None:
    if not can_keep_reading(request.user):
        raise NotYours("Who has read a policy is shown to the Clerk and the Deputy Clerk.")
    return standing_of(request.user).rules


def _number(word: str | None) -> int:
    return int(word) if word and word.isascii() and word.isdecimal() and len(word) < 10 else 0
