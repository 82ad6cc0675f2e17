"""The rules of a version at the desk: every question with its answer, one a page, and what changes for whom."""

import json
import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.offices import Office
from accounts.refusals import BadInput, NotNow, NotYours
from policies import workflow
from policies.life import VersionState
from policies.models import Policy, PolicyVersion
from policies.rules.asking import answers_of, by_key, questions
from policies.text import fingerprint
from tests import making, stored
from tests.policies import documents

OFFICES = by_key()["approval.offices"]


class Fields(HTMLParser):
    """What a browser sends of the form on a page, as it stands."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._area = self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs) -> None:
        given = dict(attrs)
        name = given.get("name", "")
        if tag == "textarea":
            self._area = name
        if tag == "select":
            self._select = name
        if tag == "option" and "selected" in given:
            self.sent.setdefault(self._select, []).append(given.get("value", ""))
        if tag != "input" or not name:
            return
        is_chosen = given.get("type") in ("radio", "checkbox")
        if not is_chosen or "checked" in given:
            self.sent.setdefault(name, []).append(given.get("value", "on" if is_chosen else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area] = [data.lstrip("\n")]


def words(response) -> str:
    page = response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main>")[0]).split())


def fields(client: Client, address: str) -> dict[str, list[str]]:
    response = client.get(address)
    assert response.status_code == 200
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return Fields(main).sent


def answer(client: Client, address: str, **typed):
    """Opens the page, changes what is named, and sends it."""
    return client.post(address, fields(client, address) | typed, follow=True)


@pytest.fixture
def clerk(cast: making.Cast, signed_in) -> Client:
    return signed_in(cast.clerk)


@pytest.fixture
def draft(cast: making.Cast) -> PolicyVersion:
    return workflow.begin_version(Policy.objects.get(carries_rules=True).pk, by=cast.clerk)


@pytest.fixture
def address(draft: PolicyVersion) -> str:
    return f"/desk/policies/versions/{draft.pk}/"


def approvers(version: PolicyVersion) -> list[str]:
    return json.loads(PolicyVersion.objects.get(pk=version.pk).rules_text)["approval"]["offices"]["value"]


# ------------------------------------------------------------------------------------------------- the pages
def test_every_question_has_its_line_and_its_page(address: str, clerk: Client) -> None:
    page = clerk.get(f"{address}rules/").content.decode()
    for question in questions():
        assert f'href="{address}rules/{question.key}/"' in page
        shown = clerk.get(f"{address}rules/{question.key}/")
        assert shown.status_code == 200
        assert str(question) in words(shown)


def test_pages_that_are_sent_as_they_stand_record_nothing(address: str, draft: PolicyVersion, clerk: Client) -> None:
    before = stored.everything()
    for key, given in answers_of(draft.rules).items():
        said = words(answer(clerk, f"{address}rules/{key}/"))
        assert ("There is a problem" in said) is not given.is_stated, key
    assert stored.everything() == before


@pytest.mark.clause("post-moderators")
def test_an_answer_is_saved_marked_and_leads_on(address: str, draft: PolicyVersion, clerk: Client) -> None:
    page = f"{address}rules/approval.offices/"
    said = words(answer(clerk, page, value=["deputy_clerk"], next="1"))
    assert "Saved: Who approves what the Council publishes?" in said
    assert "What do they approve?" in said
    assert approvers(draft) == ["deputy_clerk"]
    listed = words(clerk.get(f"{address}rules/"))
    assert "1 differs from version 1." in listed
    assert "Changed. In version 1: Clerk, Deputy Clerk" in listed.replace("Town Clerk", "Clerk")
    row = draft.history.latest()
    assert (row.act, row.history_change_reason) == ("rule changed", str(OFFICES))
    back = clerk.post(page, fields(clerk, page) | {"value": ["chair"]})
    assert back["Location"] == f"{address}rules/#approval.offices"


def test_after_the_last_question_comes_the_list(address: str, clerk: Client) -> None:
    last = questions()[-1].key
    page = clerk.get(f"{address}rules/{last}/")
    assert "Save and go on" not in words(page)
    sent = clerk.post(f"{address}rules/{last}/", fields(clerk, f"{address}rules/{last}/") | {"next": "1"})
    assert sent["Location"].endswith(f"rules/#{last}")


def test_what_is_missing_is_asked_for_and_nothing_is_lost(address: str, draft: PolicyVersion, clerk: Client) -> None:
    said = answer(clerk, f"{address}rules/approval.offices/", value=[], words="As we said.")
    assert "Which offices? Fill this in" in words(said)
    assert "As we said." in words(said)
    assert approvers(draft) == answers_of(draft.rules)["approval.offices"].value


def test_a_rule_that_is_not_stated_stops_nobody(address: str, draft: PolicyVersion, clerk: Client) -> None:
    answer(clerk, f"{address}rules/approval.delegation/", stated="-")
    assert PolicyVersion.objects.get(pk=draft.pk).rules.approval.delegation is None


def test_more_empty_lines(address: str, draft: PolicyVersion, clerk: Client) -> None:
    page, before = f"{address}rules/channels.in_use/", stored.everything()
    more = answer(clerk, page, more="1", **{"value-0-name": "Another name"})
    assert stored.everything() == before
    there = len(draft.rules.channels.in_use.value)
    assert f"Channel {there + 5}" in words(more)
    assert "Another name" in more.content.decode()


def test_the_headings_of_the_versions_words_are_offered(
    address: str, draft: PolicyVersion, clerk: Client, cast
) -> None:
    was = fingerprint(draft.title, draft.text)
    workflow.write_version(draft.pk, by=cast.clerk, title="Policy", text="## Who says yes\n\nThe Chair.", was=was)
    page = f"{address}rules/approval.offices/"
    assert '<option value="Who says yes">' in clerk.get(page).content.decode()
    answer(clerk, page, value=["chair"], heading="Who says yes", place="")
    assert PolicyVersion.objects.get(pk=draft.pk).rules.approval.offices.source.place == "Who says yes"


def test_policy_law_and_suggestion_are_told_apart(address: str, clerk: Client) -> None:
    for kind in ("law", "suggestion"):
        answer(clerk, f"{address}rules/approval.another_person/", value="always", source=kind, heading="", place="Here")
        assert f"mh-source--{kind}" in clerk.get(f"{address}rules/").content.decode()


def test_the_page_says_what_applies_until_then(address: str, clerk: Client) -> None:
    answer(clerk, f"{address}rules/approval.offices/", value=["chair"])
    page = words(clerk.get(f"{address}rules/approval.offices/"))
    assert "In version 1" in page
    assert "How this clause is carried out" in page


# ------------------------------------------------------------------------------------------------ the workflow
def write(draft: PolicyVersion, by, stored: object, *, was: str = "") -> PolicyVersion:
    current = answers_of(PolicyVersion.objects.get(pk=draft.pk).rules)["approval.offices"].fingerprint
    return workflow.write_rule(draft.pk, OFFICES, by=by, answer=stored, was=was or current)


CHAIR = {"value": ["chair"], "policy": "Moderation"}


def test_another_answer_meanwhile_is_not_lost(address: str, draft: PolicyVersion, cast, clerk: Client) -> None:
    page = f"{address}rules/approval.offices/"
    opened = fields(clerk, page)
    write(draft, cast.deputy, CHAIR)
    said = words(clerk.post(page, opened | {"value": ["clerk"]}))
    assert "Somebody has answered this question meanwhile." in said
    assert approvers(draft) == ["chair"]


def test_two_people_answer_two_questions_at_once(address: str, draft: PolicyVersion, cast, clerk: Client) -> None:
    page = f"{address}rules/approval.covers/"
    opened = fields(clerk, page)
    write(draft, cast.deputy, CHAIR)
    clerk.post(page, opened | {"value": ["social_media"]})
    rules = PolicyVersion.objects.get(pk=draft.pk).rules
    assert rules.approval.covers.value == "social_media"
    assert approvers(draft) == ["chair"]


def test_who_approves_cannot_be_left_out(draft: PolicyVersion, cast) -> None:
    with pytest.raises(BadInput, match="cannot be left out"):
        write(draft, cast.clerk, None)


def test_the_schema_has_the_last_word(draft: PolicyVersion, cast) -> None:
    for wrong in ({"value": ["mayor"], "policy": "There"}, {"value": ["chair"]}, {"value": []}, "chair"):
        with pytest.raises(BadInput):
            write(draft, cast.clerk, wrong)


def test_what_was_reviewed_is_a_draft_again(draft: PolicyVersion, cast) -> None:
    workflow.send_version(draft.pk, by=cast.clerk)
    workflow.recommend_version(draft.pk, by=cast.clerk, recommended_by="Resources", minute="R 1")
    changed = write(draft, cast.clerk, CHAIR)
    assert (changed.state, changed.recommended_by, changed.recommended_minute) == (VersionState.DRAFT, "", "")


def test_an_adopted_version_keeps_its_rules(draft: PolicyVersion, cast, clerk: Client, address: str) -> None:
    workflow.adopt_version(draft.pk, by=cast.clerk, adopted_on=today(), minute_reference="1")
    with pytest.raises(NotNow):
        write(draft, cast.clerk, CHAIR)
    page = f"{address}rules/approval.offices/"
    assert clerk.get(page)["Location"] == f"{address}rules/"
    assert "Nothing can be changed here now." in words(clerk.get(f"{address}rules/"))


def test_only_who_keeps_the_policies_changes_a_rule(draft: PolicyVersion, cast, address: str, signed_in) -> None:
    for name, person in cast.everybody().items():
        client = signed_in(person)
        keeps = name in ("clerk", "deputy")
        assert client.get(f"{address}rules/").status_code == (200 if keeps else 403), name
        assert client.post(f"{address}rules/approval.offices/", CHAIR).status_code == (200 if keeps else 403), name
        if not keeps:
            with pytest.raises(NotYours):
                write(draft, person, CHAIR)


def test_what_is_being_reviewed_can_be_read_by_all(draft: PolicyVersion, cast, address: str, signed_in) -> None:
    workflow.send_version(draft.pk, by=cast.clerk)
    councillor = signed_in(cast.councillor)
    assert "Change" not in words(councillor.get(f"{address}rules/")).split()
    assert councillor.post(f"{address}rules/approval.offices/", CHAIR)["Location"] == f"{address}rules/"


def test_another_policy_has_no_rules(cast, clerk: Client) -> None:
    complaints = documents.policy()
    draft = workflow.begin_version(complaints.policy_id, by=cast.clerk)
    assert clerk.get(f"/desk/policies/versions/{draft.pk}/rules/").status_code == 404
    assert "Change the rules" not in words(clerk.get(f"/desk/policies/versions/{draft.pk}/"))
    with pytest.raises(NotNow, match="carries no rules"):
        workflow.write_rule(draft.pk, OFFICES, by=cast.clerk, answer=CHAIR, was="")


def test_there_is_no_such_question(address: str, clerk: Client) -> None:
    for key in ("approval", "approval.nothing", "x.y.z", "..", "%00"):
        assert clerk.get(f"{address}rules/{key}/").status_code == 404, key


# -------------------------------------------------------------------------------------- what changes for whom
@pytest.mark.clause("post-moderators")
def test_the_pages_say_who_will_no_longer_approve(address: str, draft: PolicyVersion, cast, clerk: Client) -> None:
    assert "Nobody may do more or less than before." in words(clerk.get(address))
    write(draft, cast.clerk, {"value": ["deputy_clerk", "chair"], "policy": "4.5 Moderation"})
    for page in (address, f"{address}adopt/"):
        said = words(clerk.get(page))
        assert "Clerk (Clerk) will no longer be able to approve posts." in said, page
        assert "Chair (Chair) will be able to approve posts." in said
        assert "Each rule that changes: 1" in said
        assert "Nobody would be able to approve posts." not in said


def test_where_nobody_could_approve_the_page_warns(address: str, draft: PolicyVersion, cast, clerk: Client) -> None:
    write(draft, cast.clerk, {"value": ["chair"], "policy": "4.5 Moderation"})
    people.end_appointment(cast.chair.appointments.get(), by=SYSTEM, ends=today() - timedelta(days=1))
    for page in (address, f"{address}adopt/"):
        assert "Nobody would be able to approve posts." in words(clerk.get(page))


def test_it_is_said_until_the_day_has_come(address: str, draft: PolicyVersion, cast, clerk: Client) -> None:
    write(draft, cast.clerk, {"value": ["chair"], "policy": "4.5 Moderation"})
    later = today() + timedelta(days=3)
    workflow.adopt_version(draft.pk, by=cast.clerk, adopted_on=today(), effective_from=later, minute_reference="26/114")
    assert "From midnight at the start of" in words(clerk.get(address))
    first = PolicyVersion.objects.get(number=1)
    assert "What changes for whom" not in words(clerk.get(f"/desk/policies/versions/{first.pk}/"))


# ------------------------------------------------------------------------------------------------ the queries
def test_pages_ask_no_more_for_more_people(
    address: str, draft: PolicyVersion, cast, clerk: Client, django_assert_max_num_queries
) -> None:
    write(draft, cast.clerk, {"value": ["deputy_clerk", "chair"], "policy": "4.5 Moderation"})
    for number in range(30):
        making.person(f"councillor_{number}", Office.COUNCILLOR)
    for page, most in ((f"{address}rules/", 12), (f"{address}rules/approval.offices/", 12), (address, 20)):
        with django_assert_max_num_queries(most):
            assert clerk.get(page).status_code == 200
