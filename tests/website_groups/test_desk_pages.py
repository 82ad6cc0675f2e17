"""The council's side: the list, one group, each act with what it says afterwards, decisions and take-downs."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.clock import today
from accounts.models import User
from policies import founding
from policies.rules import meaning as means
from tests import making as councils
from tests.website_groups import making
from website_groups import workflow
from website_groups.desk_urls import urlpatterns
from website_groups.desk_views.lists import ON_A_PAGE
from website_groups.life import GroupState
from website_groups.models import Group, Invitation, Item, ItemDecision, Problem, ProblemOutcome, Takedown

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
LIST = "/desk/groups/"
RUDE = "<p>I know where you live, you idiots, and I will hurt you.</p>"


def words(answer: object) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def said(answer: object) -> str:
    """The message after an act."""
    return " ".join(str(message) for message in answer.context["messages"])


@pytest.fixture
def clerk(cast: councils.Cast, signed_in: SignIn) -> Client:
    return signed_in(cast.clerk)


@pytest.fixture
def editor(cast: councils.Cast, signed_in: SignIn) -> Client:
    return signed_in(cast.group_editor)


@pytest.fixture
def group(cast: councils.Cast) -> Group:
    return making.edited_by(cast.group_editor, by=cast.clerk)


def page(group: Group, act: str = "") -> str:
    return f"/desk/groups/{group.pk}/{f'{act}/' if act else ''}"


# ---------------------------------------------------------------------------------------------- who may open what
def addresses(group: Group, item: Item, takedown: Takedown, other: dict[str, int]) -> list[str]:
    """Every page of this side, with keys that there are."""
    keys = {"pk": group.pk, "item": item.pk, **other}
    own = {"decide": {"pk": item.pk}, "takedown": {"pk": takedown.pk}}
    return [
        reverse(
            f"group_desk:{one.name}",
            kwargs=own.get(one.name, {name: keys[name] for name in one.pattern.converters}),
        )
        for one in urlpatterns
    ]


@pytest.mark.clause("groups-approved")
def test_only_the_council_opens_its_pages_and_no_address_is_forgotten(
    group: Group, cast: councils.Cast, signed_in: SignIn, client: Client
) -> None:
    item = making.published(group, by=cast.group_editor)
    takedown = workflow.take_down(group.pk, by=cast.clerk, rule="R", message="M", item_id=item.pk)
    sent = workflow.invite(group.pk, by=cast.clerk, name="Ann", email="ann@else.example")
    problem = workflow.report(group.pk, text="That is my picture.")
    every = addresses(
        group, item, takedown, {"person": cast.group_editor.pk, "invitation": sent.pk, "problem": problem.pk}
    )
    assert len(every) == len(urlpatterns)
    both_sides = reverse("group_desk:takedown", args=[takedown.pk])
    before = list(Group.history.values_list("pk"))
    for address in every:
        assert client.get(address).status_code == 302, address
        for person in (cast.outsider, cast.councillor, cast.volunteer):
            for answer in (signed_in(person).get(address), signed_in(person).post(address, {"reason": "So."})):
                assert answer.status_code in (403, 405), address
        answer = signed_in(cast.group_editor).get(address)
        assert (answer.status_code == 200) == (address == both_sides), address
        assert signed_in(cast.clerk).get(address).status_code in (200, 405), address
    assert list(Group.history.values_list("pk")) == before


@pytest.mark.clause("groups-approved")
@pytest.mark.parametrize("name", ["desborough", "thornbury"])
def test_where_the_policy_has_no_groups_there_is_no_such_page(db: None, signed_in: SignIn, name: str) -> None:
    councils.found(name)
    clerk = signed_in(councils.cast().clerk)
    assert {clerk.get(f"/desk/groups/{word}").status_code for word in ("", "enter/", "1/", "decide/1/")} == {404}
    assert "/desk/groups/" not in clerk.get("/desk/").content.decode()


def test_the_menu_leads_there_for_those_who_may_see_groups(cast: councils.Cast, signed_in: SignIn) -> None:
    shown = {
        name for name, person in cast.everybody().items() if LIST in signed_in(person).get("/desk/").content.decode()
    }
    assert shown == {"clerk", "deputy", "assistant", "employee"}


# ------------------------------------------------------------------------------------------------------- the list
def test_the_list_begins_with_what_waits(clerk: Client, cast: councils.Cast) -> None:
    assert "No application waits." in words(clerk.get(LIST))
    making.application("Silver band")
    making.approved("Allotments", by=cast.clerk)
    shown = words(clerk.get(LIST))
    assert shown.index("Silver band") < shown.index("Groups by name") < shown.index("Allotments")


def test_it_is_searched_by_name_and_by_state(clerk: Client, group: Group, cast: councils.Cast) -> None:
    making.approved("Silver band", by=cast.clerk)
    left = making.approved("Chess club", by=cast.clerk)
    workflow.end(left.pk, by=cast.clerk, reason="It has closed.")
    workflow.take_down(group.pk, by=cast.clerk, rule="R", message="M")

    def found(query: str) -> list[str]:
        return [one.name for one in clerk.get(f"{LIST}?{query}").context["groups"]]

    assert found("q=BAND") == ["Silver band"]
    assert found("pile=left") == ["Chess club"]
    assert found("pile=down") == ["Thornby Allotment Association"]
    assert found("pile=refused") == []
    assert found("pile=nonsense&q=band") == ["Silver band", "Thornby Allotment Association"]
    assert found("after=99999999999999999999") == found("")
    assert "There is no group like this." in words(clerk.get(f"{LIST}?q=nothing"))


def test_it_is_turned_page_by_page_with_the_same_number_of_queries(clerk: Client, cast: councils.Cast) -> None:
    for number in range(3):
        making.approved(f"Group {number:03}", by=cast.clerk)
    clerk.get(LIST)
    with CaptureQueriesContext(connection) as few:
        clerk.get(LIST)
    for number in range(3, ON_A_PAGE + 2):
        making.approved(f"Group {number:03}", by=cast.clerk)
    with CaptureQueriesContext(connection) as many:
        first = clerk.get(LIST)
    assert len(many) == len(few)
    second = clerk.get(f"{LIST}?{first.context['more']}")
    names = [one.name for answer in (first, second) for one in answer.context["groups"]]
    assert names == [f"Group {number:03}" for number in range(ON_A_PAGE + 2)]
    assert "From the first" in words(second)


@pytest.mark.clause("groups-approved")
def test_where_groups_confirm_yearly_those_that_have_not_are_found(clerk: Client, group: Group) -> None:
    assert "To confirm" not in words(clerk.get(LIST))
    councils.choose("groups", confirmed_every=12)
    assert clerk.get(f"{LIST}?pile=overdue").context["groups"] == []
    make_overdue(group)
    assert [one.name for one in clerk.get(f"{LIST}?pile=overdue").context["groups"]] == [group.name]
    assert "have not confirmed since" in words(clerk.get(page(group)))


def make_overdue(group: Group) -> None:
    """As if more than a year had passed, past every guard."""
    QuerySet(Group).filter(pk=group.pk).update(confirmed_on=today() - timedelta(days=400))


# ----------------------------------------------------------------------------------------------- a group's life
@pytest.mark.clause("groups-approved")
def test_from_the_letter_to_the_approval(clerk: Client) -> None:
    given = {
        "name": "Silver band",
        "category": "arts",
        "purpose": "We play.",
        "leader": "Tom Reed",
        "applicant": "Tom Reed",
        "applicant_email": "tom@band.example",
        "accepted": "on",
    }
    answer = clerk.post(f"{LIST}enter/", given, follow=True)
    group = Group.objects.get()
    assert "It is not public: the Council has still to approve it." in said(answer)
    assert group.conditions.startswith("The Council approves each group.")
    answer = clerk.post(page(group, "check"), {"remark": "They are known to us."}, follow=True)
    assert "waits for the Council’s approval. It is not public." in said(answer)
    tomorrow = today() + timedelta(days=1)
    assert "today at the latest" in words(clerk.post(page(group, "approve"), {"approved_on": tomorrow.isoformat()}))
    answer = clerk.post(page(group, "approve"), {"approved_on": today().isoformat()}, follow=True)
    assert "The public finds it under /groups/silver-band/. Tom Reed is invited" in said(answer)
    assert Group.objects.get().minute_reference == ""
    assert Invitation.objects.get().email == "tom@band.example"


def test_without_the_tick_no_conditions_are_kept(clerk: Client) -> None:
    given = {"name": "Band", "category": "arts", "purpose": "We play.", "leader": "Tom", "applicant": "Tom"}
    clerk.post(f"{LIST}enter/", given | {"applicant_email": "tom@band.example"})
    assert Group.objects.get().conditions == ""
    assert "It is not noted that it accepted the conditions." in words(clerk.get(page(Group.objects.get())))


@pytest.mark.clause("groups-approved")
def test_not_approved_needs_a_reason(clerk: Client) -> None:
    group = making.application()
    assert "Say why: the group is told" in words(clerk.post(page(group, "refuse"), {"reason": " "}))
    answer = clerk.post(page(group, "refuse"), {"reason": "It is a business."}, follow=True)
    assert "is not approved. Joan Pettifer hears of it by e-mail." in said(answer)
    assert Group.objects.get().state == GroupState.REFUSED
    assert "It is a business." in words(clerk.get(page(group)))


def test_details_and_name_are_changed_and_the_address_stays(clerk: Client, group: Group) -> None:
    form = clerk.get(page(group, "change")).context["form"]
    given = {name: field.value() for name, field in ((one, form[one]) for one in form.fields)}
    answer = clerk.post(page(group, "change"), given | {"name": "Allotments {old}", "contact_email": "x"}, follow=True)
    assert "Give the whole address" in words(answer)
    answer = clerk.post(page(group, "change"), given | {"name": "Allotments {old}"}, follow=True)
    assert said(answer) == "It is changed. The public finds it under /groups/thornby-allotment-association/."
    assert Group.objects.get().name == "Allotments {old}"
    assert clerk.get(page(group, "end")).status_code == 200


@pytest.mark.clause("groups-approved")
def test_a_group_leaves_and_comes_back(clerk: Client, group: Group) -> None:
    assert "Say why" in words(clerk.post(page(group, "end"), {"reason": ""}))
    answer = clerk.post(page(group, "end"), {"reason": "It has closed."}, follow=True)
    assert "has left. Nothing of it is public now. Its editors hear of it by e-mail." in said(answer)
    assert "Let it come back" in words(answer)
    answer = clerk.post(page(group, "return"), {"reason": ""}, follow=True)
    assert "is back. The public finds it under" in said(answer)


def test_what_cannot_be_done_now_is_said_and_leads_back_to_the_group(clerk: Client, group: Group) -> None:
    answer = clerk.post(page(group, "check"), {"remark": ""})
    assert answer.status_code == 409
    assert "This cannot be done now" in words(answer)
    assert f'href="{page(group)}">See where it is now' in answer.content.decode()


# -------------------------------------------------------------------------------------------------------- editors
@pytest.mark.clause("groups-maintain-own-pages")
def test_editors_are_invited_and_removed(clerk: Client, group: Group, cast: councils.Cast) -> None:
    answer = clerk.post(page(group, "invite"), {"name": "Ann", "email": "ann"})
    assert "such as joan@allotments.example" in words(answer)
    answer = clerk.post(page(group, "invite"), {"name": "Ann", "email": "ann@else.example"}, follow=True)
    assert said(answer) == "Ann is invited. The link goes to ann@else.example and works for two weeks."
    assert "ann@else.example" in words(answer)
    sent = Invitation.objects.get(email="ann@else.example")
    answer = clerk.post(page(group, f"invitations/{sent.pk}"), follow=True)
    assert said(answer) == "The invitation of Ann is withdrawn. Its link does nothing any more."
    answer = clerk.post(page(group, f"editors/{cast.group_editor.pk}/remove"), {"reason": "Moved."}, follow=True)
    assert "They can change nothing" in said(answer)
    assert not User.objects.get(pk=cast.group_editor.pk).has_perm("website_groups.edit_group", group)
    record = words(clerk.get(page(group))).partition("The record")[2]
    assert "Invited: Ann by Clerk" in record
    assert "Invitation withdrawn: Ann by Clerk" in record
    assert "Editor removed by Clerk" in record


def test_an_invitation_to_another_group_is_not_found_here(clerk: Client, group: Group, cast: councils.Cast) -> None:
    other = making.approved("Silver band", by=cast.clerk)
    sent = Invitation.objects.get(group=other)
    assert clerk.post(page(group, f"invitations/{sent.pk}")).status_code == 404


# ------------------------------------------------------------------------------------------------------- problems
def test_a_problem_waits_until_somebody_notes_what_came_of_it(clerk: Client, group: Group) -> None:
    problem = workflow.report(group.pk, text="That is my picture.", reply_to="ann@else.example")
    assert "They can be reached at ann@else.example." in words(clerk.get(page(group)))
    assert "A problem with Thornby Allotment Association" in words(clerk.get("/desk/"))
    settle = page(group, f"problems/{problem.pk}")
    assert "Say what came of it." in words(clerk.post(settle, {"text": ""}))
    answer = clerk.post(settle, {"text": "They took it out."}, follow=True)
    assert "What came of it: They took it out." in words(answer)
    assert clerk.post(settle, {"text": "Again."}).status_code == 409
    assert ProblemOutcome.objects.count() == Problem.objects.count() == 1
    assert "A problem with" not in words(clerk.get("/desk/"))


# ------------------------------------------------------------------------------------------------------- deciding
@pytest.mark.clause("groups-maintain-own-pages")
def test_what_waits_is_shown_marked_compared_and_decided(clerk: Client, group: Group, cast: councils.Cast) -> None:
    item = making.published(group, by=cast.group_editor)
    workflow.write(item.pk, making.content(body=RUDE), by=cast.group_editor, revision=0)
    item = workflow.publish(item.pk, by=cast.group_editor, revision=1)
    address = reverse("group_desk:decide", args=[item.pk])
    shown = clerk.get(address)
    for expected in (
        "What would be public Local group: Thornby Allotment Association",
        "I know where you live",
        "What differs from what the public sees now",
        "Words that read as a threat",
        "in the text",
    ):
        assert expected in words(shown)
    assert "<del>" in shown.content.decode()
    version = str(item.waiting_version_id)
    assert "Say what should change" in words(clerk.post(address, {"decision": "return", "version": version}))
    assert "Choose whether you accept it" in words(clerk.post(address, {"version": version}))
    assert "Open the page again" in words(clerk.post(address, {"decision": "accept"}))
    answer = clerk.post(address, {"decision": "return", "version": version, "remark": "Be kind."}, follow=True)
    assert "is back with Thornby Allotment Association" in said(answer)
    assert "What was public before stays as it is." in said(answer)
    late = clerk.post(address, {"decision": "accept", "version": version})
    assert (late.status_code, "Returned for changes already by Clerk." in words(late)) == (409, True)


@pytest.mark.clause("groups-disclaimer")
@pytest.mark.parametrize("name", ["faversham", "sevenoaks", "barton_le_clay", "model"])
def test_the_mark_stands_above_what_a_group_writes_in_the_councils_words(
    db: None, signed_in: SignIn, name: str
) -> None:
    councils.found(name)
    cast = councils.cast()
    item = making.published(making.edited_by(cast.group_editor, by=cast.clerk), by=cast.group_editor)
    shown = words(signed_in(cast.clerk).get(reverse("group_desk:decide", args=[item.pk])))
    own = means.words_of_the_mark(founding.read(name).rules)
    assert f"Local group: Thornby Allotment Association {own}" in shown
    assert shown.index(own) < shown.index("Sixty-two plots")


@pytest.mark.clause("groups-maintain-own-pages")
def test_what_is_accepted_is_public_and_says_where(clerk: Client, group: Group, cast: councils.Cast) -> None:
    councils.choose("groups", changes="once_accepted")
    item = making.published(group, by=cast.group_editor)
    given = {"decision": "accept", "version": str(item.waiting_version_id), "remark": ""}
    answer = clerk.post(reverse("group_desk:decide", args=[item.pk]), given, follow=True)
    public = Item.objects.public().get()
    assert f"“About us” is accepted. The public finds it under {public.get_absolute_url()}." in said(answer)
    assert ItemDecision.objects.get().by == cast.clerk


def test_what_the_group_has_changed_meanwhile_is_not_decided_on(
    clerk: Client, group: Group, cast: councils.Cast
) -> None:
    councils.choose("groups", changes="once_accepted")
    item = making.published(group, by=cast.group_editor)
    older = str(item.waiting_version_id)
    workflow.write(item.pk, making.content("About us all"), by=cast.group_editor, revision=0)
    workflow.publish(item.pk, by=cast.group_editor, revision=1)
    answer = clerk.post(reverse("group_desk:decide", args=[item.pk]), {"decision": "accept", "version": older})
    assert (answer.status_code, "The group has changed or withdrawn this meanwhile." in words(answer)) == (409, True)


@pytest.mark.clause("groups-maintain-own-pages")
def test_who_edits_the_group_does_not_decide_on_it(clerk: Client, cast: councils.Cast) -> None:
    group = making.edited_by(cast.clerk, by=cast.deputy)
    councils.choose("groups", changes="once_accepted")
    item = making.published(group, by=cast.clerk)
    shown = words(clerk.get(reverse("group_desk:decide", args=[item.pk])))
    assert "so somebody else decides on this" in shown
    assert "Save my decision" not in shown
    assert "Look at: About us" not in words(clerk.get("/desk/"))


def test_a_draft_is_the_groups_alone(clerk: Client, group: Group, cast: councils.Cast) -> None:
    item = making.written(group, making.content("A secret plan"), by=cast.group_editor)
    for address in (page(group), reverse("group_desk:decide", args=[item.pk])):
        assert "secret" not in clerk.get(address).content.decode()


# ---------------------------------------------------------------------------------------------------- taking down
def typed(**changes: str) -> dict[str, str]:
    return {"rule": "other", "other": "Respect", "message": "Please change it.", "until": ""} | changes


@pytest.mark.clause("groups-removal")
def test_all_of_a_group_is_taken_down_answered_looked_at_and_restored(
    clerk: Client, editor: Client, group: Group, cast: councils.Cast, signed_in: SignIn
) -> None:
    making.published(group, by=cast.group_editor)
    rule = clerk.get(page(group, "take-down")).context["form"].fields["rule"].choices[0][0]
    answer = clerk.post(page(group, "take-down"), typed(rule=rule), follow=True)
    assert "All of “Thornby Allotment Association” is taken down" in said(answer)
    takedown = Takedown.objects.get()
    assert takedown.rule == rule == "What we publish is polite, accurate and of use to the people it is meant for."
    address = reverse("group_desk:takedown", args=[takedown.pk])
    theirs = words(editor.get(address))
    assert "Please change it." in theirs
    assert "The record" not in theirs
    assert "Restore it now" not in theirs
    assert "Write what you want to say." in words(editor.post(address, {"answer": "1", "answer-text": " "}))
    answer = editor.post(address, {"answer": "1", "answer-text": "It was a joke."}, follow=True)
    assert "Your answer has arrived." in said(answer)
    assert "It waits for Deputy, who did not take it down" in words(clerk.get(address))
    refused = clerk.post(address, {"look": "1", "look-verdict": "stays", "look-remark": "So."})
    assert (refused.status_code, "Somebody else looks at it again" in words(refused)) == (403, True)
    deputy = signed_in(cast.deputy)
    assert "Look again: all of Thornby Allotment Association" in words(deputy.get("/desk/"))
    assert "Look again" not in words(clerk.get("/desk/"))
    assert "Say why" in words(deputy.post(address, {"look": "1", "look-verdict": "restored"}))
    answer = deputy.post(address, {"look": "1", "look-verdict": "restored", "look-remark": "Fine."}, follow=True)
    assert "is public again, exactly as before, under /groups/thornby-allotment-association/." in said(answer)
    assert Group.objects.public().get() == group


@pytest.mark.clause("groups-removal")
def test_one_item_is_taken_down_for_a_time_and_restored(clerk: Client, group: Group, cast: councils.Cast) -> None:
    item = making.published(group, by=cast.group_editor)
    address = page(group, f"take-down/{item.pk}")
    assert "Say which rule it broke." in words(clerk.post(address, typed(other=" ")))
    assert "Choose the rule" in words(clerk.post(address, typed(rule="")))
    assert "Write to the group why" in words(clerk.post(address, typed(message="")))
    assert "Choose a day in the future" in words(clerk.post(address, typed(until=today().isoformat())))
    until = today() + timedelta(days=7)
    answer = clerk.post(address, typed(until=until.isoformat()), follow=True)
    assert "“About us” is taken down until" in said(answer)
    takedown = Takedown.objects.get()
    assert clerk.post(address, typed()).status_code == 409
    workflow.take_down(group.pk, by=cast.clerk, rule="R", message="M")
    restore = reverse("group_desk:takedown", args=[takedown.pk])
    answer = clerk.post(restore, {"restore": "1", "restore-reason": ""}, follow=True)
    assert "is still taken down, so nothing of it is public yet" in said(answer)
    again = clerk.post(restore, {"restore": "1", "restore-reason": ""})
    assert (again.status_code, "It has been restored already." in words(again)) == (409, True)


@pytest.mark.clause("groups-removal")
def test_what_the_group_has_withdrawn_meanwhile_does_not_come_back(
    clerk: Client, group: Group, cast: councils.Cast
) -> None:
    item = making.published(group, by=cast.group_editor)
    takedown = workflow.take_down(group.pk, by=cast.clerk, rule="R", message="M", item_id=item.pk)
    workflow.withdraw(item.pk, by=cast.group_editor)
    answer = clerk.post(reverse("group_desk:takedown", args=[takedown.pk]), {"restore": "1"}, follow=True)
    assert "The group itself has withdrawn it, so it is not public." in said(answer)


def test_a_press_that_says_nothing_does_nothing(clerk: Client, group: Group, cast: councils.Cast) -> None:
    takedown = workflow.take_down(group.pk, by=cast.clerk, rule="R", message="M")
    answer = clerk.post(reverse("group_desk:takedown", args=[takedown.pk]), {"reason": "x"})
    assert answer.status_code == 400
    assert Takedown.objects.get().is_running


@pytest.mark.clause("groups-removal")
def test_another_groups_editor_sees_nothing_of_it(group: Group, cast: councils.Cast, signed_in: SignIn) -> None:
    making.edited_by(cast.outsider, "Silver band", by=cast.clerk)
    takedown = workflow.take_down(group.pk, by=cast.clerk, rule="R", message="A secret message.")
    address = reverse("group_desk:takedown", args=[takedown.pk])
    for answer in (signed_in(cast.outsider).get(address), signed_in(cast.outsider).post(address, {"answer": "1"})):
        assert answer.status_code == 403
        assert "secret" not in answer.content.decode()


def test_an_item_of_another_group_is_not_taken_down_here(clerk: Client, group: Group, cast: councils.Cast) -> None:
    other = making.edited_by(cast.outsider, "Silver band", by=cast.clerk)
    item = making.published(other, by=cast.outsider)
    assert clerk.get(page(group, f"take-down/{item.pk}")).status_code == 404
    assert clerk.post(page(group, f"take-down/{item.pk}"), typed()).status_code == 404


# --------------------------------------------------------------------------------------------------- the group page
def test_the_groups_page_costs_the_same_however_much_it_shows(clerk: Client, group: Group, cast: councils.Cast) -> None:
    making.published(group, by=cast.group_editor)
    clerk.get(page(group))
    with CaptureQueriesContext(connection) as few:
        clerk.get(page(group))
    for number in range(12):
        making.published(group, making.content(f"Page {number}"), by=cast.group_editor)
    with CaptureQueriesContext(connection) as many:
        shown = clerk.get(page(group))
    assert len(many) == len(few)
    assert len(shown.context["items"]) == 13
    assert "Page 11" not in words(clerk.get(f"{page(group)}?before={shown.context['items'][0].pk}"))
