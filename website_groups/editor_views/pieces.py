"""Pictures and documents: one is added in three steps, the file, what it shows, whose it is; then it can be moved."""

from pathlib import PurePosixPath
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.refusals import NotNow, attempt
from accounts.requests import DeskRequest
from files.enclosed import Attachment, Origin, Picture
from files.models import Document
from files.models import Picture as StoredPicture
from files.refusals import Unusable
from website_groups.editing import Editing
from website_groups.editor_forms.pieces import SORTS, CalledForm, FileForm, ShowsForm, Sort, WhoseForm
from website_groups.editor_views.common import of_item
from website_groups.workflow.checks import MOST_FILES

NOT_SAID = Origin(is_own=False)


@of_item
def pieces(request: DeskRequest, editing: Editing, sort: str) -> HttpResponse:
    """All pictures, or all documents, in their order."""
    return render(request, "groups/editors/pieces.html", _context(editing, SORTS[sort]))


@of_item
def add(request: DeskRequest, editing: Editing, sort: str) -> HttpResponse:
    """A file is checked and cleaned, and stands in the draft from then on."""
    of, has_sent = SORTS[sort], request.method == "POST"
    if of.is_full(editing):
        messages.error(request, f"There is room for {MOST_FILES}. Take one out first.")
        return redirect(_address("pieces", editing, sort))
    form = FileForm(request.POST if has_sent else None, request.FILES if has_sent else None, sort=of)
    if has_sent and form.is_valid() and (stored := _stored(form, of)):
        number = _put_in(editing, of, stored)
        if isinstance(stored, Document) and stored.warning:
            messages.warning(request, f"{stored.warning} Please write what it says as a page too, so all can read it.")
        return redirect(_address("shows", editing, sort, number))
    return render(request, "groups/editors/add_piece.html", {**_context(editing, of), "form": form})


@of_item
def shows(request: DeskRequest, editing: Editing, sort: str, number: int) -> HttpResponse:
    form_class: Any = ShowsForm if sort == "picture" else CalledForm
    return _ask(request, editing, SORTS[sort], number, form_class, following="whose")


@of_item
def whose(request: DeskRequest, editing: Editing, sort: str, number: int) -> HttpResponse:
    return _ask(request, editing, SORTS[sort], number, WhoseForm, following="pieces")


@of_item
@require_POST
def arrange(request: DeskRequest, editing: Editing, sort: str, number: int) -> HttpResponse:
    """Moves one up or down, or takes it out."""
    of, act = SORTS[sort], request.POST.get("act", "")
    all_, at = list(of.of(editing)), number - 1
    _one(editing, of, number)
    other = {"up": at - 1, "down": at + 1}.get(act, -1)
    if act == "out":
        del all_[at]
    elif 0 <= other < len(all_):
        all_[at], all_[other] = all_[other], all_[at]
    try:
        editing.keep(request.POST.get("seen", ""), **{of.field: tuple(all_)})
    except NotNow as refusal:
        messages.error(request, f"{refusal.message} They are shown as they are now: press once more.")
    return redirect(_address("pieces", editing, sort))


def _ask(
    request: DeskRequest, editing: Editing, of: Sort, number: int, form_class: Any, *, following: str
) -> HttpResponse:
    """One question about one picture or document."""
    piece = _one(editing, of, number)
    form = form_class(request.POST or None, initial=form_class.values_of(piece))

    def keep() -> Any:
        all_ = tuple(form.put_into(one) if at == number else one for at, one in enumerate(of.of(editing), 1))
        return editing.keep(request.POST.get("seen", ""), **{of.field: all_})

    try:
        if request.method == "POST" and attempt(form, keep) is not None:
            place = (number,) if following != "pieces" else ()
            return redirect(_address(following, editing, of.name, *place))
    except NotNow as refusal:
        editing = editing.read_again()
        _one(editing, of, number)
        form.add_error(None, f"{refusal.message} Look whether this is still the right {of.name}, and save again.")
    context = _context(editing, of)
    one = {"form": form, "number": number, "one": context["rows"][number - 1]}
    return render(request, "groups/editors/piece.html", {**context, **one})


def _stored(form: FileForm, of: Sort) -> StoredPicture | Document | None:
    """The file, checked and stored; None, with the reason in the form, where it cannot be taken."""
    try:
        return of.keep(form.cleaned_data["file"])
    except Unusable as refusal:
        form.add_error("file", refusal.message)
        return None


def _put_in(editing: Editing, of: Sort, stored: StoredPicture | Document) -> int:
    """At the end; its number. Whose it is has still to be said."""
    piece: Picture | Attachment = Picture(stored.sha256, origin=NOT_SAID)
    if isinstance(stored, Document):
        title = PurePosixPath(stored.name).stem.replace("_", " ")
        piece = Attachment(stored.sha256, title, stored.ending, stored.size, NOT_SAID)
    now = editing.read_again()
    all_ = (*of.of(now), piece)
    now.keep(now.seen(of.field), **{of.field: all_})
    return len(all_)


def _one(editing: Editing, of: Sort, number: int) -> Any:
    all_ = of.of(editing)
    if not 1 <= number <= len(all_):
        raise Http404(f"There is no such {of.name}.")
    return all_[number - 1]


def _context(editing: Editing, of: Sort) -> dict[str, Any]:
    """The pieces with what is stored of each: its picture, or its kind and size and whom it shuts out."""
    said = of.of(editing)
    model: Any = StoredPicture if of.name == "picture" else Document
    stored = {one.sha256: one for one in model.objects.filter(sha256__in=[piece.file for piece in said])}
    return {
        "editing": editing,
        "item": editing.item,
        "group": editing.item.group,
        "sort": of,
        "rows": [{"said": piece, "stored": stored.get(piece.file)} for piece in said],
        "seen": editing.seen(of.field),
        "is_full": of.is_full(editing),
    }


def _address(name: str, editing: Editing, sort: str, *number: int) -> str:
    return reverse(f"group_pages:{name}", args=[editing.item.pk, sort, *number])
