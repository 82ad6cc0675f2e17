"""What is asked of somebody who takes in a message: the file of it, or its parts."""

from email import policy
from email.message import EmailMessage
from email.utils import formataddr
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from posts.by_mail.reading import LARGEST

PASTED = ("sender_name", "sender_address", "subject", "text")
EMPTY = "Choose the file of the message, or copy its text into the field below."


class TakeForm(forms.Form):
    message = forms.FileField(
        label="The message as a file",
        required=False,
        allow_empty_file=True,
        help_text="A file that ends in .eml. In most mail programs: open the message and choose “Save as” or "
        "“Download message”. Attachments come with it.",
        widget=forms.ClearableFileInput(attrs={"accept": ".eml,message/rfc822"}),
    )
    sender_name = forms.CharField(label="Who sent it?", required=False, max_length=150)
    sender_address = forms.EmailField(
        label="From which e-mail address?",
        required=False,
        error_messages={"invalid": "Give an e-mail address, such as joan@allotments.example, or leave it empty."},
    )
    subject = forms.CharField(label="Subject", required=False, max_length=300)
    text = forms.CharField(
        label="Text of the message", required=False, max_length=100_000, widget=forms.Textarea(attrs={"rows": 10})
    )
    answer = forms.BooleanField(
        label="Tell the sender that it has arrived",
        required=False,
        initial=True,
        help_text="One short message, once. Robots and mailing lists get none.",
    )

    def clean_message(self) -> Any:
        upload = self.cleaned_data["message"]
        if upload and upload.size > LARGEST:
            raise ValidationError("This message has more than 25 MB. Save its attachments and its text on their own.")
        return upload

    def clean(self) -> None:
        has_text = bool(self.cleaned_data.get("text", "").strip())
        if not self.errors and not self.cleaned_data.get("message") and not has_text:
            self.add_error("message", EMPTY)

    def as_bytes(self) -> bytes:
        """The message as bytes: the file, or one made of what was copied."""
        upload = self.cleaned_data["message"]
        return upload.read() if upload else self._pasted()

    def _pasted(self) -> bytes:
        typed = {name: " ".join(self.cleaned_data[name].split()) for name in PASTED[:-1]}
        message = EmailMessage(policy=policy.SMTP)
        if typed["sender_name"] or typed["sender_address"]:
            message["From"] = formataddr((typed["sender_name"], typed["sender_address"]))
        message["Subject"] = typed["subject"] or self.cleaned_data["text"].strip().partition("\n")[0][:100]
        message.set_content(self.cleaned_data["text"])
        return message.as_bytes()


class SetAsideForm(forms.Form):
    reason = forms.CharField(
        label="Why is nothing made of it?",
        max_length=300,
        help_text="Kept on the record. A draft can still be made of it later.",
        error_messages={"required": "Say why nothing is made of it: the reason is kept on the record."},
    )
