"""Where a channel is worked by hand, and which addresses belong to it. Pure functions of kind and host."""

from urllib.parse import urlsplit

from policies.rules.schema import ChannelKind

WORKED_AT = {
    ChannelKind.FACEBOOK: "https://www.facebook.com/",
    ChannelKind.X: "https://x.com/compose/post",
    ChannelKind.INSTAGRAM: "https://www.instagram.com/",
}
HOSTS = {
    ChannelKind.FACEBOOK: ("facebook.com", "fb.com", "fb.me"),
    ChannelKind.X: ("x.com", "twitter.com"),
    ChannelKind.INSTAGRAM: ("instagram.com",),
}


def page_to_open(kind: str, host: str) -> str:
    """The page where something new is put on the channel; "" where it is no page, as with e-mail."""
    return f"https://{host}/" if host else WORKED_AT.get(ChannelKind(kind), "")


def host_of(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def is_elsewhere(kind: str, host: str, address: str) -> bool:
    """Does the address lie on another host than the channel's? False where nobody knows which that is."""
    own = HOSTS.get(ChannelKind(kind), ()) + ((host_of(f"//{host}"),) if host else ())
    found = host_of(address)
    return bool(address and own) and not any(found == name or found.endswith(f".{name}") for name in own)
