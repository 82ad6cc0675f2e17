"""What publishing, correcting and withdrawing mean on the channels beside the website: frozen tasks, done by hand.

Called inside the workflow's transaction, which owns the post's own state.
"""

from django.conf import settings

from accounts.history import SYSTEM
from channels import workflow as channels
from channels.in_use import Outlet, outlets
from channels.life import Task
from channels.models import Delivery
from channels.notices import tell_operators
from channels.payload import Payload, Picture
from policies.rules.schema import ChannelKind
from policies.standing import rules_in_force
from posts.models import Post, VersionDelivery


def put_out(post: Post, *, replaced: Post | None) -> None:
    """Opens a task for each channel that the post names. A correction puts right what stands there, and takes down
    what stands where it does not go itself."""
    if not post.content.channels and replaced is None:
        return
    rules = rules_in_force()
    if rules is None:
        return
    standing = _standing(replaced) if replaced else {}
    made = []
    for outlet in _chosen(post, outlets(rules)):
        stands = standing.pop(outlet.key, None)
        task = Task.CORRECT if stands else Task.PUBLISH
        made.append(channels.prepare(outlet, task, _payload(post, outlet.key, stands), by=SYSTEM, follows=stands))
    made += [_take_down(delivery) for delivery in standing.values()]
    _keep(post, made)
    tell_operators(made, rules)


def take_down(post: Post) -> None:
    """Opens a task wherever something was put by hand; what was still to be put there is dropped."""
    made = [_take_down(delivery) for delivery in _standing(post).values()]
    rules = rules_in_force()
    if made and rules:
        _keep(post, made)
        tell_operators(made, rules)


def _chosen(post: Post, known: tuple[Outlet, ...]) -> list[Outlet]:
    wanted = {variant.channel for variant in post.content.channels}
    return [outlet for outlet in known if outlet.key in wanted and not outlet.is_own_website]


def _standing(post: Post) -> dict[str, Delivery]:
    """By the key of the channel, what stands there of this post now. What still waits to be done is dropped."""
    kept = VersionDelivery.objects.filter(version=post.current_version_id).select_related("delivery__follows")
    found = {row.delivery.outlet: _settled(row.delivery) for row in kept.order_by("pk")}
    return {key: delivery for key, delivery in found.items() if delivery is not None}


def _settled(delivery: Delivery) -> Delivery | None:
    """The delivery where it is done; else what it was to change, which stands there still."""
    if delivery.is_done:
        return None if delivery.task == Task.WITHDRAW else delivery
    if delivery.is_waiting:
        channels.drop(delivery.pk, by=SYSTEM, reason="Something newer takes its place.")
    return _settled(delivery.follows) if delivery.follows else None


def _take_down(delivery: Delivery) -> Delivery:
    outlet = Outlet(delivery.outlet, ChannelKind(delivery.kind), delivery.name, delivery.host)
    payload = Payload.of(delivery.title, "", before=delivery.content.text)
    return channels.prepare(outlet, Task.WITHDRAW, payload, by=SYSTEM, follows=delivery)


def _payload(post: Post, channel: str, stands: Delivery | None) -> Payload:
    return Payload.of(
        post.title,
        post.content.text_for(channel),
        address=f"{settings.SITE_URL}{post.get_absolute_url()}",
        pictures=[Picture(picture.file, picture.description) for picture in post.content.pictures],
        before=stands.content.text if stands else "",
    )


def _keep(post: Post, made: list[Delivery]) -> None:
    VersionDelivery.keep_all(VersionDelivery(version=post.current_version, delivery=delivery) for delivery in made)
