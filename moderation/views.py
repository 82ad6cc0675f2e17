"""The approvers' room on the desk."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts import workflow as people
from accounts.models import Grant, Matter, MatterGrant
from accounts.refusals import NotYours, attempt
from accounts.requests import DeskRequest
from moderation.agenda import SHOWN
from moderation.deciding import decide as do_decide
from moderation.deciding import what_happened
from moderation.forms import DecisionForm, DelegationForm, MatterForm
from policies.rules import Rules
from policies.rules import meaning as means
from policies.rules.schema import ItemKind
from policies.standing import standing_of
from posts import permissions, wording, workflow
from posts.deciders import deciders
from posts.life import Act
from posts.models import AllowedKind, Post, PostGrant
from posts.views import post_on_desk


@login_required
def queue(request: DeskRequest) -> HttpResponse:
    """What waits for this person's decision, the longest waiting first."""
    posts = Post.objects.decidable_by(request.user).awaiting_decision().with_content()
    return render(request, "moderation/queue.html", {"posts": posts[:SHOWN]})


@login_required
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    """All of one post, and the decision. Whoever may not decide, or comes too late, sees the post itself."""
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and (decided := do_decide(pk, form, by=request.user)):
        messages.success(request, what_happened(decided))
        return redirect("posts:draft", pk)
    post = post_on_desk(request, pk)
    form.initial["version"] = post.current_version_id
    rules = standing_of(request.user).rules
    if rules is None or not permissions.can_approve(request.user, post):
        return redirect("posts:draft", pk)
    return render(request, "moderation/decide.html", {"post": post, "form": form, **_around(request, post, rules)})


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


def _around(request: DeskRequest, post: Post, rules: Rules) -> dict[str, object]:
    """What stands beside a post while it is decided on."""
    kind = ItemKind(post.content.kind)
    kind_waits = means.needs_discretion(rules, kind) and not AllowedKind.objects.filter(kind=kind).exists()
    return {
        "others": [person for person in deciders(post, rules) if person != request.user],
        "approval": means.source_of(rules.approval.offices),
        "standards": rules.publishing.standards,
        "grants": post.grants.select_related("user"),
        "may_delegate": permissions.can_delegate(request.user, post),
        "kind_waits": kind_waits,
        "may_allow_kind": kind_waits and permissions.can_allow_kind(request.user),
        "kind_rule": means.source_of(rules.website.may),
        "record": post.history.order_by("history_date", "history_id"),
    }
