"""What the script of the writing page asks while somebody types. Without it, the page itself does all of this."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.dates import say_time
from accounts.refusals import NotYours
from accounts.requests import DeskRequest
from channels.in_use import outlets
from policies.rules import Rules
from policies.standing import standing_of
from posts import permissions, workflow
from posts.appearance import counted
from posts.forms import typed
from posts.models import Post, WorkingCopy
from posts.uploads import take_in
from posts.views.writing import window_in
from posts.writing import Writing

PARTS = {"found": "_findings", "links": "_links", "others": "_others", "warned": "_warned"}
"""What stands beside the form, by its id, and the template of each."""


@login_required
@require_POST
def keep_copy(request: DeskRequest) -> HttpResponse:
    """Keeps what is typed, and says what stands beside it: findings, links, counts, and who else is at it."""
    writing = _writing(request)
    before = writing.copy
    copy = workflow.keep_copy(
        writing.post.pk if writing.post else None,
        typed.typed_in(request.POST),
        by=request.user,
        files=typed.files_in(request.POST),
        window=window_in(request.POST),
    )
    return JsonResponse({"kept": say_time(timezone.localtime(copy.kept_at)), **_beside(request, writing, before)})


@login_required
@require_POST
def upload(request: DeskRequest) -> HttpResponse:
    """One picture or document: its row for the page, or why it was not taken."""
    rules = _rules(request)
    if not permissions.can_add(request.user):
        raise NotYours("Only people who hold an office of the council today can add files.")
    data = request.POST.copy()
    if problems := take_in(data, request.FILES):
        return JsonResponse({"problem": problems[0].message})
    form = Writing(request.user, rules).form(data, is_judged=False)
    is_picture = "pictures" in request.FILES
    rows = form.picture_rows.rows if is_picture else form.document_rows.rows
    if not rows:
        return JsonResponse({"problem": "No file has arrived. Choose it again."})
    context = {"row": rows[-1], "number": len(rows), "is_picture": is_picture, "is_last": True}
    return JsonResponse({"row": render_to_string("posts/_piece.html", context, request), "number": len(rows)})


@login_required
@require_POST
def count(request: DeskRequest) -> HttpResponse:
    """How long a text is as one channel counts it."""
    known = {outlet.key: outlet for outlet in outlets(_rules(request))}
    outlet = known.get(request.POST.get("channel", ""))
    if outlet is None:
        return JsonResponse({"problem": "The council does not use that channel."}, status=400)
    said, fits = counted(outlet, request.POST.get("text", "").replace("\r\n", "\n").strip())
    return JsonResponse({"said": said, "fits": fits})


def _writing(request: DeskRequest) -> Writing:
    """What is being written, from the page that asks; the workflow asks whether this person may."""
    pk = request.POST.get("post", "")
    post = None
    if pk.isascii() and pk.isdecimal():
        post = get_object_or_404(Post.objects.visible_to(request.user).whole(), pk=int(pk))
    is_amending = post is not None and post.author_id != request.user.pk
    return Writing(request.user, _rules(request), post, is_amending)


def _rules(request: DeskRequest) -> Rules:
    rules = standing_of(request.user).rules
    if rules is None:
        raise NotYours("No policy is in force yet, so nothing can be written.")
    return rules


def _beside(request: DeskRequest, writing: Writing, before: WorkingCopy | None) -> dict[str, Any]:
    form = writing.form(request.POST, is_judged=False)
    content = writing.read(request.POST)
    elsewhere = before if before and before.window not in ("", window_in(request.POST)) else None
    context = {"writing": writing, "form": form, "rules": writing.rules, "others": writing.others}
    context |= {"elsewhere": elsewhere, "findings": writing.findings(content), "leads_to_fields": True}
    return {
        "parts": {name: render_to_string(f"posts/{part}.html", context, request) for name, part in PARTS.items()},
        "counts": {
            counted.place.outlet.key: {"said": counted.said, "fits": counted.fits}
            for counted in writing.places(form, content)
        },
    }
