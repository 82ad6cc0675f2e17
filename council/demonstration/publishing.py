"""Writes the demonstration's posts, decides on them and publishes them, each act at its hour."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.history import SYSTEM
from accounts.models import Matter, Meeting, User
from council.demonstration.clock import as_of
from council.demonstration.filings import FILINGS, Filing
from council.demonstration.writings import Shown, Writing
from files.enclosed import Attachment, Picture
from files.keeping import keep_document, keep_picture
from policies.transparency import year_of
from posts import workflow
from posts.content import NONE_OF_THEM, Content, Variant
from posts.models import Post

FILES = Path(__file__).parent / "files"
ALERT = timedelta(days=5)


def write(writing: Writing, cast: dict[str, User], matters: dict[str, Matter], now: datetime) -> None:
    """Brings the post as far as it `reaches`; what is put right is put right the day after."""
    author, clerk = cast[writing.author], cast["clerk"]
    day = _morning(now - timedelta(days=writing.days_ago))
    with as_of(day):
        post = workflow.write(_content(writing, now), by=author, matter=matters.get(writing.matter))
        if writing.reaches != "draft":
            workflow.submit(post.pk, by=author)
    with as_of(day + timedelta(hours=1)):
        _decide(post, writing, clerk, now)
    if writing.corrected:
        with as_of(day + timedelta(days=1)):
            _correct(post, writing, author, clerk, now)


def write_papers(meetings: dict[str, Meeting], cast: dict[str, User], now: datetime) -> None:
    """Agendas and minutes of the meetings that took place, accounts and links, each published in its time."""
    for filing in FILINGS:
        meeting = meetings.get(filing.meeting)
        hour = meeting.starts_at + timedelta(days=filing.days) if meeting else now - timedelta(days=-filing.days)
        with as_of(min(_morning(hour), now - timedelta(hours=2))):
            post = workflow.write(_filed(filing, meeting, year_of(now.date()) - 1), by=cast["deputy"])
            workflow.submit(post.pk, by=cast["deputy"])
            _put_out(post, cast["clerk"])


def _filed(filing: Filing, meeting: Meeting | None, last_year: int) -> Content:
    told = filing.particulars
    year = last_year if told.account else None
    return Content.of(
        filing.title,
        filing.body,
        filing.kind,
        barred_kind=NONE_OF_THEM,
        links_confirmed=(told.address,) if told.address else (),
        particulars=replace(told, meeting=meeting.pk if meeting else None, year=year),
    )


def _decide(post: Post, writing: Writing, clerk: User, now: datetime) -> None:
    version = post.current_version_id
    if writing.reaches == "returned":
        workflow.return_for_changes(post.pk, by=clerk, version=version, remark=writing.remark)
    if writing.reaches == "scheduled":
        workflow.approve(post.pk, by=clerk, version=version, at=_morning(now + timedelta(days=2)), attested=True)
    if writing.reaches == "published":
        _put_out(post, clerk)


def _correct(post: Post, writing: Writing, author: User, clerk: User, now: datetime) -> None:
    begun = workflow.correct(post.pk, by=author)
    content = _content(writing, now, body=writing.corrected)
    workflow.revise(begun.pk, content, by=author, version=begun.current_version_id, matter=post.matter)
    _put_out(workflow.submit(begun.pk, by=author), clerk)


def _put_out(post: Post, clerk: User) -> None:
    workflow.approve(post.pk, by=clerk, version=post.current_version_id, attested=True)
    workflow.publish(post.pk, by=SYSTEM, now=timezone.now() + workflow.TIME_TO_UNDO)


def _content(writing: Writing, now: datetime, body: str = "") -> Content:
    return Content.of(
        writing.title,
        body or writing.body,
        writing.kind,
        barred_kind=NONE_OF_THEM,
        pictures=(stored(writing.picture),) if writing.picture else (),
        attachments=(_attachment(writing.document),) if writing.document else (),
        channels=tuple(Variant(key) for key in writing.channels),
        alert_until=now + ALERT if writing.is_alert else None,
    )


def stored(shown: Shown) -> Picture:
    """The bundled picture, kept as any other that somebody sends."""
    return Picture(keep_picture(_sent(shown)).sha256, shown.words)


def _attachment(shown: Shown) -> Attachment:
    kept = keep_document(_sent(shown))
    return Attachment(kept.sha256, shown.words, kept.kind, kept.size)


def _sent(shown: Shown) -> SimpleUploadedFile:
    return SimpleUploadedFile(shown.file, (FILES / shown.file).read_bytes())


def _morning(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(hour=9, minute=20, second=0, microsecond=0)
