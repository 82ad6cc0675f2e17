"""A group from its application to its end, and what its editors show."""

from datetime import timedelta

import pytest

from accounts.clock import today
from accounts.history import SYSTEM
from accounts.refusals import BadInput, NotNow, NotYours
from email_log.models import OutgoingMail
from tests import making as councils
from tests.website_groups import making
from website_groups import workflow
from website_groups.content import Kind
from website_groups.life import GroupState, ItemState
from website_groups.links import link_of
from website_groups.models import Draft, Group, Invitation, Item, Occurrence, Takedown
from website_groups.recurrence import Repeat

pytestmark = pytest.mark.django_db


@pytest.mark.clause("groups-approved")
def test_a_group_is_public_only_once_the_council_has_approved_it(cast: councils.Cast) -> None:
    group = making.application()
    assert (group.state, list(Group.objects.public())) == (GroupState.APPLIED, [])
    workflow.check(group.pk, by=cast.clerk)
    assert list(Group.objects.public()) == []
    workflow.approve(group.pk, by=cast.clerk, approved_on=today(), minute_reference="FC 26/112")
    found = Group.objects.public().get()
    assert (found.minute_reference, found.approved_on) == ("FC 26/112", today())


@pytest.mark.clause("groups-approved")
def test_who_applied_is_invited_and_becomes_an_editor(cast: councils.Cast) -> None:
    group = making.approved(by=cast.clerk)
    invitation = Invitation.objects.get()
    assert (invitation.group, invitation.email) == (group, "association@allotments.example")
    person = workflow.join(invitation.pk, name="Joan Pettifer", password="7-onions-in-a-Row!")
    assert person.has_perm("website_groups.edit_group", group)
    assert not person.has_perm("website_groups.edit_group", making.approved("Silver band", by=cast.clerk))


@pytest.mark.clause("groups-maintain-own-pages")
def test_an_editor_publishes_a_page_of_their_own_group_at_once(cast: councils.Cast) -> None:
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    item = making.published(group, by=cast.group_editor)
    assert (item.state, item.title, Item.objects.public().get()) == (ItemState.LIVE, "About us", item)
    assert not Draft.objects.exists()


@pytest.mark.clause("groups-maintain-own-pages")
def test_an_editor_does_nothing_in_another_group(cast: councils.Cast) -> None:
    making.edited_by(cast.group_editor, by=cast.clerk)
    other = making.edited_by(cast.outsider, "Silver band", by=cast.clerk)
    item = making.published(other, by=cast.outsider)
    for act in (
        lambda: workflow.start(other.pk, Kind.PAGE, by=cast.group_editor),
        lambda: workflow.write(item.pk, making.content(), by=cast.group_editor, revision=0),
        lambda: workflow.publish(item.pk, by=cast.group_editor, revision=0),
        lambda: workflow.withdraw(item.pk, by=cast.group_editor),
        lambda: workflow.take_back(item.pk, 1, by=cast.group_editor),
        lambda: workflow.discard(item.pk, by=cast.group_editor),
        lambda: workflow.move(item.pk, by=cast.group_editor, up=True),
        lambda: workflow.change(other.pk, by=cast.group_editor, purpose="Mine"),
        lambda: workflow.invite(other.pk, by=cast.group_editor, name="A", email="a@b.example"),
        lambda: workflow.end(other.pk, by=cast.group_editor, reason="Mine"),
    ):
        with pytest.raises(NotYours):
            act()


def test_what_somebody_else_changed_meanwhile_is_never_overwritten(cast: councils.Cast) -> None:
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    item = making.written(group, by=cast.group_editor)
    with pytest.raises(NotNow, match="changed this meanwhile"):
        workflow.write(item.pk, making.content("Something older"), by=cast.group_editor, revision=1)
    assert Draft.objects.get(item=item).content.title == "About us"


@pytest.mark.clause("groups-maintain-own-pages")
def test_a_serious_finding_waits_for_the_council(cast: councils.Cast) -> None:
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    item = making.published(
        group,
        making.content(body="<p>I know where you live, you idiots, and I will hurt you.</p>"),
        by=cast.group_editor,
    )
    assert (item.state, item.live_version, Item.objects.public().count()) == (ItemState.NEW, None, 0)
    workflow.return_for_changes(item.pk, by=cast.clerk, version=item.waiting_version_id, remark="Be kind.")
    assert item.draft.content.title == "About us"


@pytest.mark.clause("groups-maintain-own-pages")
def test_where_the_council_wants_to_see_changes_first_they_wait(cast: councils.Cast) -> None:
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    councils.choose("groups", changes="once_accepted")
    item = making.published(group, by=cast.group_editor)
    assert Item.objects.public().count() == 0
    workflow.accept(item.pk, by=cast.clerk, version=item.waiting_version_id)
    assert Item.objects.public().get().title == "About us"
    with pytest.raises(NotNow, match="Accepted already by Clerk"):
        workflow.accept(item.pk, by=cast.deputy, version=item.waiting_version_id)


@pytest.mark.clause("groups-removal")
def test_all_of_a_group_is_taken_down_and_restored_exactly(cast: councils.Cast) -> None:
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    page, event = making.published(group, by=cast.group_editor), making.event(group, by=cast.group_editor)
    before = [(item.pk, item.live_version.document) for item in Item.objects.public().order_by("pk")]
    takedown = workflow.take_down(group.pk, by=cast.clerk, rule="Respectful", message="Please change it.")
    assert [Group.objects.public().count(), Item.objects.public().count(), Occurrence.objects.public().count()] == [
        0
    ] * 3
    workflow.restore(takedown.pk, by=cast.clerk)
    assert [(item.pk, item.live_version.document) for item in Item.objects.public().order_by("pk")] == before
    assert [page.pk, event.pk] == [pk for pk, _ in before]


@pytest.mark.clause("groups-removal")
def test_the_group_answers_and_somebody_else_looks_again(cast: councils.Cast) -> None:
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    item = making.published(group, by=cast.group_editor)
    takedown = workflow.take_down(group.pk, by=cast.clerk, rule="Respectful", message="Why.", item_id=item.pk)
    workflow.answer(takedown.pk, by=cast.group_editor, text="It was a joke, and it is gone.")
    with pytest.raises(NotYours, match="Somebody else"):
        workflow.look_again(takedown.pk, by=cast.clerk, verdict="restored", remark="Fine.")
    workflow.look_again(takedown.pk, by=cast.deputy, verdict="restored", remark="Fine.")
    assert Item.objects.public().get() == item


@pytest.mark.clause("groups-removal")
def test_a_suspension_ends_by_itself_on_its_day(cast: councils.Cast) -> None:
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    making.published(group, by=cast.group_editor)
    until = today() + timedelta(days=7)
    takedown = workflow.take_down(group.pk, by=cast.clerk, rule="Respectful", message="A week.", until=until)
    assert not workflow.lift_suspension(takedown.pk, by=SYSTEM, day=until - timedelta(days=1))
    assert workflow.lift_suspension(takedown.pk, by=SYSTEM, day=until)
    assert Takedown.objects.get().ended_by is None
    assert Item.objects.public().count() == 1


def test_a_repeating_event_has_its_dates_two_years_ahead(cast: councils.Cast) -> None:
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    event = making.event(group, by=cast.group_editor, repeat=Repeat.WEEKLY)
    assert 90 < event.occurrences.count() <= 106


@pytest.mark.clause("groups-approved")
@pytest.mark.parametrize("name", ["desborough", "thornbury"])
def test_where_the_rules_have_no_groups_nobody_can_apply(db: None, name: str) -> None:
    councils.found(name)
    with pytest.raises(NotYours):
        making.application()


def test_a_leaver_loses_the_right_at_once_and_the_last_cannot_leave_alone(cast: councils.Cast) -> None:
    group = making.edited_by(cast.group_editor, by=cast.clerk)
    with pytest.raises(NotNow, match="Nobody would look after"):
        workflow.remove_editor(group.pk, cast.group_editor, by=cast.group_editor)
    workflow.remove_editor(group.pk, cast.group_editor, by=cast.clerk, reason="Moved away.")
    assert not type(cast.group_editor).objects.get(pk=cast.group_editor.pk).has_perm("website_groups.edit_group", group)


def test_an_address_that_somebody_has_gets_no_second_sign_in(cast: councils.Cast) -> None:
    group = making.approved(by=cast.clerk)
    invitation = workflow.invite(group.pk, by=cast.clerk, name="Another", email=cast.outsider.email)
    with pytest.raises(NotNow, match="signs in with"):
        workflow.join(invitation.pk, name="Another", password="7-onions-in-a-Row!")


def test_two_groups_of_one_name_are_refused_and_addresses_stay_free(cast: councils.Cast) -> None:
    making.application("Events")
    assert Group.objects.get().slug == "events-2"
    with pytest.raises(BadInput, match="of this name"):
        making.application("events")


def test_those_concerned_are_told(cast: councils.Cast) -> None:
    making.approved(by=cast.clerk)
    told = {(mail.subject, address) for mail in OutgoingMail.objects.all() for address in mail.to}
    assert told == {
        ("A local group would like to have pages: Thornby Allotment Association", "clerk@council.example"),
        ("A local group would like to have pages: Thornby Allotment Association", "deputy@council.example"),
        ("We have your application for Thornby Allotment Association", "association@allotments.example"),
        ("Look after the pages of Thornby Allotment Association", "association@allotments.example"),
    }


def test_the_link_of_an_invitation_is_not_kept(cast: councils.Cast) -> None:
    making.approved(by=cast.clerk)
    assert not [mail for mail in OutgoingMail.objects.all() if link_of(Invitation.objects.get()) in mail.text]
