"""Title and words, place, and whether it is of a kind that the policy bars."""

from typing import Any

from django import forms

from policies.rules import meaning as means
from richtext.fields import rich_text_field
from website_groups.content import LONGEST_PLACE, LONGEST_TITLE, NONE_OF_THEM, Content
from website_groups.editing import Editing
from website_groups.workflow.checks import check_barred_kind

SAY_KIND = "Say whether it is one of these kinds."


class StepForm(forms.Form):
    """One question about a thing of a group. `changed` are the fields of its content that the answer changes."""

    changed: tuple[str, ...] = ()

    def __init__(self, data: Any = None, *, editing: Editing) -> None:
        self.editing = editing
        super().__init__(data, initial=self.initial_of(editing.content))

    def initial_of(self, content: Content) -> dict[str, Any]:
        return {name: getattr(content, name) for name in self.changed}

    def changes(self) -> dict[str, Any]:
        """What `Editing.keep` takes, from a form that was filled in right. BadInput where a rule forbids it."""
        return {name: self.cleaned_data[name] for name in self.changed}


class WordsForm(StepForm):
    changed = ("title", "body")

    title = forms.CharField(
        max_length=LONGEST_TITLE,
        help_text="Short and plain, such as “Taking on a plot” or “Seed swap”.",
        error_messages={"required": "Give it a title."},
    )
    body = rich_text_field(
        label="What you want to say",
        required=False,
        help_text="Short sentences, the most important first. An empty line begins a new paragraph.",
        widget=forms.Textarea(attrs={"rows": 12}),
    )


class TypedForm(WordsForm):
    """What is kept while somebody types: there need not be a title yet."""

    title = forms.CharField(max_length=LONGEST_TITLE, required=False)


class PlaceForm(StepForm):
    changed = ("place",)

    place = forms.CharField(
        label="Where does it take place?",
        max_length=LONGEST_PLACE,
        required=False,
        help_text="Name and street, such as “The Moot Hall, Market Place”. Say whether there are steps.",
    )


class BarredKindForm(StepForm):
    """Asked only where the policy bars kinds of item, in its own words (website-items)."""

    changed = ("barred_kind",)

    barred_kind = forms.ChoiceField(
        label="Is it any of these?",
        widget=forms.RadioSelect,
        help_text="The council’s policy does not let these be on its website.",
        error_messages={"required": SAY_KIND, "invalid_choice": SAY_KIND},
    )

    def __init__(self, data: Any = None, *, editing: Editing) -> None:
        super().__init__(data, editing=editing)
        never = means.never_kinds(editing.rules) if editing.rules else ()
        choices = [*((listed.key, listed.words) for listed in never), (NONE_OF_THEM, "No, none of these")]
        self.fields["barred_kind"].choices = choices  # type: ignore[attr-defined]

    def changes(self) -> dict[str, Any]:
        if self.editing.rules:
            check_barred_kind(self.cleaned_data["barred_kind"], self.editing.rules)
        return super().changes()
