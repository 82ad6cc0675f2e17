"""Makes deliveries for the tests, through the product's own acts."""

from django.db import transaction

from accounts.history import SYSTEM
from accounts.models import User
from channels import workflow
from channels.in_use import Outlet
from channels.life import State, Task
from channels.models import Delivery
from channels.payload import Payload
from policies.rules.schema import ChannelKind

FACEBOOK = Outlet("facebook", ChannelKind.FACEBOOK, "Facebook page", "")
X = Outlet("x", ChannelKind.X, "X, @ThornbyTown", "")
EMAIL = Outlet("email", ChannelKind.EMAIL, "E-mail", "")
TOWN_SITE = Outlet("thornby-town", ChannelKind.WEBSITE, "Thornby Town", "town.thornby.example")

POSTED = "https://www.facebook.com/thornby/posts/1"


def payload(title: str = "Mill Lane is closed", text: str = "Mill Lane is closed until Friday.", **more) -> Payload:
    return Payload.of(title, text, "https://www.thornby.example/news/1/", **more)


def prepared(outlet: Outlet = FACEBOOK, what: Payload | None = None, **more) -> Delivery:
    """Made ready as posts do it: by the software, inside the transaction that publishes."""
    with transaction.atomic():
        return workflow.prepare(outlet, Task.PUBLISH, what or payload(), by=SYSTEM, **more)


def change_of(done: Delivery, task: Task, text: str = "Mill Lane is open again.") -> Delivery:
    """What puts right or takes down a delivery that is done."""
    outlet = Outlet(done.outlet, ChannelKind(done.kind), done.name, done.host)
    what = payload(done.title, "" if task == Task.WITHDRAW else text, before=done.content.text)
    with transaction.atomic():
        return workflow.prepare(outlet, task, what, by=SYSTEM, follows=done)


def delivery_in(state: State, *, by: User, outlet: Outlet = FACEBOOK, address: str = "", **more) -> Delivery:
    delivery = prepared(outlet, **more)
    if state == State.DONE:
        workflow.finish(delivery.pk, by=by, address=address)
    if state == State.DROPPED:
        workflow.drop(delivery.pk, by=by, reason="Nobody knows the password.")
    return Delivery.objects.whole().get(pk=delivery.pk)
