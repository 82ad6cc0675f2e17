"""Lists and single checks never disagree: over random offices, grants, councils and posts, for everybody."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.db import models, transaction
from django.utils import timezone
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from accounts.clock import today
from accounts.models import Appointment, Matter, MatterGrant, User
from accounts.offices import Arrival, Office
from policies.standing import rules_in_force
from posts import permissions
from posts.content import fingerprint
from posts.deciders import deciders
from posts.life import DECIDED, State
from posts.models import Post, PostGrant, PostVersion
from tests import making

pytestmark = pytest.mark.each_database

PEOPLE = range(3)
MATTERS = range(2)
POSTS = range(4)
NEVER_SENT = frozenset({State.DRAFT})
# Drawn more often, since most of what is drawn at random lets nobody decide.
LIKELY = (Office.CLERK, Office.EMPLOYEE, Office.EMPLOYEE, Office.EMPLOYEE)
DELEGATING = ("sevenoaks", "thornbury", "sevenoaks", "thornbury")

person = st.sampled_from(PEOPLE)
first_day = st.integers(-2, 1)
length = st.integers(0, 4)


@dataclass(frozen=True)
class Holding:
    """An office from a day counted from today, for so many days more; without `days`, until further notice."""

    person: int
    office: Office
    begins: int
    days: int | None


@dataclass(frozen=True)
class Given:
    begins: int
    days: int


@dataclass(frozen=True)
class Written:
    """`sent`: it was submitted once, though it may be a draft again."""

    author: int
    state: State
    matter: int | None
    sent: bool


holdings = st.lists(
    st.builds(
        Holding,
        person=person,
        office=st.sampled_from([*Office, *LIKELY]),
        begins=first_day,
        days=st.none() | length,
    ),
    min_size=2,
    max_size=6,
)
written = st.builds(
    Written,
    author=person,
    state=st.sampled_from([*State, State.SUBMITTED, State.SUBMITTED]),
    matter=st.sampled_from([None, *MATTERS, *MATTERS]),
    sent=st.booleans(),
)
grant = st.builds(Given, begins=first_day, days=length)
on_posts = st.dictionaries(st.tuples(person, st.sampled_from(POSTS)), grant, min_size=2, max_size=6)
on_matters = st.dictionaries(st.tuples(person, st.sampled_from(MATTERS)), grant, min_size=1, max_size=4)


def span(begins: int, days: int | None) -> dict[str, object]:
    first = today() + timedelta(days=begins)
    return {"begins": first, "ends": None if days is None else first + timedelta(days=days)}


def put(rows: list[models.Model]) -> list[models.Model]:
    """Past every guard and every act: the past and the future have no act that makes them."""
    return models.QuerySet(type(rows[0])).bulk_create(rows) if rows else []


def put_post(given: Written, users: list[User], matters: list[Matter]) -> Post:
    now, author = timezone.now(), users[given.author]
    document = making.content().document()
    version = PostVersion(
        number=1,
        title="Notice",
        document=document,
        fingerprint=fingerprint(document),
        written_by=author,
        written_at=now,
    )
    decided = {"approved_version_id": version.pk, "publish_at": now, "published_at": now}
    post = Post(
        author=author,
        matter=None if given.matter is None else matters[given.matter],
        state=given.state,
        since=now,
        current_version_id=version.pk,
        submitted_at=now if given.sent or given.state not in NEVER_SENT else None,
        **(decided if given.state in DECIDED else {}),
    )
    put([post])
    version.post = post
    put([version])
    return post


def put_grants(users, posts, matters, on_posts, on_matters) -> None:
    for model, act, things, chosen in (
        (PostGrant, "approve_post", posts, on_posts),
        (MatterGrant, "approve_matter", matters, on_matters),
    ):
        permission = Permission.objects.get(codename=act)
        put(
            [
                model(
                    user=users[who],
                    content_object=things[which],
                    permission=permission,
                    granted_by=users[who],
                    reason="Tried.",
                    **span(given.begins, given.days),
                )
                for (who, which), given in chosen.items()
            ]
        )


def found_again(users: list[User]) -> list[User | AnonymousUser]:
    """The people as a request finds them, remembering nothing; and somebody who is not signed in."""
    return [*User.objects.filter(pk__in=[user.pk for user in users]).order_by("pk"), AnonymousUser()]


@pytest.mark.django_db
@pytest.mark.clause("post-moderators")
@pytest.mark.clause("post-delegation")
@settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    council=st.sampled_from([*making.COUNCILS, *DELEGATING]),
    holdings=holdings,
    written=st.lists(written, min_size=len(POSTS), max_size=len(POSTS)),
    on_posts=on_posts,
    on_matters=on_matters,
    gone=st.none() | person,
)
def test_lists_hold_what_the_single_check_lets_through(  # noqa: PLR0917 - hypothesis names them
    council, holdings, written, on_posts, on_matters, gone
) -> None:
    with transaction.atomic():
        making.found(council)
        users = [making.person(f"person_{number}") for number in PEOPLE]
        matters = put([Matter(name=f"Matter {number}") for number in MATTERS])
        put(
            [
                Appointment(user=users[h.person], office=h.office, arrival=Arrival.ELECTED, **span(h.begins, h.days))
                for h in holdings
            ]
        )
        posts = [put_post(given, users, matters) for given in written]
        put_grants(users, posts, matters, on_posts, on_matters)
        if gone is not None:
            User.objects.filter(pk=users[gone].pk).update(is_active=False)
        compare(users)
        transaction.set_rollback(True)


def compare(users: list[User]) -> None:
    posts = list(Post.objects.with_content().select_related("matter"))
    able: dict[int, set[User]] = {post.pk: set() for post in posts}
    for user in found_again(users):
        visible = {post for post in posts if permissions.can_view(user, post)}
        decidable = {post for post in posts if permissions.can_approve(user, post)}
        assert set(Post.objects.visible_to(user)) == visible
        assert set(Post.objects.decidable_by(user).awaiting_decision()) == decidable
        for post in decidable:
            able[post.pk].add(user)
            event("by office" if user.has_perm("posts.approve_post") else "by grant")
    for post in posts:
        if post.state == State.SUBMITTED:
            assert set(deciders(post, rules_in_force())) == able[post.pk]
