"""Which tests show which clause: asked of pytest, never typed in."""

import json
import os
import subprocess
import sys
from collections.abc import Container
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
TOOLS = ("pytest", "pytest_django", "pytest_socket")


class NotCollected(RuntimeError):
    """The tests could not be asked, or name a clause that there is not."""


def collect(known: Container[str], folder: Path | None = None) -> dict[str, list[str]]:
    """The node ids of the tests in `folder` (Moothall's own) that carry each clause's marker, in pytest's order.

    Raises NotCollected where the development tools or the tests are missing, where pytest fails, and where a test
    carries a clause that is not among the `known` ones.
    """
    folder = folder or TESTS
    if not folder.is_dir() or any(find_spec(tool) is None for tool in TOOLS):
        raise NotCollected(
            "Which tests show a clause is asked of pytest, and the tests or the development tools are missing here. "
            "In a copy of Moothall's source, run: make install"
        )
    with TemporaryDirectory(prefix="moothall-") as temporary:
        report = Path(temporary) / "clauses.json"
        _collect(folder, report)
        tests: dict[str, list[str]] = json.loads(report.read_text(encoding="utf-8"))
    if unknown := [f"{nodes[0]}: there is no clause “{name}”" for name, nodes in tests.items() if name not in known]:
        raise NotCollected("\n".join(unknown))
    return tests


def _collect(folder: Path, report: Path) -> None:
    """Lets pytest find the tests in a process of its own, in the same surroundings whatever they are here."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "--quiet", f"--rootdir={ROOT}"]
    command += ["-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider"]
    command += ["-p", "tests.clause_plugin", f"--clauses-to={report}", str(folder)]
    surroundings = {"PATH": os.environ.get("PATH", os.defpath)}
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise NotCollected(f"pytest could not collect the tests:\n{done.stdout}{done.stderr}")
