"""Signing in, every way there is; and out again."""

import re
import time
from collections.abc import Callable

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from accounts.models import User
from tests import making
from tests.journeys.conftest import Opener
from tests.journeys.visitors import PASSWORD, Letters, Visitor, sweep

Found = Callable[[str], making.Cast]
PERIOD = 30  # seconds for which a code of an authenticator app is shown
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_with_an_address_and_a_password_and_out_again(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    visitor.sign_in(cast.councillor, password="not the one")
    expect(visitor.page.locator(".govuk-error-summary")).to_contain_text("not correct")
    expect(visitor.field("E-mail address")).to_have_value(cast.councillor.email)
    visitor.look()
    visitor.field("Password").fill(PASSWORD)
    visitor.press("Sign in")
    visitor.is_headed("Waiting for you")
    visitor.press("Sign out")
    visitor.is_headed("Sign in")
    visitor.sees("You have signed out")
    visitor.go("/desk/")
    visitor.is_headed("Sign in")


@pytest.mark.clause("strong-passwords")
def test_a_forgotten_password(found: Found, visitor: Visitor, letters: Letters) -> None:
    cast = found("barton_le_clay")
    visitor.go("/desk/")
    visitor.follow("I have forgotten my password")
    visitor.field("E-mail address").fill(cast.councillor.email)
    visitor.press("Send me the link")
    visitor.is_headed("Look into your e-mail")
    visitor.go(link_in(letters, cast.councillor))
    chooses(visitor, "Councillor12")
    summary = visitor.page.locator(".govuk-error-summary")
    expect(summary).to_contain_text("It needs a punctuation mark, such as ! or ?")
    expect(summary).to_contain_text("It must not contain “Councillor”, a name or word associated with you")
    visitor.look()
    chooses(visitor, "4 herons, 1 weir!")
    visitor.is_headed("Your new password is saved")
    visitor.look()
    visitor.sign_in(cast.councillor, password="4 herons, 1 weir!")
    visitor.is_headed("Waiting for you")


def test_a_link_for_a_new_password_works_once(found: Found, visitor: Visitor, letters: Letters) -> None:
    cast = found("model")
    visitor.go("/accounts/password/reset/")
    visitor.field("E-mail address").fill(cast.councillor.email)
    visitor.press("Send me the link")
    link = link_in(letters, cast.councillor)
    visitor.go(link)
    chooses(visitor, "4 herons, 1 weir!")
    visitor.go(link)
    visitor.is_headed("This link no longer works")
    visitor.look()


@pytest.mark.parametrize("width", [1280, 320])
def test_with_an_authenticator_app_and_without_the_telephone(width: int, found: Found, open_page: Opener) -> None:
    cast = found("model")
    visitor = open_page(width=width)
    visitor.sign_in(cast.clerk, path="/accounts/2fa/")
    visitor.follow("Use an authenticator app")
    shows_who_it_is(visitor)
    visitor.look()
    secret = visitor.page.locator("main code").inner_text()
    with as_another_code_appears():
        visitor.field("The six figures that the app shows now").fill(shown_by_app(secret))
        visitor.press("Use this app from now on")
        visitor.is_headed("Recovery codes")
    codes = recovery_codes(visitor)
    visitor.press("Sign out")
    visitor.sign_in(cast.clerk)
    visitor.is_headed("One more thing")
    gives_code(visitor, "000000")
    expect(visitor.page.locator(".govuk-error-summary")).to_contain_text("Incorrect code")
    visitor.look()
    with as_another_code_appears(periods=2):
        gives_code(visitor, shown_by_app(secret))
        visitor.is_headed("Waiting for you")
    visitor.press("Sign out")
    visitor.sign_in(cast.clerk)
    gives_code(visitor, codes[0])
    visitor.is_headed("Waiting for you")


@pytest.mark.parametrize("width", [1280, 320])
def test_with_a_passkey(width: int, found: Found, open_page: Opener) -> None:
    cast = found("model")
    visitor = open_page(width=width)
    holds_a_key(visitor)
    visitor.sign_in(cast.clerk, path="/accounts/2fa/")
    visitor.follow("Add a passkey")
    shows_who_it_is(visitor)
    visitor.look()
    visitor.field("A name for it").fill("My telephone")
    visitor.press("Add it")
    recovery_codes(visitor)
    visitor.go("/accounts/2fa/webauthn/")
    visitor.sees("My telephone", "not used yet")
    visitor.look()
    visitor.press("Sign out")
    visitor.press("Sign in with a passkey")
    visitor.is_headed("Waiting for you")


def test_the_admins_address_leads_to_the_same_page_and_back(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    visitor.go("/admin/posts/post/")
    visitor.is_headed("Sign in")
    visitor.sign_in(cast.clerk, path="/admin/posts/post/")
    visitor.is_headed("Select post to view")


def test_a_councillor_is_told_plainly_that_the_admin_is_not_theirs(found: Found, visitor: Visitor) -> None:
    cast = found("model")
    visitor.sign_in(cast.councillor, path="/admin/")
    visitor.is_headed("This is not yours to do")
    visitor.look()
    assert visitor.page.request.get("/admin/").status == 403


# ------------------------------------------------------------------------------------------------- helpers
def link_in(letters: Letters, user: User) -> str:
    sweep()
    found = re.search(r"http\S+/key/\S+", letters.to(user)[-1].get_content())
    assert found
    return found[0]


def chooses(visitor: Visitor, password: str) -> None:
    visitor.is_headed("Choose a new password")
    visitor.field("New password").fill(password)
    visitor.field("New password once more").fill(password)
    visitor.press("Save this password")


def shows_who_it_is(visitor: Visitor) -> None:
    visitor.is_headed("Show that it is you")
    visitor.look()
    visitor.field("Password").fill(PASSWORD)
    visitor.press("Go on")


def as_another_code_appears(periods: int = 1) -> time_machine.travel:
    """The moment at which a code begins to be shown, so that it does not change while it is being typed."""
    return time_machine.travel((int(time.time()) // PERIOD + periods) * PERIOD)


def shown_by_app(secret: str) -> str:
    """What an authenticator app that knows the secret shows at this moment."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))


def gives_code(visitor: Visitor, code: str) -> None:
    visitor.field("Code").fill(code)
    visitor.press("Sign in")


def recovery_codes(visitor: Visitor) -> list[str]:
    visitor.is_headed("Recovery codes")
    visitor.look()
    codes = visitor.page.get_by_role("list", name="Your codes").get_by_role("listitem").all_inner_texts()
    assert len(set(codes)) == 10
    return codes


def holds_a_key(visitor: Visitor) -> None:
    """A telephone that says yes to every passkey it is asked for."""
    browser = visitor.page.context.new_cdp_session(visitor.page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
