"""What a browser would send of the form on a page: so a test changes one thing, and the rest is as it is shown."""

from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.files import making as files

Fields = dict[str, list[str]]
TICKED = ("checkbox", "radio")
NOT_SENT = ("submit", "button", "file")


class Form(HTMLParser):
    """The fields of the form with that id."""

    def __init__(self, html: str, id: str = "write") -> None:
        super().__init__()
        self.id, self.fields, self.chosen = id, Fields(), ""
        self.inside, self.area, self.select = False, "", ""
        self.options: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self.inside = found.get("id") == self.id
        if not self.inside:
            return
        name, type_ = found.get("name") or "", found.get("type")
        if tag == "input" and name and type_ not in NOT_SENT and (type_ not in TICKED or "checked" in found):
            self.add(name, found.get("value", "on" if type_ in TICKED else "") or "")
        if tag == "textarea":
            self.area = name
            self.add(name, "")
        if tag == "select":
            self.select, self.options = name, []
        if tag == "option":
            self.options.append((found.get("value") or "", "selected" in found))

    def handle_data(self, data: str) -> None:
        if self.area:
            # A browser leaves out the first line break, and sends each as two characters.
            self.fields[self.area][-1] = data.removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        if tag == "textarea":
            self.area = ""
        if tag == "select" and self.select:
            chosen = [value for value, selected in self.options if selected] or [self.options[0][0]]
            self.fields[self.select] = chosen
            self.select = ""

    def add(self, name: str, value: str) -> None:
        self.fields.setdefault(name, []).append(value)


def shown(client: Client, path: str) -> Fields:
    return shown_in(client.get(path))


def shown_in(response: Any) -> Fields:
    return Form(response.content.decode()).fields


def filled_in(**changes: Any) -> dict[str, Any]:
    """A new post that the model council takes as a draft."""
    return {
        "title": "Summer fair",
        "body": "<p>Come to the Moot Hall.</p>",
        "kind": "news",
        "barred_kind": "none",
        **changes,
    }


def row(kind: str, index: int, **fields: str) -> dict[str, str]:
    """One row of pictures or documents, with what says how many there are."""
    said = {f"{kind}-TOTAL_FORMS": str(index + 1), f"{kind}-INITIAL_FORMS": "0"}
    return {**said, **{f"{kind}-{index}-{name}": value for name, value in fields.items()}}


def photograph(name: str = "hall.jpg", width: int = 60) -> SimpleUploadedFile:
    return files.upload(files.saved(files.photograph(width)), name)


def text_file(name: str = "budget.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"The budget fits on one page.")
