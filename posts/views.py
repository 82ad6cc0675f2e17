"""The author's way: write, change, submit, withdraw, and see where each thing is."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.refusals import NotNow, NotYours, attempt
from accounts.requests import DeskRequest
from policies.standing import standing_of
from posts import cursor, permissions, workflow
from posts.deciders import deciders
from posts.forms import PostForm, WithdrawForm
from posts.models import Post

ON_A_PAGE = 50


@login_required
def mine(request: DeskRequest) -> HttpResponse:
    """Everything that this person has written, the latest change first."""
    before = cursor.read(request.GET.get("before", ""))
    posts = list(Post.objects.visible_to(request.user).written_by(request.user, before).with_content()[: ON_A_PAGE + 1])
    shown = posts[:ON_A_PAGE]
    older = cursor.write(shown[-1].since, shown[-1].pk) if len(posts) > ON_A_PAGE else ""
    return render(request, "posts/mine.html", {"posts": shown, "older": older})


@login_required
def write(request: DeskRequest) -> HttpResponse:
    standing = standing_of(request.user)
    if standing.rules is None or not permissions.can_add(request.user):
        raise NotYours("Only people who hold an office of the council today can write for it.")
    form = PostForm(request.POST or None, rules=standing.rules)

    def save() -> Post:
        return workflow.write(form.content(), by=request.user, matter=form.cleaned_data.get("matter"))

    if request.method == "POST" and (post := attempt(form, save)):
        return _saved(request, post)
    return render(request, "posts/write.html", {"form": form, "rules": standing.rules})


@login_required
def change(request: DeskRequest, pk: int) -> HttpResponse:
    post = post_on_desk(request, pk)
    standing = standing_of(request.user)
    if standing.rules is None or not permissions.can_write(request.user, post):
        return redirect("posts:draft", post.pk)
    form = PostForm(request.POST or None, initial=PostForm.values_of(post), rules=standing.rules)

    def save() -> Post:
        cleaned = form.cleaned_data
        version = version_in(cleaned["version"])
        return workflow.revise(pk, form.content(), by=request.user, version=version, matter=cleaned.get("matter"))

    if request.method == "POST":
        try:
            if saved := attempt(form, save):
                return _saved(request, saved)
        except NotNow as refusal:
            form.keep_over(post, refusal.message)
    return render(request, "posts/write.html", {"form": form, "post": post, "rules": standing.rules})


@login_required
def draft(request: DeskRequest, pk: int) -> HttpResponse:
    """One post on the desk: what it says, where it is, who holds the pen, what this person may do, its record."""
    post = post_on_desk(request, pk)
    user = request.user
    context = {
        "post": post,
        "may_change": permissions.can_write(user, post),
        "may_submit": permissions.can_submit(user, post),
        "may_decide": permissions.can_approve(user, post),
        "may_withdraw": permissions.can_withdraw(user, post),
        "must_read_first": standing_of(user).must_read_first and post.author_id == user.pk,
        "deciders": deciders(post, standing_of(user).rules),
        "decision": post.decisions.select_related("by").first(),
        "record": post.history.order_by("history_date", "history_id"),
    }
    return render(request, "posts/draft.html", context)


@login_required
@require_POST
def submit(request: DeskRequest, pk: int) -> HttpResponse:
    post = workflow.submit(pk, by=request.user, version=version_in(request.POST.get("version", "")))
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


def version_in(word: str) -> UUID | None:
    """The version that a form carries; None where it carries none."""
    try:
        return UUID(word) if word else None
    except ValueError as error:
        raise BadRequest("The form does not say which version it is about.") from error


def _saved(request: DeskRequest, post: Post) -> HttpResponse:
    """Both buttons save; one of them also submits, where the author may."""
    title = f"“{post.title}”"
    if "submit" not in request.POST:
        messages.success(request, f"{title} is saved as a draft. Only you can see it until you submit it.")
    elif permissions.can_submit(request.user, post):
        workflow.submit(post.pk, by=request.user)
        messages.success(request, f"{title} is saved and submitted. You hear when it is decided.")
    else:
        messages.warning(request, f"{title} is saved as a draft, but not submitted yet: see below why.")
    return redirect("posts:draft", post.pk)


def post_on_desk(request: DeskRequest, pk: int) -> Post:
    """The post, for somebody who holds an office and may open it. NotYours or Http404 otherwise."""
    if not request.user.has_perm("posts.view_post"):
        raise NotYours("You hold no office of the council today, so the desk has nothing to show you.")
    return get_object_or_404(Post.objects.visible_to(request.user).whole(), pk=pk)
