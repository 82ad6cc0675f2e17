"""The page “How our policy is carried out”: what this council's policy has, and no claim beyond the register."""

import re
from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.clock import today
from council.carried_out import LAST, _plain, _position, carried_out
from council.clauses import register
from policies import founding
from policies.models import PolicyVersion
from tests import making

pytestmark = pytest.mark.django_db
MOST = 4
ADDRESS = "/policies/how/"


def version_of(council: str) -> PolicyVersion:
    making.found(council)
    version = PolicyVersion.objects.in_force(today())
    assert version
    return version


def parts(client: Client) -> dict[str, str]:
    """The words of the page's parts, by the clause's id."""
    page = client.get(ADDRESS).content.decode().partition("<main")[2]
    found = re.findall(r'<section class="mh-section" id="([a-z-]+)"(.*?)</section>', page, re.DOTALL)
    return {name: " ".join(re.sub(r"<[^>]+>", " ", html).replace("&#x27;", "'").split()) for name, html in found}


@pytest.mark.parametrize("council", making.COUNCILS)
def test_it_lists_each_clause_that_this_policy_has_and_no_other(council: str, client: Client) -> None:
    """The rules that were adopted say which; the register was written from the documents. Both agree."""
    version_of(council)
    has = {clause.id for clause in register() if council in clause.councils}
    shown = list(parts(client))
    assert (set(shown), len(shown)) == (has, len(has))


@pytest.mark.parametrize("council", [*making.COUNCILS, "model"])
def test_it_follows_the_order_of_the_document(council: str) -> None:
    version = version_of(council)
    plain = _plain(version.text)
    places = [min(_position(source, plain) for source in one.sources) for one in carried_out(version)]
    assert places == sorted(places)
    assert LAST not in places


def test_the_first_and_the_last_of_thornbury() -> None:
    shown = [one.clause.id for one in carried_out(version_of("thornbury"))]
    assert (shown[0], shown[-1]) == ("purpose", "review-dates")
    order = ["code-of-conduct", "policy-questions", "post-delegation", "concerns", "fake-accounts", "official-devices"]
    assert [name for name in shown if name in order] == order


@pytest.mark.parametrize("council", making.COUNCILS)
def test_it_claims_no_more_than_the_register(council: str, client: Client) -> None:
    version_of(council)
    clauses, shown = {clause.id: clause for clause in register()}, parts(client)
    for name, words in shown.items():
        clause = clauses[name]
        said = {way for way in ("enforced", "recorded", "reminded") if f"{way.capitalize()}: " in words}
        assert said == set(clause.how), name
        assert ("The software does not do so yet." in words) is not clause.built, name
        assert ("Still to come: " in words) is bool(clause.to_come), name
        assert ("in part" in words) is (clause.built and bool(clause.to_come)), name
        assert " ".join(clause.to_come.split()) in words
        if clause.to_come:
            assert words.index("Once that is there:") < min(words.index(f"{way.capitalize()}: ") for way in said)


@pytest.mark.parametrize("council", making.COUNCILS)
def test_the_words_are_the_policys_beside_their_place(council: str, client: Client) -> None:
    version, shown = version_of(council), parts(client)
    for one in carried_out(version):
        for source in one.sources:
            assert source.place.replace("&", "&amp;") in shown[one.clause.id]
            assert " ".join(source.words.split()).replace("&", "&amp;") in shown[one.clause.id]


def test_what_is_said_of_their_number_adds_up(client: Client) -> None:
    version_of("thornbury")
    context = client.get(ADDRESS).context
    kinds = Counter("whole" if one.is_whole else one.clause.built for one in context["clauses"])
    assert (context["whole"], context["in_part"], context["by_people"]) == (kinds["whole"], kinds[True], kinds[False])
    assert sum(kinds.values()) == len(context["clauses"])


def test_a_suggestion_that_the_council_chose_is_no_clause_of_its_policy(client: Client) -> None:
    before = {one.clause.id for one in carried_out(version_of("faversham"))}
    making.choose("correspondence", consent_form=True)
    version = PolicyVersion.objects.in_force(today())
    assert version
    assert {one.clause.id for one in carried_out(version)} == before


def test_it_asks_few_questions(client: Client) -> None:
    version_of("model")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(ADDRESS).status_code == 200
    assert len(queries) <= MOST


def test_before_a_policy_is_adopted(client: Client) -> None:
    assert "No policy has been adopted here yet" in client.get(ADDRESS).content.decode()


def test_it_is_found_from_every_public_page(client: Client) -> None:
    making.found()
    page = client.get("/").content.decode()
    for address in (ADDRESS, "/comments/"):
        assert f'href="{address}"' in page
        assert "sessionid" not in client.get(address).cookies


def test_the_model_policy_is_whole_too(client: Client) -> None:
    version_of("model")
    assert founding.read("model").rules == PolicyVersion.objects.get().rules
    assert len(parts(client)) > 60
