"""The public statement, its form, and the pages on which its keepers look after it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts import workflow as people
from accounts.clock import today
from accounts.dates import say_day
from accounts.history import SYSTEM
from accounts.models import User
from council import workflow
from council.models import LONGEST_TEXT, AccessibilityReport, Barrier, Statement
from tests import making

SignIn = Callable[[User], Client]
Reason = Barrier.Reason
FEEDBACK = "/accessibility/feedback/"


def words(client: Client, address: str = "/accessibility/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def note(cast: making.Cast, reason: Reason, what: str, **more: object) -> Barrier:
    return workflow.note_barrier(by=cast.clerk, what=what, criterion="1.1.1", reason=reason, **more)


# ------------------------------------------------------------------------------------------- the statement
def test_it_has_the_sections_of_the_model_statement(cast: making.Cast, client: Client) -> None:
    page = client.get("/accessibility/").content.decode()
    headings = re.findall(r'<h[23] class="govuk-heading-[lm]">([^<]+)</h[23]>', page)
    assert headings == [
        "How accessible this website is",
        "Feedback and contact information",
        "Reporting accessibility problems with this website",
        "Enforcement procedure",
        "Technical information about this website’s accessibility",
        "Compliance status",
        "What we’re doing to improve accessibility",
        "Preparation of this accessibility statement",
    ]
    assert "is committed to making its website accessible, in accordance with the Public Sector Bodies" in words(client)
    assert "Accessibility Regulations 2018, regulation 8" in page


def test_before_a_review_it_claims_nothing(cast: making.Cast, client: Client) -> None:
    page = words(client)
    assert "has not yet tested this website" in page
    assert "The council has not reviewed it yet." in page
    assert "fully compliant" not in page


def test_tested_and_without_a_barrier_it_is_fully_compliant(cast: making.Cast, client: Client) -> None:
    workflow.review_statement(by=cast.clerk, tested_on=today(), tested_how="By the Clerk with the keyboard.")
    page = words(client)
    assert "This website is fully compliant with the Web Content Accessibility Guidelines version 2.2 AA" in page
    assert f"It was last reviewed on {' '.join(say_day(today()).split())}" in page
    assert "By the Clerk with the keyboard." in page


def test_each_barrier_stands_under_its_reason(cast: making.Cast, client: Client) -> None:
    workflow.review_statement(by=cast.clerk, tested_on=today(), tested_how="By keyboard.")
    plan = today() + timedelta(days=30)
    note(cast, Reason.NOT_COMPLIANT, "Minutes are pictures.", planned_for=plan, alternative="Ring the office.")
    note(cast, Reason.BURDEN, "Old films have no captions.", assessed_on=today(), minute="26/114")
    note(cast, Reason.OUT_OF_SCOPE, "Maps from before 2018.", why="They are archives.")
    page = words(client)
    assert "partially compliant with the Web Content" in page
    assert "due to the non-compliances and exemptions listed below" in page
    detail = page.partition("Non-accessible content")[2]
    order = [
        "Non-compliance with the",
        "Minutes are pictures.",
        "Disproportionate burden",
        "Old films",
        "not within the",
    ]
    assert [detail.index(part) for part in order] == sorted(detail.index(part) for part in order)
    assert "This fails success criterion 1.1.1 Non-text content. Instead: Ring the office." in detail
    assert f"We plan to mend it by {' '.join(say_day(plan).split())}." in detail
    assert "kept with minute 26/114" in detail
    assert "They are archives." in detail


def test_what_is_mended_leaves_it(cast: making.Cast, client: Client) -> None:
    noted = note(cast, Reason.NOT_COMPLIANT, "Minutes are pictures.")
    assert "No day is set yet by which it is mended." in words(client)
    workflow.mend_barrier(noted.pk, by=cast.clerk, mended_on=today())
    assert "Minutes are pictures." not in words(client)


@pytest.mark.parametrize(
    ("nation", "body"),
    [("england", "EHRC"), ("wales", "EHRC"), ("scotland", "EHRC"), ("northern_ireland", "ECNI")],
)
def test_who_enforces_it_is_the_law_of_the_nation(nation: str, body: str, cast: making.Cast, client: Client) -> None:
    people.change_council(by=cast.clerk, nation=nation)
    page = words(client).partition("Enforcement procedure")[2]
    assert [name for name in ("EHRC", "ECNI") if name in page] == [body]


@pytest.mark.parametrize("address", ["/", "/news/", "/policies/", "/contact/", "/nowhere/", FEEDBACK])
def test_every_public_page_leads_to_it(address: str, cast: making.Cast, client: Client) -> None:
    assert 'href="/accessibility/"' in client.get(address).content.decode().partition("<footer")[2]


# ------------------------------------------------------------------------------------------------ the form
def typed(client: Client, **changes: str) -> dict[str, str]:
    opened = client.get(FEEDBACK).context["form"]["opened"].value()
    return {"happened": "I cannot read the minutes.", "website": "", "opened": opened, **changes}


def send(client: Client, **changes: str):
    data = typed(client, **changes)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        return client.post(FEEDBACK, data)


def test_what_is_sent_is_kept_and_its_reference_given(cast: making.Cast, client: Client) -> None:
    response = send(client, page="News", name="Ann Reed", email="ann@else.example")
    found = AccessibilityReport.objects.get()
    assert (found.happened, found.page) == ("I cannot read the minutes.", "News")
    assert response["Location"] == f"{FEEDBACK}thanks/{found.reference}/"
    page = words(client, response["Location"])
    assert found.reference in page
    assert "The answer comes to the e-mail address that you gave." in page


def test_nobody_need_say_who_they_are(cast: making.Cast, client: Client) -> None:
    page = words(client, send(client)["Location"])
    assert AccessibilityReport.objects.get().who == "Somebody"
    assert "no answer can be sent" in page


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"happened": ""}, "Say what happened, or what you need."),
        ({"happened": "x" * (LONGEST_TEXT + 1)}, "at most 4000 characters"),
        ({"email": "ann"}, "Give the whole address"),
        ({"page": "x" * 301}, "at most 300 characters"),
        ({"website": "https://else.example"}, "people do not see"),
        ({"opened": ""}, "quicker than people write"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_what_was_typed(
    changes: dict[str, str], message: str, cast: making.Cast, client: Client
) -> None:
    response = send(client, name="Ann Reed", **changes)
    page = response.content.decode()
    assert message in page
    assert 'value="Ann Reed"' in page
    assert "<title>Error: " in page
    assert not AccessibilityReport.objects.exists()


def test_the_trap_comes_back_empty(cast: making.Cast, client: Client) -> None:
    """Whoever's browser filled it in gets through the second time."""
    assert "else.example" not in send(client, website="https://else.example").content.decode()


def test_a_reference_that_nobody_was_given(cast: making.Cast, client: Client) -> None:
    assert client.get(f"{FEEDBACK}thanks/ABCDEFGH/").status_code == 404


# ------------------------------------------------------------------------------------------------- the desk
@pytest.fixture
def report(cast: making.Cast) -> AccessibilityReport:
    return workflow.report(by=SYSTEM, happened="I cannot <b>read</b> the minutes.", email="ann@else.example")


def test_the_desk_leads_from_what_waits_to_the_answer(
    cast: making.Cast, report: AccessibilityReport, signed_in: SignIn
) -> None:
    desk = signed_in(cast.clerk)
    address = f"/desk/accessibility/reports/{report.pk}/"
    assert "Waiting for you (4)" in desk.get("/desk/").content.decode()
    for page in ("/desk/", "/desk/accessibility/"):
        assert f'href="{address}"' in desk.get(page).content.decode()
    shown = desk.post(address, {"answer": "We have typed them out."}, follow=True).content.decode()
    assert f"Report {report.reference} is answered. The answer is on its way to ann@else.example." in shown
    assert "Nobody waits for an answer." in shown
    assert "We have typed them out." in desk.get(address).content.decode()


def test_a_report_is_closed_on_the_same_page(cast: making.Cast, report: AccessibilityReport, signed_in: SignIn) -> None:
    desk, address = signed_in(cast.clerk), f"/desk/accessibility/reports/{report.pk}/"
    assert "Say why it needs no answer." in desk.post(address, {"close": "1"}).content.decode()
    closed = desk.post(address, {"close": "1", "close-reason": "An advertisement."}, follow=True).content.decode()
    assert "is closed without an answer" in closed
    assert "An advertisement." in desk.get(address).content.decode()


def test_what_somebody_writes_is_shown_as_text(
    cast: making.Cast, report: AccessibilityReport, signed_in: SignIn
) -> None:
    for address in ("/desk/", "/desk/accessibility/", f"/desk/accessibility/reports/{report.pk}/"):
        page = signed_in(cast.clerk).get(address).content.decode()
        assert "&lt;b&gt;read" in page
        assert "<b>read" not in page


def test_a_barrier_is_noted_changed_and_mended(cast: making.Cast, signed_in: SignIn) -> None:
    desk = signed_in(cast.clerk)
    data = {"what": "Minutes are pictures.", "criterion": "1.1.1", "reason": "not_compliant"}
    assert (
        "Choose one of these reasons." in desk.post("/desk/accessibility/barriers/add/", {"what": ""}).content.decode()
    )
    assert "It is on the list." in desk.post("/desk/accessibility/barriers/add/", data, follow=True).content.decode()
    noted = Barrier.objects.get()
    address = f"/desk/accessibility/barriers/{noted.pk}/"
    assert "Minutes are pictures." in desk.get(address).content.decode()
    refused = desk.post(address, {**data, "reason": "burden"}).content.decode()
    assert "Give the day of the assessment." in refused
    desk.post(address, {**data, "alternative": "Ring the office."})
    assert Barrier.objects.get().alternative == "Ring the office."
    shown = desk.post(f"{address}mend/", {"mended_on": today().isoformat()}, follow=True).content.decode()
    assert "no longer names it" in shown
    assert desk.get(address).status_code == 404


def test_the_statement_is_reviewed(cast: making.Cast, signed_in: SignIn) -> None:
    desk, address = signed_in(cast.clerk), "/desk/accessibility/review/"
    assert "Review: the accessibility statement" in desk.get("/desk/").content.decode()
    refused = desk.post(address, {"tested_on": today().isoformat()}).content.decode()
    assert "Say who tested it, and how." in refused
    assert "It is due again on" in desk.post(address, {"tested_how": ""}, follow=True).content.decode()
    assert Statement.objects.get().reviewed_on == today()
    assert "Review: the accessibility statement" not in desk.get("/desk/").content.decode()


@pytest.mark.parametrize("path", ["", "reports/{report}/", "barriers/add/", "barriers/{barrier}/", "review/"])
@pytest.mark.parametrize("who", ["chair", "employee", "outsider"])
def test_others_have_nothing_to_do_there(
    path: str, who: str, cast: making.Cast, report: AccessibilityReport, signed_in: SignIn
) -> None:
    noted = note(cast, Reason.NOT_COMPLIANT, "Minutes are pictures.")
    address = f"/desk/accessibility/{path.format(report=report.pk, barrier=noted.pk)}"
    assert signed_in(getattr(cast, who)).get(address).status_code == 403
    assert Client().get(address).status_code == 302
