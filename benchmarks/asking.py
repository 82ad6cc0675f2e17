"""Asks a web server for one page after the other, and says how long each took.

Over bare sockets: a client that does more would take part of the time, and make everything look alike.
"""

import socket
import time
from dataclasses import dataclass, field
from itertools import count
from statistics import median

AT_ONCE = 65_536


@dataclass(frozen=True)
class Address:
    host: str
    port: int

    def answers(self) -> bool:
        try:
            socket.create_connection((self.host, self.port), timeout=1).close()
        except OSError:
            return False
        return True


@dataclass(frozen=True)
class Page:
    """One page of one server, as somebody with that cookie asks for it.

    `is_made_anew`: each time under an address that nobody has asked for, so that no page can be kept for it.
    """

    address: Address
    path: str
    cookie: str = ""
    is_made_anew: bool = False
    visits: "count[int]" = field(default_factory=count)

    def read(self) -> bytes:
        """The whole answer. RuntimeError for any that is not 200: it would only look fast."""
        with socket.create_connection((self.address.host, self.address.port)) as connection:
            connection.sendall(self._request())
            parts = []
            while part := connection.recv(AT_ONCE):
                parts.append(part)
        answer = b"".join(parts)
        if not answer.startswith(b"HTTP/1.1 200 "):
            raise RuntimeError(f"{self.path}: {answer[:200].decode(errors='replace')}")
        return answer

    def size(self) -> int:
        return len(self.read().partition(b"\r\n\r\n")[2])

    def _request(self) -> bytes:
        lines = [f"GET {self.address_of_visit()} HTTP/1.1", "Host: localhost", "Connection: close"]
        if self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        return "\r\n".join([*lines, "", ""]).encode()

    def address_of_visit(self) -> str:
        if not self.is_made_anew:
            return self.path
        return f"{self.path}{'&' if '?' in self.path else '?'}visit={next(self.visits)}"


def milliseconds(page: Page, seconds: float) -> float:
    """The median of as many visits as there is time for, one after the other."""
    taken = []
    end = time.perf_counter() + seconds
    while (began := time.perf_counter()) < end:
        page.read()
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken)
