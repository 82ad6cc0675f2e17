"""Mail about posts: who hears of what. The workflow decides when."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from accounts.mail import MailClass, classed, notify, send
from accounts.models import Council, User
from policies.rules import Rules
from posts.deciders import deciders
from posts.models import Decision, MailedItem, Post


def to_approvers(post: Post, rules: Rules) -> None:
    """Everybody who may decide on the post today hears that it waits, but not its author."""
    others = [person for person in deciders(post, rules) if person != post.author]
    notify(others, "posts/email/waiting.txt", {"post": post})


def of_decision(post: Post, decision: Decision) -> None:
    if decision.by != post.author:
        notify([post.author], "posts/email/decided.txt", {"post": post, "decision": decision})


def of_amendment(post: Post, *, by: User) -> None:
    if by != post.author:
        notify([post.author], "posts/email/amended.txt", {"post": post, "by": by})


def of_undoing(post: Post, *, by: User) -> None:
    if by != post.author:
        notify([post.author], "posts/email/undone.txt", {"post": post, "by": by})


def of_expiry(post: Post, rules: Rules | None) -> None:
    """The author hears, and everybody who could have decided."""
    people = dict.fromkeys([post.author, *deciders(post, rules)])
    notify(people, "posts/email/expired.txt", {"post": post})


def of_check(post: Post) -> None:
    notify([post.author], "posts/email/check.txt", {"post": post})


def of_delegation(person: User, subject: str, post: Post | None, *, by: User, ends: date, reason: str) -> None:
    context = {"subject": subject, "post": post, "by": by, "ends": ends, "reason": reason}
    notify([person], "posts/email/delegated.txt", context)


def of_withdrawal(post: Post, *, by: User, reason: str) -> None:
    if by != post.author:
        notify([post.author], "posts/email/withdrawn.txt", {"post": post, "by": by, "reason": reason})


def of_mailed_item(item: MailedItem, people: Iterable[User]) -> None:
    """Those who take items hear that one has come by itself, and whether it waits."""
    notify(people, "posts/email/item_came.txt", {"item": item, "post": item.post})


def to_sender(item: MailedItem) -> None:
    """Says once to who sent it that it has arrived; so that no program takes it for a letter, it says what it is."""
    context = {"item": item, "site": settings.SITE_URL, "council": Council.objects.first()}
    text = render_to_string("posts/email/item_received.txt", context).strip()
    subject, _, body = text.partition("\n")
    headers = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    message = EmailMessage(
        subject.strip(), f"{body.strip()}\n", settings.DEFAULT_FROM_EMAIL, [item.sender_address], headers=headers
    )
    send([classed(message, MailClass.SERVICE)])
