"""What is found: each app declares its own, and settings name the declarations (SEARCH_INDEXES)."""

import re
from dataclasses import dataclass
from typing import Any

from django.apps import apps as all_apps
from django.apps.registry import Apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Source:
    """The tables and columns that an index is made from: `link` of `owner` is `texts_key` of the row with its text."""

    owner: str
    owner_key: str
    link: str
    texts: str
    texts_key: str
    title: str
    body: str

    @property
    def joined(self) -> str:
        return f"{self.owner} AS owner JOIN {self.texts} AS texts ON texts.{self.texts_key} = owner.{self.link}"

    @property
    def is_apart(self) -> bool:
        """Does the text stand in a row of its own?"""
        return self.link != self.owner_key


@dataclass(frozen=True)
class Index:
    """Finds rows of `model`, whose key is a whole number, by two columns of plain text.

    They are columns of the row that the foreign key `text` points at, or of the row itself where `text` is empty.
    """

    name: str
    model: str
    title: str
    body: str
    text: str = ""

    def __post_init__(self) -> None:
        if not re.fullmatch("[a-z]+", self.name):
            raise ImproperlyConfigured(f"The name of an index is one word in small letters, not {self.name!r}.")

    @property
    def app_label(self) -> str:
        return self.model.partition(".")[0]

    @property
    def table(self) -> str:
        return f"search_{self.name}"

    def source(self, apps: Apps = all_apps) -> Source:
        """Its tables and columns; LookupError or FieldDoesNotExist while a migration has yet to make them."""
        owner: Any = apps.get_model(self.model)._meta
        link = owner.get_field(self.text) if self.text else owner.pk
        texts = link.related_model._meta if self.text else owner
        return Source(
            owner=owner.db_table,
            owner_key=owner.pk.column,
            link=link.column,
            texts=texts.db_table,
            texts_key=texts.pk.column,
            title=texts.get_field(self.title).column,
            body=texts.get_field(self.body).column,
        )


def declared() -> list[Index]:
    return [import_string(path) for path in settings.SEARCH_INDEXES]
