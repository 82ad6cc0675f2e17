"""How a content will look: on the website, and on each channel that its author has chosen."""

from dataclasses import dataclass

from channels.in_use import Outlet, outlets
from channels.limits import count, limit_of
from files.showing import ShownDocument, ShownPicture, shown_documents, shown_pictures
from policies.rules import Rules
from policies.rules.schema import ChannelKind
from posts.content import Content

ICONS = {
    ChannelKind.WEBSITE: "globe",
    ChannelKind.FACEBOOK: "people",
    ChannelKind.X: "speech",
    ChannelKind.INSTAGRAM: "people",
    ChannelKind.EMAIL: "mail",
    ChannelKind.PRESS: "file",
}


@dataclass(frozen=True)
class Card:
    """One channel beside the website, with the text as it will stand there."""

    name: str
    icon: str
    text: str
    has_own_text: bool
    counted: str
    fits: bool


@dataclass(frozen=True)
class Appearance:
    content: Content
    pictures: list[ShownPicture]
    documents: list[ShownDocument]
    cards: tuple[Card, ...]
    not_chosen: tuple[str, ...]


def appearance(content: Content, rules: Rules | None) -> Appearance:
    """All that will be seen. `not_chosen` names the channels on which nothing will."""
    beside = [outlet for outlet in outlets(rules) if not outlet.is_own_website] if rules else []
    chosen = {variant.channel for variant in content.channels}
    return Appearance(
        content,
        shown_pictures(content.pictures),
        shown_documents(content.attachments),
        tuple(_card(outlet, content) for outlet in beside if outlet.key in chosen),
        tuple(outlet.name for outlet in beside if outlet.key not in chosen),
    )


def counted(outlet: Outlet, text: str) -> tuple[str, bool]:
    """How long the text is as that channel counts it, in words, and whether it fits there."""
    used, limit = count(outlet.kind, text), limit_of(outlet.kind)
    if limit is None:
        return f"{used:,} characters", True
    return f"{used:,} characters as {limit.counted_by} counts them, and {limit.most:,} fit", used <= limit.most


def _card(outlet: Outlet, content: Content) -> Card:
    text = content.text_for(outlet.key)
    has_own_text = any(variant.text for variant in content.channels if variant.channel == outlet.key)
    return Card(outlet.name, ICONS[outlet.kind], text, has_own_text, *counted(outlet, text))
