"""The desk's pages for items that come by e-mail: take one in, and look at those that wait."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts import cursor
from accounts.refusals import NotNow, NotYours, attempt
from accounts.requests import DeskRequest
from policies.standing import rules_in_force
from posts import permissions, workflow
from posts.by_mail.forms import SetAsideForm, TakeForm
from posts.by_mail.reading import Letter, Unreadable, read_letter
from posts.models import MailedItem, Post, RawMail
from posts.workflow.mailed import ONLY_KEEPERS

ON_A_PAGE = 20


@login_required
def mailed(request: DeskRequest) -> HttpResponse:
    """What waits, and what was made of the latest others."""
    _require(request)
    key = cursor.read(request.GET.get("before", ""))
    done = MailedItem.objects.done(key).select_related("post__current_version")[: ON_A_PAGE + 1]
    shown = list(done)[:ON_A_PAGE]
    more = len(done) > ON_A_PAGE
    context = {
        "waiting": [] if key else MailedItem.objects.waiting()[:100],
        "done": shown,
        "older": cursor.write(shown[-1].received_at, shown[-1].pk) if more else "",
        "rules": rules_in_force(),
    }
    return render(request, "by_mail/list.html", context)


@login_required
def take(request: DeskRequest) -> HttpResponse:
    """Takes in a message from a file, or copied, and leads to the draft that was made of it."""
    _require(request)
    form = TakeForm(request.POST or None, request.FILES or None)

    def save() -> MailedItem:
        return workflow.take_letter(form.as_bytes(), by=request.user, answer=form.cleaned_data["answer"])

    if request.method == "POST":
        try:
            item = attempt(form, save)
        except NotNow as refusal:
            return _come_already(request, refusal)
        if item and item.post:
            return _to_the_draft(request, item.post, item)
    return render(request, "by_mail/take.html", {"form": form, "rules": rules_in_force()})


@login_required
def one(request: DeskRequest, pk: int) -> HttpResponse:
    """One message that waits, or was set aside: as much of it as can be read."""
    _require(request)
    item = get_object_or_404(MailedItem.objects.select_related("post"), pk=pk)
    if item.post:
        return redirect("posts:draft", item.post.pk)
    form = SetAsideForm(request.POST or None)

    def save() -> MailedItem:
        return workflow.set_aside(pk, by=request.user, reason=form.cleaned_data["reason"])

    if request.method == "POST" and (aside := attempt(form, save)):
        messages.success(request, f"“{aside}” is set aside. It stands below, and a draft can still be made of it.")
        return redirect("posts:mailed")
    context = {"item": item, "form": form, "letter": _letter_of(item), "record": item.history.order_by("history_date")}
    return render(request, "by_mail/one.html", context)


@login_required
@require_POST
def draft(request: DeskRequest, pk: int) -> HttpResponse:
    post = workflow.draft_mailed(pk, by=request.user)
    return _to_the_draft(request, post, post.mailed)


def _require(request: DeskRequest) -> None:
    if not permissions.can_take_mail(request.user):
        raise NotYours(ONLY_KEEPERS)


def _to_the_draft(request: DeskRequest, post: Post, item: MailedItem) -> HttpResponse:
    told = f" {item.sender_address} is told that it has arrived." if item.acknowledged_at else ""
    messages.success(request, f"A draft is made of the message from {item.sender}. Only you see it.{told}")
    if item.left:
        messages.warning(request, f"Not taken: {' '.join(item.left)}")
    return redirect("posts:draft", post.pk)


def _come_already(request: DeskRequest, refusal: NotNow) -> HttpResponse:
    messages.info(request, f"{refusal.message} Nothing new was made.")
    if isinstance(refusal.about, Post):
        return redirect("posts:draft", refusal.about.pk)
    return redirect("posts:mailed_item", refusal.about.pk)


def _letter_of(item: MailedItem) -> Letter | None:
    raw = RawMail.objects.filter(item=item).first()
    try:
        return read_letter(bytes(raw.content)) if raw else None
    except Unreadable:
        return None
