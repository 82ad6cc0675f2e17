"""What an index is in a database: how it is kept and how it is asked. Only SQL, which `keeping` and `finding` run.

The table of an index has one row for each row that can be found, under the same key, in both databases called `rowid`.
Everything in these statements is a name of ours; what somebody asked for stays apart, as a value.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from search.indexes import Source
from search.queries import Query

LONGEST_TEXT = 200_000
"""So many characters of a text are found. PostgreSQL refuses more than it can hold, and no save may fail for search."""

SQL = tuple[str, list[Any]]
"""A statement with its values."""


@dataclass(frozen=True)
class Trigger:
    """Runs `statements` after `event` on each row of `table` that fits `condition`."""

    name: str
    event: str
    table: str
    statements: Sequence[str]
    condition: str = ""


class Dialect(ABC):
    differs: str
    """The operator that compares two values, NULL like any other."""

    truncates: bool
    """Can it empty a table without deleting its rows?"""

    names: str
    """Asks for the names of all tables and triggers."""

    own_triggers: str
    """Asks for the names of all triggers of search."""

    # ------------------------------------------------------------------------------------------ how it is kept
    @abstractmethod
    def make_table(self, table: str) -> list[str]:
        """Makes the table, empty."""

    @abstractmethod
    def settle(self, table: str) -> list[str]:
        """Makes the filled table quick to ask."""

    @abstractmethod
    def put(self, table: str, source: Source, rows: str) -> str:
        """Takes in those rows that fit a condition on `owner` and `texts`."""

    def forget(self, table: str, rows: str) -> str:
        return f"DELETE FROM {table} WHERE rowid {rows}"  # noqa: S608

    def those(self, keys: str) -> str:
        """The condition that a row has one of the keys which a statement finds."""
        return f"IN ({keys})"

    @abstractmethod
    def make_trigger(self, trigger: Trigger) -> list[str]: ...

    @abstractmethod
    def drop_trigger(self, trigger: str) -> str: ...

    # ------------------------------------------------------------------------------------------ how it is asked
    @abstractmethod
    def render(self, query: Query) -> str:
        """The query in the words of the database."""

    def render_loosely(self, query: Query) -> str:
        """A query that the index answers by itself: all that fits `query` fits it too, and maybe more."""
        return self.render(query)

    @abstractmethod
    def hits(self, table: str, asked: str) -> SQL:
        """The keys of all that fits, found by the index whatever the planner expects."""

    @abstractmethod
    def among(self, table: str, asked: str, keys: SQL) -> SQL:
        """Those of the keys which a statement finds that fit."""

    @abstractmethod
    def ranks(self, table: str, asked: str, keys: Sequence[int]) -> SQL:
        """`keys`, all of which fit, each with its rank; more is better."""

    @abstractmethod
    def keys(self, keys: Sequence[int]) -> SQL:
        """These keys as a statement."""

    def first(self, statement: str) -> str:
        """For a subquery: its keys are found first, and then the rows that have them."""
        return statement
