"""Runs several programs as one: they start together, and none is left when any of them ends."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import Self

GRACE_SECONDS = 10.0
POLL_SECONDS = 0.2
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# From <linux/prctl.h>: names the signal that the kernel sends to a process when its parent dies.
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Child:
    """A program to run, with the name that people know it by."""

    name: str
    command: Sequence[str]


class ChildEnded(Exception):
    """A child ended although nobody asked it to."""

    def __init__(self, child: Child, status: int) -> None:
        how = f"with exit code {status}" if status >= 0 else f"by signal {-status}"
        super().__init__(f"The {child.name} ended by itself, {how}.")


class Supervisor:
    """A context manager that starts its children, and on leaving ends them with all that they started.

    Each child leads a session, and so a process group, of its own: a signal to the group reaches what
    the child left behind, and Ctrl-C in the terminal reaches this process alone.
    """

    def __init__(self, children: Sequence[Child], grace_seconds: float = GRACE_SECONDS) -> None:
        self._children = children
        self._grace_seconds = grace_seconds
        self._processes: list[subprocess.Popen[bytes]] = []
        self._stop_asked = False

    def __enter__(self) -> Self:
        self._handlers_before = {number: signal.signal(number, self._ask_stop) for number in STOP_SIGNALS}
        try:
            for child in self._children:
                self._processes.append(self._start(child))
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def wait(self, until: Callable[[], bool]) -> bool:
        """True once `until` holds, False once a signal asks to stop, ChildEnded once a child has ended."""
        while not self._stop_asked:
            self._raise_if_one_ended()
            if until():
                return True
            time.sleep(POLL_SECONDS)
        return False

    def _ask_stop(self, number: int, frame: FrameType | None) -> None:
        self._stop_asked = True

    def _start(self, child: Child) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - the commands come from this program
            child.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_parent(os.getpid()),  # noqa: PLW1509 - there are no threads here
        )

    def _raise_if_one_ended(self) -> None:
        for child, process in zip(self._children, self._processes, strict=True):
            status = process.poll()
            if status is not None:
                raise ChildEnded(child, status)

    def _leave(self) -> None:
        try:
            self._end_children()
        finally:
            for number, handler in self._handlers_before.items():
                signal.signal(number, handler)

    def _end_children(self) -> None:
        for process in self._processes:
            process.terminate()
        deadline = time.monotonic() + self._grace_seconds
        while time.monotonic() < deadline and any(process.poll() is None for process in self._processes):
            time.sleep(POLL_SECONDS)
        for process in self._processes:
            _kill_group(process.pid)
            process.wait()


def _end_with_parent(parent: int) -> Callable[[], None] | None:
    """What a child does before its program starts, so that it ends even if its parent is killed outright."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)

    def prepare() -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the supervisor's handler would swallow it
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died before the line above
            os.kill(os.getpid(), signal.SIGTERM)

    return prepare


def _kill_group(group: int) -> None:
    with suppress(ProcessLookupError):  # when nobody is left in it
        os.killpg(group, signal.SIGKILL)
