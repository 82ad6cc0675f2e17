"""One post on the desk, and what is done with it as a whole."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.refusals import BadInput, attempt
from accounts.requests import DeskRequest
from policies.standing import holders, standing_of
from posts import copies, permissions, workflow
from posts.deciders import deciders
from posts.forms import KeepForm, QuestionForm, SubmitForm, WithdrawForm
from posts.life import LIFE, Act, Pen
from posts.marking import mark
from posts.models import Decision, Post
from posts.screening import findings_in
from posts.views.common import post_on_desk, version_in
from posts.workflow.questions import whom_to_ask


@login_required
def draft(request: DeskRequest, pk: int) -> HttpResponse:
    """One post on the desk: what it says, where it is, who holds the pen, what this person may do, its record."""
    post = post_on_desk(request, pk)
    user, standing = request.user, standing_of(request.user)
    decision = post.decisions.select_related("by").first()
    context = {
        "post": post,
        "may_change": permissions.can_write(user, post),
        "may_submit": permissions.can_submit(user, post),
        "may_decide": permissions.can_approve(user, post),
        "may_amend": permissions.can_amend(user, post),
        "may_withdraw": permissions.can_withdraw(user, post),
        "may_correct": permissions.can_correct(user, post),
        "may_keep": permissions.can_keep(user, post),
        "may_undo": permissions.can_undo(user, post),
        "must_read_first": standing.must_read_first and post.author_id == user.pk,
        "deciders": deciders(post, standing.rules),
        "decision": decision,
        "record": post.history.order_by("history_date", "history_id"),
        "versions": post.versions.select_related("written_by").defer("document", "words").order_by("-number"),
        "tasks": post.current_version.deliveries.select_related("delivery", "delivery__done_by"),
        "correction": post.corrections.under_way().first() if post.is_public else None,
        "form": SubmitForm(initial={"version": post.current_version_id, "note": post.note}),
        **_while_it_is_written(request, post, decision),
    }
    return render(request, "posts/draft.html", context)


def _while_it_is_written(request: DeskRequest, post: Post, decision: Decision | None) -> dict[str, object]:
    """What matters as long as somebody can still change it: findings, unsaved text, places to change."""
    rules = standing_of(request.user).rules
    if rules is None or post.pen not in (Pen.AUTHOR, Pen.APPROVER):
        return {}
    places = decision.places if decision and decision.version_id == post.current_version_id else []
    words = [place["words"] for place in places]
    return {
        "findings": findings_in(post.content, rules, standing_of(request.user).nation),
        "may_ask": bool(whom_to_ask(rules, standing_of(request.user))),
        "places": places,
        "marked_body": mark(post.body, words) if words else "",
        "own_copy": copies.own(request.user, post),
        "others": copies.of_others(request.user, post),
    }


@login_required
@require_POST
def submit(request: DeskRequest, pk: int) -> HttpResponse:
    version, note = version_in(request.POST.get("version", "")), request.POST.get("note", "")
    try:
        post = workflow.submit(pk, by=request.user, version=version, note=note)
    except BadInput as refusal:
        # What is missing is filled in on the page of the form, where it is asked for again.
        messages.error(request, refusal.message)
        return redirect("posts:change", pk)
    messages.success(
        request, f"“{post.title}” is submitted. It now waits for a decision, and you hear of it by e-mail."
    )
    return redirect("posts:draft", pk)


@login_required
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    post = post_on_desk(request, pk)
    if not permissions.can_withdraw(request.user, post):
        return redirect("posts:draft", pk)
    form = WithdrawForm(request.POST or None)

    def save() -> Post:
        return workflow.withdraw(pk, by=request.user, reason=form.cleaned_data["reason"])

    if request.method == "POST" and (withdrawn := attempt(form, save)):
        messages.success(
            request, f"“{withdrawn.title}” is withdrawn. It is on no public page any more; its record stays."
        )
        return redirect("posts:draft", pk)
    return render(request, "posts/withdraw.html", {"form": form, "post": post})


@login_required
@require_POST
def correct(request: DeskRequest, pk: int) -> HttpResponse:
    correction = workflow.correct(pk, by=request.user)
    messages.success(
        request,
        "Put it right here. What is out stays as it is until your correction is approved; then it takes its place.",
    )
    return redirect("posts:change", correction.pk)


@login_required
def keep(request: DeskRequest, pk: int) -> HttpResponse:
    """Says that what is out is still right, and when to look again."""
    post = post_on_desk(request, pk)
    if not permissions.can_keep(request.user, post):
        return redirect("posts:draft", pk)
    form = KeepForm(request.POST or None)

    def confirm() -> Post:
        return workflow.keep(pk, by=request.user, check_by=form.cleaned_data["check_by"])

    if request.method == "POST" and attempt(form, confirm) is not None:
        messages.success(request, f"It is on the record that “{post.title}” is still right.")
        return redirect("posts:draft", pk)
    return render(request, "posts/keep.html", {"form": form, "post": post})


@login_required
@require_POST
def undo(request: DeskRequest, pk: int) -> HttpResponse:
    post = workflow.undo(pk, by=request.user)
    messages.success(request, f"The approval of “{post.title}” is taken back. It waits for a decision again.")
    return redirect("posts:draft", pk)


@login_required
def ask(request: DeskRequest, pk: int) -> HttpResponse:
    """Asks those whom the policy names whether something may be published."""
    post = post_on_desk(request, pk)
    standing = standing_of(request.user)
    offices = whom_to_ask(standing.rules, standing) if standing.rules else ()
    if standing.rules is None or not offices or not LIFE.allows(post.state, Act.WRITE):
        return redirect("posts:draft", pk)
    form = QuestionForm(request.POST or None, initial={"question": request.GET.get("about", "")[:300]})

    def save() -> list[str]:
        return [person.name for person in workflow.ask(pk, by=request.user, question=form.cleaned_data["question"])]

    if request.method == "POST" and (asked := attempt(form, save)):
        messages.success(request, f"Your question is on its way to {' and '.join(asked)}. The answer comes by e-mail.")
        return redirect("posts:draft", pk)
    rule = standing.rules.publishing.unsure_about_information
    return render(request, "posts/ask.html", {"form": form, "post": post, "asked": holders(offices), "rule": rule})
