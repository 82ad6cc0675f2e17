"""Makes groups and what they show for the tests, through the product's own acts."""

from datetime import datetime
from typing import Any

from accounts.clock import today
from accounts.history import SYSTEM
from accounts.models import User
from website_groups import workflow
from website_groups.content import NONE_OF_THEM, Content, Kind
from website_groups.models import Group, Item
from website_groups.recurrence import Repeat, Times

ABOUT_US = "<p>Sixty-two plots behind Mill Lane and a shed full of lent tools.</p>"


def application(name: str = "Thornby Allotment Association", **changes: Any) -> Group:
    values = {
        "purpose": "We look after the allotments and share what we know.",
        "leader": "Joan Pettifer",
        "applicant": "Joan Pettifer",
        "applicant_email": f"{(name.split() or ['nobody'])[-1].lower()}@allotments.example",
        "category": "nature",
    } | changes
    return workflow.apply(by=SYSTEM, name=name, **values)


def approved(name: str = "Thornby Allotment Association", *, by: User, **changes: Any) -> Group:
    """Applied, checked and approved; nobody has taken up the invitation yet."""
    group = application(name, **changes)
    workflow.check(group.pk, by=by)
    return workflow.approve(group.pk, by=by, approved_on=today(), minute_reference="FC 26/112")


def edited_by(person: User, name: str = "Thornby Allotment Association", *, by: User) -> Group:
    """An approved group whose pages `person` looks after."""
    group = approved(name, by=by)
    invitation = workflow.invite(group.pk, by=by, name=person.name, email=person.email)
    workflow.accept_invitation(invitation.pk, by=person)
    return group


def content(title: str = "About us", body: str = ABOUT_US, **more: Any) -> Content:
    """Something that every council's policy lets through."""
    return Content.of(title, body, more.pop("place", ""), barred_kind=more.pop("barred_kind", NONE_OF_THEM), **more)


def times(starts: datetime = datetime(2027, 1, 9, 14, 0), **more: Any) -> Times:
    return Times(starts, **more)


def written(group: Group, what: Content | None = None, *, by: User, kind: str = Kind.PAGE) -> Item:
    """Something with a draft that could be published."""
    item = workflow.start(group.pk, kind, by=by)
    workflow.write(item.pk, what or content(), by=by, revision=1)
    return item


def published(group: Group, what: Content | None = None, *, by: User, kind: str = Kind.PAGE) -> Item:
    item = written(group, what, by=by, kind=kind)
    return workflow.publish(item.pk, by=by, revision=2)


def event(group: Group, title: str = "Seed swap", *, by: User, repeat: Repeat = Repeat.NEVER, **more: Any) -> Item:
    return published(
        group, content(title, place="The Moot Hall", times=times(repeat=repeat, **more)), by=by, kind=Kind.EVENT
    )
