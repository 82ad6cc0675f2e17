"""Acts on items for the website that come by e-mail (website-items-by-email).

A draft is made of what can be read; what cannot waits for a person with the whole message, and nothing is lost.
"""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actors import present
from accounts.history import System, record
from accounts.models import User
from accounts.offices import Office
from accounts.refusals import BadInput, NotNow, NotYours, require_words
from policies.rules.meaning import KEEPERS
from policies.standing import holders, rules_in_force
from posts import notices, permissions
from posts.by_mail.reading import Letter, Unreadable, read_letter
from posts.by_mail.taking import Taken, content_of
from posts.models import MailedItem, Post, RawMail
from posts.workflow import checks
from posts.workflow.authors import begin

BETWEEN_ANSWERS = timedelta(days=1)
"""A sender gets one answer to each message, and not more than one a day."""

ONLY_KEEPERS = "Only the Clerk or the Deputy Clerk takes in items that come by e-mail."
NOBODY = "Nobody holds the office of the Clerk today, so no draft was made."
AUTOMATIC = "A robot or a mailing list sent it."


def take_letter(raw: bytes, *, by: User | System, answer: bool) -> MailedItem:
    """Takes a message in, once however often it comes, and makes a draft of it.

    With `answer` its sender is told that it has arrived, unless a robot or a list sent it. By the software, what
    cannot be read, or was sent by one of these, waits; a person is told at once why it cannot be read (BadInput).
    """
    by = present(by)
    if not permissions.can_take_mail(by):
        raise NotYours(ONLY_KEEPERS)
    rules = rules_in_force()
    letter, problem = _read(raw)
    if letter is None and isinstance(by, User):
        raise BadInput("message", problem)
    author = _author(by)
    taken = content_of(letter, rules) if letter and rules and author else None
    if taken is None or (letter and letter.is_automatic and not isinstance(by, User)):
        problem = problem or (AUTOMATIC if author else NOBODY)
        taken = None
    return _take(raw, letter, taken, by=by, author=author, problem=problem, answer=answer)


@transaction.atomic
def _take(
    raw: bytes,
    letter: Letter | None,
    taken: Taken | None,
    *,
    by: User | System,
    author: User | None,
    problem: str,
    answer: bool,
) -> MailedItem:
    key = letter.key if letter else hashlib.sha256(raw).hexdigest()
    known = MailedItem.objects.filter(key=key).first()
    if known:
        if isinstance(by, User):
            raise NotNow("This message has come already.", about=known.post or known)
        return known
    item = MailedItem(key=key, received_at=timezone.now(), problem="" if taken else problem)
    if letter:
        item.sender_name, item.sender_address = letter.sender_name, letter.sender_address
        item.subject, item.sent_at, item.is_automatic = letter.subject[:500], letter.sent_at, letter.is_automatic
    if taken and author:
        _make_draft(item, taken, by=by, author=author)
    if answer and _may_be_answered(item):
        item.acknowledged_at = timezone.now()
        notices.to_sender(item)
    record(item, by=by, act="taken in from a message")
    if item.post is None:
        RawMail.objects.create(item=item, content=raw)
    if isinstance(by, System):
        notices.of_mailed_item(item, holders(KEEPERS))
    return item


def draft_mailed(item_id: int, *, by: User) -> Post:
    """Makes a draft of a message that waits, of as much as can be read of it."""
    by = present(by)
    if not permissions.can_take_mail(by):
        raise NotYours(ONLY_KEEPERS)
    raw = RawMail.objects.filter(item=item_id).first()
    letter, problem = _read(bytes(raw.content)) if raw else (None, "")
    rules = rules_in_force()
    if letter is None or rules is None:
        raise NotNow(problem or "There is nothing left to make a draft of.")
    return _draft(item_id, content_of(letter, rules), by=by)


@transaction.atomic
def set_aside(item_id: int, *, by: User, reason: str) -> MailedItem:
    """Nothing is made of the message. It stays, with its reason, and a draft can still be made of it."""
    by, item = present(by), _locked(item_id)
    if not permissions.can_take_mail(by):
        raise NotYours(ONLY_KEEPERS)
    if not item.waits:
        raise NotNow("This message does not wait any more.", about=item.post or item)
    require_words("reason", reason, "Say why nothing is made of it: the reason is kept on the record.")
    item.set_aside_at = timezone.now()
    record(item, by=by, act="set aside", reason=reason.strip())
    return item


@transaction.atomic
def _draft(item_id: int, taken: Taken, *, by: User) -> Post:
    item = _locked(item_id)
    if item.post:
        raise NotNow("A draft has been made of it already.", about=item.post)
    post = _make_draft(item, taken, by=by, author=by)
    item.set_aside_at, item.problem = None, ""
    record(item, by=by, act="made into a draft")
    RawMail.objects.filter(item=item).delete()
    return post


def _make_draft(item: MailedItem, taken: Taken, *, by: User | System, author: User) -> Post:
    checks.check_kept(taken.content)
    item.post = begin(Post(author=author), taken.content, by=by, act="drafted from a message")
    item.left = taken.left
    return item.post


def _read(raw: bytes) -> tuple[Letter | None, str]:
    try:
        return read_letter(raw), ""
    except Unreadable as problem:
        return None, str(problem)


def _author(by: User | System) -> User | None:
    """Whose draft it becomes: who presses, else the Clerk, or the Deputy where nobody is Clerk."""
    if isinstance(by, User):
        return by
    clerks = holders([Office.CLERK]) or holders([Office.DEPUTY_CLERK])
    return clerks[0] if clerks else None


def _may_be_answered(item: MailedItem) -> bool:
    if not item.sender_address or item.is_automatic:
        return False
    lately = timezone.now() - BETWEEN_ANSWERS
    return not MailedItem.objects.answered_since(item.sender_address, lately).exists()


def _locked(item_id: int) -> MailedItem:
    item = MailedItem.objects.select_for_update(of=("self",)).select_related("post").filter(pk=item_id).first()
    if item is None:
        raise NotNow("There is no such message.")
    return item
