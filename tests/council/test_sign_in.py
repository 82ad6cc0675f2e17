"""Signing in: by e-mail address through allauth, never through Django's own form; nobody registers."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from accounts import workflow as people
from accounts.models import User
from accounts.refusals import NotNow
from council.demonstration import founding
from email_log.models import Dispatch, OutgoingMail
from email_log.sealing import unseal
from tests import making, stored

PASSWORD = "seven wet Tuesdays, 1894!"
NEW_PASSWORD = "nine dry Fridays, 1902?"


@pytest.fixture
def clerk(cast: making.Cast) -> User:
    cast.clerk.set_password(PASSWORD)
    cast.clerk.save()
    return cast.clerk


def sign_in(client: Client, email: str, password: str = PASSWORD, **extra: str) -> int:
    return client.post("/accounts/login/", {"login": email, "password": password, **extra}).status_code


def is_in(client: Client) -> bool:
    return client.get("/desk/").status_code == 200


# ------------------------------------------------------------------------------------- in and out again
@pytest.mark.parametrize("typed", ["clerk@council.example", "Clerk@Council.example", " clerk@council.example "])
def test_by_address_and_password(clerk: User, client: Client, typed: str) -> None:
    response = client.post("/accounts/login/", {"login": typed, "password": PASSWORD})
    assert (response.status_code, response.url) == (302, "/desk/")
    assert is_in(client)
    client.post("/accounts/logout/")
    assert not is_in(client)


@pytest.mark.parametrize(
    ("email", "password"),
    [("clerk@council.example", "wrong"), ("nobody@council.example", PASSWORD), ("", ""), ("clerk@council.example", "")],
)
def test_nothing_else_lets_anybody_in(clerk: User, client: Client, email: str, password: str) -> None:
    assert sign_in(client, email, password) == 200
    assert not is_in(client)


def test_a_stranger_learns_not_whether_an_address_is_known(clerk: User, client: Client) -> None:
    said = [
        dict(client.post("/accounts/login/", {"login": email, "password": "wrong"}).context["form"].errors)
        for email in ("clerk@council.example", "nobody@council.example")
    ]
    assert said[0] == said[1]


def test_who_was_deactivated_is_out_at_once_and_stays_out(clerk: User, cast: making.Cast, client: Client) -> None:
    cast.deputy.set_password(PASSWORD)
    cast.deputy.save()
    sign_in(client, "deputy@council.example")
    assert is_in(client)
    people.set_sign_in(cast.deputy, by=clerk, allowed=False, reason="Left.")
    assert not is_in(client)
    sign_in(client, "deputy@council.example")
    assert not is_in(client)


@pytest.mark.parametrize("next_page", ["https://else.example/", "//else.example/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(clerk: User, client: Client, next_page: str) -> None:
    data = {"login": clerk.email, "password": PASSWORD, "next": next_page}
    assert client.post("/accounts/login/", data).url == "/desk/"


# ----------------------------------------------------------------------------------------- registration
@pytest.mark.parametrize("data", [None, {"email": "new@else.example", "password1": PASSWORD, "password2": PASSWORD}])
def test_nobody_registers(clerk: User, client: Client, data: dict[str, str] | None) -> None:
    before = User.objects.count()
    response = client.post("/accounts/signup/", data) if data else client.get("/accounts/signup/")
    assert response.templates[0].name == "account/signup_closed.html"
    assert User.objects.count() == before


def test_the_sign_in_page_offers_no_registration(client: Client, clerk: User) -> None:
    assert "/accounts/signup/" not in client.get("/accounts/login/").content.decode()


# --------------------------------------------------------------------------------- a forgotten password
def link_in_mail() -> str:
    content = unseal(bytes(Dispatch.objects.latest("pk").payload)).decode()
    return re.search(r"/accounts/password/reset/key/[^\s]+", content.replace("=\n", ""))[0]  # type: ignore[index]


def test_a_forgotten_password(clerk: User, client: Client) -> None:
    client.post("/accounts/password/reset/", {"email": clerk.email})
    form = client.get(link_in_mail(), follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert sign_in(client, clerk.email) == 200
    assert sign_in(client, clerk.email, NEW_PASSWORD) == 302
    assert is_in(client)


def test_the_link_works_once(clerk: User, client: Client) -> None:
    client.post("/accounts/password/reset/", {"email": clerk.email})
    link = link_in_mail()
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert Client().get(link).context["token_fail"] is True


def test_the_record_keeps_the_mail_without_its_link(clerk: User, client: Client) -> None:
    client.post("/accounts/password/reset/", {"email": clerk.email})
    mail = OutgoingMail.objects.get()
    assert (mail.mail_class, mail.to) == ("service", [clerk.email])
    assert link_in_mail() not in mail.text
    assert "[a personal link or code, not kept]" in mail.text


def test_an_unknown_address_is_answered_alike(clerk: User, client: Client) -> None:
    pages = [
        client.post("/accounts/password/reset/", {"email": email}).url for email in (clerk.email, "no@else.example")
    ]
    assert pages[0] == pages[1]


@pytest.mark.django_db
@pytest.mark.clause("strong-passwords")
def test_a_new_password_keeps_the_councils_rule(client: Client) -> None:
    """Barton-le-Clay: letters, numbers and punctuation, without names."""
    making.found("barton_le_clay")
    person = making.person("ann")
    client.post("/accounts/password/reset/", {"email": person.email})
    form = client.get(link_in_mail(), follow=True).redirect_chain[-1][0]
    refused = client.post(form, {"password1": "nine dry Fridays", "password2": "nine dry Fridays"})
    assert list(refused.context["form"].errors["password1"]) == [
        "It needs a number.",
        "It needs a punctuation mark, such as ! or ?.",
    ]


# ------------------------------------------------------------------------------------------ guessing
def test_guessing_is_slowed_down(clerk: User, client: Client) -> None:
    """After some wrong ones not even the right password is taken for a while."""
    for _ in range(10):
        sign_in(client, clerk.email, "wrong")
    sign_in(client, clerk.email)
    assert not is_in(client)


def test_others_sign_in_meanwhile(clerk: User, cast: making.Cast) -> None:
    cast.deputy.set_password(PASSWORD)
    cast.deputy.save()
    for _ in range(10):
        Client(REMOTE_ADDR="192.0.2.1").post("/accounts/login/", {"login": clerk.email, "password": "wrong"})
    other = Client(REMOTE_ADDR="192.0.2.2")
    sign_in(other, "deputy@council.example")
    assert is_in(other)


# ------------------------------------------------------------------------------------------- the admin
def test_the_admin_signs_in_through_allauth(clerk: User, client: Client) -> None:
    response = client.get("/admin/posts/post/", follow=True)
    assert response.redirect_chain[-1][0].split("?")[0] == "/accounts/login/"
    assert [template.name for template in response.templates if template.name == "admin/login.html"] == []


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/login/?next=/admin/"])
def test_djangos_own_form_is_never_shown_and_never_taken(clerk: User, client: Client, address: str) -> None:
    """It would let a password pass without the second factor."""
    shown = client.get(address)
    assert (shown.status_code, shown.url.split("?")[0]) == (302, "/accounts/login/")
    client.post(address, {"username": clerk.email, "password": PASSWORD})
    assert not is_in(client)


def test_who_has_no_business_in_the_admin_is_told_so(cast: making.Cast, signed_in) -> None:
    for person in (cast.councillor, cast.volunteer, cast.outsider):
        assert signed_in(person).get("/admin/login/").status_code == 403
        assert signed_in(person).get("/admin/", follow=True).status_code == 403


@pytest.mark.parametrize("name", ["clerk", "deputy", "employee"])
def test_who_has_comes_to_its_first_page(cast: making.Cast, signed_in, name: str) -> None:
    response = signed_in(getattr(cast, name)).get("/admin/login/", follow=True)
    assert (response.status_code, response.redirect_chain[-1][0]) == (200, "/admin/")


def test_a_password_is_changed_in_one_place(cast: making.Cast, signed_in) -> None:
    assert signed_in(cast.clerk).get("/admin/password_change/").url == "/accounts/password/change/"


# ------------------------------------------------------------------------------------ the demonstration
ONE_PRESS = """
import django
django.setup()
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment

setup_test_environment()
call_command("migrate", verbosity=0)
call_command("load_demonstration", verbosity=0)
from accounts.models import User

clerk = User.objects.get(email="clerk@thornby.example")
client = Client(HTTP_HOST="localhost")
answers = [
    client.get(f"/demonstration/sign-in/{clerk.pk}/").status_code,
    client.post(f"/demonstration/sign-in/{clerk.pk}/").status_code,
    client.get("/desk/").status_code,
]
stranger = User.objects.create_user("ann@else.example", "Ann")
answers.append(Client(HTTP_HOST="localhost").post(f"/demonstration/sign-in/{stranger.pk}/").status_code)
print(answers)
"""


def test_one_press_signs_in_as_the_demonstrations_people_alone(tmp_path: Path) -> None:
    environment = os.environ | {
        "DEMO": "1",
        "DEBUG": "1",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'demo.sqlite3'}",
        "SECRET_KEY": "for the tests only, and long enough for that",
        "DJANGO_SETTINGS_MODULE": "council.settings",
    }
    program = [sys.executable, "-c", ONE_PRESS]
    ended = subprocess.run(program, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert ended.stdout.splitlines()[-1:] == ["[405, 302, 200, 404]"], ended.stderr


def test_without_the_demonstration_there_is_no_such_address(cast: making.Cast, client: Client) -> None:
    before = stored.everything()
    assert client.post(f"/demonstration/sign-in/{cast.clerk.pk}/").status_code == 404
    assert "/demonstration/" not in client.get("/accounts/login/").content.decode()
    assert stored.everything() == before


def test_the_demonstration_is_not_made_without_its_variable(db: None) -> None:
    before = stored.everything()
    with pytest.raises(NotNow, match="The demonstration council is made only with DEMO=1"):
        founding.found()
    assert stored.everything() == before
