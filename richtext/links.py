"""The links in a rich text, and which of them lead away from the council's own site."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.conf import settings


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if (tag, name) == ("a", "href") and value]


def links_in(html: str) -> tuple[str, ...]:
    """Every address that `html` links to, in order, each once."""
    parser = _Links()
    parser.feed(html)
    return tuple(dict.fromkeys(parser.found))


def outside_links(html: str) -> tuple[str, ...]:
    """Every web address in `html` on another host than ours, in order, each once."""
    return tuple(link for link in links_in(html) if _leads_outside(link))


def confirmed_links(html: str, address: str) -> tuple[str, ...]:
    """What is to be confirmed where a policy asks for it: each link outside in the text, and the item's own address."""
    own = (address,) if address and _leads_outside(address) else ()
    return tuple(dict.fromkeys([*outside_links(html), *own]))


def _leads_outside(link: str) -> bool:
    address = urlsplit(link)
    return address.scheme in ("http", "https") and address.hostname != urlsplit(settings.SITE_URL).hostname
