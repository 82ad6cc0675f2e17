"""The copies that fill a benchmark's database: pages show them as they show what was really published."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.test import Client

from benchmarks import filling
from benchmarks.bare.models import Notice
from posts.life import State
from posts.models import Post
from tests import making

COPIES = 45


@pytest.fixture
def notices(flushed_afterwards: None) -> Iterator[None]:
    """The yardstick's table, which no migration makes."""
    with connection.schema_editor() as editor:
        editor.create_model(Notice)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Notice)


@pytest.fixture
def filled(cast: making.Cast) -> Post:
    post = making.post_in(State.PUBLISHED, author=cast.councillor, approver=cast.clerk)
    with transaction.atomic():
        filling.copy_post(post, COPIES)
    return post


def test_each_copy_is_whole(filled: Post) -> None:
    copies = Post.objects.published().exclude(pk=filled.pk).with_content()
    assert copies.count() == COPIES
    for copy in copies:
        assert copy.current_version.post_id == copy.pk
        assert copy.content.title == filled.title
        assert "minibus" in copy.body
        assert filling.fingerprint(copy.content) == copy.current_version.fingerprint
        acts = [row.act for row in copy.history.order_by("history_id")]
        assert acts == [row.act for row in filled.history.order_by("history_id")]
        assert copy.decisions.get().version_id == copy.current_version_id


def test_each_copy_is_older_than_the_one_before(filled: Post) -> None:
    moments = list(Post.objects.published().order_by("pk").values_list("published_at", flat=True))
    assert all(younger > older for younger, older in pairwise(moments))


def test_facts_lead_to_pages_that_there_are(filled: Post, cast: making.Cast) -> None:
    facts = filling.facts(cast, COPIES + 1)
    first, last = (Client().get(facts["pages"][name]).content.decode() for name in ("news", "deep news"))
    assert ('rel="next"' in first, 'rel="next"' in last) == (True, False)
    assert first.count("The water main") == last.count("The water main") == filling.ON_A_PAGE
    assert Client().get(facts["pages"]["post"]).status_code == 200
    clerk = Client(headers={"cookie": facts["cookies"]["clerk"]})
    assert clerk.get(facts["pages"]["queue"]).status_code == 200
    assert 0 < facts["queries"]["post"] < facts["queries"]["queue"]


def test_the_yardstick_has_as_many(notices: None, filled: Post) -> None:
    filling.fill_notices(filled, COPIES)
    assert Notice.objects.count() == COPIES
