"""The page on which a post is written, and the ways in which it comes back until it is saved."""

import re
from contextlib import suppress
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.hours import remarks_of
from accounts.refusals import NotNow, NotYours, Refused, attempt
from accounts.requests import DeskRequest
from policies.rules import meaning as means
from policies.rules.schema import ItemKind
from policies.standing import rules_in_force, standing_of
from posts import permissions, workflow
from posts.appearance import appearance
from posts.content import Content
from posts.forms import PostForm, typed
from posts.forms.particulars import NAMES
from posts.models import KIND_LABELS, Post
from posts.uploads import Problem, take_in
from posts.views.common import post_on_desk
from posts.workflow import checks
from posts.writing import Writing

REARRANGE = re.compile(r"(picture|document)-(\d{1,3})-(up|down|out)")
PRESS = {"press": typed.begin_press_release, "from_press": typed.make_post_of_press_release}


@login_required
def write(request: DeskRequest) -> HttpResponse:
    rules = rules_in_force()
    if rules is None or (request.method != "POST" and not permissions.can_add(request.user)):
        raise NotYours("Only people who hold an office of the council today can write for it.")
    begun_with = {name: request.GET[name] for name in ("kind", "title", *NAMES) if name in request.GET}
    return _at_work(request, Writing(request.user, rules, begun_with=begun_with))


@login_required
def change(request: DeskRequest, pk: int) -> HttpResponse:
    post = post_on_desk(request, pk)
    rules = standing_of(request.user).rules
    if rules is None or post.author_id != request.user.pk:
        return redirect("posts:draft", post.pk)
    if request.method != "POST" and not permissions.can_write(request.user, post):
        return redirect("posts:draft", post.pk)
    return _at_work(request, Writing(request.user, rules, post))


@login_required
def amend(request: DeskRequest, pk: int) -> HttpResponse:
    """An approver changes what waits for a decision, without sending it back."""
    post = post_on_desk(request, pk)
    rules = standing_of(request.user).rules
    if rules is None or (request.method != "POST" and not permissions.can_amend(request.user, post)):
        return redirect("posts:draft", post.pk)
    return _at_work(request, Writing(request.user, rules, post, is_amending=True))


def _at_work(request: DeskRequest, writing: Writing) -> HttpResponse:
    if request.method != "POST":
        return _page(request, writing, writing.form())
    act = "submit" if "submit" in request.POST else request.POST.get("act", "save")
    if act == "forget":
        workflow.drop_copy(writing.post.pk if writing.post else None, by=request.user)
        return redirect(request.path)
    data = request.POST.copy()
    problems = take_in(data, request.FILES)
    if act == "copy" and writing.copy:
        data = typed.as_sent(writing.copy.typed)
    elif not problems and act in ("save", "submit"):
        return _save(request, writing, writing.form(data, is_final=act == "submit"))
    elif not problems and act == "preview":
        return _preview(request, writing, writing.form(data))
    else:
        _rearrange(data, act)
    _keep(request, writing, data)
    return _page(request, writing, _unjudged(writing, data, problems))


def _rearrange(data: QueryDict, act: str) -> None:
    """What a button beside a picture or at the press release asks for. Any other shows what was typed as it is."""
    if found := REARRANGE.fullmatch(act):
        typed.rearrange(data, found[1], int(found[2]), found[3])
    elif act in PRESS:
        PRESS[act](data)


def _unjudged(writing: Writing, data: QueryDict, problems: list[Problem]) -> PostForm:
    form = writing.form(data, is_judged=False)
    for problem in problems:
        form.add_error(problem.field, problem.message)
    return form


def _keep(request: DeskRequest, writing: Writing, data: Any) -> None:
    """What was typed is kept, so that it outlives this page. Where it cannot be kept, it still stands on the page."""
    post_id = writing.post.pk if writing.post else None
    with suppress(Refused):
        workflow.keep_copy(
            post_id, typed.typed_in(data), by=request.user, files=typed.files_in(data), window=window_in(data)
        )


def _save(request: DeskRequest, writing: Writing, form: PostForm) -> HttpResponse:
    try:
        saved = attempt(form, lambda: writing.finish(form))
    except NotNow as refusal:
        return _come_too_late(request, writing, form, refusal)
    if saved is None:
        _keep(request, writing, form.data)
        return _page(request, writing, form)
    for remark in remarks_of(form):
        messages.info(request, remark)
    if writing.is_amending:
        messages.success(request, f"“{saved.title}” is changed, and {saved.author.name} hears of it. Now decide on it.")
    elif form.is_final:
        _submit(request, saved, form)
    else:
        messages.success(request, f"“{saved.title}” is saved as a draft. Only you can see it until you submit it.")
    return redirect(f"{reverse('posts:draft', args=[saved.pk])}{_told_to_the_script(form.data)}")


def _submit(request: DeskRequest, post: Post, form: PostForm) -> None:
    """Submits what is saved. Where that cannot be, it stays a draft, and the page says why."""
    title = f"“{post.title}”"
    if not permissions.can_submit(request.user, post):
        messages.warning(request, f"{title} is saved as a draft, but not submitted yet: see below why.")
        return
    try:
        workflow.submit(post.pk, by=request.user, note=form.cleaned_data.get("note", ""))
    except Refused as refusal:
        messages.warning(request, f"{title} is saved as a draft, but not submitted yet. {refusal.message}")
    else:
        messages.success(request, f"{title} is saved and submitted. You hear when it is decided.")


def _come_too_late(request: DeskRequest, writing: Writing, form: PostForm, refusal: NotNow) -> HttpResponse:
    """Somebody has changed or decided it meanwhile: nothing is overwritten, and nothing that was typed is lost."""
    began_with = form.cleaned_data["version"]
    writing.read_again()
    if writing.post:
        form.keep_over(writing.post, refusal.message)
    _keep(request, writing, form.data)
    return _page(request, writing, form, comparison=writing.changed_since(began_with))


def window_in(data: Any) -> str:
    """By which word a window tells itself apart from others of the same person; its script makes it up."""
    return re.sub(r"[^\w-]", "", data.get("window", ""))[:36]


def _told_to_the_script(data: Any) -> str:
    """The window whose text is saved, so that its script forgets what it has kept on the device."""
    window = window_in(data)
    return f"?saved={window}" if window else ""


def _preview(request: DeskRequest, writing: Writing, form: PostForm) -> HttpResponse:
    """How it will look, from what was typed: nothing is saved by it."""
    _keep(request, writing, form.data)
    content = attempt(form, lambda: checks.checked_draft(form.content(), writing.rules))
    if content is None:
        return _page(request, writing, form)
    context = {
        "writing": writing,
        "post": writing.post,
        "shown": appearance(content, writing.rules),
        "kind": KIND_LABELS[ItemKind(content.kind)],
        "findings": writing.findings(content),
        "typed": [
            (name, value) for name, values in typed.typed_in(cast(QueryDict, form.data)).items() for value in values
        ],
        "window": window_in(form.data),
    }
    return render(request, "posts/preview.html", context)


def _page(request: DeskRequest, writing: Writing, form: PostForm, **more: object) -> HttpResponse:
    content = _content_in(writing, form)
    context = {
        "form": form,
        "post": writing.post,
        "writing": writing,
        "rules": writing.rules,
        "places": writing.places(form, content),
        "findings": writing.findings(content) if content.title or content.body else (),
        "copy": None if form.is_bound else writing.offered,
        "others": writing.others,
        "approval": means.source_of(writing.rules.approval.offices),
        **more,
    }
    return render(request, "posts/write.html", context)


def _content_in(writing: Writing, form: PostForm) -> Content:
    """What the form shows, as far as it can be taken."""
    if not form.is_bound:
        return writing.saved
    return form.content() if form.is_judged else writing.read(form.data)
