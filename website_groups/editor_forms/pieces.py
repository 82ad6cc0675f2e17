"""Pictures and documents, one question a page: the file, what it shows or is called, and whose it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from files.enclosed import Attachment, Picture
from files.forms import origins
from files.keeping import keep_document, keep_picture
from files.models import Document
from files.models import Picture as StoredPicture
from website_groups.editing import Editing
from website_groups.workflow.checks import MOST_FILES

Piece = Picture | Attachment


@dataclass(frozen=True)
class Sort:
    """Pictures or documents: `field` of the content, what one is called, and how a file of it is kept."""

    field: str
    name: str
    question: str
    accept: str
    help_text: str
    keep: Callable[[UploadedFile], StoredPicture | Document]

    def of(self, editing: Editing) -> tuple[Any, ...]:
        pieces: tuple[Any, ...] = getattr(editing.content, self.field)
        return pieces

    def is_full(self, editing: Editing) -> bool:
        return len(self.of(editing)) >= MOST_FILES


PICTURES = Sort(
    "pictures",
    "picture",
    "What does it show?",
    "image/*,.heic,.heif",
    "From your telephone or computer: JPEG, PNG, WebP or HEIC, up to 20 MB. Where it was taken is removed from it.",
    keep_picture,
)
DOCUMENTS = Sort(
    "attachments",
    "document",
    "What is it called?",
    ".pdf,.docx,.xlsx,.odt,.ods,.txt,.csv",
    "PDF, Word, Excel, OpenDocument, plain text or CSV, up to 20 MB. A page is easier to read than a document.",
    keep_document,
)
SORTS = {sort.name: sort for sort in (PICTURES, DOCUMENTS)}


class FileForm(forms.Form):
    def __init__(self, data: Any = None, files: Any = None, *, sort: Sort) -> None:
        super().__init__(data, files)
        self.fields["file"] = forms.FileField(
            label=f"Choose a {sort.name}",
            allow_empty_file=True,
            max_length=None,
            widget=forms.FileInput(attrs={"accept": sort.accept}),
            help_text=sort.help_text,
            error_messages={"required": f"Choose a {sort.name}.", "invalid": "Choose the file once more."},
        )


class ShowsForm(forms.Form):
    """What a picture shows."""

    description = forms.CharField(
        label="What does it show?",
        required=False,
        max_length=origins.LONGEST,
        help_text="One sentence, for people who cannot see it: “Six people with spades in front of the hut”.",
    )
    is_decorative = forms.BooleanField(label="It only decorates", required=False)

    @staticmethod
    def values_of(picture: Picture) -> dict[str, Any]:
        return {"description": picture.description, "is_decorative": picture.is_decorative}

    def clean(self) -> None:
        if not self.cleaned_data.get("description") and not self.cleaned_data.get("is_decorative"):
            self.add_error("description", "Say in one sentence what it shows, or that it only decorates.")

    def put_into(self, picture: Picture) -> Picture:
        said = {name: self.cleaned_data[name] for name in ("description", "is_decorative")}
        return replace(picture, **said)


class CalledForm(forms.Form):
    """What a document is called."""

    title = forms.CharField(
        label="What is it called?",
        max_length=120,
        help_text="As people will read it, such as “Plan of the plots”.",
        error_messages={"required": "Give the document a title."},
    )

    @staticmethod
    def values_of(attachment: Attachment) -> dict[str, Any]:
        return {"title": attachment.title}

    def put_into(self, attachment: Attachment) -> Attachment:
        return replace(attachment, title=self.cleaned_data["title"])


class WhoseForm(forms.Form):
    whose = origins.whose_field()
    source = origins.source_field()
    permission = origins.permission_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("source", "permission"):
            self.fields[name].help_text = "Only if it is somebody else’s."

    @staticmethod
    def values_of(piece: Piece) -> dict[str, Any]:
        return origins.values_of(piece.origin)

    def clean(self) -> None:
        origins.missing(self)

    def put_into(self, piece: Any) -> Any:
        return replace(piece, origin=origins.origin_in(self.cleaned_data))
