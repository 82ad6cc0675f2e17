"""The report as a PDF, and for a committee: all that the page shows, whatever is in it, and for whom."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from pdfminer.high_level import extract_text
from pypdf import PdfReader

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import Committee, Council, User
from accounts.offices import Office
from council.report import paper
from council.report.contents import Period, report_of
from council.report.parts import Counted, Listed, Row, Section
from policies import workflow as policies
from policies.models import Policy
from posts.life import State
from tests import making
from tests.publishing import published

SignIn = Callable[[User], Client]

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
IN_NOVEMBER = datetime(2026, 11, 10, 12, tzinfo=UTC)
QUERY = "?first=2026-11-01&last=2026-11-30"
PAGE, PAPER = f"/desk/report/{QUERY}", f"/desk/report/paper/{QUERY}"


def text_of(pdf: bytes) -> str:
    """Without any white space: lines break elsewhere on paper."""
    return "".join(extract_text(BytesIO(pdf)).split())


def written(*sections: Section, name: str = "Moothill Town Council") -> bytes:
    council = Council(name=name, colour="#2f4a42")
    return paper.write(list(sections), council=council, period=NOVEMBER, committee=None, printed_on=date(2026, 12, 1))


def listed(*rows: Row, none: str = "") -> Section:
    return Section("out", "What went out", listed=(Listed("Refused", rows, none),))


# ------------------------------------------------------------------------------------------ what is in it
def test_all_that_the_page_says_stands_on_paper(cast: making.Cast, signed_in: SignIn) -> None:
    with time_machine.travel(IN_NOVEMBER, tick=False):
        making.post_in(State.REFUSED, author=cast.councillor, approver=cast.clerk, title="Barred & <b>bold</b>")
        making.post_in(State.PUBLISHED, author=cast.clerk, approver=cast.clerk, title="Gŵyl Llanfair")
    published(cast, "With", on=IN_NOVEMBER, kind="agendas")
    clerk = signed_in(cast.clerk)
    answer = clerk.get(PAPER)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert 'filename="communications-council-2026-11-01-to-2026-11-30.pdf"' in answer["Content-Disposition"]
    page = clerk.get(PAGE).content.decode().partition("<section")[2].partition("</main>")[0]
    said = [unescape(words).strip() for words in re.findall(r">([^<>]+)<", page)]
    said = [words for words in said if re.search(r"\w", words)]
    on_paper = text_of(answer.content)
    assert len(said) > 20
    for words in said:
        for part in re.split(r"[:,] ", words):
            assert "".join(part.split()) in on_paper
    assert "Barred&<b>bold</b>" in on_paper


def test_it_has_title_language_bookmarks_and_page_numbers() -> None:
    rows = [Row(f"Post {number}", "Ed, Clerk", "1 November 2026") for number in range(120)]
    pdf = written(listed(*rows), Section("decided", "How it was decided"))
    read, pages = PdfReader(BytesIO(pdf)), []
    assert read.metadata.title == "Communications, 1 November 2026 to 30 November 2026: Moothill Town Council"
    assert read.metadata.author == "Moothill Town Council"
    assert read.trailer["/Root"]["/Lang"] == "en-GB"
    assert read.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    top = read.outline
    assert top[0].title == "Communications, 1 November 2026 to 30 November 2026"
    assert [entry.title for entry in top[1] if not isinstance(entry, list)] == ["What went out", "How it was decided"]
    for number in range(len(read.pages)):
        pages.append(extract_text(BytesIO(pdf), page_numbers=[number]).replace("\u00a0", " "))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Printed on Tuesday 1 December 2026" in page
        assert "Moothill Town Council" in page
    assert all(re.search(r"^Post\s*$", page, re.MULTILINE) for page in pages)
    assert "Post 119" in pages[-1]
    fonts = {
        str(font.get_object()["/BaseFont"]) for page in read.pages for font in page["/Resources"]["/Font"].values()
    }
    assert all("AtkinsonHyperlegibleNext" in name or name == "/Helvetica" for name in fonts)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Gŵyl y Tŷ, Łódź, £5 – “yes”…", "Gŵyl y Tŷ, Łódź, £5 – “yes”…"),
        ("Fair 😀", "Fair [grinning face]"),
        ("👩\u200d🌾\ufe0f", "[woman][ear of rice]"),
        ("Жук", "[cyrillic capital letter zhe][cyrillic small letter u][cyrillic small letter ka]"),
        ("w\u0302 \u202ea\x00b\x07", "ŵ ab"),
        ("ﬁne\u2003x", "fine x"),
        ("\ud800 \ue000", " [u+e000]"),
    ],
)
def test_what_the_typeface_lacks_is_said_by_its_name(words: str, shown: str) -> None:
    assert paper.shown(words) == shown
    assert "".join(shown.split()) in text_of(written(listed(Row(words))))


@pytest.mark.parametrize(
    "words",
    ["Llanfair" * 400, "word " * 900, "<para><b>", "&amp; &", "\u200b" * 50, "", " ", "𝔘𝔫𝔦" * 90],
    ids=["long word", "longer than pages", "tags", "entities", "nothing", "empty", "space", "letters of mathematics"],
)
def test_nothing_that_is_in_it_breaks_it(words: str) -> None:
    row = Row(words, words, words, (words, words))
    pdf = written(listed(row, row), Section("a", words, words, (Counted(words, [(words, 7)]),)), name=words)
    assert "Page1of" in text_of(pdf)


@pytest.mark.parametrize(("word", "times"), [("Llanfair", 400), ("weather ", 1500)])
def test_what_is_longer_than_a_page_loses_nothing(word: str, times: int) -> None:
    pdf = written(listed(Row(word * times, remarks=("end",))))
    assert len(PdfReader(BytesIO(pdf)).pages) > 1
    assert text_of(pdf).count(word.strip()) == pytest.approx(times, abs=2)  # a page may end within the word


# ------------------------------------------------------------------------------------------ for a committee
@pytest.fixture
def planning(cast: making.Cast) -> Committee:
    """The councillor sits on it since October, and the Chair sat on it until then."""
    committee = people.make_committee("Planning Committee", by=SYSTEM)
    people.seat(cast.councillor, committee, by=SYSTEM, begins=date(2026, 10, 1))
    people.seat(cast.chair, committee, by=SYSTEM, begins=date(2020, 1, 1), ends=date(2026, 10, 31))
    return committee


def test_for_a_committee_it_holds_what_its_members_wrote(cast: making.Cast, planning: Committee) -> None:
    with time_machine.travel(IN_NOVEMBER, tick=False):
        refused = making.post_in(State.REFUSED, author=cast.councillor, approver=cast.clerk)
        for author in (cast.clerk, cast.chair):
            making.post_in(State.REFUSED, author=author, approver=cast.deputy)
            making.post_in(State.PUBLISHED, author=author, approver=cast.clerk)
            making.post_in(State.EXPIRED, author=author, approver=cast.clerk)
    theirs, whole = (
        report_of(Period(date(2026, 11, 1), date(2026, 12, 31)), today(), for_) for for_ in (planning, None)
    )
    assert [decision.post_id for decision in theirs.refused] == [refused.pk]
    assert (theirs.published, theirs.by_author, theirs.expired) == (0, [], [])
    assert (len(whole.refused), whole.published, len(whole.by_author), len(whole.expired)) == (3, 2, 1, 2)


@pytest.mark.clause("review-cycle")
def test_for_a_committee_it_holds_the_reviews_of_that_committee(cast: making.Cast, planning: Committee) -> None:
    for name in ("Planning Protocol", "Complaints Policy"):
        entered = policies.enter_policy(by=cast.clerk, name=name)
        version = policies.begin_version(entered.pk, by=cast.clerk, text="Words.")
        policies.adopt_version(version.pk, by=cast.clerk, adopted_on=today(), minute_reference="1")
        committee = planning if name == "Planning Protocol" else None
        offices = [] if committee else [Office.CLERK]
        policies.settle(entered.pk, by=cast.clerk, every_months=1, offices=offices, committee=committee)
    due = {for_: [one.policy.name for one in report_of(NOVEMBER, today(), for_).due] for for_ in (planning, None)}
    assert due[planning] == ["Planning Protocol"]
    assert {"Planning Protocol", "Complaints Policy"} <= set(due[None])


@pytest.mark.clause("read-and-understood")
def test_for_a_committee_it_names_its_members_who_have_still_to_read(cast: making.Cast, planning: Committee) -> None:
    policies.ask_to_read(Policy.objects.get(), by=cast.clerk, offices=[Office.COUNCILLOR, Office.EMPLOYEE])
    names = {
        for_: [one.name for _, all_ in report_of(NOVEMBER, today(), for_).unread for one in all_]
        for for_ in (planning, None)
    }
    assert names == {planning: ["Councillor"], None: ["Councillor", "Employee", "Nominated"]}


def test_page_and_paper_say_what_the_choice_does(cast: making.Cast, planning: Committee, signed_in: SignIn) -> None:
    clerk, chosen = signed_in(cast.clerk), f"&committee={planning.pk}"
    assert "Only what concerns the Planning Committee" in clerk.get(PAGE + chosen).content.decode()
    assert "Only what concerns" not in clerk.get(PAGE).content.decode()
    answer = clerk.get(PAPER + chosen)
    assert "OnlywhatconcernsthePlanningCommittee" in text_of(answer.content)
    assert "communications-planning-committee-2026-11-01" in answer["Content-Disposition"]
    assert f"/desk/report/paper/{QUERY}{chosen}".replace("&", "&amp;") in clerk.get(PAGE + chosen).content.decode()


# ------------------------------------------------------------------------------------------------- for whom
def test_the_paper_is_for_who_reads_the_page(cast: making.Cast, signed_in: SignIn, client: Client) -> None:
    read = {name for name, person in cast.everybody().items() if signed_in(person).get(PAPER).status_code == 200}
    assert read == {"clerk", "deputy"}
    assert client.get(PAPER).status_code == 302


@pytest.mark.parametrize(
    "query",
    ["first=x&last=y", "first=2026-11-30&last=2026-11-01", "first=", "first=2026-11-01&last=2026-11-30&committee=999"],
)
def test_days_that_are_not_right_are_named_on_the_page(query: str, cast: making.Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.clerk).get(f"/desk/report/paper/?{query}", follow=True)
    assert "There is a problem" in answer.content.decode()


def test_without_days_it_is_of_the_month_before(cast: making.Cast, signed_in: SignIn) -> None:
    with time_machine.travel(IN_NOVEMBER, tick=False):
        answer = signed_in(cast.clerk).get("/desk/report/paper/")
    assert "2026-10-01-to-2026-10-31" in answer["Content-Disposition"]
