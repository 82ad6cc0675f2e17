"""Asks other websites whether a page that ours leads to is still there. They are told nothing but that."""

import http.client
import socket
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from django.utils.encoding import iri_to_uri

PATIENCE_SECONDS = 10
AT_ONCE = 8
CONNECTIONS = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
NAMED = {"User-Agent": "Moothall check_site", "Accept": "*/*"}

# Of a page that is not there they say 404 or 410. Some refuse whoever is no browser, and are there all the same.
REFUSES_PROGRAMS = frozenset({401, 403, 405, 406, 429, 501, 503})


def troubles(addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each address that does not answer as it should, with what is wrong in words; in their order."""
    asked = list(addresses)
    with ThreadPoolExecutor(AT_ONCE) as together:
        for address, trouble in zip(asked, together.map(trouble_with, asked), strict=True):
            if trouble:
                yield address, trouble


def trouble_with(address: str) -> str:
    """What is wrong, in words; none where the page is there, or leads on to another.

    An editor may link to anything, also to what this server alone can reach: only the open internet is asked.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        if not is_public(host):
            return "its host is not on the open internet"
        connection = CONNECTIONS[parts.scheme](host, port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("HEAD", page_of(parts), headers=NAMED)
            status = connection.getresponse().status
        finally:
            connection.close()
    except (OSError, ValueError, http.client.HTTPException) as problem:
        return f"it does not answer ({problem})"
    return "" if status < 400 or status in REFUSES_PROGRAMS else f"it is dead ({status})"


def page_of(address: SplitResult) -> str:
    """The page as it is asked for: what people write with accents goes out in ASCII."""
    return iri_to_uri(address._replace(scheme="", netloc="", path=address.path or "/", fragment="").geturl())


def is_public(host: str) -> bool:
    """Does every address of this host lie on the open internet? Raises OSError for one that nobody knows."""
    found = {ip_address(str(place[0])) for *_, place in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    return all(address.is_global and not address.is_multicast for address in found)
