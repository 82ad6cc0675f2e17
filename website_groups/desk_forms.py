"""What the council fills in about local groups, and what a group answers."""

from typing import Any

from django import forms

from accounts.clock import today
from policies.rules import Rules
from website_groups.conditions import LONGEST_RULE, breakable
from website_groups.forms import AboutTheGroup, ToBeReached
from website_groups.models import Group, Takedown
from website_groups.workflow.groups import OF_A_GROUP, TO_BE_REACHED

A_DAY = "Give a day, such as 8 December 2026."
OTHER = "other"


def day_field(label: str, **wishes: Any) -> forms.DateField:
    messages = {"required": A_DAY, "invalid": A_DAY}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=messages, **wishes)


def words_field(label: str, missing: str = "", rows: int = 3, **wishes: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, max_length=4000, error_messages={"required": missing}, **wishes)


class FindForm(forms.Form):
    """Narrows the list of groups."""

    APPROVED, DOWN, LEFT, REFUSED, OVERDUE = "approved", "down", "left", "refused", "overdue"
    PILES = [(APPROVED, "Approved"), (DOWN, "Taken down"), (LEFT, "Left"), (REFUSED, "Not approved")]
    A_YEAR = (OVERDUE, "To confirm that all is right")

    q = forms.CharField(label="Name", required=False, max_length=100)
    pile = forms.ChoiceField(label="Which groups?", required=False, choices=PILES)

    def __init__(self, *args: Any, confirms: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if confirms:
            self.fields["pile"].choices = [*self.PILES, self.A_YEAR]  # type: ignore[attr-defined]

    @property
    def words(self) -> str:
        return str(self.cleaned_data.get("q", "")) if self.is_valid() else ""

    @property
    def chosen(self) -> str:
        """The pile; approved groups where none, or one that there is not, was chosen."""
        return str(self.cleaned_data.get("pile") or self.APPROVED) if self.is_valid() else self.APPROVED


class EnterForm(ToBeReached, AboutTheGroup):
    """An application that came by letter."""

    accepted = forms.BooleanField(
        label="The letter says that the group accepts the conditions", required=False, help_text="Kept on the record."
    )
    field_order = [*AboutTheGroup.base_fields, *ToBeReached.base_fields, "accepted"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["editors_named"].required = False
        self.fields["applicant"].label = "Who wrote?"
        self.fields["applicant_email"].label = "Their e-mail address"
        self.fields["applicant_email"].help_text = "The invitation to look after the pages goes there."


class CheckForm(forms.Form):
    remark = words_field("What should the Council know?", required=False, help_text="Kept on the record.")


class ApproveForm(forms.Form):
    approved_on = day_field("On which day did the Council approve it?", initial=today)
    minute_reference = forms.CharField(
        label="In which minute?", required=False, max_length=60, help_text="You can leave this empty."
    )


class RefuseForm(forms.Form):
    reason = words_field(
        "Why is it not approved?",
        "Say why: the group is told, and the reason is kept on the record.",
        help_text="It goes to who applied, in these words, and is kept on the record.",
    )


class EndForm(forms.Form):
    reason = words_field(
        "Why does the group leave the website?",
        "Say why: the group is told, and the reason is kept on the record.",
        help_text="Its editors read it, and it is kept on the record.",
    )


class ReturnForm(forms.Form):
    reason = words_field("Why does it come back?", required=False, help_text="Kept on the record.")


class ChangeForm(AboutTheGroup):
    """Everything that is said of a group; the contact details are those that it chose to publish."""

    contact_name = forms.CharField(label="Whom to ask", max_length=150, required=False)
    contact_email = forms.EmailField(
        label="E-mail address",
        required=False,
        error_messages={"invalid": "Give the whole address, such as joan@allotments.example, or leave it empty."},
    )
    contact_telephone = forms.CharField(label="Telephone", max_length=30, required=False)
    contact_website = forms.URLField(
        label="Its own website",
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Give a whole address, such as https://allotments.example, or leave it empty."},
    )
    contact_address = forms.CharField(label="Where it meets", max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["editors_named"]

    @staticmethod
    def values_of(group: Group) -> dict[str, Any]:
        return {name: getattr(group, name) for name in ("name", *OF_A_GROUP, *TO_BE_REACHED)}


class InviteForm(forms.Form):
    name = forms.CharField(label="Their name", max_length=150, error_messages={"required": "Give the person’s name."})
    email = forms.EmailField(
        label="Their e-mail address",
        help_text="An address of their own: each person signs in with one.",
        error_messages={
            "required": "Give the person’s e-mail address.",
            "invalid": "Give an e-mail address, such as joan@allotments.example.",
        },
    )


class RemoveForm(forms.Form):
    reason = words_field("Why?", required=False, help_text="Kept on the record. They hear that they are removed.")


class SettleForm(forms.Form):
    text = words_field("What came of it?", "Say what came of it.", help_text="Kept on the record.")


class TakeDownForm(forms.Form):
    rule = forms.ChoiceField(
        label="Which of the council’s rules did it break?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the rule that it broke, or say it in your own words."},
    )
    other = forms.CharField(
        label="The rule in your own words",
        required=False,
        max_length=LONGEST_RULE,
        help_text="If none of those above says it.",
    )
    message = words_field(
        "What do you tell the group?",
        "Write to the group why, and what it can do.",
        rows=5,
        help_text="Say why, and what it can do. Its editors read this. The public does not.",
    )
    until = day_field(
        "Only for a time? Until which day?",
        required=False,
        help_text="It comes back by itself on that day. Leave it empty, and it stays down until somebody restores it.",
    )

    def __init__(self, *args: Any, rules: Rules | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(line, line) for line in breakable(rules)] if rules else []
        self.fields["rule"].choices = [*listed, (OTHER, "Another one")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("rule") == OTHER and not cleaned.get("other", "").strip():
            self.add_error("other", "Say which rule it broke.")
        return cleaned

    @property
    def takedown(self) -> dict[str, Any]:
        """What the workflow takes."""
        given = self.cleaned_data
        rule = given["other"] if given["rule"] == OTHER else given["rule"]
        return {"rule": rule, "message": given["message"], "until": given["until"]}


class AnswerForm(forms.Form):
    text = words_field(
        "What do you want to say?",
        "Write what you want to say.",
        rows=5,
        help_text="You can answer once. Somebody of the council reads it and looks at it again.",
    )


class LookAgainForm(forms.Form):
    verdict = forms.ChoiceField(
        label="What do you decide?",
        choices=Takedown.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it stays down or is restored."},
    )
    remark = words_field("Why?", "Say why: the group reads it.", help_text="The group reads it.")


class RestoreForm(forms.Form):
    reason = words_field("What do you tell the group?", required=False, help_text="You can leave this empty.")


class DecideForm(forms.Form):
    ACCEPT, RETURN = "accept", "return"

    decision = forms.ChoiceField(
        label="What do you decide?",
        widget=forms.RadioSelect,
        choices=[(ACCEPT, "Accept it: the public sees it at once"), (RETURN, "Return it for changes")],
        error_messages={"required": "Choose whether you accept it or return it."},
    )
    remark = words_field(
        "What should the group know?",
        required=False,
        help_text="Needed if you return it. Kept with the decision.",
    )
    version = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "The form does not say which version you read. Open the page again.",
            "invalid": "The form does not say which version you read. Open the page again.",
        },
    )
