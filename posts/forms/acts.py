"""What is asked of somebody who does something with a whole post."""

from django import forms


class SubmitForm(forms.Form):
    note = forms.CharField(
        label="A word to who decides",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example why something that the check found may stay. You may leave it empty.",
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Why is it withdrawn?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept on the record. Needed where it is already public.",
    )


class KeepForm(forms.Form):
    check_by = forms.DateField(
        label="When should you look again?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Leave it empty if it need not be looked at again.",
        error_messages={"invalid": "Give a day, such as 8 December 2026."},
    )


class QuestionForm(forms.Form):
    question = forms.CharField(
        label="What do you want to know?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It is sent by e-mail and kept on the record of this post.",
        error_messages={"required": "Say what you want to know."},
    )
