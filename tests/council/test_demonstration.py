"""The demonstration council is as rich as a real one, has its past in order, and breaks none of its own rules."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import Meeting
from accounts.refusals import NotNow
from council.demonstration import founding
from council.demonstration.clock import as_of
from council.demonstration.people import TITLES, sign_in_with_one_press, with_titles
from council.models import AccessibilityReport, Barrier
from email_log.models import Dispatch
from policies.standing import rules_in_force
from posts.life import State
from posts.models import Post
from website_groups.conditions import as_text, conditions
from website_groups.models import Group, Item

pytestmark = pytest.mark.each_database

SHOWN = ["/", "/news/", "/contact/", "/accessibility/", "/policies/", "/search/?q=mill", "/sitemap.xml"]


@pytest.fixture
def thornby(db: None, settings: Settings) -> None:
    settings.DEMO = True
    founding.found()


def test_it_is_made_only_where_it_is_asked_for(db: None) -> None:
    with pytest.raises(NotNow):
        founding.found()


def test_it_shows_what_the_product_can_do(thornby: None, client: Client) -> None:
    published = list(Post.objects.published().with_content())
    assert len(published) >= 10
    assert len({post.kind for post in published}) >= 4
    assert sum(bool(post.content.pictures) for post in published) == 2
    assert sum(bool(post.content.attachments) for post in published) == 1
    assert [post.title for post in published if post.corrected_at] != []
    assert {State.DRAFT, State.SUBMITTED, State.RETURNED, State.SCHEDULED} <= {
        post.state for post in Post.objects.all()
    }
    assert Meeting.objects.filter(starts_at__gt=timezone.now()).count() == 4
    assert (Barrier.objects.count(), AccessibilityReport.objects.waiting().count()) == (1, 1)
    assert client.get("/").context["alert"].title == "Mill Lane is closed from 9 to 11 December"


def test_every_public_page_of_it_stands(thornby: None, client: Client) -> None:
    addresses = [*SHOWN, *(post.url for post in Post.objects.published().with_content())]
    assert [address for address in addresses if client.get(address).status_code != 200] == []


def test_its_local_groups_show_something_and_something_is_on(thornby: None, client: Client) -> None:
    assert [group.name for group in Group.objects.public()] == [
        "Friday Lunch Club",
        "Thornby Allotment Association",
        "Thornby Silver Band",
    ]
    addresses = [*(item.get_absolute_url() for item in Item.objects.public()), "/groups/", "/groups/events/"]
    assert [address for address in addresses if client.get(address).status_code != 200] == []
    repeating = [item for item in Item.objects.public().filter(kind="event") if item.content.times.repeat != "never"]
    assert len(repeating) == 2
    assert len(client.get("/").context["events"]) == 4


def test_its_groups_have_accepted_what_the_policy_asks(thornby: None) -> None:
    accepted = set(Group.objects.values_list("conditions", flat=True))
    assert accepted == {as_text(conditions(rules_in_force()))}


def test_everybody_whom_the_sign_in_page_offers_gets_to_a_desk(thornby: None) -> None:
    offered = with_titles()
    assert [person.email for person in offered] == list(TITLES)
    for person in offered:
        client = Client()
        client.force_login(person, backend="accounts.backends.SignInBackend")
        assert client.get("/desk/", follow=True).status_code == 200
    assert sign_in_with_one_press().filter(email="hello@band.example").exists() is False


def test_its_past_is_in_order(thornby: None) -> None:
    now = timezone.now()
    oldest, newest = (Post.objects.published().order_by(order).first() for order in ("published_at", "-published_at"))
    assert newest.published_at <= now
    assert oldest.published_at < now - timedelta(days=80)
    for post in Post.objects.all():
        moments = list(post.history.order_by("history_id").values_list("history_date", flat=True))
        assert moments == sorted(moments)
        assert moments[-1] <= now + timedelta(seconds=10)


def test_its_mail_goes_nowhere(thornby: None) -> None:
    assert set(Dispatch.objects.values_list("state", flat=True)) == {Dispatch.State.SENT}


def test_the_clock_is_right_again_whatever_happens() -> None:
    then = timezone.now() - timedelta(days=9)

    def fail() -> None:
        assert timezone.now() == then
        raise LookupError

    with pytest.raises(LookupError), as_of(then):
        fail()
    assert timezone.now() > then + timedelta(days=8)
