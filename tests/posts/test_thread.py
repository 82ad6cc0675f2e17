"""The main thread: a draft becomes an approved, published, recorded post."""

import pytest
from django.utils import timezone

from accounts.history import SYSTEM
from posts import workflow
from posts.life import State
from posts.models import Post
from tests import making

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", [*making.COUNCILS, "model"])
def test_a_councillors_draft_is_published_after_the_clerks_approval(name: str) -> None:
    making.found(name)
    cast = making.cast()
    making.read_by(*cast.everybody().values())
    post = workflow.write(making.content(), by=cast.councillor)
    workflow.submit(post.pk, by=cast.councillor)
    workflow.approve(post.pk, by=cast.clerk, version=post.current_version_id, attested=True)
    assert workflow.publish(post.pk, by=SYSTEM, now=timezone.now() + workflow.TIME_TO_UNDO)

    published = Post.objects.get(pk=post.pk)
    assert published.state == State.PUBLISHED
    acts = [(row.act, row.actor_name, row.office) for row in published.history.order_by("history_id")]
    assert acts == [
        ("drafted", "Councillor", "Councillor"),
        ("submitted", "Councillor", "Councillor"),
        ("approved", "Clerk", "Clerk"),
        ("published", "Moothall", ""),
    ]
    assert {row.policy_version for row in published.history.all()} == {1}
