"""The supervisor with real processes: whatever ends, and however it ends, nothing is left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 30

# Starts a leader for each of its arguments, and ends them within a second.
SUPERVISOR = """
import sys
from council.supervisor import Child, ChildEnded, Supervisor

leader, folder, *names = sys.argv[1:]
children = [
    Child(name, ["no-such-program"] if name == "missing" else [sys.executable, "-c", leader, folder, name])
    for name in names
]
try:
    with Supervisor(children, grace_seconds=1) as supervisor:
        supervisor.wait(until=lambda: False)
except ChildEnded as ended:
    sys.exit(str(ended))
"""

# Starts a grandchild that no signal but KILL ends, and writes down its own number and the grandchild's.
LEADER = """
import os, signal, sys, time
from pathlib import Path

folder, name = Path(sys.argv[1]), sys.argv[2]
if name == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = os.fork()
if not grandchild:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    (folder / f"{name} grandchild").write_text(str(os.getpid()))
    time.sleep(600)
while not (folder / f"{name} grandchild").exists():
    time.sleep(0.05)
(folder / name).write_text(str(os.getpid()))
while not (folder / f"{name} may end").exists():
    time.sleep(0.05)
sys.exit(3)
"""

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the supervisor with leaders of the given names, and returns once these have started."""
    supervisors: list[subprocess.Popen[str]] = []

    def start_supervisor(*names: str, wait: bool = True) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", SUPERVISOR, LEADER, str(tmp_path), *names]
        process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
        supervisors.append(process)
        if wait:
            wait_until(lambda: all(number_of(tmp_path / name) for name in names))
        return process

    yield start_supervisor
    for process in supervisors:
        process.kill()
    for pid in numbers(tmp_path):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for process in supervisors:
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_ends_everything(start: Start, tmp_path: Path, number: signal.Signals) -> None:
    supervisor = start("web server", "worker")
    supervisor.send_signal(number)
    assert end_of(supervisor) == (0, "")
    assert_nothing_is_left(tmp_path, 4)


def test_child_that_ends_by_itself_ends_the_others(start: Start, tmp_path: Path) -> None:
    supervisor = start("web server", "worker")
    (tmp_path / "worker may end").touch()
    assert end_of(supervisor) == (1, "The worker ended by itself, with exit code 3.\n")
    assert_nothing_is_left(tmp_path, 4)


def test_killed_leader_ends_the_others_and_its_own_grandchild(start: Start, tmp_path: Path) -> None:
    supervisor = start("web server", "worker")
    os.kill(number_of(tmp_path / "worker"), signal.SIGKILL)
    assert end_of(supervisor) == (1, "The worker ended by itself, by signal 9.\n")
    assert_nothing_is_left(tmp_path, 4)


def test_leader_that_ignores_term_is_killed(start: Start, tmp_path: Path) -> None:
    supervisor = start("stubborn", "worker")
    supervisor.terminate()
    assert end_of(supervisor) == (0, "")
    assert_nothing_is_left(tmp_path, 4)


def test_child_that_cannot_start_ends_those_before_it(start: Start) -> None:
    code, errors = end_of(start("web server", "missing", wait=False))
    assert code == 1
    assert "no-such-program" in errors


def test_leaders_end_with_a_supervisor_that_is_killed(start: Start, tmp_path: Path) -> None:
    supervisor = start("web server", "worker")
    supervisor.kill()
    wait_until(lambda: not is_running(number_of(tmp_path / "web server")))
    wait_until(lambda: not is_running(number_of(tmp_path / "worker")))


def test_each_leader_has_a_session_of_its_own(start: Start, tmp_path: Path) -> None:
    start("web server", "worker")
    leaders = [number_of(tmp_path / "web server"), number_of(tmp_path / "worker")]
    assert [os.getsid(leader) for leader in leaders] == leaders


def end_of(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Exit code and errors; these end only when the last process that could write to them has ended."""
    _, errors = process.communicate(timeout=PATIENCE_SECONDS)
    return process.returncode, errors


def assert_nothing_is_left(folder: Path, count: int) -> None:
    pids = numbers(folder)
    assert len(pids) == count
    wait_until(lambda: not any(is_running(pid) for pid in pids))


def numbers(folder: Path) -> list[int]:
    return [number for number in map(number_of, folder.iterdir()) if number]


def number_of(file: Path) -> int:
    """The process number in a file; 0 while there is none."""
    try:
        return int(file.read_text() or 0)
    except FileNotFoundError:
        return 0


def is_running(pid: int) -> bool:
    """Whether the process does anything still; a zombie that its new parent has yet to collect does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] not in ("Z", "X")


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
