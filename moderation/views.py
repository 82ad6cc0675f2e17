"""The approvers' room on the desk."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts import workflow as people
from accounts.clock import today
from accounts.hours import remarks_of
from accounts.models import Grant, Matter, MatterGrant
from accounts.refusals import NotYours, attempt
from accounts.requests import DeskRequest
from channels.in_use import outlets
from moderation.agenda import SHOWN
from moderation.calendar import Month, days_of
from moderation.deciding import decide as do_decide
from moderation.deciding import fit, what_happened
from moderation.forms import DecisionForm, DelegationForm, MatterForm, SeveralForm
from moderation.several import approve_each, opened_by
from policies.permissions import can_open_procedures
from policies.rules import Rules
from policies.rules import meaning as means
from policies.rules.people import insiders
from policies.rules.schema import ItemKind
from policies.standing import standing_of
from posts import permissions, wording, workflow
from posts.comparing import compare
from posts.deciders import deciders
from posts.life import Act
from posts.models import AllowedKind, Post, PostGrant
from posts.versions import last_approved
from posts.views import post_on_desk, version_in

FIRST_YEAR, LAST_YEAR = 2000, 2100


@login_required
def queue(request: DeskRequest) -> HttpResponse:
    """What waits for this person's decision, the longest waiting first. Those that were opened can be chosen."""
    posts = list(Post.objects.decidable_by(request.user).awaiting_decision().with_content()[:SHOWN])
    return render(request, "moderation/queue.html", {"posts": posts, "opened": opened_by(request.user, posts)})


@login_required
def several(request: DeskRequest) -> HttpResponse:
    """Approves several posts at once, each opened before: first what they are, then what became of them."""
    chosen = _chosen(request)
    if not chosen:
        messages.warning(request, "Choose at least one. A post can be chosen here once you have opened it.")
        return redirect("moderation:queue")
    rules = standing_of(request.user).rules
    lines = means.attestation(rules) if rules else ()
    form = SeveralForm(request.POST if "confirm" in request.POST else None, confirms=bool(lines))
    if form.is_valid():
        outcomes = approve_each(chosen, by=request.user, attested=form.cleaned_data.get("attested", False))
        return render(request, "moderation/outcomes.html", {"outcomes": outcomes})
    return render(request, "moderation/several.html", {"chosen": chosen, "form": form, "lines": lines})


@login_required
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """All of one post, and the decision. Whoever may not decide, or comes too late, sees the post itself."""
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and (decided := do_decide(pk, form, by=request.user)):
        for text in [what_happened(decided), *remarks_of(form)]:
            messages.success(request, text)
        return redirect("posts:draft", pk)
    post = post_on_desk(request, pk)
    rules = standing_of(request.user).rules
    if rules is None or not permissions.can_return(request.user, post):
        return redirect("posts:draft", pk)
    fit(form, post, rules, by=request.user)
    if request.method == "GET" and permissions.can_approve(request.user, post):
        workflow.note_opening(post, by=request.user)
    return render(request, "moderation/decide.html", {"post": post, "form": form, **_around(request, post, rules)})


@login_required
def stale(request: DeskRequest) -> HttpResponse:
    """What is out and whose check-by day has come, the longest overdue first, with its owner (website-up-to-date)."""
    if not request.user.has_perm("posts.view_post"):
        raise NotYours("You hold no office of the council today, so the desk has nothing to show you.")
    posts = list(Post.objects.to_be_checked(today()).with_content()[:SHOWN])
    rules = standing_of(request.user).rules
    rule = means.source_of(rules.website.kept_up_to_date) if rules else None
    return render(request, "moderation/stale.html", {"posts": posts, "rule": rule})


@login_required
def calendar(request: DeskRequest, year: int = 0, month: int = 0, as_list: bool = False) -> HttpResponse:
    """One month: what is out, scheduled and waiting, and the meetings. As a grid, or as a list of days."""
    if not request.user.has_perm("posts.view_post"):
        raise NotYours("You hold no office of the council today, so the desk has nothing to show you.")
    shown = Month(year, month) if year else Month.of(today())
    if not 1 <= shown.month <= 12 or not FIRST_YEAR <= shown.year <= LAST_YEAR:
        raise Http404
    days = days_of(shown, request.user)
    is_empty = not any(day.entries for day in days if day.is_of_month)
    context = {"month": shown, "days": days, "today": today(), "as_list": as_list, "is_empty": is_empty}
    return render(request, "moderation/calendar.html", context)


@login_required
def delegate(request: DeskRequest, pk: int) -> HttpResponse:
    post = post_on_desk(request, pk)
    rules = standing_of(request.user).rules
    if rules is None or not permissions.can_delegate(request.user, post):
        raise NotYours(*wording.not_yours(Act.DELEGATE, rules), about=post)
    form = DelegationForm(request.POST or None, rules=rules)

    def save() -> Grant:
        return workflow.delegate(post.pk, by=request.user, **form.cleaned_data)

    if request.method == "POST" and (grant := attempt(form, save)):
        messages.success(request, f"{grant.user} may now decide on “{post.title}”, and hears by e-mail.")
        return redirect("moderation:decide", pk)
    return render(request, "moderation/delegate.html", {"post": post, "form": form, "rule": rules.approval.delegation})


@login_required
@require_POST
def end_delegation(request: DeskRequest, pk: int, grant: int) -> HttpResponse:
    found = get_object_or_404(PostGrant, pk=grant, content_object=post_on_desk(request, pk))
    workflow.end_delegation(found, by=request.user)
    messages.success(request, f"{found.user} may no longer decide on this.")
    return redirect("moderation:decide", pk)


@login_required
@require_POST
def allow_kind(request: DeskRequest, pk: int) -> HttpResponse:
    post = post_on_desk(request, pk)
    allowed = workflow.allow_kind(post.content.kind, by=request.user)
    messages.success(request, f"“{allowed}” may be on the website from now on. That is on the record.")
    return redirect("moderation:decide", pk)


@login_required
def matters(request: DeskRequest) -> HttpResponse:
    """The council's matters, and a new one."""
    form = MatterForm(request.POST or None)

    def save() -> Matter:
        return people.open_matter(by=request.user, **form.cleaned_data)

    if request.method == "POST" and (opened := attempt(form, save)):
        messages.success(request, f"The matter “{opened}” is open. Posts can now be put into it.")
        return redirect("moderation:matter", opened.pk)
    if not request.user.has_perm("accounts.view_matter"):
        raise NotYours("Only people who hold an office of the council today can see this.")
    may_open = request.user.has_perm("accounts.add_matter")
    return render(
        request, "moderation/matters.html", {"matters": Matter.objects.all(), "form": form, "may_open": may_open}
    )


@login_required
def matter(request: DeskRequest, pk: int) -> HttpResponse:
    """One matter: its posts, and to whom its approval is delegated."""
    found = get_object_or_404(Matter, pk=pk)
    standing = standing_of(request.user)
    if standing.rules is None or not request.user.has_perm("accounts.view_matter"):
        raise NotYours("Only people who hold an office of the council today can see this.")
    form = DelegationForm(request.POST or None, rules=standing.rules)

    def save() -> Grant:
        return workflow.delegate_matter(found, by=request.user, **form.cleaned_data)

    if request.method == "POST" and (grant := attempt(form, save)):
        messages.success(request, f"{grant.user} may now decide on every post of “{found}”, and hears by e-mail.")
        return redirect("moderation:matter", pk)
    context = {
        "matter": found,
        "form": form,
        "may_delegate": permissions.can_delegate_matter(request.user, found),
        "grants": found.grants.select_related("user", "granted_by").order_by("-ends"),
        "posts": Post.objects.visible_to(request.user).filter(matter=found).with_content().order_by("-since")[:SHOWN],
        "rule": standing.rules.approval.delegation,
    }
    return render(request, "moderation/matter.html", context)


@login_required
@require_POST
def end_matter_delegation(request: DeskRequest, pk: int, grant: int) -> HttpResponse:
    found = get_object_or_404(MatterGrant, pk=grant, content_object_id=pk)
    workflow.end_delegation(found, by=request.user)
    messages.success(request, f"{found.user} may no longer decide on this matter.")
    return redirect("moderation:matter", pk)


def _chosen(request: DeskRequest) -> list[tuple[Post, UUID]]:
    """The posts chosen in the queue, each with the version that was shown: `chosen=17:<version>`."""
    pairs = dict(word.split(":", 1) for word in request.POST.getlist("chosen")[:SHOWN] if ":" in word)
    decidable = Post.objects.decidable_by(request.user).awaiting_decision().with_content()
    posts = decidable.filter(pk__in=[pk for pk in pairs if pk.isdecimal()])[:SHOWN]
    return [(post, version) for post in posts if (version := version_in(pairs[str(post.pk)]))]


def _around(request: DeskRequest, post: Post, rules: Rules) -> dict[str, object]:
    """What stands beside a post while it is decided on."""
    kind = ItemKind(post.kind)
    before = last_approved(post)
    names = {outlet.key: outlet.name for outlet in outlets(rules)}
    kind_waits = means.needs_discretion(rules, kind) and not AllowedKind.objects.filter(kind=kind).exists()
    return {
        "others": [person for person in deciders(post, rules) if person != request.user],
        "approval": means.source_of(rules.approval.offices),
        "attestation": means.attestation(rules),
        "before": before,
        "comparison": compare(before.content, post.content, names) if before else None,
        "may_amend": permissions.can_amend(request.user, post),
        "waits_for_another": not permissions.can_approve(request.user, post),
        "another_person": means.source_of(rules.approval.another_person),
        "grants": post.grants.select_related("user"),
        "may_delegate": permissions.can_delegate(request.user, post),
        "kind_waits": kind_waits,
        "may_allow_kind": kind_waits and permissions.can_allow_kind(request.user),
        "kind_rule": means.source_of(rules.website.may),
        "insiders": insiders(rules),
        "may_raise": can_open_procedures(request.user),
        "record": post.history.order_by("history_date", "history_id"),
    }
