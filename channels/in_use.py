"""The channels in use under the adopted rules, each with a key that stays: rules in, outlets out."""

from collections.abc import Container
from dataclasses import dataclass
from itertools import chain, count

from django.utils.text import slugify

from policies.rules import Rules
from policies.rules.schema import Channel, ChannelKind

KIND_NAMES = {
    ChannelKind.WEBSITE: "Website",
    ChannelKind.FACEBOOK: "Facebook page",
    ChannelKind.X: "X",
    ChannelKind.INSTAGRAM: "Instagram",
    ChannelKind.EMAIL: "E-mail",
    ChannelKind.PRESS: "Press release",
}
ALWAYS = (ChannelKind.WEBSITE, ChannelKind.PRESS)
"""The council's own pages, which this software is, and what is handed to the press: no policy need list them."""

LONGEST_KEY = 50


@dataclass(frozen=True)
class Outlet:
    """One channel in use. `host` is where it stands, for a website that is not the council's own."""

    key: str
    kind: ChannelKind
    name: str
    host: str

    @property
    def is_own_website(self) -> bool:
        """The first website carries every post by itself; every other outlet is worked by hand."""
        return self.key == ChannelKind.WEBSITE


def outlets(rules: Rules) -> tuple[Outlet, ...]:
    """The channels in use, the own website first and press releases last; every kind, where the policy lists none.

    The first of a kind has the kind as its key, each other its name as a slug.
    """
    found: dict[str, Outlet] = {}
    for channel in sorted(_listed(rules), key=_place):
        key = _key(channel, found)
        found[key] = Outlet(key, channel.kind, channel.name, channel.host)
    return tuple(found.values())


def _listed(rules: Rules) -> list[Channel]:
    in_use = rules.channels.in_use
    listed = list(in_use.value) if in_use else []
    missing = set(ALWAYS if in_use else ChannelKind) - {channel.kind for channel in listed}
    return listed + [Channel(kind=kind, name=KIND_NAMES[kind]) for kind in ChannelKind if kind in missing]


def _place(channel: Channel) -> int:
    """Websites first, the press last, the others between them as the policy lists them."""
    return {ChannelKind.WEBSITE: 0, ChannelKind.PRESS: 2}.get(channel.kind, 1)


def _key(channel: Channel, taken: Container[str]) -> str:
    if channel.kind.value not in taken:
        return channel.kind.value
    slug = slugify(channel.name)[:LONGEST_KEY] or channel.kind.value
    keys = chain([slug], (f"{slug}-{number}" for number in count(2)))
    return next(key for key in keys if key not in taken and key not in set(ChannelKind))
