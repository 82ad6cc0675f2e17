"""Who may see a picture or document of a post: everybody while it stands in what is published, and nobody after."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.models import User
from files.enclosed import Picture
from files.models import Picture as StoredPicture
from posts import workflow
from posts.life import State
from posts.models import Post
from posts.showing import TIME_TO_SAVE, may_see
from tests import making
from tests.publishing import corrected, published, withdrawn

SignIn = Callable[[User], Client]


@pytest.fixture
def picture(db: None) -> Picture:
    return making.picture()


def answer(picture: Picture, user: User | None = None) -> str | None:
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    return may_see(request, picture.file)


def written(picture: Picture, cast: making.Cast, state: State = State.DRAFT) -> Post:
    post = workflow.write(making.content(pictures=(picture,)), by=cast.councillor)
    return post if state == State.DRAFT else workflow.submit(post.pk, by=cast.councillor)


def status(picture: Picture, client: Client) -> int:
    address = StoredPicture.objects.get(sha256=picture.file).get_absolute_url()
    response = client.get(address)
    response.getvalue()  # read to its end, or the file stays open
    return response.status_code


def test_what_stands_in_a_published_post_is_public(cast: making.Cast, picture: Picture) -> None:
    published(cast, pictures=(picture,))
    assert answer(picture) == "public"


def test_with_the_next_request_after_a_withdrawal_it_is_gone(
    cast: making.Cast, picture: Picture, client: Client, signed_in: SignIn
) -> None:
    post = published(cast, pictures=(picture,))
    assert status(picture, client) == 200
    withdrawn(post, cast)
    assert status(picture, client) == 404
    assert status(picture, signed_in(cast.clerk)) == 200


def test_what_a_correction_leaves_out_is_gone(cast: making.Cast, picture: Picture) -> None:
    post = published(cast, pictures=(picture,))
    corrected(post, cast)
    assert answer(picture) is None


def test_a_picture_stays_public_while_another_post_shows_it(cast: making.Cast, picture: Picture) -> None:
    published(cast, "First", pictures=(picture,))
    withdrawn(published(cast, "Second", pictures=(picture,)), cast)
    assert answer(picture) == "public"


def test_what_an_earlier_version_showed_is_not_public(cast: making.Cast, picture: Picture) -> None:
    draft = written(picture, cast)
    workflow.revise(draft.pk, making.content(), by=cast.councillor, version=draft.current_version_id)
    post = workflow.submit(draft.pk, by=cast.councillor)
    making.put_out(post, approver=cast.clerk)
    assert answer(picture) is None
    assert answer(picture, cast.outsider) is None
    assert answer(picture, cast.employee) == "private"


@pytest.mark.parametrize(
    ("state", "who", "expected"),
    [
        (State.DRAFT, "councillor", "private"),
        (State.DRAFT, "clerk", None),
        (State.SUBMITTED, "councillor", "private"),
        (State.SUBMITTED, "clerk", "private"),
        (State.SUBMITTED, "employee", None),
        (State.SUBMITTED, "outsider", None),
    ],
)
def test_what_waits_is_for_those_who_may_open_the_post(
    state: State, who: str, expected: str | None, cast: making.Cast, picture: Picture
) -> None:
    written(picture, cast, state)
    assert answer(picture, getattr(cast, who)) == expected
    assert answer(picture) is None


def test_what_has_just_arrived_is_shown_at_the_desk_for_a_day(cast: making.Cast, picture: Picture) -> None:
    assert (answer(picture, cast.volunteer), answer(picture, cast.outsider), answer(picture)) == ("private", None, None)
    with time_machine.travel(timezone.now() + TIME_TO_SAVE + timedelta(minutes=1)):
        assert answer(picture, cast.volunteer) is None


def test_once_it_stands_in_a_draft_only_that_decides(cast: making.Cast, picture: Picture) -> None:
    written(picture, cast)
    assert answer(picture, cast.volunteer) is None


def test_a_file_that_there_is_not(cast: making.Cast) -> None:
    assert answer(Picture("f" * 64), cast.clerk) is None


def test_nothing_is_asked_about_who_reads_what_is_public(
    cast: making.Cast, picture: Picture, signed_in: SignIn
) -> None:
    published(cast, pictures=(picture,))
    address = StoredPicture.objects.get(sha256=picture.file).get_absolute_url()
    response = signed_in(cast.clerk).get(address)
    assert response.getvalue() != b""
    assert response.wsgi_request.session.accessed is False
    assert response["Cache-Control"] == "public, no-cache"
