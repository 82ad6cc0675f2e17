"""The mark cannot be missing: every address of the product is asked for, every template is read, every mail looked at.

What a group writes is in words that stand nowhere else. Wherever these come out, the mark comes with them.
"""

import html
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from django.apps import apps
from django.template.loader import get_template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.clock import today
from email_log.models import OutgoingMail
from tests import making as councils
from tests.website_groups import making
from tests.website_groups.showing import COMMON, NAME, UNMISTAKABLE, Shown, group_with_everything
from website_groups import event_views, problem_views, public_views, workflow
from website_groups.mark import marked

pytestmark = [pytest.mark.django_db, pytest.mark.clause("groups-disclaimer")]

DESKS = {"admin", "group_desk", "group_pages"}
"""Where those who wrote it and those who decide on it work; the public sees nothing there."""

MARK = re.compile(rf"local group:? {re.escape(NAME)}", re.IGNORECASE)
LINE = f"local group: {NAME}, not the council’s"

WHOLE = 'class="mh-mark" role="note"'
PIECES = re.compile(r"(?=<li[ >]|<entry>|<url>|<meta |<title>|BEGIN:VEVENT|<h1)")
"""Each of these is read by itself, so each has the mark in it."""


# ------------------------------------------------------------------------------------- every address is asked for
def patterns(of: URLResolver, before: str = "", namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in of.url_patterns:
        route = before + str(pattern.pattern).lstrip("^").removesuffix("$")
        if isinstance(pattern, URLPattern):
            if namespace not in DESKS:
                yield route, pattern
        else:
            yield from patterns(pattern, route, pattern.namespace or namespace)


def addresses(shown: Shown) -> Iterator[str]:
    """Every address of the product with every value that could lead to the group, as far as there is one."""
    words = [item.get_absolute_url().rstrip("/").rpartition("-")[0].partition("-")[2] for item in shown.items]
    values = {
        "slug": [shown.group.slug, "clubs_and_events"],
        "category": [shown.group.category],
        "kind": ["clubs_and_events"],
        "words": words,
        "year": [f"{today():%Y}"],
        "month": [f"{today():%m}"],
        "number": ["0", "1"],
        "word": ["x"],
    }
    numbers = [str(number) for number in {shown.group.pk, *(item.pk for item in shown.items)}]
    files = [file for item in shown.items for file in item.content.files]
    for route, _ in patterns(get_resolver()):
        named = re.split(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", route)
        names = [name for name in re.findall(r"<(?:\w+:)?(\w+)>", route) if name != "P"]
        fixed = [part or "" for part in named[::3]]
        chosen = [values.get(name, numbers if name == "pk" else [*files, "x"]) for name in names]
        for choice in product(*chosen):
            pieces = [part + value for part, value in zip(fixed, [*choice, ""], strict=True)]
            yield "/" + "".join(pieces).replace("\\.", ".")


def own_addresses(shown: Shown) -> list[str]:
    return [shown.group.get_absolute_url(), *(item.get_absolute_url() for item in shown.items)]


def answered(client: Client, address: str, looked_for: str = COMMON) -> str:
    response = client.get(address, {"q": looked_for})
    body = b"".join(response) if response.streaming else response.content
    return body.decode(errors="replace").replace("\r\n ", "")


def faults(address: str, body: str) -> list[str]:
    """Pieces of an answer that hold words of the group and not the mark."""
    if UNMISTAKABLE not in body:
        return []
    has_whole = WHOLE in body and bool(MARK.search(text_of(body)))
    return [f"{address}: {piece[:90]!r}" for piece in PIECES.split(body) if is_bare(piece, has_whole)]


def is_bare(piece: str, has_whole: bool) -> bool:
    is_heard_alone = piece.startswith(("<title>", "<meta ", "BEGIN:", "<entry>"))
    if piece.startswith(("<title>", "<meta ")):
        piece = piece.partition(">")[0] if piece.startswith("<meta ") else piece.partition("</title>")[0]
    if UNMISTAKABLE not in without_addresses(piece):
        return False
    if is_heard_alone:
        return not MARK.search(html.unescape(html.unescape(piece)).replace("\\,", ","))
    return not (has_whole or MARK.search(text_of(piece)))


def without_addresses(piece: str) -> str:
    """Addresses have the words of a title in them; nobody reads them as text."""
    return re.sub(r"(?:https?:/|/groups)/[^\s\"'<>]*|value=\"[^\"]*\"", "", piece)


def text_of(body: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())


@pytest.fixture
def shown(cast: councils.Cast) -> Shown:
    return group_with_everything(cast)


def walked(client: Client, shown: Shown) -> tuple[list[str], set[str]]:
    """What is missing, and where words of the group were found at all."""
    missing, found = faults("by name", answered(client, "/groups/search/", "kazoo")), set()
    for address in [*dict.fromkeys(addresses(shown)), *own_addresses(shown)]:
        body = answered(client, address)
        missing += faults(address, body)
        if UNMISTAKABLE in without_addresses(body):
            found.add(address)
    return missing, found


def test_no_answer_of_the_product_holds_words_of_a_group_without_its_mark(shown: Shown, client: Client) -> None:
    missing, found = walked(client, shown)
    assert missing == []
    group, month = shown.group.get_absolute_url(), f"/groups/events/{today():%Y/%m}/"
    expected = {"/", "/search/", "/groups/", "/groups/search/", "/groups/events/", "/groups/feed/", month, group}
    expected |= {"/groups/calendar.ics", f"{group}calendar.ics", f"{group}{shown.event.pk}.ics", f"{group}feed/"}
    expected |= {f"{group}{part}/" for part in ("pages", "events", "notices")} | set(own_addresses(shown))
    expected |= {f"/groups/categories/{shown.group.category}/", f"/groups/problem/{shown.group.slug}/{shown.page.pk}/"}
    assert expected - found <= {month} - {f"/groups/events/{shown.event.content.times.starts:%Y/%m}/"}


def test_nor_does_one_that_somebody_of_the_council_is_given(shown: Shown, cast: councils.Cast, client: Client) -> None:
    client.force_login(cast.clerk, backend="accounts.backends.SignInBackend")
    assert walked(client, shown)[0] == []


def test_a_page_printed_or_without_style_says_it_too(shown: Shown, client: Client) -> None:
    """The mark is text in the page, before anything that the group says."""
    for address in own_addresses(shown):
        main = answered(client, address).partition("<main")[2]
        text = text_of(main)
        assert text.index(f"Local group: {NAME}") < text.index(UNMISTAKABLE)


# --------------------------------------------------------------------------------------------------- every mail
def test_every_mail_that_quotes_a_group_says_whose_it_is(shown: Shown, cast: councils.Cast) -> None:
    councils.choose("groups", changes="once_accepted")
    making.published(shown.group, making.content(f"More {UNMISTAKABLE}"), by=cast.group_editor)
    waiting = shown.group.items.get(waiting_version__isnull=False)
    workflow.return_for_changes(waiting.pk, by=cast.clerk, version=waiting.waiting_version_id, remark="Whose is it?")
    workflow.report(shown.group.pk, item_id=shown.page.pk, text="That is my picture.")
    takedown = workflow.take_down(
        shown.group.pk, item_id=shown.page.pk, by=cast.clerk, rule="Rule 3", message="Mend it."
    )
    workflow.answer(takedown.pk, by=cast.group_editor, text="It is mended.")
    workflow.look_again(takedown.pk, by=cast.deputy, verdict="restored", remark="So it is.")
    mails = [f"{mail.subject}\n{mail.text}" for mail in OutgoingMail.objects.all()]
    quoting = [mail for mail in mails if UNMISTAKABLE in mail]
    assert len(quoting) >= 6
    assert [mail for mail in quoting if "local group" not in mail] == []


# ------------------------------------------------------------------------------------------------ every template
CONTENT = re.compile(
    r"\b(?:item|one\.item|occurrence\.item|notice|page)\.(?:title|summary|content)\b"
    r"|\bgroup\.(?:purpose|contact_\w+)|\bhit\.item\b"
)
TAGS = re.compile(r"\{% (?:mark|short_mark|mark_in_a_cell) |\|marked:")
RENDERED = re.compile(r'"(groups/\w+\.html)"')
USED = re.compile(r'\{% (?:include|extends) "([\w/.]+)"')


def source(name: str) -> str:
    return Path(get_template(name).origin.name).read_text(encoding="utf-8")


def unmarked(name: str, is_marked: bool = False) -> Iterator[str]:
    """Templates with words of a group in them where neither they nor any around them has the mark."""
    text = source(name)
    is_marked = is_marked or bool(TAGS.search(text)) or any(TAGS.search(source(base)) for base in bases(text))
    if CONTENT.search(text) and not is_marked:
        yield name
    for used in USED.findall(text):
        if used.startswith("groups/"):
            yield from unmarked(used, is_marked)


def bases(text: str) -> Iterator[str]:
    for base in re.findall(r'\{% extends "([\w/.]+)"', text):
        yield base
        yield from bases(source(base))


def test_no_template_shows_words_of_a_group_without_the_tag() -> None:
    modules = (public_views, event_views, problem_views)
    rendered = {name for module in modules for name in RENDERED.findall(Path(module.__file__).read_text("utf-8"))}
    own = Path(apps.get_app_config("council").path) / "templates"
    around = {str(path.relative_to(own)) for path in own.rglob("*.html") if "groups/" in path.read_text("utf-8")}
    assert len(rendered) >= 8
    assert {"home.html", "search/search.html"} <= around
    assert [name for root in sorted(rendered | around) for name in unmarked(root)] == []


def test_the_mark_in_a_line(shown: Shown) -> None:
    assert marked("Practice", shown.group) == f"Practice – {LINE}"


def test_nothing_switches_the_mark_off(shown: Shown) -> None:
    names = {field.name for model in apps.get_app_config("website_groups").get_models() for field in model._meta.fields}
    assert [name for name in names if "mark" in name and name != "remark"] == []
