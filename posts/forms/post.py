"""The form of a post, in the order of its page. The rules in force say which kinds there are and what is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.http import QueryDict

from accounts.hours import HourField
from accounts.models import Matter
from channels.in_use import Outlet, outlets
from files.enclosed import Origin
from files.forms import origins
from files.forms.pieces import DocumentForm, DocumentFormSet, FilesInput, PictureForm, PictureFormSet, Unjudged
from policies.rules import Rules
from policies.rules import meaning as means
from posts.content import LONGEST_TITLE, NONE_OF_THEM, Content, Variant
from posts.forms.particulars import ParticularsForm
from posts.models import KIND_LABELS, Post
from richtext.fields import rich_text_field
from richtext.html import clean_html, has_quotation
from richtext.links import confirmed_links

WHO_ALLOWS = {
    "own": "Who has given the council the right to it, and when?",
    "permission": "Who has given permission, and when?",
    "consent": "Who has consented, and when?",
}
"""In the terms of the council's own policy."""

QUOTATION = "quotation_"
ONLY_OF_AUTHORS = ("matter", "check_by", "note")
"""What an approver who amends a post leaves as it is."""


@dataclass(frozen=True)
class Place:
    """One channel beside the website: its box to tick, and the field for a text of its own."""

    outlet: Outlet
    box: BoundWidget
    text: BoundField


class LinksField(forms.MultipleChoiceField):
    """Passes over a link that has gone from the text since the page was shown."""

    def to_python(self, value: Any) -> list[str]:
        return [link for link in super().to_python(value) if self.valid_value(link)]


class PostForm(ParticularsForm, Unjudged):
    """`is_amending`: the form of an approver, for what somebody else has written."""

    title = forms.CharField(
        max_length=LONGEST_TITLE,
        help_text="Say the news itself: “Mill Lane is closed from 9 to 11 December”.",
        error_messages={"required": "Give it a title."},
    )
    body = rich_text_field(
        label="What you want to say",
        help_text="Short sentences, the most important first. An empty line begins a new paragraph.",
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": "Write what you want to say."},
    )
    quotation_whose = origins.whose_field()
    quotation_source = forms.CharField(
        label="Who said or wrote it, and where?", required=False, max_length=origins.LONGEST
    )
    quotation_permission = origins.permission_field()
    links_confirmed = LinksField(
        label="Links to other sites",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Confirm of each that you have looked, and that the site lets you link to it.",
    )
    pictures = forms.Field(
        label="Add pictures",
        required=False,
        widget=FilesInput(attrs={"multiple": True, "accept": "image/*,.heic,.heif"}),
        help_text="From your computer or telephone: JPEG, PNG, WebP or HEIC.",
    )
    attachments = forms.Field(
        label="Add documents",
        required=False,
        widget=FilesInput(attrs={"multiple": True, "accept": ".pdf,.docx,.xlsx,.odt,.ods,.txt,.csv"}),
        help_text="PDF, Word, Excel, OpenDocument, plain text or CSV.",
    )
    channels = forms.MultipleChoiceField(
        label="Where else should it appear?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Choose from the channels that the council uses."},
    )
    wished_for = HourField(
        label="When should it go out?",
        required=False,
        help_text="Leave this empty for “as soon as it is approved”.",
    )
    check_by = forms.DateField(
        label="When should you look again whether it is still right?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="You get a reminder on that day. Leave it empty for news that simply grows old.",
        error_messages={"invalid": "Give a day, such as 8 December 2026."},
    )
    alert_until = HourField(
        label="Show it above every page of the website until",
        required=False,
        help_text="Only for what everybody must know at once, such as a burst water main.",
    )
    kind = forms.ChoiceField(
        label="What kind of item is it?",
        widget=forms.Select,
        error_messages={"required": "Choose a kind.", "invalid_choice": "Choose a kind from the list."},
    )
    barred_kind = forms.ChoiceField(
        label="Is it any of these?",
        widget=forms.RadioSelect,
        help_text="Our policy does not let these be published.",
        error_messages={
            "required": "Say whether it is one of these kinds.",
            "invalid_choice": "Say whether it is one of these kinds.",
        },
    )
    purpose = forms.ChoiceField(
        label="Which purpose does it serve?",
        widget=forms.RadioSelect,
        required=False,
        help_text="As our policy names them. You may leave it open.",
        error_messages={"invalid_choice": "Choose a purpose from the list in your policy."},
    )
    matter = forms.ModelChoiceField(
        Matter.objects.none(),
        label="Does it belong to a matter?",
        empty_label="No matter",
        required=False,
        help_text="A named subject that several posts belong to.",
        error_messages={"invalid_choice": "Choose a matter from the list."},
    )
    note = forms.CharField(
        label="A word to who decides",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example why something that the check found may stay. You may leave it empty.",
    )
    version = forms.UUIDField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": "The form does not say which version it is about. Open the page again."},
    )

    def __init__(self, data: Any = None, *, rules: Rules, is_amending: bool = False, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.rules = rules
        self.outlets = [outlet for outlet in outlets(rules) if not outlet.is_own_website]
        self._offer_kinds()
        self._offer_purposes()
        self._offer_channels()
        self.offer_particulars(rules)
        self._offer_links()
        self.fields["quotation_permission"].label = who_allows(rules)
        if is_amending:
            for name in ONLY_OF_AUTHORS:
                del self.fields[name]
        else:
            self._offer_matters()

    @staticmethod
    def values_of(post: Post) -> dict[str, Any]:
        """What the form shows of a post that there is already."""
        content = post.content
        return {
            "title": content.title,
            "body": content.body,
            "kind": content.kind,
            "barred_kind": content.barred_kind,
            "purpose": content.purpose,
            **ParticularsForm.particulars_of(content.particulars),
            **origins.values_of(content.quotation if has_quotation(content.body) else Origin(False), QUOTATION),
            "links_confirmed": list(content.links_confirmed),
            "picture": [PictureForm.values_of(picture) for picture in content.pictures],
            "document": [DocumentForm.values_of(attachment) for attachment in content.attachments],
            "channels": [variant.channel for variant in content.channels],
            **{f"text_{variant.channel}": variant.text for variant in content.channels},
            "wished_for": content.wished_for,
            "alert_until": content.alert_until,
            "check_by": post.check_by,
            "matter": post.matter_id,
            "note": post.note,
            "version": str(post.current_version_id),
        }

    @cached_property
    def picture_rows(self) -> Any:
        return self._rows(PictureFormSet)

    @cached_property
    def document_rows(self) -> Any:
        return self._rows(DocumentFormSet)

    @property
    def formsets(self) -> dict[str, Any]:
        """The rows, by the field behind which they stand."""
        return {"pictures": self.picture_rows, "attachments": self.document_rows}

    def is_valid(self) -> bool:
        rows = [formset.is_valid() for formset in self.formsets.values()]
        return super().is_valid() and all(rows)

    @property
    def has_faulty_rows(self) -> bool:
        """Is something wrong with a picture or document alone?"""
        judged = self.is_bound and self.is_judged
        return judged and not self.errors and not all(formset.is_valid() for formset in self.formsets.values())

    def clean(self) -> None:
        for name, formset in self.formsets.items():
            for error in formset.non_form_errors():
                self.add_error(name, error)
        if self.is_final:
            self._ask_what_is_missing()

    def content(self) -> Content:
        """What was filled in. Of a form with errors, what is right in it."""
        filled = self.cleaned_data
        body, confirmed = filled.get("body", ""), filled.get("links_confirmed", ())
        return Content.of(
            filled.get("title", ""),
            body,
            filled.get("kind", ""),
            filled.get("wished_for"),
            filled.get("barred_kind", ""),
            purpose=filled.get("purpose", ""),
            quotation=origins.origin_in(filled, QUOTATION) if has_quotation(body) else Origin(),
            links_confirmed=tuple(link for link in self.links if link in confirmed),
            pictures=tuple(form.picture() for form in self.picture_rows.filled),
            attachments=tuple(form.attachment() for form in self.document_rows.filled),
            channels=tuple(self._variants()),
            alert_until=filled.get("alert_until"),
            particulars=self.particulars(),
        )

    def keep_over(self, post: Post, message: str) -> None:
        """Says that the post has changed meanwhile, and keeps what was typed: saved again, it follows that change."""
        self.data = cast(QueryDict, self.data).copy()
        self.data["version"] = str(post.current_version_id)
        self.add_error(None, message)

    @property
    def places(self) -> list[Place]:
        """The channels beside the website, as they are shown."""
        boxes = zip(self.outlets, self["channels"].subwidgets, strict=True)
        return [Place(outlet, box, self[f"text_{outlet.key}"]) for outlet, box in boxes]

    @property
    def links(self) -> list[str]:
        """The addresses outside in the text, as far as it is known here."""
        address = self["address"].value() if "address" in self.fields else ""
        return list(confirmed_links(self._body, str(address or "").strip()))

    @property
    def quotes(self) -> bool:
        """Does the text quote somebody?"""
        return has_quotation(self._body)

    @cached_property
    def _body(self) -> str:
        body = str(self["body"].value() or "")
        return clean_html(body) if body else ""

    def _ask_what_is_missing(self) -> None:
        if has_quotation(self.cleaned_data.get("body", "")):
            origins.missing(self, QUOTATION)
        if len(self.cleaned_data.get("links_confirmed", self.links)) < len(self.links):
            self.add_error("links_confirmed", "Confirm of each link that the site lets you link to it.")

    def _rows(self, formset: Any) -> Any:
        wishes = {"who_allows": who_allows(self.rules), "is_judged": self.is_judged, "is_final": self.is_final}
        shown = {"data": self.data} if self.is_bound else {"initial": self.initial.get(formset.prefix)}
        return formset(**shown, form_kwargs=wishes)

    def _variants(self) -> Iterator[Variant]:
        """In the order of the channels, whatever the order in which they were sent."""
        chosen = self.cleaned_data.get("channels", ())
        for outlet in self.outlets:
            if outlet.key in chosen:
                yield Variant(outlet.key, self.cleaned_data.get(f"text_{outlet.key}", ""))

    def _offer_kinds(self) -> None:
        kinds = [(kind.value, KIND_LABELS[kind]) for kind in means.offered_kinds(self.rules)]
        self._choices("kind", [("", "Choose a kind"), *kinds])
        never = means.never_kinds(self.rules)
        if never:
            barred = [(listed.key, listed.words) for listed in never]
            self._choices("barred_kind", [*barred, (NONE_OF_THEM, "No, none of these")])
        else:
            del self.fields["barred_kind"]

    def _offer_purposes(self) -> None:
        if purposes := means.purposes(self.rules):
            self._choices("purpose", [*((purpose, purpose) for purpose in purposes), ("", "I leave it open")])
        else:
            del self.fields["purpose"]

    def _offer_channels(self) -> None:
        self._choices("channels", [(outlet.key, outlet.name) for outlet in self.outlets])
        for outlet in self.outlets:
            self.fields[f"text_{outlet.key}"] = forms.CharField(
                label=f"Its own text for {outlet.name}",
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
                help_text="Leave it empty to use the post’s words.",
            )
        names = list(self.fields)
        where = names.index("channels") + 1
        texts = [f"text_{outlet.key}" for outlet in self.outlets]
        self.order_fields([*names[:where], *texts])

    def _offer_links(self) -> None:
        """Asked where the policy asks for it, of what leads outside."""
        if self.rules.publishing.link_permission is None or not self.links:
            del self.fields["links_confirmed"]
        else:
            self._choices("links_confirmed", [(link, link) for link in self.links])

    def _offer_matters(self) -> None:
        """A council without matters is not asked; a form that was sent says itself whether it asked."""
        matters = Matter.objects.all()
        if not ("matter" in self.data if self.is_bound else matters.exists()):
            del self.fields["matter"]
        else:
            cast(forms.ModelChoiceField, self.fields["matter"]).queryset = matters


def who_allows(rules: Rules) -> str:
    copyright_ = rules.publishing.copyright
    return WHO_ALLOWS[copyright_.value] if copyright_ else origins.WHO_ALLOWS
