"""The floors, where import-linter cannot see them: foreign keys by name, templates, migrations."""

import re
from collections.abc import Iterator

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.architecture import ours

USES_TEMPLATE = re.compile(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")
ROOM = {"council": "base and shared templates, which every app's pages are made of"}


def relations() -> Iterator[tuple[str, str, str]]:
    """Which app's model points at which app's, and by which field."""
    labels = set(ours.labels())
    for model in ours.our_models():
        for field in model._meta.get_fields():
            if (field.one_to_one or field.many_to_one or field.many_to_many) and field.concrete:
                used = field.related_model._meta.app_label
                if used in labels:
                    yield model._meta.app_label, used, f"{model.__name__}.{field.name}"


def template_uses() -> Iterator[tuple[str, str, str]]:
    """Which app's template extends or includes which app's."""
    owners = {}
    for label in ours.labels():
        folder = ours.ROOT / label / "templates"
        owners |= {path.relative_to(folder).as_posix(): label for path in folder.rglob("*.*")}
    for name, label in owners.items():
        text = (ours.ROOT / label / "templates" / name).read_text(encoding="utf-8")
        for used in USES_TEMPLATE.findall(text):
            if used in owners:
                yield label, owners[used], f"{name} uses {used}"


def migration_dependencies() -> Iterator[tuple[str, str, str]]:
    labels = set(ours.labels())
    for (label, name), migration in MigrationLoader(None, ignore_no_migrations=True).disk_migrations.items():
        for used, other in migration.dependencies:
            if label in labels and used in labels:
                yield label, used, f"{label}.{name} after {used}.{other}"


def test_every_app_stands_on_a_floor() -> None:
    assert set(ours.labels()) - set(ours.FLOORS) == set()


@pytest.mark.parametrize(
    ("user", "used", "allowed"),
    [
        ("posts", "accounts", True),
        ("posts", "posts", True),
        ("accounts", "posts", False),
        ("posts", "email_log", False),
        ("policies", "channels", False),
    ],
)
def test_what_a_floor_allows(user: str, used: str, allowed: bool) -> None:
    assert ours.allowed_to_use(user, used) is allowed


def test_foreign_keys_point_down() -> None:
    found = list(relations())
    assert ("posts", "accounts", "Post.author") in found
    assert [said for user, used, said in found if not ours.allowed_to_use(user, used)] == []


def test_migrations_depend_downwards() -> None:
    found = list(migration_dependencies())
    assert ("posts", "accounts") in {(user, used) for user, used, _ in found}
    assert [said for user, used, said in found if not ours.allowed_to_use(user, used)] == []


def test_templates_use_their_own_and_the_shared_frame() -> None:
    """An app's page is set into the site's frame, which stands in `council`; nothing else from above or beside."""
    found = [use for use in template_uses() if use[1] not in ROOM]
    assert ("posts", "posts", "posts/draft.html uses posts/_life.html") in found
    assert [said for user, used, said in found if not ours.allowed_to_use(user, used)] == []
