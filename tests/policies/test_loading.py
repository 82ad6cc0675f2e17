"""`manage.py load_council`: what it makes, and what it refuses, by name and leaving nothing behind."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.clock import today
from accounts.models import Appointment, Council
from policies import founding
from policies.models import PolicyVersion
from tests import making, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the councils' files in which a test may make mistakes."""
    folder = tmp_path / "examples"
    shutil.copytree(founding.EXAMPLES, folder)
    monkeypatch.setattr(founding, "EXAMPLES", folder)
    return folder


def spoil(folder: Path, old: str, new: str) -> None:
    file = folder / "faversham.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def load(*arguments: str) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("load_council", *arguments)
    return str(refused.value)


@pytest.mark.parametrize("name", [*making.COUNCILS, "model"])
def test_each_council_can_be_loaded(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_council", name, "--adopted", "2026-03-02")
    council, version = Council.objects.get(), PolicyVersion.objects.get()
    assert (version.number, version.adopted_on, version.effective_from) == (1, date(2026, 3, 2), date(2026, 3, 2))
    assert capsys.readouterr().out == f"{council} stands here now. Its policy is in force from 2 March 2026.\n"


def test_without_a_date_the_policy_is_in_force_from_today() -> None:
    call_command("load_council", "model", verbosity=0)
    assert PolicyVersion.objects.get().effective_from == today()


def test_the_clerk_is_seated_under_the_councils_own_title(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_council", "barton_le_clay", "--clerk-name", "Ann Dell", "--clerk-email", "Ann@Barton.example")
    held = Appointment.objects.get()
    assert (held.user.name, held.user.email, held.called) == ("Ann Dell", "ann@barton.example", "Parish Clerk")
    assert held.user.has_usable_password() is False
    assert "Forgotten your password?" in capsys.readouterr().out


def test_an_unknown_council_is_answered_with_those_that_there_are() -> None:
    assert load("atlantis") == (
        "There is no council file “atlantis”. There are: "
        "barton_le_clay, desborough, faversham, model, sevenoaks, thornbury."
    )


@pytest.mark.parametrize("name", ["../examples/model", "/etc/passwd", "model.toml"])
def test_a_name_is_no_path(name: str) -> None:
    assert load(name).partition(". There are")[0] == f"There is no council file “{name}”"


MISSPELT = (
    "faversham.toml: council.short_name: is missing\n"
    "faversham.toml: council.shortname: is not a key that can stand here"
)
NO_TEXT = "policy.text: there is no file “nowhere.md” beside the council's"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'value = ["clerk"]',
            'value = ["clark"]',
            "faversham.toml: rules.approval.offices.value.0: takes 'clerk', 'deputy_clerk', 'assistant_clerk', "
            "'chair', 'vice_chair', 'councillor', 'employee' or 'volunteer', not 'clark'",
        ),
        (
            "[rules.approval.offices]",
            "[rules.approval.ofices]",
            "faversham.toml: rules.approval.offices: is missing\n"
            "faversham.toml: rules.approval.ofices: is not a key that can stand here",
        ),
        (
            'policy = "Communications from the Council"\nwords = "If it is official Council business, it will',
            'words = "If it is official Council business, it will',
            "faversham.toml: rules.approval.offices: takes exactly one of policy, law or suggestion as its source",
        ),
        (
            "[policy]",
            "[polices]",
            "faversham.toml: policy: is missing\nfaversham.toml: polices: is not a key that can stand here",
        ),
        ('short_name = "Faversham"', 'shortname = "Faversham"', MISSPELT),
        ('text = "faversham.md"', 'text = "nowhere.md"', NO_TEXT),
    ],
)
def test_a_mistake_is_named_by_file_key_and_what_the_key_takes(examples: Path, old: str, new: str, said: str) -> None:
    spoil(examples, old, new)
    before = stored.everything()
    assert load("faversham") == said
    assert stored.everything() == before


def test_a_file_that_is_no_toml_is_named(examples: Path) -> None:
    spoil(examples, "[council]", "[council")
    assert load("faversham").partition(": ")[0] == "faversham.toml"


def test_a_value_of_the_council_that_cannot_stand_is_named(examples: Path) -> None:
    spoil(examples, 'kind = "town"', 'kind = "city"')
    assert load("faversham") == "faversham.toml: council.kind: takes 'town', 'parish' or 'community', not 'city'"
    assert Council.objects.count() == 0


@pytest.mark.parametrize("given", ["nonsense", "2026-13-01", "01.02.2026"])
def test_a_date_that_is_none_is_refused(given: str) -> None:
    assert "--adopted" in load("model", "--adopted", given)
    assert Council.objects.count() == 0


@pytest.mark.parametrize("given", [["--clerk-name", "Ann"], ["--clerk-email", "ann@council.example"]])
def test_the_clerks_name_and_address_go_together(given: list[str]) -> None:
    assert load("model", *given) == "--clerk-name and --clerk-email go together."


def test_where_the_clerks_address_is_none_nothing_is_left_behind() -> None:
    """The council is not founded without the Clerk who was asked for."""
    before = stored.everything()
    assert load("model", "--clerk-name", "Ann", "--clerk-email", "ann") != ""
    assert stored.everything() == before


def test_where_a_council_stands_a_second_is_refused() -> None:
    call_command("load_council", "faversham", verbosity=0)
    before = stored.everything()
    assert load("thornbury") == "A council stands here already; an installation serves one."
    assert stored.everything() == before
