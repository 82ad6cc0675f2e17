"""Somebody at a browser: what they open, type and press; and the look that every page has to stand."""

import os
import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from typing import Any

import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, expect

from accounts.models import User
from email_log.tasks import send_waiting
from posts.tasks import publish_due
from posts.workflow import TIME_TO_UNDO
from tests.journeys.markup import Served

PASSWORD = "Nine wet ducks, 1 pond!"
ROOT = Path(__file__).resolve().parents[2]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a browser notes of every page that comes with such a status, though the page is as it should be.
WITH_STATUS = re.compile(r"Failed to load resource: the server responded with a status of (400|403|404|409|410)")
PICTURES = count(1)
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"

CHECK = """async (rules) => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"], preload: false});
  return found.violations.flatMap(({id, impact, nodes}) =>
    nodes.map((node) => ({id, impact, place: node.target.flat().join(" "), why: node.failureSummary})));
}"""
# Until their typeface is there, the editor's signs are words to axe.
TYPEFACES = """async () => {
  await Promise.all([...document.fonts].map((face) => face.load()));
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

Fault = dict[str, str]


class Letters:
    """What the mail server was given, the newest last."""

    def __init__(self) -> None:
        self.arrived: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.arrived.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def to(self, user: User) -> list[EmailMessage]:
        return [letter for letter in self.arrived if letter["To"] == user.email]


class Visitor:
    """One person with a window of their own."""

    def __init__(self, page: Page, *, story: str, served: Served, runs_scripts: bool = True) -> None:
        self.page, self.story, self.served, self.runs_scripts = page, story, served, runs_scripts
        self.notes: list[str] = []
        self.pages: set[str] = set()
        self.answer: Response | None = None
        page.add_init_script(path=AXE)
        page.on("request", self._remember)
        page.on("response", self._receive)
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.notes.append(str(error)))

    def go(self, path: str) -> None:
        self.page.goto(path)

    def sign_in(self, user: User, password: str = PASSWORD, path: str = "/desk/") -> None:
        """Opens a page of the desk, is asked who they are, and gets there."""
        self.page.goto(path)
        self.field("E-mail address").fill(user.email)
        self.field("Password").fill(password)
        self.press("Sign in")

    def arrive(self, user: User, path: str = "/desk/") -> None:
        """Opens a page of the desk as somebody who has signed in before, for stories that are not about that."""
        known = Client()
        known.force_login(user, backend="accounts.backends.SignInBackend")
        cookie = known.cookies[settings.SESSION_COOKIE_NAME]
        self.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": settings.SITE_URL}])
        self.page.goto(path)

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(label, exact=True)

    def editor(self) -> Locator:
        """The rich-text editor, once it has taken the place of the plain field of the same name."""
        self.page.locator(".prose-menubar").wait_for()
        return self.page.get_by_role("textbox", name="What you want to say")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def choose(self, name: str) -> None:
        self.page.get_by_role("radio", name=name, exact=True).check()

    def sees(self, *words: str) -> None:
        """Each of these stands in the main part of the page, or will in a moment."""
        for some in words:
            expect(self.page.get_by_role("main")).to_contain_text(some)

    def is_headed(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def look(self) -> None:
        """The page keeps WCAG 2.2 AA and good practice, scrolls in one direction only, and the browser is content."""
        troubles = self.troubles()
        assert not troubles, "\n".join(troubles)

    def troubles(self) -> list[str]:
        """What is wrong with the page as it is now, one line each. Where no script runs, axe cannot either."""
        self.page.wait_for_load_state()
        if self.runs_scripts:
            self.page.evaluate(TYPEFACES)
        self._photograph()
        if self.answer:
            self.served.keep(self.answer, self.story)
        found = [f"{fault}" for fault in self._faults()] if self.runs_scripts else []
        if self.page.evaluate(SIDEWAYS) > 0:
            found.append("scrolls sideways")
        found += self.notes
        self.notes.clear()
        width = (self.page.viewport_size or {"width": 0})["width"]
        return [f"{self.page.url} at {width}: {trouble}" for trouble in found]

    def _faults(self) -> list[Fault]:
        found: list[Fault] = self.page.evaluate(CHECK, RULES)
        return found

    def _remember(self, request: Request) -> None:
        if request.is_navigation_request():
            self.pages.add(request.url)

    def _receive(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.answer = response

    def _note(self, message: ConsoleMessage) -> None:
        """Keeps what the browser complains of; that a page itself was refused or not found is no complaint."""
        is_page = message.location["url"] in self.pages and WITH_STATUS.match(message.text)
        if message.type in ("error", "warning") and not is_page:
            self.notes.append(message.text)

    def _photograph(self) -> None:
        """A picture for people to look at, where SCREENSHOTS names a folder."""
        if not (folder := os.environ.get("SCREENSHOTS")):
            return
        width = (self.page.viewport_size or {"width": 0})["width"]
        name = re.sub(r"\W+", "-", f"{self.story} {width} {next(PICTURES):03} {self.page.title()[:40]}").strip("-")
        self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def sweep() -> None:
    """What the worker does each few seconds, once the time to undo an approval is over: publish and send."""
    with time_machine.travel(timezone.now() + TIME_TO_UNDO):
        publish_due()
        send_waiting()
