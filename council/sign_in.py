"""How people sign in: allauth's adapter, and its mail put into its class."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.mail import EmailMessage
from django.http import HttpRequest

from accounts.mail import MailClass, classed

SECRETS = ("password_reset_url", "activate_url", "code", "key", "token")


class CouncilAccountAdapter(DefaultAccountAdapter):
    """Nobody registers: the Clerk gives people their place. Sign-in mail is service mail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMessage:
        message = super().render_mail(template_prefix, email, context, headers)
        return classed(message, MailClass.SERVICE, [str(context[name]) for name in SECRETS if context.get(name)])
