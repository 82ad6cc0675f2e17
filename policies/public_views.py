"""The council's policies for everybody: those in force, their earlier versions, and what each version changed."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.clock import today
from policies.addresses import follows_renaming
from policies.comparing import compare_policies
from policies.life import VersionState
from policies.models import Policy, PolicyVersion
from policies.querysets import PolicyVersionQuerySet
from policies.shelf import dates_of, page_in_force
from policies.text import render as render_text


def policies(request: HttpRequest) -> HttpResponse:
    """Every policy in force, the communications policy first."""
    page = page_in_force(request.GET.get("after", ""), today())
    return render(request, "policies/list.html", {"page": page})


def adopted(request: HttpRequest) -> HttpResponse:
    """Leads to the communications policy in force, wherever it stands; a browser takes the anchor with it."""
    version = PolicyVersion.objects.in_force(today())
    return redirect("policies:policy", version.policy.slug) if version else redirect("policies:list")


@follows_renaming
def policy(request: HttpRequest, slug: str) -> HttpResponse:
    """The version of one policy that is in force. Http404 where there is none."""
    day = today()
    version = PolicyVersion.objects.of_day(day).filter(policy__slug=slug).select_related("policy__supplements").first()
    if version is None:
        raise Http404("No such policy is in force.")
    return render(request, "policies/policy.html", _context(version, version, day))


@follows_renaming
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One adopted version, marked as what it is: in force, no longer, or not yet."""
    day = today()
    found = get_object_or_404(_adopted(slug).select_related("policy__supplements"), number=number)
    current = _adopted(slug).of_day(day).defer("text", "rules_text").first()
    return render(request, "policies/policy.html", _context(found, current, day))


@follows_renaming
def changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One adopted version beside the one that was in force before it, word by word."""
    found = get_object_or_404(_adopted(slug).select_related("policy"), number=number)
    before = _adopted(slug).filter(number__lt=number).order_by("-number").first()
    comparison = compare_policies(before.text, found.text) if before else None
    context = {"version": found, "before": before, "comparison": comparison}
    return render(request, "policies/changes.html", context)


def _adopted(slug: str) -> PolicyVersionQuerySet:
    return PolicyVersion.objects.filter(policy__slug=slug, state=VersionState.ADOPTED)


def _context(shown: PolicyVersion, current: PolicyVersion | None, day: date) -> dict[str, object]:
    policy = shown.policy
    versions = list(_adopted(policy.slug).defer("text", "rules_text").order_by("-number"))
    return {
        "version": shown,
        "current": current,
        "is_in_force": current is not None and shown.pk == current.pk,
        "is_to_come": not shown.begun(day),
        "policy": policy,
        "text": render_text(shown.text),
        "versions": versions,
        "is_first": shown.number == versions[-1].number,
        "dates": dates_of(policy),
        "supplemented_by": Policy.objects.adopted(day).filter(supplements=policy).order_by("name"),
    }
