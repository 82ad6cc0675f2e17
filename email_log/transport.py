"""The ways in which a mail can leave: SMTP where EMAIL_URL names a server, else the console."""

import smtplib
import ssl
import sys
from collections.abc import Callable, Sequence
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings

Transport = Callable[[bytes, str, Sequence[str]], Sequence[str]]
"""Takes the whole mail, the sender and the recipients; gives back those recipients that were refused while others
were not. Raises SMTPException, OSError or UnicodeError when it cannot deliver to anybody.
"""

PATIENCE = 30  # seconds


def configured() -> Transport:
    return by_smtp if settings.EMAIL_URL else to_console


def to_console(content: bytes, sender: str, recipients: Sequence[str]) -> Sequence[str]:
    sys.stdout.write(f"{content.decode(errors='replace')}\n{'-' * 72}\n")
    sys.stdout.flush()
    return []


def by_smtp(content: bytes, sender: str, recipients: Sequence[str]) -> Sequence[str]:
    """Delivers through settings.EMAIL_URL: smtp://, smtp+tls:// (STARTTLS) or smtps://.

    With TLS the server's certificate must be one that this machine trusts.
    """
    server = urlsplit(settings.EMAIL_URL)
    trust = ssl.create_default_context()  # smtplib by itself takes any certificate
    with _connect(server, trust) as connection:
        if server.scheme == "smtp+tls":
            connection.starttls(context=trust)
        if server.username:
            connection.login(unquote(server.username), unquote(server.password or ""))
        return list(connection.sendmail(sender, list(recipients), content))


def _connect(server: SplitResult, trust: ssl.SSLContext) -> smtplib.SMTP:
    host, port = server.hostname or "", server.port or 0
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=trust)
    return smtplib.SMTP(host, port, timeout=PATIENCE)
