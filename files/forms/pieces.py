"""Pictures and documents of a text: a row for each that is there, and a field for more of them."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.utils import ErrorDict

from files.enclosed import A_FINGERPRINT, Attachment, Picture
from files.forms import origins
from files.models import Document
from files.models import Picture as StoredPicture

PICTURE, DOCUMENT = "picture", "document"
"""By what the rows of each begin, as a Django formset names them: `picture-0-file`, `document-1-title` …"""

MOST = 12
"""Pictures in one text, and documents in one text."""

NOT_ARRIVED = "This has not arrived here. Take it out and choose it again."


class FilesInput(forms.FileInput):
    """Several at once. What is chosen is taken in whatever button is pressed, so nothing of it is lost."""

    allow_multiple_selected = True
    is_kept = True


class Unjudged(forms.Form):
    """With `is_judged=False` the form shows what was typed, and finds nothing wrong with it.

    `is_final` asks as well for what is needed before it can be submitted.
    """

    def __init__(self, *args: Any, is_judged: bool = True, is_final: bool = False, **kwargs: Any) -> None:
        self.is_judged, self.is_final = is_judged, is_final
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        if self.is_judged:
            super().full_clean()
        else:
            self._errors, self.cleaned_data = ErrorDict(), {}


class PieceForm(Unjudged):
    """One picture or document; `stored` is what is known of the file, where it has arrived."""

    stored: StoredPicture | Document | None = None

    file = forms.RegexField(
        rf"\A{A_FINGERPRINT.pattern}\Z",
        widget=forms.HiddenInput,
        error_messages={"required": NOT_ARRIVED, "invalid": NOT_ARRIVED},
    )

    def __init__(self, *args: Any, who_allows: str = origins.WHO_ALLOWS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["permission"].label = who_allows

    def clean(self) -> None:
        if self.is_final:
            origins.missing(self)

    @property
    def name(self) -> str:
        """What it came as."""
        return self.stored.name if self.stored else "A file that has not arrived here"


class PictureForm(PieceForm):
    description = forms.CharField(
        label="What does it show?",
        required=False,
        max_length=origins.LONGEST,
        help_text="One sentence, for people who cannot see it.",
    )
    is_decorative = forms.BooleanField(label="It only decorates", required=False)
    whose = origins.whose_field()
    source = origins.source_field()
    permission = origins.permission_field()

    def clean(self) -> None:
        super().clean()
        if self.is_final and not self.picture().is_described:
            self.add_error("description", "Say in one sentence what it shows, or that it only decorates.")

    def picture(self) -> Picture:
        cleaned = self.cleaned_data
        return Picture(
            cleaned.get("file", ""),
            cleaned.get("description", ""),
            cleaned.get("is_decorative", False),
            origins.origin_in(cleaned),
        )

    @staticmethod
    def values_of(picture: Picture) -> dict[str, Any]:
        return {
            "file": picture.file,
            "description": picture.description,
            "is_decorative": picture.is_decorative,
            **origins.values_of(picture.origin),
        }


class DocumentForm(PieceForm):
    title = forms.CharField(
        label="What is it called?",
        max_length=120,
        help_text="As people will read it, such as “Budget for 2027”.",
        error_messages={"required": "Give the document a title."},
    )
    whose = origins.whose_field()
    source = origins.source_field()
    permission = origins.permission_field()

    def attachment(self) -> Attachment:
        cleaned = self.cleaned_data
        kind, size = ("", 0) if self.stored is None else (self.stored.ending, self.stored.size)
        return Attachment(cleaned.get("file", ""), cleaned.get("title", ""), kind, size, origins.origin_in(cleaned))

    @staticmethod
    def values_of(attachment: Attachment) -> dict[str, Any]:
        return {"file": attachment.file, "title": attachment.title, **origins.values_of(attachment.origin)}


class PieceRows(forms.BaseFormSet):
    """The rows. A form that was sent without saying how many it has, has none."""

    prefix: str
    row_name: str
    model: type[StoredPicture] | type[Document]

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        if data is not None and f"{self.prefix}-TOTAL_FORMS" not in data:
            data = {f"{self.prefix}-TOTAL_FORMS": 0, f"{self.prefix}-INITIAL_FORMS": 0}
        super().__init__(data, prefix=self.prefix, **kwargs)

    @cached_property
    def rows(self) -> list[Any]:
        """Each with what is known of its file, asked for all of them at once."""
        wanted = [form["file"].value() for form in self.forms]
        known = {stored.sha256: stored for stored in self._stored(wanted)} if wanted else {}
        for form in self.forms:
            form.stored = known.get(form["file"].value())
        return self.forms

    @property
    def filled(self) -> list[Any]:
        """Those with a file that can be one."""
        return [form for form in self.forms if getattr(form, "cleaned_data", {}).get("file")]

    def _stored(self, wanted: list[str | None]) -> QuerySet[Any]:
        return self.model.objects.filter(sha256__in=[sha256 for sha256 in wanted if sha256])


class PictureRows(PieceRows):
    prefix, model, row_name = PICTURE, StoredPicture, "Picture"
    default_error_messages = {"too_many_forms": f"There is room for {MOST} pictures. Take some of them out."}

    def _stored(self, wanted: list[str | None]) -> QuerySet[Any]:
        return super()._stored(wanted).prefetch_related("renditions")


class DocumentRows(PieceRows):
    prefix, model, row_name = DOCUMENT, Document, "Document"
    default_error_messages = {"too_many_forms": f"There is room for {MOST} documents. Take some of them out."}

    @property
    def filled(self) -> list[Any]:
        """With what is known of each, as the post says the kind and size of its documents."""
        return [form for form in self.rows if form in super(DocumentRows, self).filled]


# One more than there may be is still shown, so that somebody can choose which to take out.
LIMITS: dict[str, Any] = {"extra": 0, "max_num": MOST, "validate_max": True, "absolute_max": MOST + 1}
PictureFormSet = forms.formset_factory(PictureForm, PictureRows, **LIMITS)
DocumentFormSet = forms.formset_factory(DocumentForm, DocumentRows, **LIMITS)
