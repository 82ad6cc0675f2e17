"""A post written, submitted and approved by HTTP, with the very forms that the pages serve.

What a form already holds stays as it is, so that new fields need no change here; a few are filled in, where they are.
"""

import http.client
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from statistics import median
from urllib.parse import urlencode, urljoin, urlsplit

from benchmarks.asking import Address

Values = list[tuple[str, str]]
Attributes = dict[str, str]
NOT_SENT = {"submit", "button", "image", "file", "reset"}


@dataclass
class Form:
    """A form as it was served: where it goes, what it holds, and between what one may choose."""

    action: str
    values: Values = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, answers: dict[str, str]) -> Values:
        """What is sent. "first" and "last" stand for the first and the last choice that says something."""
        answered = {name: self._choice(name, answer) for name, answer in answers.items() if name in self.names}
        return [(name, value) for name, value in self.values if name not in answered] + list(answered.items())

    @property
    def names(self) -> set[str]:
        return {name for name, _ in self.values} | set(self.choices)

    def _choice(self, name: str, answer: str) -> str:
        real = [choice for choice in self.choices.get(name, []) if choice]
        return {"first": real[0], "last": real[-1]}.get(answer, answer) if real else answer


class Forms(HTMLParser):
    """All forms of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select = self._textarea = ""
        self.feed(html)

    def with_field(self, name: str) -> Form:
        return next(form for form in self.forms if name in form.names)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", "")))
        elif self.forms and (reader := getattr(self, f"_read_{tag}", None)):
            reader(self.forms[-1], given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            name, value = self.forms[-1].values.pop()
            self.forms[-1].values.append((name, value + data))

    def _read_input(self, form: Form, given: Attributes) -> None:
        kind, name, value = given.get("type", "text"), given.get("name", ""), given.get("value", "")
        if not name or kind in NOT_SENT:
            return
        if kind in ("radio", "checkbox"):
            form.choices.setdefault(name, []).append(value or "on")
        if kind not in ("radio", "checkbox") or "checked" in given:
            form.values.append((name, value))

    def _read_textarea(self, form: Form, given: Attributes) -> None:
        self._textarea = given.get("name", "")
        form.values.append((self._textarea, ""))

    def _read_select(self, form: Form, given: Attributes) -> None:
        self._select = given.get("name", "")
        form.choices[self._select] = []

    def _read_option(self, form: Form, given: Attributes) -> None:
        if self._select:
            form.choices[self._select].append(given.get("value", ""))
            if "selected" in given:
                form.values.append((self._select, given.get("value", "")))


@dataclass
class Browser:
    """Somebody signed in, who keeps the cookies that come."""

    address: Address
    cookies: dict[str, str]

    def open(self, path: str) -> str:
        status, html, _ = self._ask("GET", path, "")
        if status != http.client.OK:
            raise RuntimeError(f"{path}: {status}")
        return html

    def send(self, path: str, form: Form, values: Values) -> str:
        """Sends the form as filled in on that page, and says where it leads."""
        status, html, location = self._ask("POST", urljoin(path, form.action or path), urlencode(values))
        if status != http.client.FOUND:
            said = " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).split())
            raise RuntimeError(f"{path}: {status}, {said[:500]}")
        return urlsplit(location).path

    def _ask(self, method: str, path: str, body: str) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection(self.address.host, self.address.port)
        headers = {"Host": "localhost", "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        html = answer.read().decode()
        connection.close()
        for name, value in _set_by(answer):
            self.cookies[name] = value
        return answer.status, html, answer.getheader("Location", "")


def _set_by(answer: http.client.HTTPResponse) -> Iterator[tuple[str, str]]:
    for line in answer.headers.get_all("Set-Cookie", []):
        name, _, value = line.partition(";")[0].partition("=")
        yield name, value


def signed_in(address: Address, cookie: str) -> Browser:
    name, _, value = cookie.partition("=")
    return Browser(address, {name: value})


def one_life(author: Browser, clerk: Browser, title: str) -> float:
    """Milliseconds from the empty form to the decision, each page opened and each form sent."""
    began = time.perf_counter()
    written = author.send(*_filled(author, "/desk/posts/write/", "title", _draft(title)))
    number = re.search(r"\d+", written)
    clerk.send(*_filled(clerk, f"/desk/decisions/{number[0] if number else ''}/", "decision", DECISION))
    return (time.perf_counter() - began) * 1000


DECISION = {"decision": "approve", "attested": "last"}


def _draft(title: str) -> dict[str, str]:
    body = "<p>Follow the signs by Church Street.</p>"
    return {"title": title, "body": body, "kind": "first", "barred_kind": "last"}


def _filled(browser: Browser, path: str, known_by: str, answers: dict[str, str]) -> tuple[str, Form, Values]:
    form = Forms(browser.open(path)).with_field(known_by)
    pressed = [("submit", "1")] if known_by == "title" else []
    return path, form, [*form.filled(answers), *pressed]


def median_life(author: Browser, clerk: Browser, number: int) -> float:
    return median(one_life(author, clerk, f"Mill Lane is open, notice {time.time_ns()}") for _ in range(number))
