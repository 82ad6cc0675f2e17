"""The public pages of the policies: what is in force, what was, what changed; nothing that is not adopted."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.clock import today
from policies import workflow
from policies.life import ReviewState, VersionState
from policies.models import Policy, PolicyVersion, Review
from tests import making

DAY = timedelta(days=1)
TEXT = "## Who to write to\n\nWrite to the Clerk.\n\n## How long it takes\n\nA month.\n"


@pytest.fixture
def complaints(cast: making.Cast) -> Policy:
    """Adopted nine days ago."""
    supplemented = Policy.objects.get(carries_rules=True)
    policy = workflow.enter_policy(by=cast.clerk, name="Complaints Policy", supplements=supplemented)
    adopt(policy, cast, TEXT, today() - 9 * DAY)
    return policy


def adopt(policy: Policy, cast: making.Cast, text: str, effective_from, minute: str = "26/114") -> PolicyVersion:
    version = workflow.begin_version(policy.pk, by=cast.clerk, text=text)
    adopted_on = min(effective_from, today())
    days = {"adopted_on": adopted_on, "effective_from": effective_from}
    return workflow.adopt_version(version.pk, by=cast.clerk, minute_reference=minute, **days)


def shown(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main>")[0]).split())


# ------------------------------------------------------------------------------------------------- the list
@pytest.mark.clause("review-dates")
def test_every_policy_in_force_is_listed_communications_first(
    complaints: Policy, cast: making.Cast, client: Client
) -> None:
    workflow.enter_policy(by=cast.clerk, name="A Policy that nobody has adopted")
    adopt(complaints, cast, TEXT + "\nMore.\n", today())
    page = words(shown(client, "/policies/"))
    communications = PolicyVersion.objects.in_force(today()).policy.name
    assert page.index(communications) < page.index("Complaints Policy")
    assert "changed last with version 2" in page
    assert "nobody has adopted" not in page


def test_without_a_policy_the_list_says_so(db: None, client: Client) -> None:
    assert "No policy has been adopted here yet" in words(shown(client, "/policies/"))
    assert client.get("/policies/in-force/")["Location"] == "/policies/"


def test_the_rules_sources_lead_to_the_communications_policy(cast: making.Cast, client: Client) -> None:
    policy = Policy.objects.get(carries_rules=True)
    response = client.get("/policies/in-force/")
    assert (response.status_code, response["Location"]) == (302, f"/policies/{policy.slug}/")


# ----------------------------------------------------------------------------------------------- one policy
@pytest.mark.clause("review-dates")
def test_a_policy_shows_its_days_and_sections(complaints: Policy, client: Client) -> None:
    page = shown(client, "/policies/complaints-policy/")
    assert "minute 26/114" in words(page)
    for anchor in ("who-to-write-to", "how-long-it-takes"):
        assert f'<h2 id="{anchor}">' in page
        assert f'href="#{anchor}"' in page
    assert "Last reviewed" not in page
    assert "Next review" not in page
    assert "Supplements" in page
    assert "Complaints Policy" in shown(client, f"/policies/{complaints.supplements.slug}/")


@pytest.mark.clause("review-dates")
def test_its_reviews_are_shown_where_there_are_any(complaints: Policy, client: Client) -> None:
    done = {"state": ReviewState.CLOSED, "outcome": "no_change", "decided_on": today() - 2 * DAY}
    models.QuerySet(Review).bulk_create(
        [
            Review(
                policy=complaints, due_on=today() - 2 * DAY, planned_on=today(), closed_on=today() - 2 * DAY, **done
            ),
            Review(
                policy=complaints, due_on=today() - 900 * DAY, planned_on=today(), closed_on=today() - 900 * DAY, **done
            ),
            Review(policy=complaints, due_on=today() + 300 * DAY, planned_on=today()),
        ]
    )
    dates = client.get("/policies/complaints-policy/").context["dates"]
    assert (dates.last, dates.next) == (today() - 2 * DAY, today() + 300 * DAY)
    assert "Next review" in shown(client, "/policies/complaints-policy/")


def test_what_is_not_adopted_is_nowhere(complaints: Policy, cast: making.Cast, client: Client) -> None:
    draft = workflow.begin_version(complaints.pk, by=cast.clerk, text="Secret words.")
    workflow.send_version(draft.pk, by=cast.clerk)
    other = workflow.enter_policy(by=cast.clerk, name="Secret Policy")
    for address in ("/policies/", "/policies/complaints-policy/", "/search/?q=secret"):
        assert "Secret" not in shown(client, address)
    shown(client, "/policies/complaints-policy/versions/2/", 404)
    shown(client, "/policies/complaints-policy/versions/2/changes/", 404)
    shown(client, f"/policies/{other.slug}/", 404)
    shown(client, "/policies/none/", 404)


# -------------------------------------------------------------------------------------------------- versions
def test_an_old_version_is_marked_as_such(complaints: Policy, cast: making.Cast, client: Client) -> None:
    adopt(complaints, cast, TEXT.replace("A month", "A week"), today())
    old = shown(client, "/policies/complaints-policy/versions/1/")
    assert "no longer in force" in words(old)
    assert 'content="noindex"' in old
    assert "A month." in words(old)
    current = shown(client, "/policies/complaints-policy/versions/2/")
    assert "no longer in force" not in words(current)
    assert f'rel="canonical" href="{settings.SITE_URL}/policies/complaints-policy/"' in current
    assert "A week." in words(shown(client, "/policies/complaints-policy/"))


def test_a_version_to_come_is_marked_as_such(complaints: Policy, cast: making.Cast, client: Client) -> None:
    adopt(complaints, cast, TEXT + "\nMore.\n", today() + 2 * DAY)
    assert "not yet in force" in words(shown(client, "/policies/complaints-policy/versions/2/"))
    page = shown(client, "/policies/complaints-policy/")
    assert "More." not in words(page)
    assert "/policies/complaints-policy/versions/2/" in page


def test_what_a_version_changed_stands_word_by_word(complaints: Policy, cast: making.Cast, client: Client) -> None:
    adopt(complaints, cast, TEXT.replace("A month", "A week"), today(), minute="26/120")
    page = shown(client, "/policies/complaints-policy/versions/2/changes/")
    assert re.findall(r"<(del|ins)>([^<]*)<", page.partition("<section")[2]) == [("del", "month."), ("ins", "week.")]
    assert "The same as before: Who to write to" in words(page)
    assert "minute 26/120" in words(page)
    assert "first version" in words(shown(client, "/policies/complaints-policy/versions/1/changes/"))


def test_markup_in_a_policy_does_nothing(complaints: Policy, cast: making.Cast, client: Client) -> None:
    hostile = "## <script>alert(1)</script>\n\n<script>alert(1)</script> <img src=x onerror=alert(1)>\n"
    adopt(complaints, cast, hostile, today())
    for address in ("", "versions/2/", "versions/2/changes/"):
        page = shown(client, f"/policies/complaints-policy/{address}").partition("<main")[2].partition("</main>")[0]
        assert re.findall(r"<script|<img[^>]*onerror", page) == []


# --------------------------------------------------------------------------------------- found and listed
def test_each_policy_is_found_and_named_to_search_engines(complaints: Policy, client: Client) -> None:
    assert 'href="/policies/complaints-policy/"' in shown(client, "/search/?q=complaints")
    assert "/policies/complaints-policy/</loc>" in shown(client, "/sitemap-pages.xml")


# ----------------------------------------------------------------------------------------------- many of them
def fill(number: int) -> None:
    """So many policies with three versions each, two of them adopted, and a review."""
    policies = models.QuerySet(Policy).bulk_create(
        Policy(name=f"Policy {n:03}", slug=f"policy-{n:03}") for n in range(number)
    )
    states = {1: (VersionState.ADOPTED, 30), 2: (VersionState.ADOPTED, 3), 3: (VersionState.IN_REVIEW, None)}
    models.QuerySet(PolicyVersion).bulk_create(
        PolicyVersion(
            policy=policy,
            number=n,
            state=state,
            title=policy.name,
            text=TEXT,
            adopted_on=today() - days * DAY if days else None,
            effective_from=today() - days * DAY if days else None,
        )
        for policy in policies
        for n, (state, days) in states.items()
    )
    models.QuerySet(Review).bulk_create(
        Review(policy=policy, due_on=today() + DAY, planned_on=today()) for policy in policies
    )


def questions(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        shown(client, address)
    return len(asked)


PAGES = [
    "/policies/",
    "/policies/policy-003/",
    "/policies/policy-003/versions/1/",
    "/policies/policy-003/versions/2/changes/",
    "/search/?q=policy",
    "/sitemap-pages.xml",
]
DESK = ["/desk/policies/", "/desk/policies/{policy}/", "/desk/policies/versions/{version}/", "/desk/policies/enter/"]


def test_five_hundred_policies_cost_no_more_questions_than_five(cast: making.Cast, signed_in) -> None:
    client, clerk = Client(), signed_in(cast.clerk)
    fill(5)
    policy = Policy.objects.get(slug="policy-003")
    names = {"policy": policy.pk, "version": policy.versions.get(number=3).pk}
    desk = [address.format(**names) for address in DESK]
    few = [*(questions(client, address) for address in PAGES), *(questions(clerk, address) for address in desk)]
    models.QuerySet(Policy).filter(slug__startswith="policy-00").update(name=models.F("slug"))
    for n in range(1, 100):
        more = models.QuerySet(Policy).bulk_create(
            Policy(name=f"Further {n:02}-{i}", slug=f"further-{n:02}-{i}") for i in range(5)
        )
        models.QuerySet(PolicyVersion).bulk_create(
            PolicyVersion(
                policy=one,
                number=1,
                state=VersionState.ADOPTED,
                title=one.name,
                text=TEXT,
                adopted_on=today(),
                effective_from=today(),
            )
            for one in more
        )
    assert Policy.objects.count() == 501
    many = [*(questions(client, address) for address in PAGES), *(questions(clerk, address) for address in desk)]
    assert many == few
    assert max(few) <= 12


def test_each_policy_stands_on_one_page_of_the_list(cast: making.Cast, client: Client) -> None:
    fill(230)
    found: list[str] = []
    address = "/policies/"
    while address:
        page = shown(client, address)
        found += re.findall(r'href="/policies/([\w-]+)/"', page.partition("<main")[2].partition("</main>")[0])
        further = re.search(r'rel="next" href="([^"]+)"', page)
        address = f"/policies/{further[1]}" if further else ""
    assert len(found) == len(set(found)) == 231
    assert shown(client, "/policies/?after=%00", 400)
