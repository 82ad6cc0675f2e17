"""What the Clerk fills in about a policy and its versions."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.clock import today
from accounts.offices import Office
from files.refusals import Unusable
from files.uploads import check_size
from policies.importing import Imported, read
from policies.importing.reading import MOST_CHARACTERS
from policies.models import Policy, PolicyVersion
from policies.rules import Rules
from policies.rules.people import named, readers

A_DAY = {"required": "Give a day, such as 8 December 2026.", "invalid": "Give a day, such as 8 December 2026."}
AS_SAID, AS_BEFORE, EVERYBODY = "as_said", "as_before", "everybody"
SAYS_NOTHING = "Nobody: the policy does not ask it"
ASK_EVERYBODY = "Everybody who holds an office of the council (a suggestion, which the council may choose)"
LONGEST = "This is longer than any policy. Divide it, and enter each part as a policy."


def day_field(label: str, **wishes: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=A_DAY, **wishes)


class EnterForm(forms.Form):
    name = forms.CharField(
        label="What is the policy called?",
        max_length=200,
        help_text="As the Council calls it, for example “Complaints Policy”.",
        error_messages={"required": "Give the policy's name."},
    )
    supplements = forms.ModelChoiceField(
        label="Does it supplement another policy?",
        queryset=Policy.objects.all(),
        required=False,
        empty_label="No, it stands by itself",
        help_text="Each of the two then leads to the other.",
    )


class RenameForm(forms.Form):
    name = forms.CharField(
        label="What is the policy called now?",
        max_length=200,
        help_text="The title above a version that is adopted stays as it was adopted.",
        error_messages={"required": "Give the policy's name."},
    )
    slug = forms.CharField(
        label="Its address on the website",
        max_length=80,
        help_text="What stands after /policies/. If you change it, the address that it has now leads to the new one.",
        error_messages={"required": "Give the address, such as complaints-policy."},
    )


class ImportForm(forms.Form):
    """`found` is what was understood of the file, once the form is valid."""

    found: Imported

    file = forms.FileField(
        label="The policy's file",
        help_text="Word (.docx), PDF, plain text (.txt) or Markdown (.md). Nothing is saved before you have looked at "
        "what was understood.",
        error_messages={"required": "Choose the file.", "empty": "This file is empty. Choose another."},
    )

    def clean_file(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            check_size(upload)
            self.found = read(upload.read(), upload.name or "")
        except Unusable as refusal:
            raise forms.ValidationError(refusal.message) from refusal
        return upload


class WriteForm(forms.Form):
    title = forms.CharField(
        label="Title",
        max_length=200,
        help_text="As it is to stand above the text.",
        error_messages={"required": "Give the policy's title."},
    )
    text = forms.CharField(
        label="Text",
        required=False,
        max_length=MOST_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "true"}),
        help_text="A line that begins with ## is a heading, with ### a smaller one; - begins an item of a list, and 1. "
        "a numbered one. An empty line begins a paragraph.",
        error_messages={"max_length": LONGEST},
    )
    what_changed = forms.CharField(
        label="What changes with this version?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In a sentence or two, for those who have read the version before. You may leave it empty.",
    )
    was = forms.CharField(widget=forms.HiddenInput)


class RecommendForm(forms.Form):
    recommended_by = forms.CharField(
        label="Who recommends it?",
        max_length=120,
        help_text="The committee, or the offices that review the policy.",
        error_messages={"required": "Say which committee recommends it, or who."},
    )
    minute = forms.CharField(
        label="In which minute?",
        max_length=60,
        help_text="For example PR 26/31.",
        error_messages={"required": "Give the minute in which the recommendation stands, such as PR 26/31."},
    )


class AdoptForm(forms.Form):
    adopted_on = day_field("When did the Council adopt it?", initial=today)
    minute_reference = forms.CharField(
        label="In which minute?",
        max_length=60,
        help_text="For example 26/114.",
        error_messages={"required": "Give the minute of the adoption, such as 26/114."},
    )
    effective_from = day_field(
        "From when is it in force?",
        required=False,
        help_text="From midnight at the start of that day. Leave it empty if it is the day of the adoption.",
    )
    readers = forms.ChoiceField(
        label="Who should confirm that they have read it?",
        required=False,
        widget=forms.RadioSelect,
        help_text="They are asked by e-mail and at the desk when it is in force. To ask some offices alone, open “Who "
        "has read what” afterwards.",
    )

    def __init__(self, *args: Any, version: PolicyVersion, rules: Rules | None, **kwargs: Any) -> None:
        """`rules` are those with which the version is adopted, None for a policy without rules of its own."""
        super().__init__(*args, **kwargs)
        self.chosen_before = frozenset(Office(name) for name in version.policy.read_by)
        by_policy = readers(rules) if rules else frozenset()
        if by_policy == frozenset(Office):
            del self.fields["readers"]
            return
        self.fields["readers"].choices = self._choices(by_policy, rules)  # type: ignore[attr-defined]
        is_everybody = self.chosen_before == frozenset(Office)
        self.initial["readers"] = EVERYBODY if is_everybody else AS_BEFORE if self.chosen_before else AS_SAID

    def _choices(self, by_policy: frozenset[Office], rules: Rules | None) -> list[tuple[str, str]]:
        said = "Only whom the policy itself names: " + _in_words(by_policy, rules) if by_policy else SAYS_NOTHING
        choices = [(AS_SAID, said), (EVERYBODY, ASK_EVERYBODY)]
        if self.chosen_before and self.chosen_before != frozenset(Office):
            before = f"The offices that the council chose before: {_in_words(self.chosen_before, rules)}"
            choices.insert(1, (AS_BEFORE, before))
        return choices

    @property
    def answer(self) -> dict[str, Any]:
        """What the workflow takes."""
        given = dict(self.cleaned_data)
        read_by = {AS_SAID: (), AS_BEFORE: self.chosen_before, EVERYBODY: tuple(Office)}.get(given.pop("readers", ""))
        return {**given, "read_by": read_by}


class GiveUpForm(forms.Form):
    reason = forms.CharField(
        label="Why is it given up?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept on the record.",
        error_messages={"required": "Say why it is given up: the reason is kept on the record."},
    )


def _in_words(offices: frozenset[Office], rules: Rules | None) -> str:
    return named(rules, offices) if rules else ", ".join(office.label for office in Office if office in offices)
