"""Programs that read a file in a process of their own, with an end to their time and memory.

A file can be made so that reading it never ends; then that process ends, and the web server goes on.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from files.refusals import Unusable

PATIENCE = 60  # seconds
HERE = Path(__file__).parent


def read_apart(program: str, content: bytes, unreadable: str) -> Any:
    """What the program beside this file says of `content`, as JSON. Unusable(unreadable) where it says nothing."""
    command = [sys.executable, "-I", str(HERE / program)]  # -I: nothing from its folder or surroundings is imported
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the upload is in no word of the command
            command, input=content, capture_output=True, timeout=PATIENCE, check=True, env={}
        )
    except subprocess.SubprocessError as error:
        raise Unusable(unreadable) from error
    return json.loads(done.stdout)
