"""A real browser before a real server: visitors, their desks, and the letters that reach them."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests import making
from tests.everything import find_browser, free_port
from tests.journeys.markup import Served
from tests.journeys.visitors import PASSWORD, Letters, Visitor

SWITCHES = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--lang=en-GB",
)

PATIENCE_MS = 20_000  # until something is seen, on a machine that does much else

Launch = Callable[..., Browser]
Opener = Callable[..., Visitor]


@pytest.fixture(scope="package")
def launch() -> Iterator[Launch]:
    """Starts a browser. Not for longer than the journeys: meanwhile Django takes every other test for asynchronous."""
    program = find_browser()
    if not program:
        pytest.skip("no Chromium on PATH or in CHROMIUM")
    switches = [*SWITCHES, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        yield lambda *more: playwright.chromium.launch(executable_path=program, args=[*switches, *more])
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def browser(launch: Launch) -> Iterator[Browser]:
    """One browser for all journeys."""
    started = launch()
    yield started
    started.close()


@pytest.fixture
def large_text(launch: Launch, address: str, served: Served, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """Somebody at a computer whose browser shows text four times as large as usual."""
    started = launch("--blink-settings=defaultFontSize=64")
    page = started.new_page(base_url=address, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield Visitor(page, story=request.node.name, served=served)
    started.close()


@pytest.fixture(scope="package")
def served() -> Iterator[Served]:
    """Every page that was looked at. Their HTML is checked when the last journey has ended."""
    pages = Served()
    yield pages
    faults = pages.faults()
    assert not faults, "The W3C's checker finds:\n" + "\n".join(faults)


@pytest.fixture
def letters(settings: Settings) -> Iterator[Letters]:
    """A real mail server, to which the product's own backend sends."""
    arrived = Letters()
    office = Controller(arrived, hostname="127.0.0.1", port=free_port())
    office.start()
    settings.EMAIL_BACKEND = "email_log.backend.RecordingBackend"
    settings.EMAIL_URL = f"smtp://127.0.0.1:{office.port}"
    yield arrived
    office.stop()


@pytest.fixture
def address(live_server: LiveServer, flushed_afterwards: None, letters: Letters, settings: Settings) -> str:
    """Where the product answers, with its own mail, as on a machine of one's own."""
    settings.SITE_URL = live_server.url
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost
    return live_server.url


@pytest.fixture
def open_page(browser: Browser, address: str, served: Served, request: pytest.FixtureRequest) -> Iterator[Opener]:
    """Opens another browser window, with cookies of its own: `open_page(width=320, java_script_enabled=False)`."""
    contexts = []

    def opened(width: int = 1280, **wishes: Any) -> Visitor:
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 900},
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            **wishes,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        runs_scripts = wishes.get("java_script_enabled", True)
        return Visitor(context.new_page(), story=request.node.name, served=served, runs_scripts=runs_scripts)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def visitor(open_page: Opener) -> Visitor:
    """Somebody at a computer."""
    return open_page()


@pytest.fixture
def narrow(open_page: Opener) -> Visitor:
    """Somebody at a small telephone, or at 400 % on a computer."""
    return open_page(width=320)


@pytest.fixture
def plain(open_page: Opener) -> Visitor:
    """Somebody whose browser runs no script, at a small telephone."""
    return open_page(width=320, java_script_enabled=False)


@pytest.fixture
def found(open_page: Opener) -> Callable[[str], making.Cast]:
    """Founds that council with its people, who all have the same password."""

    def council_of(name: str) -> making.Cast:
        making.found(name)
        cast = making.cast()
        for user in cast.everybody().values():
            give_password(user)
        return cast

    return council_of


def give_password(user: User) -> None:
    user.set_password(PASSWORD)
    user.save()
