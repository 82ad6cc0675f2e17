"""A group that shows something of every kind, in words that stand nowhere else: made for the tests of what is seen."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from accounts.clock import today
from tests import making as councils
from tests.website_groups import making
from website_groups import workflow
from website_groups.content import Kind
from website_groups.models import Group, Item
from website_groups.recurrence import Repeat, Times

UNMISTAKABLE = "quizzaciously"
"""In every title, text, place, purpose, name of a person and description that the group has written."""

COMMON = "together"
"""In every text, to search for."""
NAME = "Thornby Kazoo Circle"


@dataclass(frozen=True)
class Shown:
    group: Group
    page: Item
    second: Item
    event: Item
    notice: Item

    @property
    def items(self) -> list[Item]:
        return [self.page, self.second, self.event, self.notice]


def group_with_everything(cast: councils.Cast, name: str = NAME) -> Shown:
    group = making.edited_by(cast.group_editor, name, by=cast.clerk)
    own = {"purpose": f"We play {UNMISTAKABLE}.", "contact_name": f"{UNMISTAKABLE} Contact"}
    group = workflow.change(group.pk, by=cast.group_editor, **own)
    picture = councils.picture(description=f"Kazoos, {UNMISTAKABLE}")
    page = said(group, cast, "About us", pictures=(picture,))
    second = said(group, cast, "Our instruments")
    starts = datetime.combine(today() + timedelta(days=3), time(19, 30))
    times = Times(starts, starts + timedelta(hours=2), repeat=Repeat.WEEKLY)
    event = said(group, cast, "Practice", kind=Kind.EVENT, times=times, place=f"{UNMISTAKABLE} hall")
    return Shown(group, page, second, event, said(group, cast, "Subscriptions are due", kind=Kind.NOTICE))


def said(group: Group, cast: councils.Cast, title: str, *, kind: str = Kind.PAGE, **more: Any) -> Item:
    content = making.content(f"{title} {UNMISTAKABLE}", f"<p>We do it {COMMON} and {UNMISTAKABLE}.</p>", **more)
    return making.published(group, content, by=cast.group_editor, kind=kind)
