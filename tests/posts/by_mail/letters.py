"""Messages as mail programs send them."""

from email.message import EmailMessage
from io import BytesIO
from typing import Any

from PIL import Image

TEXT = "The band plays in the Market Place on Saturday at 3 pm.\n\nEverybody is welcome."


def message(**headers: Any) -> EmailMessage:
    made = EmailMessage()
    values = {
        "From": "Joan Pettifer <joan@band.example>",
        "To": "items@thornby.example",
        "Subject": "Summer concert",
        "Message-ID": "<1@band.example>",
        "Date": "Fri, 20 Nov 2026 10:00:00 +0000",
    }
    values |= {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in values.items():
        made[name] = value
    made.set_content(TEXT)
    return made


def letter(**headers: Any) -> bytes:
    return message(**headers).as_bytes()


def from_a_list() -> bytes:
    return letter(List_Id="<talk.lists.example>", Message_ID="<list@lists.example>")


def with_files() -> bytes:
    """A picture, a document, and a program under the name of a picture."""
    made = message()
    picture = BytesIO()
    Image.new("RGB", (60, 40), "green").save(picture, "JPEG")
    made.add_attachment(picture.getvalue(), maintype="image", subtype="jpeg", filename="band.jpg")
    made.add_attachment(b"When,What\n3 pm,March\n", maintype="text", subtype="csv", filename="programme.csv")
    made.add_attachment(b"#!/bin/sh\nrm -rf /\n", maintype="image", subtype="jpeg", filename="more.jpg")
    return made.as_bytes()
