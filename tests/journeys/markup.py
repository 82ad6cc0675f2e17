"""The HTML of every page that the journeys look at, as it was served, given to the W3C's own checker in one run."""

import json
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Response

from tests.everything import find_java

CHECKER = Path(__file__).resolve().parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# What differs each time a page is served, though the page is the same.
TOKENS = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+|(?<=nonce=")[^"]+')
# What the checker says, and where, and why it stays as it is.
NOISE = [
    ("“list” role is unnecessary", "", "Safari takes a list without bullets for none, unless its role says so"),
    ("A table row was 2 columns wide", "/admin/", "Django's own list of what there is in the admin"),
]

Message = dict[str, Any]


class Served:
    """Pages as they came from the server, each once."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}

    def keep(self, answer: Response, story: str) -> None:
        if "text/html" in answer.headers.get("content-type", ""):
            self.pages.setdefault(TOKENS.sub("", answer.text()), f"{answer.url} in {story}")

    def faults(self) -> list[str]:
        """What the checker finds, one line each; none where there is no Java to run it."""
        java = find_java()
        if not java or not self.pages:
            return []
        with TemporaryDirectory(prefix="moothall-") as folder:
            addresses = self._put_into(Path(folder))
            found = messages(java, Path(folder))
        return told_once([(addresses[message["url"].rpartition("/")[2]], message) for message in found])

    def _put_into(self, folder: Path) -> dict[str, str]:
        """Writes each page into a file; which address each file's name stands for."""
        addresses = {}
        for number, (html, address) in enumerate(self.pages.items()):
            (folder / f"{number}.html").write_text(html, encoding="utf-8")
            addresses[f"{number}.html"] = address
        return addresses


def messages(java: str, folder: Path) -> list[Message]:
    command = [java, "-Xss4m", "-jar", str(CHECKER), "--format", "json", "--stdout", "--exit-zero-always", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: list[Message] = json.loads(done.stdout)["messages"]
    return found


def told_once(found: list[tuple[str, Message]]) -> list[str]:
    """One line for each kind of fault: where it is first, and on how many pages more."""
    kinds: dict[str, list[str]] = {}
    for address, message in found:
        if not is_noise(address, message["message"]):
            place = " ".join(message.get("extract", "").split())
            line = f"{address}, line {message.get('lastLine', '?')}: {message['message']} Here: {place}"
            kinds.setdefault(re.sub(r"\d+", "0", message["message"]), []).append(line)
    return [f"{lines[0]} (and {len(lines) - 1} more like it)" for lines in kinds.values()]


def is_noise(address: str, words: str) -> bool:
    return any(known in words and where in address for known, where, _ in NOISE)
