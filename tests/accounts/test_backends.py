"""Two answerers and no third: the office backend first, the grant backend after it; sign-in answers nothing."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.db import IntegrityError, transaction

from accounts import grants
from accounts import workflow as people
from accounts.backends import GrantBackend, SignInBackend
from accounts.clock import today
from accounts.models import User
from accounts.refusals import NotYours
from policies.acts import CARRIED_BY
from posts import workflow
from posts.life import State
from posts.models import Post
from tests import making

pytestmark = pytest.mark.clause("post-moderators")

APPROVE = "posts.approve_post"
PASSWORD = "seven wet Tuesdays, 1894!"


@pytest.fixture
def post(cast: making.Cast) -> Post:
    making.read_by(*cast.everybody().values())
    return making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk)


@pytest.fixture
def granted(cast: making.Cast, post: Post) -> User:
    """An employee to whom the approval of the post is delegated."""
    grants.give(cast.employee, APPROVE, post, by=cast.clerk, reason="The Clerk is away.", ends=today())
    return cast.employee


def again(user: User) -> User:
    """The person as the next request finds them."""
    return User.objects.get(pk=user.pk)


def test_the_bars_are_heard_before_any_grant() -> None:
    assert settings.AUTHENTICATION_BACKENDS == [
        "policies.backends.OfficeBackend",
        "accounts.backends.GrantBackend",
        "accounts.backends.SignInBackend",
    ]


# -------------------------------------------------------------------------------------------- superusers
def test_nobody_is_made_a_superuser(cast: making.Cast) -> None:
    with pytest.raises(TypeError, match="Moothall has no superusers"):
        User.objects.create_superuser(email="root@council.example", name="Root", password=PASSWORD)
    cast.outsider.is_superuser = True
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.outsider.save()


def test_a_superuser_in_memory_is_stopped_by_the_workflow(cast: making.Cast, post: Post) -> None:
    """Django lets such an object past every backend; an act asks the person as the database knows them."""
    cast.outsider.is_superuser = True
    with pytest.raises(NotYours):
        workflow.approve(post.pk, by=cast.outsider, version=post.current_version_id, attested=True)


def test_django_permissions_and_groups_give_nothing(cast: making.Cast, post: Post) -> None:
    """Rows that Django's own tables could hold are never asked."""
    permission = Permission.objects.get(codename="approve_post")
    group = Group.objects.create(name="Approvers")
    group.permissions.add(permission)
    cast.outsider.groups.add(group)
    cast.outsider.user_permissions.add(permission)
    person = again(cast.outsider)
    assert [person.has_perm(APPROVE), person.has_perm(APPROVE, post), person.get_all_permissions()] == [
        False,
        False,
        set(),
    ]


# ----------------------------------------------------------------------------------------------- sign-in
def test_the_sign_in_backend_answers_no_question(cast: making.Cast, post: Post) -> None:
    backend = SignInBackend()
    assert [backend.has_perm(cast.clerk, act, obj) for act in CARRIED_BY for obj in (None, post)] == [False] * (
        2 * len(CARRIED_BY)
    )
    assert backend.has_module_perms(cast.clerk, "posts") is False
    assert backend.get_all_permissions(cast.clerk) == set()
    assert backend.get_user_permissions(cast.clerk) == backend.get_group_permissions(cast.clerk) == set()


def test_who_may_no_longer_sign_in_may_do_nothing(cast: making.Cast, post: Post) -> None:
    people.set_sign_in(cast.deputy, by=cast.clerk, allowed=False, reason="Left.")
    person = again(cast.deputy)
    assert {act for act in CARRIED_BY if person.has_perm(act) or person.has_perm(act, post)} == set()
    assert person.has_module_perms("posts") is False


def test_a_grant_is_worth_nothing_to_who_may_no_longer_sign_in(cast: making.Cast, post: Post, granted: User) -> None:
    assert again(granted).has_perm(APPROVE, post) is True
    people.set_sign_in(granted, by=cast.clerk, allowed=False, reason="Left.")
    assert again(granted).has_perm(APPROVE, post) is False
    assert GrantBackend().has_perm(again(granted), APPROVE, post) is False


def test_an_inactive_person_does_not_sign_in(cast: making.Cast, rf) -> None:
    cast.deputy.set_password(PASSWORD)
    cast.deputy.save()
    assert authenticate(rf.post("/"), email=cast.deputy.email, password=PASSWORD) == cast.deputy
    people.set_sign_in(cast.deputy, by=cast.clerk, allowed=False, reason="Left.")
    assert authenticate(rf.post("/"), email=cast.deputy.email, password=PASSWORD) is None


def test_nobody_may_do_anything_without_signing_in(post: Post) -> None:
    nobody = AnonymousUser()
    assert {act for act in CARRIED_BY if nobody.has_perm(act) or nobody.has_perm(act, post)} == set()


# ------------------------------------------------------------------------------------------------ grants
@pytest.mark.clause("post-delegation")
def test_a_grant_is_about_one_thing_only(cast: making.Cast, post: Post, granted: User) -> None:
    other = making.post_in(State.SUBMITTED, author=cast.councillor, approver=cast.clerk)
    person = again(granted)
    assert [person.has_perm(APPROVE, post), person.has_perm(APPROVE, other), person.has_perm(APPROVE)] == [
        True,
        False,
        False,
    ]


@pytest.mark.clause("post-delegation")
def test_a_grant_is_of_one_act_only(post: Post, granted: User) -> None:
    person = again(granted)
    assert [act for act in ("posts.delegate_post", "posts.add_allowedkind") if person.has_perm(act, post)] == []


@pytest.mark.clause("post-delegation")
def test_a_grant_that_has_ended_is_none(post: Post, granted: User) -> None:
    """guardian's own checker would still say yes."""
    grant = post.grants.get()
    grant.begins = grant.ends = today() - timedelta(days=3)
    grant.save()
    assert again(granted).has_perm(APPROVE, post) is False


@pytest.mark.clause("post-delegation")
def test_a_grant_that_begins_tomorrow_is_none_yet(post: Post, granted: User) -> None:
    grant = post.grants.get()
    grant.begins = grant.ends = today() + timedelta(days=1)
    grant.save()
    assert again(granted).has_perm(APPROVE, post) is False


def test_an_unknown_act_or_an_unsaved_object_is_answered_with_no(cast: making.Cast, post: Post) -> None:
    assert GrantBackend().has_perm(cast.clerk, "posts.no_such_act", post) is False
    assert GrantBackend().has_perm(cast.clerk, APPROVE, Post()) is False
    assert cast.clerk.has_perm("posts.no_such_act", post) is False
