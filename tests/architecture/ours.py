"""What is Moothall's own among the installed apps: its models, modules, templates and files."""

import ast
import importlib
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import models

ROOT: Path = settings.BASE_DIR

FLOORS = {
    "council": 5,
    "moderation": 4,
    "posts": 3,
    "website_groups": 3,
    "email_log": 3,
    "channels": 2,
    "policies": 1,
    "accounts": 0,
    "search": 0,
    "files": 0,
    "richtext": 0,
}


def app_configs() -> list[AppConfig]:
    """Only what stands in the project's folder is ours; what stands in an environment inside it is not."""
    return [config for config in apps.get_app_configs() if Path(config.path).parent == ROOT]


def labels() -> list[str]:
    return sorted(config.label for config in app_configs())


def our_models() -> list[type[models.Model]]:
    """With the tables that Django and simple-history make for them."""
    ours = set(labels())
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in ours]


def module(label: str, name: str) -> ModuleType | None:
    """The module `name` of the app; None where it has none."""
    if importlib.util.find_spec(f"{label}.{name}") is None:
        return None
    return importlib.import_module(f"{label}.{name}")


def python_files() -> Iterator[Path]:
    """Every Python file of the product, without migrations."""
    for label in labels():
        for path in sorted((ROOT / label).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def called(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def allowed_to_use(user: str, used: str) -> bool:
    """An app uses itself and the floors below it, never another on its own floor."""
    return user == used or FLOORS[user] > FLOORS[used]
