"""The database keeps the index: through acts, past acts, when something fails, and over migrations."""

# ruff: noqa: S608 - SQL put together from the names of our own tables is what is tried here

from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection, models, transaction
from django.db.migrations import Migration
from django.test.utils import CaptureQueriesContext

from accounts import triggers as record
from accounts.models import User
from policies import workflow as policies
from policies.finding import POLICIES
from policies.models import Policy, PolicyVersion
from posts import workflow
from posts.finding import POSTS
from posts.life import State
from posts.models import Post, PostVersion
from search import keeping
from search.databases import column, dialect_of, run
from search.finding import newest
from search.indexes import Index
from search.queries import parse
from tests import making
from tests.search.posts import put, put_one, search, titles

pytestmark = pytest.mark.each_database

DEFAULT = "default"
DIALECT = dialect_of(DEFAULT)
PLAN = [(Migration("longer_titles", "posts"), False)]


def found_policies(text: str) -> list[int]:
    found = newest(POLICIES, parse(text), PolicyVersion.objects.all(), order=("-effective_from", "-number"))
    return [version.number for version in found.rows(PolicyVersion.objects.all())]


def kept() -> list[int]:
    return sorted(column(DEFAULT, f"SELECT rowid FROM {POSTS.table}"))


def own_triggers() -> list[str]:
    return sorted(column(DEFAULT, DIALECT.own_triggers))


@pytest.fixture
def author(cast: making.Cast) -> User:
    making.read_by(cast.councillor)
    return cast.councillor


# ----------------------------------------------------------------------------------------------- through acts
def test_a_draft_is_found_by_its_title_and_by_its_words(author: User) -> None:
    post = workflow.write(making.content("The bridge", body="<p>It is <b>narrow</b>.</p>"), by=author)
    assert search("bridge").keys == search("narrow").keys == [post.pk]


def test_a_new_version_is_found_by_its_own_words_alone(author: User) -> None:
    post = workflow.write(making.content("The bridge"), by=author)
    workflow.revise(post.pk, making.content("The tunnel"), by=author, version=post.current_version_id)
    assert search("bridge").keys == []
    assert search("tunnel").keys == [post.pk]


def test_what_is_withdrawn_is_no_news(author: User, cast: making.Cast) -> None:
    post = making.post_in(State.PUBLISHED, author=author, approver=cast.clerk, title="The bridge")
    assert search("bridge", Post.objects.published()).keys == [post.pk]
    workflow.withdraw(post.pk, by=cast.clerk, reason="It was wrong.")
    assert search("bridge", Post.objects.published()).keys == []
    assert search("bridge", Post.objects.visible_to(author)).keys == [post.pk]


def test_an_act_that_fails_leaves_the_index_as_it_was(author: User) -> None:
    post = workflow.write(making.content("The bridge"), by=author)
    with transaction.atomic():
        workflow.revise(post.pk, making.content("The tunnel"), by=author, version=post.current_version_id)
        assert search("tunnel").keys == [post.pk]
        transaction.set_rollback(True)
    assert search("tunnel").keys == []
    assert search("bridge").keys == [post.pk]


def test_keeping_it_costs_no_query(author: User) -> None:
    def written() -> int:
        with CaptureQueriesContext(connection) as queries:
            put_one("The bridge", author=author)
        return len(queries)

    with_triggers = written()
    keeping.lift(DEFAULT)
    assert written() == with_triggers
    assert search("bridge").more is False
    assert len(search("bridge").keys) == 1


def test_a_policy_is_found(author: User) -> None:
    assert found_policies("communication policy") == [1]
    assert found_policies("zebra") == []


# ------------------------------------------------------------------------------------------------- past acts
def test_a_text_that_is_changed_in_its_place(cast: making.Cast) -> None:
    begun = policies.begin_version(Policy.objects.get().pk, by=cast.clerk)  # what is adopted does not change
    draft = models.QuerySet(PolicyVersion).filter(pk=begun.pk)
    draft.update(text="Of zebras.")
    assert found_policies("zebra") == [2]
    draft.update(title="Of lions")
    assert (found_policies("lions"), found_policies('"social media"')) == ([2], [1])


def test_a_row_that_points_at_another_text(author: User) -> None:
    bridge, tunnel = put([("The bridge", ""), ("The tunnel", "")], author=author, state=State.DRAFT)
    models.QuerySet(Post).filter(pk=bridge.pk).update(current_version=tunnel.current_version_id)
    assert search("bridge").keys == []
    assert search("tunnel").keys == [bridge.pk, tunnel.pk]


def test_a_row_that_comes_after_its_text(author: User) -> None:
    bridge = put_one("The bridge", author=author, state=State.DRAFT)
    [copy] = models.QuerySet(Post).bulk_create(
        [Post(author=author, since=bridge.since, current_version_id=bridge.current_version_id)]
    )
    assert search("bridge").keys == [copy.pk, bridge.pk]


def test_a_row_that_goes(author: User) -> None:
    post = put_one("The bridge", author=author)
    with transaction.atomic():
        run(DEFAULT, [f"DELETE FROM posts_post WHERE id = {post.pk}"])
        assert kept() == []
        transaction.set_rollback(True)
    assert kept() == [post.pk]


def test_only_a_change_is_taken_in(author: User) -> None:
    """Each step in a post's life saves all of its columns."""
    post = put_one("The bridge", author=author)
    run(DEFAULT, [f"DELETE FROM {POSTS.table}"])
    models.QuerySet(Post).filter(pk=post.pk).update(current_version=post.current_version_id, state=State.WITHDRAWN)
    assert kept() == []
    version = PostVersion(number=2, title="The bridge", document="{}", written_by=author, written_at=post.since)
    version.post = post
    models.QuerySet(PostVersion).bulk_create([version])
    assert kept() == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no statistics to plan by")
def test_many_rows_put_in_at_once_are_each_found_by_their_key(author: User) -> None:
    """What was planned for empty tables would walk through all that has come since: a million rows would take days."""
    number = 200
    put([(f"Notice {number}", "words") for number in range(number)], author=author)
    walked = "SELECT sum(idx_tup_fetch + seq_tup_read) FROM pg_stat_xact_user_tables WHERE relname = %s"
    assert column(DEFAULT, walked, [POSTS.table])[0] < 5 * number


def test_no_text_is_too_long_to_be_saved(author: User) -> None:
    words = " ".join(f"ж{number:x}" for number in range(150_000))
    post = put_one("The bridge", words, author=author)
    assert search("bridge ж1 жff").keys == [post.pk]
    assert search(words[-5:]).keys == []


# ------------------------------------------------------------------------------------------- over migrations
def test_migrating_again_changes_nothing(author: User) -> None:
    before = own_triggers()
    put_one("The bridge", author=author)
    run(DEFAULT, [f"DELETE FROM {POSTS.table}"])
    call_command("migrate", verbosity=0)
    assert own_triggers() == before
    assert kept() == []  # as it was: nothing had to be built


def test_an_index_that_has_lost_its_triggers_is_built_again(author: User) -> None:
    before = own_triggers()
    keeping.lift(DEFAULT)
    post = put_one("The bridge", author=author)
    assert own_triggers() == search("bridge").keys == []
    call_command("migrate", verbosity=0)
    assert own_triggers() == before
    assert search("bridge").keys == [post.pk]


def test_an_index_that_is_declared_otherwise_is_built_again(author: User) -> None:
    post = put_one("The bridge", "It is narrow", author=author)
    before = own_triggers()
    otherwise = Index("posts", model="posts.Post", text="current_version", title="title", body="document")
    keeping.install(otherwise, DEFAULT)
    assert search("narrow").keys == []
    assert search("bridge").keys == [post.pk]
    assert len(own_triggers()) == len(before)
    assert own_triggers() != before


@pytest.mark.parametrize("lacking", [{"model": "posts.Leaflet"}, {"body": "smell"}])
@pytest.mark.django_db
def test_an_index_waits_for_the_migration_of_its_columns(lacking: dict[str, str]) -> None:
    declared = {"model": "posts.Post", "text": "current_version", "title": "title", "body": "words", **lacking}
    before = own_triggers()
    keeping.install(Index("leaflets", **declared), DEFAULT)
    assert own_triggers() == before


@pytest.mark.usefixtures("flushed_afterwards")
def test_a_migration_may_change_what_the_triggers_name() -> None:
    """PostgreSQL refuses to change a column that a trigger names; SQLite, to rebuild a table that one mentions."""
    making.found()
    author = making.person("author")
    put_one("The bridge", author=author)
    title = PostVersion._meta.get_field("title")
    longer = models.CharField(max_length=title.max_length + 1)
    longer.set_attributes_from_name("title")
    try:
        migrated(title, longer)
        assert titles("tunnel") == ["The tunnel"]
    finally:
        migrated(longer, title)
    assert titles("bridge") == ["The bridge"]


def migrated(old: models.Field, new: models.Field) -> None:
    emit_pre_migrate_signal(verbosity=0, interactive=False, db=DEFAULT, plan=PLAN)
    assert own_triggers() == []
    with connection.schema_editor() as editor:
        editor.alter_field(PostVersion, old, new)
    put_one("The tunnel", author=User.objects.get())
    emit_post_migrate_signal(verbosity=0, interactive=False, db=DEFAULT, plan=PLAN)


@pytest.mark.usefixtures("flushed_afterwards")
def test_a_database_that_is_flushed_finds_nothing_and_begins_anew() -> None:
    making.found()
    put_one("The bridge", author=making.person("author"))
    before = own_triggers()
    record.lift()
    call_command("flush", interactive=False, verbosity=0)
    assert kept() == []
    assert own_triggers() == before
    making.found()
    post = put_one("The tunnel", author=making.person("author"))
    assert search("tunnel").keys == [post.pk]


# ---------------------------------------------------------------------------------------------------- reindex
def reindexed(*names: str) -> str:
    out = StringIO()
    call_command("reindex", *names, stdout=out)
    return out.getvalue()


def test_reindex_repairs_an_index(author: User) -> None:
    posts = put([("The bridge", ""), ("The tunnel", ""), ("The ford", "")], author=author)
    run(
        DEFAULT,
        [
            f"DELETE FROM {POSTS.table} WHERE rowid = {posts[0].pk}",
            DIALECT.put(POSTS.table, POSTS.source(), f"owner.id = {posts[1].pk}").replace("owner.id,", "4711,"),
        ],
    )
    assert kept() == sorted([posts[1].pk, posts[2].pk, 4711])
    assert "posts: 3 taken in" in reindexed()
    assert kept() == sorted(post.pk for post in posts)
    assert search("bridge").keys == [posts[0].pk]
    assert search("tunnel").keys == [posts[1].pk]


def test_reindex_takes_any_number_in(author: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    posts = put([(f"Bridge {number}", "") for number in range(5)], author=author)
    told = reindexed("posts")
    assert [f"{number} taken in" in told for number in range(6)] == [True, False, True, False, True, True]
    assert search("bridge").keys == [post.pk for post in posts]


def test_reindex_makes_lost_triggers_too(author: User) -> None:
    before = own_triggers()
    keeping.lift(DEFAULT)
    reindexed("posts")
    assert own_triggers() == [name for name in before if name.startswith(POSTS.table)]


@pytest.mark.django_db
def test_reindex_of_one_leaves_the_others() -> None:
    assert "posts" not in reindexed("policies")


@pytest.mark.django_db
def test_reindex_of_none_that_there_is() -> None:
    with pytest.raises(CommandError, match=r"leaflets is no index\. There are: posts, policies, groups\."):
        call_command("reindex", "leaflets")


@pytest.mark.parametrize("name", ["Posts", "old_posts", "posts; --", ""])
def test_the_name_of_an_index_is_a_word(name: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="one word in small letters"):
        Index(name, model="posts.Post", title="title", body="words")
