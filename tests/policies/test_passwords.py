"""Strong passwords: what the rule finds weak, and that every way to choose one asks it where the policy has it."""

import re

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.offices import Office
from email_log.models import Dispatch
from email_log.sealing import unseal
from policies.passwords import weaknesses
from policies.rules.schema import Password
from tests import making

pytestmark = pytest.mark.clause("strong-passwords")

BARTON = Password(letters=True, numbers=True, punctuation=True, no_names=True)
NO_LETTER = "It needs a letter."
NO_NUMBER = "It needs a number."
NO_PUNCTUATION = "It needs a punctuation mark, such as ! or ?."

WEAK = "heron and lantern"
STRONG = "heron & 3 lanterns"


@pytest.fixture(autouse=True)
def products_mail(settings) -> None:
    """Django's test runner keeps mail in memory; here it goes on the record, as in the product."""
    settings.EMAIL_BACKEND = "email_log.backend.RecordingBackend"


@pytest.fixture
def anne(db: None) -> User:
    """Councillor Anne O'Hara, before any council stands here."""
    return User.objects.create_user("anne.birdsall@council.example", "Anne O'Hara")


# ------------------------------------------------------------------------------------------- the pure rule
@pytest.mark.parametrize(
    ("password", "lacks"),
    [
        ("heron3lantern!", []),
        ("3!é", []),
        ("Äpfel_9", []),
        ("heronlantern3", [NO_PUNCTUATION]),
        ("heron lantern 3", [NO_PUNCTUATION]),
        ("heronlantern!", [NO_NUMBER]),
        ("482 917 !", [NO_LETTER]),
        ("___", [NO_LETTER, NO_NUMBER]),
        ("heronlantern", [NO_NUMBER, NO_PUNCTUATION]),
        ("", [NO_LETTER, NO_NUMBER, NO_PUNCTUATION]),
    ],
)
def test_a_mixture_of_letters_numbers_and_punctuation(password: str, lacks: list[str]) -> None:
    assert weaknesses(BARTON, password, []) == lacks


@pytest.mark.parametrize("password", ["birdsall-77", "77-BIRDSALL", "my.birdsalls.77"])
def test_a_name_is_found_in_any_case_and_within_a_word(password: str) -> None:
    assert weaknesses(BARTON, password, ["Birdsall"]) == [
        "It must not contain “Birdsall”, a name or word associated with you."
    ]


def test_a_name_of_two_letters_would_be_found_everywhere_and_is_not_sought() -> None:
    assert weaknesses(BARTON, "banjo & 3 lanterns", ["Jo"]) == []


@pytest.mark.parametrize(
    ("asked", "lacks"), [("letters", NO_LETTER), ("numbers", NO_NUMBER), ("punctuation", NO_PUNCTUATION)]
)
def test_a_policy_is_held_to_what_it_asks_and_no_more(asked: str, lacks: str) -> None:
    nothing = dict.fromkeys(("letters", "numbers", "punctuation", "no_names"), False)
    assert weaknesses(Password(**{**nothing, asked: True}), " ", []) == [lacks]
    assert weaknesses(Password(**nothing), "birdsall", ["Birdsall"]) == []


# ------------------------------------------------------------------------------------------- the validator
@pytest.mark.parametrize(
    ("password", "lacks"),
    [
        (STRONG, []),
        (WEAK, [NO_NUMBER, NO_PUNCTUATION]),
        ("anne & 3 lanterns", ["It must not contain “Anne”, a name or word associated with you."]),
        ("Hara & 3 lanterns", ["It must not contain “Hara”, a name or word associated with you."]),
        ("birdsall & 3 lanterns", ["It must not contain “birdsall”, a name or word associated with you."]),
        ("council & 3 lanterns", []),  # the address's domain is everybody's
    ],
)
def test_barton_asks_for_a_mixture_without_the_persons_own_words(anne: User, password: str, lacks: list[str]) -> None:
    making.found("barton_le_clay")
    assert complaints(password, anne) == lacks


def test_a_word_that_is_both_name_and_address_is_told_once(db: None) -> None:
    making.found("barton_le_clay")
    user = User(name="Anne Birdsall", email="anne@council.example")
    assert complaints("anne & 3 lanterns", user) == ["It must not contain “Anne”, a name or word associated with you."]


def test_before_there_is_a_person_the_mixture_is_still_asked(db: None) -> None:
    making.found("barton_le_clay")
    assert complaints(WEAK, None) == [NO_NUMBER, NO_PUNCTUATION]


@pytest.mark.parametrize("name", ["faversham", "sevenoaks", "desborough", "thornbury"])
def test_elsewhere_length_and_common_ones_are_all_that_counts(anne: User, name: str) -> None:
    making.found(name)
    assert complaints(WEAK, anne) == []
    assert complaints("anne birdsall", anne) == []
    assert complaints("too short", anne) == ["This password is too short. It must contain at least 10 characters."]
    assert complaints("1234567890", anne) == ["This password is too common."]


def test_without_a_policy_nothing_is_asked_in_its_name(anne: User) -> None:
    assert complaints(WEAK, anne) == []


def test_the_page_says_what_is_asked(db: None) -> None:
    making.found("barton_le_clay")
    assert password_validators_help_texts()[-1].startswith("Our policy asks for a mixture of letters, numbers")


def test_the_page_says_that_no_more_is_asked(db: None) -> None:
    making.found("faversham")
    assert password_validators_help_texts()[-1] == "Our policy asks for nothing more."


# ---------------------------------------------------------------------------------- the ways to choose one
def test_changing_ones_password(db: None, signed_in) -> None:
    councillor = at("barton_le_clay")
    councillor.set_password("the old 1, forgotten")
    councillor.save()
    client = signed_in(councillor)

    def change(password: str) -> bytes:
        form = {"oldpassword": "the old 1, forgotten", "password1": password, "password2": password}
        return client.post(reverse("account_change_password"), form).content

    assert NO_NUMBER.encode() in change(WEAK)
    assert b"associated with you" in change("robin & 3 lanterns")
    assert not has_password(councillor, WEAK)

    change(STRONG)
    assert has_password(councillor, STRONG)


def test_setting_the_first_password(db: None, signed_in) -> None:
    councillor = at("barton_le_clay")
    client = signed_in(councillor)
    weak = client.post(reverse("account_set_password"), {"password1": WEAK, "password2": WEAK})
    assert NO_NUMBER.encode() in weak.content
    assert not has_password(councillor, WEAK)

    client.post(reverse("account_set_password"), {"password1": STRONG, "password2": STRONG})
    assert has_password(councillor, STRONG)


def test_choosing_one_by_the_link_of_a_mail(db: None) -> None:
    councillor = at("barton_le_clay")
    client, page = by_reset_link(councillor)
    weak = client.post(page, {"password1": WEAK, "password2": WEAK})
    assert NO_NUMBER.encode() in weak.content
    assert not has_password(councillor, WEAK)

    client.post(page, {"password1": STRONG, "password2": STRONG})
    assert has_password(councillor, STRONG)


def test_the_same_password_is_taken_at_faversham(db: None) -> None:
    councillor = at("faversham")
    client, page = by_reset_link(councillor)
    client.post(page, {"password1": WEAK, "password2": WEAK})
    assert has_password(councillor, WEAK)


def complaints(password: str, user: User | None) -> list[str]:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return error.messages
    return []


def at(name: str) -> User:
    """A councillor of that council, called Robin."""
    making.found(name)
    return making.person("robin", Office.COUNCILLOR)


def by_reset_link(user: User) -> tuple[Client, str]:
    """A browser that has followed the link of a reset mail, and the page where it has come to."""
    client = Client()
    client.post(reverse("account_reset_password"), {"email": user.email})
    mail = unseal(bytes(Dispatch.objects.get().payload or b"")).decode()
    link = re.search(r"http://testserver(/\S+/reset/key/\S+)", mail)
    assert link
    return client, client.get(link[1])["Location"]


def has_password(user: User, password: str) -> bool:
    return User.objects.get(pk=user.pk).check_password(password)
