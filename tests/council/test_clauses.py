"""The register of clauses, the tests that show them, and `manage.py clauses`."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import cast

import pytest
from django.core.management import CommandError, call_command
from pydantic import BaseModel

from council import clause_tests, clauses
from council.clause_tests import NotCollected, collect
from council.clauses import Clause, ClauseError, read, register, require_names, resolve
from policies.rules.schema import Rules
from tests import making
from tests.clause_plugin import by_clause

ROOT = Path(__file__).resolve().parents[2]

LISTED = """
channels-in-use purpose post-tone post-copyright post-personal-information post-moderators post-delegation
post-prior-approval post-no-political-advertising post-no-commercial-promotion pre-election-period planning-open-mind
post-links platform-terms post-about-employees post-inflammatory-topics press-releases councillors-own-accounts
website-items website-items-by-email website-up-to-date
comment-guidelines not-monitored-always no-private-information-to-us themes-passed-on not-official-contact
comment-removal-criteria comment-responses removed-promptly block-repeat-offenders removed-statement allegations
questions-to-councillors civility-and-respect fake-accounts public-opinion
groups-approved groups-maintain-own-pages groups-disclaimer groups-removal
email-own-addresses email-office-hours email-out-of-office email-clerk-passes-on email-clerk-copied email-data-consent
email-councillors-own-views email-complete-record email-personal-information email-recipients-and-trails
messages-and-calls confidentiality
account-consent account-access nominated-councillors account-passwords account-two-factor account-registration-address
official-devices strong-passwords
code-of-conduct read-and-understood policy-questions concerns monitoring-notice investigation review-cycle review-dates
"""
IDS = LISTED.split()

WELL_FORMED = """
[[clause]]
id = "post-tone"
councils = ["faversham"]
how = ["reminded"]
summary = "Nothing rude."
built = false
to_come = "All of it."
enforced = []
"""

MARKED = """
import pytest

pytestmark = pytest.mark.clause("post-tone")


@pytest.mark.clause("post-tone")
@pytest.mark.clause("purpose")
def test_both():
    pass


@pytest.mark.parametrize("word", ["rude", pytest.param("sly", marks=pytest.mark.clause("post-links"))])
def test_words(word):
    pass
"""


@pytest.fixture(scope="module")
def told() -> "subprocess.CompletedProcess[str]":
    """What `manage.py clauses --json` says of this project. To collect all its tests takes long: it is asked once."""
    command = [sys.executable, "manage.py", "clauses", "--json"]
    return subprocess.run(
        command, cwd=ROOT, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=False
    )


# ------------------------------------------------------------------------------------------ this register
def test_it_holds_each_clause_once() -> None:
    assert len(IDS) == 68
    assert [clause.id for clause in register()] == IDS


@pytest.mark.parametrize("clause", register(), ids=lambda clause: clause.id)
def test_its_councils_are_those_that_ship_and_in_their_order(clause: Clause) -> None:
    assert clause.councils == tuple(name for name in making.COUNCILS if name in clause.councils)


@pytest.mark.parametrize("clause", register(), ids=lambda clause: clause.id)
def test_its_ways_are_told_once_each(clause: Clause) -> None:
    assert len(set(clause.how)) == len(clause.how)


def test_each_rule_belongs_to_clauses_that_there_are() -> None:
    belonging = set(clauses_of_rules(Rules))
    assert len(belonging) > 50
    assert belonging <= set(IDS)


# This and the next stand together, so that one process runs both and the tests are collected once.
def test_what_is_built_is_shown_by_tests_and_the_rest_says_what_is_to_come(
    told: "subprocess.CompletedProcess[str]",
) -> None:
    entries = json.loads(told.stdout)
    built, rest = ([entry for entry in entries if entry["built"] is state] for state in (True, False))
    assert [entry["id"] for entry in built if not entry["enforced"]] == []
    assert [entry["id"] for entry in built if not shown_beyond_the_rules(entry["tests"])] == []
    assert [entry["id"] for entry in rest if not entry["to_come"]] == []


def test_the_command_needs_nothing_and_writes_only_json(told: "subprocess.CompletedProcess[str]") -> None:
    assert (told.returncode, told.stderr) == (0, "")
    entries = json.loads(told.stdout)
    assert [entry["id"] for entry in entries] == IDS
    keys = ["id", "councils", "how", "summary", "built", "to_come", "enforced", "tests"]
    assert all(list(entry) == keys for entry in entries)
    (reviews,) = (entry["tests"] for entry in entries if entry["id"] == "review-cycle")
    assert any(node.startswith("tests/policies/test_reminders.py::") for node in reviews)


def test_all_that_it_names_is_there() -> None:
    require_names(register())


# ------------------------------------------------------------------------------------------- any register
def test_a_well_formed_one_is_read() -> None:
    (clause,) = read(WELL_FORMED)
    assert clause == Clause("post-tone", ("faversham",), ("reminded",), "Nothing rude.", False, "All of it.", ())


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("[[clause]]", "[[clause", "^The register is not readable as TOML"),
        ("[[clause]]", "[clause]", "^clause: "),
        ('id = "post-tone"\n', "", "^clause 1: id: Field required"),
        ('"post-tone"', '"Post tone"', "^Post tone: id: "),
        ('summary = "Nothing rude."\n', "", "^post-tone: summary: Field required"),
        ('"Nothing rude."', '""', "^post-tone: summary: "),
        ('["faversham"]', "[]", "^post-tone: councils: "),
        ('["faversham"]', '"faversham"', "^post-tone: councils: "),
        ('["reminded"]', '["hoped"]', "^post-tone: how: Input should be 'enforced', 'recorded' or 'reminded'"),
        ("built = false", 'built = "no"', "^post-tone: built: "),
        ("built = false", "built = true", "^post-tone: enforced: says where it is kept"),
        ("enforced = []", 'enforced = ["posts.workflow.write"]', "^post-tone: enforced: stays empty"),
        ('"All of it."', '""', "^post-tone: to_come: says what is still to be built"),
        ("built = false", "built = false\ndone = true", "^post-tone: done: Unexpected"),
    ],
)
def test_a_malformed_one_is_refused_with_clause_and_key(was: str, becomes: str, says: str) -> None:
    with pytest.raises(ClauseError, match=says):
        read(WELL_FORMED.replace(was, becomes, 1))


def test_a_clause_that_stands_twice_is_refused() -> None:
    with pytest.raises(ClauseError, match=r"^post-tone: id: stands 2 times$"):
        read(WELL_FORMED * 2)


def test_every_mistake_is_told_at_once() -> None:
    both = WELL_FORMED.replace("false", '"no"') + WELL_FORMED.replace("post-tone", "purpose").replace("reminded", "so")
    with pytest.raises(ClauseError, match=r"(?s)^post-tone: built: .*\npurpose: how: "):
        read(both)


# --------------------------------------------------------------------------------------------------- names
@pytest.mark.parametrize(
    "name",
    [
        "posts.workflow.approve",
        "policies.acts.CARRIED_BY",
        "policies.backends.OfficeBackend.has_perm",
        "url:home",
        "url:account_reset_password_from_key",
        "url:moderation:decide",
        "url:admin:posts_post_change",
    ],
)
def test_a_name_that_is_there(name: str) -> None:
    assert resolve(name)


@pytest.mark.parametrize(
    "name",
    [
        "posts.workflow.aprove",
        "posts.workflows.approve",
        "policies.backends.OfficeBackend.has_perms",
        "nowhere.at.all",
        "posts workflow",
        "",
        "url:hom",
        "url:decide",
        "url:moderation:decides",
        "url:moderations:decide",
        "url:",
    ],
)
def test_a_name_that_is_not(name: str) -> None:
    with pytest.raises(LookupError, match="there is no "):
        resolve(name)


def test_a_wrong_name_is_told_with_its_clause() -> None:
    wrong = WELL_FORMED.replace("false", "true").replace("[]", '["posts.workflow.aprove", "url:home", "url:hom"]')
    with pytest.raises(ClauseError) as refusal:
        require_names(read(wrong))
    assert str(refusal.value).splitlines() == [
        "post-tone: enforced: there is no “posts.workflow.aprove”",
        "post-tone: enforced: there is no address “hom”",
    ]


# --------------------------------------------------------------------------------------------------- tests
def test_markers_of_test_module_and_parameter_count_each_test_once(folder: Callable[[str], Path]) -> None:
    found = collect(["post-tone", "purpose", "post-links"], folder(MARKED))
    assert {name: [node.partition("::")[2] for node in nodes] for name, nodes in found.items()} == {
        "purpose": ["test_both"],
        "post-tone": ["test_both", "test_words[rude]", "test_words[sly]"],
        "post-links": ["test_words[sly]"],
    }


@pytest.mark.parametrize("names", [(), ("post-tone", "purpose"), (3,)])
def test_a_marker_without_one_id_is_refused(request: pytest.FixtureRequest, names: tuple[object, ...]) -> None:
    request.node.add_marker(pytest.mark.clause(*names))
    with pytest.raises(pytest.UsageError, match=r"::test_a_marker.*: the marker takes the id of one clause"):
        by_clause([request.node])


def test_a_refused_marker_is_told(folder: Callable[[str], Path]) -> None:
    text = "import pytest\n\n\n@pytest.mark.clause\ndef test_it():\n    pass\n"
    with pytest.raises(NotCollected, match="::test_it: the marker takes the id of one clause"):
        collect(IDS, folder(text))


def test_tests_that_cannot_be_read_are_told(folder: Callable[[str], Path]) -> None:
    with pytest.raises(NotCollected, match=r"(?s)^pytest could not collect the tests:.*nowhere_at_all"):
        collect(IDS, folder("import nowhere_at_all\n"))


def test_without_the_tests_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotCollected, match=r"run: make install$"):
        collect(IDS, tmp_path / "tests")


def test_without_the_development_tools_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clause_tests, "TOOLS", ("pytest", "a_tool_that_is_not_here"))
    with pytest.raises(NotCollected, match=r"run: make install$"):
        collect(IDS)


# ------------------------------------------------------------------------------------------------- command
def test_the_table_puts_what_is_built_first(made_tests: None) -> None:
    printed = StringIO()
    call_command("clauses", stdout=printed)
    built, others = printed.getvalue().split("Not built yet: ")
    assert all(f"\n  {clause.id} " in (built if clause.built else others) for clause in register())
    counted = dict(re.findall(r"\n  (\S+) [^\n]*(?:\n    [^\n]*)*?\n    Shown by: (\d+) tests", built))
    assert {name: number for name, number in counted.items() if number != "0"} == {
        "post-tone": "3",
        "purpose": "1",
        "post-links": "1",
    }


def test_the_command_fails_with_the_clause_of_a_wrong_name(put_register: Callable[[str], None]) -> None:
    put_register(WELL_FORMED.replace("false", "true").replace("[]", '["posts.workflow.aprove"]'))
    with pytest.raises(CommandError, match=r"^post-tone: enforced: there is no “posts.workflow.aprove”$"):
        call_command("clauses", stdout=StringIO())


def test_the_command_fails_where_a_test_names_a_clause_that_there_is_not(
    put_register: Callable[[str], None], made_tests: None
) -> None:
    put_register(WELL_FORMED)
    with pytest.raises(CommandError, match=r"::test_both: there is no clause “purpose”\n.*“post-links”$"):
        call_command("clauses", stdout=StringIO())


# ------------------------------------------------------------------------------------------------- helpers
@pytest.fixture
def put_register(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Puts another register in the place of this one, for one test."""

    def put(text: str) -> None:
        (tmp_path / "clauses.toml").write_text(text)
        monkeypatch.setattr(clauses, "REGISTER", tmp_path / "clauses.toml")
        register.cache_clear()

    yield put
    register.cache_clear()


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[str], Path]:
    """Makes a folder with one test module of that text."""

    def make(text: str) -> Path:
        (tmp_path / "test_made.py").write_text(text)
        return tmp_path

    return make


@pytest.fixture
def made_tests(monkeypatch: pytest.MonkeyPatch, folder: Callable[[str], Path]) -> None:
    """Puts three tests in the place of this project's, for one test."""
    monkeypatch.setattr(clause_tests, "TESTS", folder(MARKED))


def clauses_of_rules(model: type[BaseModel]) -> Iterator[str]:
    """The clauses that the rules' schema names, its sections included."""
    for field in model.model_fields.values():
        if isinstance(field.json_schema_extra, dict):
            yield from cast("list[str]", field.json_schema_extra["clauses"])
        elif isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from clauses_of_rules(field.annotation)


def shown_beyond_the_rules(nodes: list[str]) -> bool:
    """Is one of them more than a check of what the example policies say?"""
    return any(not node.startswith("tests/policies/test_examples.py") for node in nodes)
