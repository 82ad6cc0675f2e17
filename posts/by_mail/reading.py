"""A message as it was sent, read into what a draft can be made of: bytes in, a letter out; no database, no clock.

Mail is written by every program there ever was, so nothing of it is believed: unknown encodings, broken headers and
missing parts leave gaps, and no message raises anything but Unreadable.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from html import unescape
from typing import cast

import nh3

from richtext.html import A_BLOCK, clean_html

LARGEST = 25 * 1024 * 1024
MOST_ATTACHMENTS = 24
OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BREAKS = re.compile(r"<br\s*/?>|</(?:div|tr|td|li|p|h[1-6])>", re.IGNORECASE)
ROBOTS = re.compile(r"^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)\b", re.IGNORECASE)


class Unreadable(ValueError):
    """What came is no message that anybody could read; the message says what to do."""


@dataclass(frozen=True)
class Enclosure:
    """A file that came with the message, under the name that it had there."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """`key` tells a message from every other: its own id, or the SHA-256 of its bytes. `body` is sanitised HTML."""

    key: str
    sender_name: str
    sender_address: str
    subject: str
    body: str
    sent_at: datetime | None
    enclosures: tuple[Enclosure, ...]
    is_automatic: bool

    @property
    def sender(self) -> str:
        """In words: the name and the address, as far as they are known."""
        if self.sender_name and self.sender_address:
            return f"{self.sender_name} ({self.sender_address})"
        return self.sender_name or self.sender_address


def read_letter(raw: bytes) -> Letter:
    """The letter in a message of RFC 5322, such as a saved .eml file. Unreadable where it is none."""
    if len(raw) > LARGEST:
        raise Unreadable("This message has more than 25 MB. Save its attachments and its text on their own.")
    if raw.startswith(OUTLOOK):
        raise Unreadable(
            "This is a message in Outlook’s own format (.msg). Forward it as an attachment and save that as .eml, or "
            "copy its text into the fields below."
        )
    message = BytesParser(policy=policy.default).parsebytes(raw)
    name, address = parseaddr(_header(message, "From"))
    body = _body(message)
    enclosures = tuple(_enclosures(message))
    if not (address or _header(message, "Subject")) or not (body or enclosures or _header(message, "Subject")):
        raise Unreadable("There is no message in this file: it has no sender and no subject.")
    return Letter(
        key=_key(message, raw),
        sender_name=" ".join(name.split())[:150],
        sender_address=address.strip().lower()[:254],
        subject=" ".join(_header(message, "Subject").split()),
        body=body,
        sent_at=_sent_at(message),
        enclosures=enclosures,
        is_automatic=is_automatic(message),
    )


def is_automatic(message: EmailMessage) -> bool:
    """Did a robot or a list send it? Such a message gets no answer, or two programs would write to each other."""
    submitted = _header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    precedence = _header(message, "Precedence").strip().lower()
    named = ("List-Id", "List-Unsubscribe", "X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress", "Feedback-ID")
    return (
        submitted not in ("", "no")
        or precedence in ("bulk", "list", "junk", "auto_reply")
        or any(_header(message, name) for name in named)
        or _header(message, "Return-Path").strip() == "<>"
        or message.get_content_type() == "multipart/report"
        or bool(ROBOTS.match(parseaddr(_header(message, "From"))[1]))
    )


def _header(message: EmailMessage, name: str) -> str:
    """A header as text; "" where it is missing or past reading."""
    try:
        return str(message.get(name, "")).replace("\0", "")
    except (MessageError, ValueError, LookupError, AttributeError, IndexError, TypeError):
        return ""


def _key(message: EmailMessage, raw: bytes) -> str:
    own = _header(message, "Message-ID").strip().strip("<>")
    return own[:200] if own else hashlib.sha256(raw).hexdigest()


def _sent_at(message: EmailMessage) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_header(message, "Date"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _body(message: EmailMessage) -> str:
    """The words as sanitised HTML: the plain part, else what can be kept of the HTML one."""
    part = message.get_body(("plain",)) or message.get_body(("html",))
    if part is None:
        return ""
    text = _text(cast(EmailMessage, part))
    if part.get_content_type() == "text/html":
        return _of_html(text)
    if str(part.get_param("format", "")).lower() == "flowed":
        text = re.sub(r" \n(?!\n)", " ", text)
    return clean_html(text.strip()) if text.strip() else ""


def _of_html(html: str) -> str:
    if A_BLOCK.search(html):
        return clean_html(html)
    lines = unescape(nh3.clean(BREAKS.sub("\n", html), tags=set())).strip()
    return clean_html(lines) if lines else ""


def _text(part: EmailMessage) -> str:
    """What a part says, in whatever encoding it claims; unknown ones are read as the web does."""
    content = part.get_payload(decode=True)
    data = content if isinstance(content, bytes) else str(part.get_payload()).encode(errors="replace")
    claimed = str(part.get_content_charset() or "utf-8")
    try:
        text = data.decode(claimed)
    except (LookupError, UnicodeDecodeError):
        text = data.decode("utf-8", errors="replace") if _is_utf8(data) else data.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\0", "")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _enclosures(message: EmailMessage) -> Iterator[Enclosure]:
    body = message.get_body(("plain",)) or message.get_body(("html",))
    parts = (part for part in message.walk() if not part.is_multipart() and part is not body)
    for number, part in enumerate(parts, 1):
        if number > MOST_ATTACHMENTS:
            return
        name, kind = _name(part), part.get_content_type()
        is_alternative = kind in ("text/plain", "text/html") and not name
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content and not is_alternative:
            yield Enclosure(name or f"attachment-{number}", kind, content)


def _name(part: EmailMessage) -> str:
    try:
        return (part.get_filename() or "").replace("\0", "")
    except (ValueError, LookupError, TypeError, IndexError, AttributeError):
        return ""
