"""What the database itself refuses, when somebody goes past the product with SQL of their own."""

# ruff: noqa: S608 - SQL put together from the names of our own tables is what is tried here

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.mail import EmailMessage
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from accounts import workflow as people
from accounts.clock import today
from accounts.history import SYSTEM
from accounts.mail import MailClass, classed
from accounts.models import User
from accounts.triggers import kept_models
from council import workflow as statement
from email_log import workflow as mail
from policies import workflow as policies
from policies.models import Policy, Reminder, Review
from posts import workflow
from posts.content import Variant
from posts.life import State
from posts.models import Post
from tests import making
from tests.architecture.recipes import BARRIER
from tests.posts.by_mail import letters
from tests.website_groups import making as group_making
from website_groups import workflow as groups

pytestmark = pytest.mark.each_database

KEPT = sorted(model._meta.db_table for model in kept_models())
NAMED_IN_THE_DESIGN = {
    "accounts_historicalappointment",
    "accounts_historicaluser",
    "email_log_outgoingmail",
    "policies_acknowledgement",
    "policies_historicalpolicyversion",
    "channels_historicaldelivery",
    "posts_decision",
    "posts_historicalpost",
    "posts_historicalpostgrant",
    "posts_postversion",
}
ON_POSTGRESQL = connection.vendor == "postgresql"


def run(sql: str, values: Iterable[Any] = ()) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [plain(value) for value in values])


def plain(value: Any) -> Any:
    """SQLite stores a UUID as its digits."""
    return value.hex if isinstance(value, UUID) and not ON_POSTGRESQL else value


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        return int(cursor.fetchone()[0])


@pytest.fixture
def waiting(cast: making.Cast) -> Post:
    making.read_by(cast.councillor)
    return making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk)


@pytest.fixture
def another_version(cast: making.Cast, waiting: Post) -> UUID:
    other = making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk, title="The bridge is open")
    return other.current_version_id


def of_groups(cast: making.Cast) -> None:
    """A row in every kept table of local groups."""
    group = group_making.edited_by(cast.group_editor, by=cast.clerk)
    with_picture = group_making.content(pictures=(making.picture(),))
    item = group_making.published(group, with_picture, by=cast.group_editor)
    making.choose("groups", changes="once_accepted")
    waiting = group_making.published(group, by=cast.group_editor)
    groups.accept(waiting.pk, by=cast.clerk, version=waiting.waiting_version_id)
    problem = groups.report(group.pk, text="That is my picture.")
    groups.settle(problem.pk, by=cast.clerk, text="It is theirs.")
    groups.take_down(group.pk, by=cast.clerk, rule="R", message="M", item_id=item.pk)


@pytest.fixture
def everything(cast: making.Cast) -> None:
    """A row in every table that is kept."""
    making.read_by(*cast.everybody().values())
    clerk, employee, begins = cast.clerk, cast.employee, today()
    committee = people.make_committee("Allotments", by=clerk)
    people.seat(cast.councillor, committee, by=clerk, begins=begins)
    people.call_meeting(by=clerk, starts_at=timezone.now())
    people.record_absence(clerk, by=clerk, begins=begins, ends=begins)
    matter = people.open_matter("Mill Lane road works", by=clerk)
    workflow.delegate_matter(matter, by=clerk, to=employee, ends=begins, reason="The Clerk is away.")
    workflow.allow_kind("other", by=clerk)
    content = making.content(pictures=(making.picture(),), channels=(Variant("facebook"),))
    post = workflow.submit(workflow.write(content, by=cast.councillor).pk, by=cast.councillor)
    workflow.delegate(post.pk, by=clerk, to=employee, ends=begins, reason="The Clerk is away.")
    workflow.note_opening(post, by=clerk)
    making.put_out(post, approver=clerk)
    policy = Policy.objects.get()
    policies.ask(by=employee, kind="advice", text="May I answer him?")
    policies.recommend(policy.pk, by=employee, text="Name the Deputy.")
    policies.renew_calendar(clerk, by=clerk)
    review = Review.objects.get()
    with transaction.atomic():
        facts = {"due_on": review.due_on, "step": 0, "belongs_to": review.due_on, "made_at": timezone.now()}
        Reminder(review=review, person=clerk, **facts).keep()
    workflow.take_letter(letters.letter(), by=clerk, answer=False)
    policies.raise_procedure(
        cast.chair, by=clerk, what="A post of theirs.", raised_on=begins, procedure="Code of Conduct"
    )
    of_groups(cast)
    statement.note_barrier(by=clerk, **BARRIER)
    statement.review_statement(by=clerk)
    statement.report(by=SYSTEM, happened="I could not read the map.")
    mail.put_on_record([classed(EmailMessage("Hello", "Good morning.", to=["ann@else.example"]), MailClass.SERVICE)])


# ------------------------------------------------------------------------------- only what is approved goes out
@pytest.mark.clause("post-moderators")
@pytest.mark.parametrize("state", ["scheduled", "published"])
def test_no_post_goes_out_without_an_approved_version(waiting: Post, state: str) -> None:
    now = timezone.now()
    with pytest.raises(IntegrityError):
        run(
            "UPDATE posts_post SET state = %s, publish_at = %s, published_at = %s, approved_version_id = NULL"
            " WHERE id = %s",
            [state, now, now, waiting.pk],
        )
    assert Post.objects.get(pk=waiting.pk).state == State.SUBMITTED


@pytest.mark.clause("post-moderators")
@pytest.mark.parametrize("state", ["scheduled", "published"])
def test_no_post_goes_out_with_another_version_than_the_approved(
    waiting: Post, another_version: UUID, state: str
) -> None:
    now = timezone.now()
    with pytest.raises(IntegrityError):
        run(
            "UPDATE posts_post SET state = %s, publish_at = %s, published_at = %s, approved_version_id = %s"
            " WHERE id = %s",
            [state, now, now, another_version, waiting.pk],
        )
    assert Post.objects.get(pk=waiting.pk).state == State.SUBMITTED


@pytest.mark.clause("post-moderators")
@pytest.mark.parametrize("state", [State.SCHEDULED, State.PUBLISHED])
@pytest.mark.parametrize("value", ["another", "none"])
def test_what_is_out_keeps_the_version_that_was_approved(
    cast: making.Cast, another_version: UUID, state: State, value: str
) -> None:
    post = making.post_in(state, author=cast.councillor, approver=cast.clerk)
    version = another_version if value == "another" else None
    with pytest.raises(IntegrityError):
        run("UPDATE posts_post SET approved_version_id = %s WHERE id = %s", [version, post.pk])
    if version:
        with pytest.raises(IntegrityError):
            run("UPDATE posts_post SET current_version_id = %s WHERE id = %s", [version, post.pk])
    assert Post.objects.get(pk=post.pk).approved_version_id == post.current_version_id


@pytest.mark.parametrize("column", ["publish_at", "published_at"])
def test_what_is_published_has_its_hours(cast: making.Cast, column: str) -> None:
    making.read_by(cast.councillor)
    post = making.post_in(State.PUBLISHED, author=cast.councillor, approver=cast.clerk)
    with pytest.raises(IntegrityError):
        run(f"UPDATE posts_post SET {column} = NULL WHERE id = %s", [post.pk])


def test_there_is_no_other_state(waiting: Post) -> None:
    with pytest.raises(IntegrityError):
        run("UPDATE posts_post SET state = 'approved' WHERE id = %s", [waiting.pk])


def test_the_same_update_is_taken_where_the_version_is_the_approved_one(waiting: Post) -> None:
    """Guards the tests above: it is the version that makes the difference."""
    now = timezone.now()
    run(
        "UPDATE posts_post SET state = 'published', publish_at = %s, published_at = %s,"
        " approved_version_id = current_version_id WHERE id = %s",
        [now, now, waiting.pk],
    )
    assert Post.objects.get(pk=waiting.pk).state == State.PUBLISHED


# ------------------------------------------------------------------------------------------------ people
def test_nobody_becomes_a_superuser(cast: making.Cast) -> None:
    with pytest.raises(IntegrityError):
        run("UPDATE accounts_user SET is_superuser = %s WHERE id = %s", [True, cast.clerk.pk])
    assert not User.objects.get(pk=cast.clerk.pk).is_superuser


def test_two_people_never_share_an_address_in_another_case(cast: making.Cast) -> None:
    with pytest.raises(IntegrityError):
        run("UPDATE accounts_user SET email = %s WHERE id = %s", ["CLERK@council.example", cast.deputy.pk])


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize(
    "table",
    [
        "accounts_appointment",
        "accounts_committeemembership",
        "accounts_absence",
        "accounts_mattergrant",
        "posts_postgrant",
    ],
)
def test_nothing_ends_before_it_begins(table: str) -> None:
    with pytest.raises(IntegrityError):
        run(f"UPDATE {table} SET ends = %s, begins = %s", [today() - timedelta(days=1), today()])


def test_a_policy_is_in_force_after_its_adoption_at_the_earliest(cast: making.Cast) -> None:
    draft = policies.begin_version(Policy.objects.get().pk, by=cast.clerk)
    with pytest.raises(IntegrityError):
        run(
            "UPDATE policies_policyversion SET effective_from = %s, adopted_on = %s WHERE id = %s",
            [today() - timedelta(days=1), today(), draft.pk],
        )


def test_there_is_one_council(cast: making.Cast) -> None:
    with pytest.raises(IntegrityError):
        run("UPDATE accounts_council SET id = 2")


def test_the_policy_is_acknowledged_once(cast: making.Cast) -> None:
    making.read_by(cast.clerk)
    with pytest.raises(IntegrityError):
        run(
            "INSERT INTO policies_acknowledgement (user_id, version_id, given_at)"
            " SELECT user_id, version_id, given_at FROM policies_acknowledgement"
        )


# --------------------------------------------------------------------------------------------- the record
def test_the_record_is_what_the_design_says() -> None:
    assert NAMED_IN_THE_DESIGN - set(KEPT) == set()


@pytest.mark.usefixtures("everything")
def test_every_kept_table_has_a_row_to_try_it_on() -> None:
    assert [table for table in KEPT if count(table) == 0] == []


@pytest.mark.usefixtures("everything")
def test_no_row_of_the_record_can_be_changed() -> None:
    for table in KEPT:
        column = "history_id" if "_historical" in table else "id"
        with pytest.raises(DatabaseError, match="the record cannot be changed"):
            run(f"UPDATE {table} SET {column} = {column}")


@pytest.mark.usefixtures("everything")
def test_no_row_of_the_record_can_be_deleted() -> None:
    before = {table: count(table) for table in KEPT}
    for table in KEPT:
        with pytest.raises(DatabaseError, match="the record cannot be changed"):
            run(f"DELETE FROM {table}")
    assert {table: count(table) for table in KEPT} == before


@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite has no TRUNCATE; its DELETE is refused above")
@pytest.mark.usefixtures("everything")
def test_no_table_of_the_record_can_be_emptied() -> None:
    before = {table: count(table) for table in KEPT}
    connection.check_constraints()  # PostgreSQL truncates no table while checks are still to come
    for table in KEPT:
        with pytest.raises(DatabaseError, match="the record cannot be changed"):
            run(f"TRUNCATE {table} CASCADE")
    assert {table: count(table) for table in KEPT} == before


@pytest.mark.usefixtures("everything")
@pytest.mark.skipif(ON_POSTGRESQL, reason="SQLite alone deletes for INSERT OR REPLACE, and fires no trigger for it")
def test_no_row_of_the_record_can_be_replaced() -> None:
    before = {table: count(table) for table in KEPT}
    for table in KEPT:
        with pytest.raises(IntegrityError, match="the record cannot be changed"):
            run(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    assert {table: count(table) for table in KEPT} == before


@pytest.mark.usefixtures("everything")
@pytest.mark.skipif(ON_POSTGRESQL, reason="SQLite alone deletes for INSERT OR REPLACE, and fires no trigger for it")
def test_no_row_of_the_record_gives_way_to_one_with_the_same_key() -> None:
    """The new row has an identity of its own; what would replace the old one is another unique key."""
    with pytest.raises(IntegrityError, match="the record cannot be changed"):
        run(
            "INSERT OR REPLACE INTO policies_acknowledgement (user_id, version_id, given_at)"
            " SELECT user_id, version_id, %s FROM policies_acknowledgement",
            [timezone.now()],
        )


@pytest.mark.usefixtures("everything")
@pytest.mark.skipif(not ON_POSTGRESQL, reason="the two tests above")
def test_no_row_of_the_record_is_changed_by_an_insert() -> None:
    with pytest.raises(DatabaseError, match="the record cannot be changed"):
        run(
            "INSERT INTO posts_decision SELECT * FROM posts_decision"
            " ON CONFLICT (id) DO UPDATE SET remark = 'Another one.'"
        )
