"""Is it alive? `python deploy/healthy.py web`, `worker` or `beat`: says what it found, and exits with 0 or 1.

It imports nothing of Moothall, since a container asks it each half minute, and starting Django each time would cost
a small server more than the work itself.
"""

import http.client
import os
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

HEARTBEATS = Path(__file__).resolve().parent.parent / "var" / "heartbeats"
PATIENCE_SECONDS = 15  # the web server itself waits ten for its database

# The schedule sends a task each ten seconds. A worker may be at one for two minutes, its longest (see settings).
LONGEST_SILENCE_SECONDS = {"worker": 180, "beat": 60}

Finding = tuple[bool, str]


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in ("web", *LONGEST_SILENCE_SECONDS):
        sys.exit(f"usage: healthy.py web|{'|'.join(LONGEST_SILENCE_SECONDS)}")
    name = arguments[0]
    ok, what = web() if name == "web" else heartbeat(name)
    sys.stdout.write(f"{name}: {what}\n")
    return 0 if ok else 1


def web() -> Finding:
    """Asks this machine's web server for /healthz, by the name under which the site is known."""
    host = urlsplit(os.environ.get("SITE_URL", "")).hostname or "localhost"
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        answer = connection.getresponse()
        return answer.status == http.client.OK, answer.read(200).decode(errors="replace")
    except (OSError, http.client.HTTPException) as problem:
        return False, f"the web server does not answer ({problem})"
    finally:
        connection.close()


def heartbeat(name: str) -> Finding:
    """How long ago it last did its work, and whether that is too long ago."""
    try:
        silence = time.time() - (HEARTBEATS / name).stat().st_mtime
    except FileNotFoundError:
        return False, "has done nothing yet"
    return silence < LONGEST_SILENCE_SECONDS[name], f"last did its work {silence:.0f} seconds ago"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
