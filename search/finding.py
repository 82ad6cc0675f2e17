"""Finds what fits a query among what a person may see: the newest of it, or the best of the newest.

The price does not depend on how common the words are:

- The index is asked for FEW hits and one more. If that is all, only those are looked at.
- Of so many that there are more, some stand among the newest rows. These are compared in order, a stretch at a time, as
  far as it takes at the rate at which they are found.
- Where there are none, or it leads too far (old news, or drafts of others), all hits are looked at after all.

Whatever the way, what is found is the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from search.databases import column, dialect_of, rows
from search.dialects import SQL, Dialect
from search.indexes import Index
from search.queries import Query

FEW = 2_000
STRETCH = 500
FARTHEST = 30_000
"""So many rows are read at most, before all hits are taken."""

RANKED = 1_000
"""So many of the newest hits are ranked."""

Row = TypeVar("Row", bound=Model)
Order = Sequence[str]


@dataclass(frozen=True)
class Found:
    """Keys in order. `more`: further ones follow. `is_capped`: older ones were not considered, as `best` does not."""

    keys: list[int]
    more: bool
    is_capped: bool = False

    def rows(self, rows: QuerySet[Row]) -> list[Row]:
        """What was found, in order, read as `rows` reads it. Who may see it has been asked already."""
        found = rows.in_bulk(self.keys)
        return [found[key] for key in self.keys if key in found]


def newest(
    index: Index,
    query: Query,
    visible: QuerySet[Row],
    *,
    order: Order,
    limit: int = 20,
    after: Sequence[Any] | None = None,
) -> Found:
    """The first `limit` of `visible` that fit, in `order`. Its rows, or all of the model, have an index for that order.

    For the next page, `after` says what the last row of this one has in the columns of `order`.
    """
    keys = _keys(_Asked.of(index, query, visible.db), _Seen(visible, order, after), limit + 1) if query else []
    return Found(keys[:limit], more=len(keys) > limit)


def best(index: Index, query: Query, visible: QuerySet[Row], *, order: Order, limit: int = 20) -> Found:
    """The `limit` that fit best among the first RANKED in `order`, which also decides between equals."""
    asked = _Asked.of(index, query, visible.db)
    keys = _keys(asked, _Seen(visible, order), RANKED + 1) if query else []
    ranks = asked.ranks(keys[:RANKED])
    ranked = sorted(keys[:RANKED], key=lambda key: -ranks.get(key, 0))
    return Found(ranked[:limit], more=len(ranked) > limit, is_capped=len(keys) > RANKED)


@dataclass(frozen=True)
class _Asked:
    """A query, as the database understands it."""

    table: str
    words: str
    loose_words: str
    using: str
    dialect: Dialect

    @classmethod
    def of(cls, index: Index, query: Query, using: str) -> "_Asked":
        dialect = dialect_of(using)
        return cls(index.table, dialect.render(query), dialect.render_loosely(query), using, dialect)

    def few(self) -> list[int] | None:
        """All hits; None where there are, or may be, more than FEW."""
        statement, values = self.dialect.hits(self.table, self.loose_words)
        keys = column(self.using, f"{statement} LIMIT {FEW + 1}", values)
        if len(keys) > FEW:
            return None
        if self.loose_words == self.words or not keys:
            return keys
        return column(self.using, *self._among(self.dialect.keys(keys)))

    def all(self) -> RawSQL:
        return self._first(*self.dialect.hits(self.table, self.words))

    def these(self, keys: Sequence[int]) -> RawSQL:
        return self._first(*self.dialect.keys(keys))

    def among(self, keys: SQL) -> RawSQL:
        return self._first(*self._among(keys))

    def ranks(self, keys: Sequence[int]) -> dict[int, float]:
        return dict(rows(self.using, *self.dialect.ranks(self.table, self.words, keys))) if keys else {}

    def _among(self, keys: SQL) -> SQL:
        return self.dialect.among(self.table, self.words, keys)

    def _first(self, statement: str, values: list[Any]) -> RawSQL:
        return RawSQL(self.dialect.first(statement), values)  # noqa: S611 - made of our names


@dataclass(frozen=True)
class _Seen(Generic[Row]):
    """What a person may see, in order, from behind the last row of the page before."""

    visible: QuerySet[Row]
    order: Order
    last: Sequence[Any] | None = None

    def stretch(self, length: int) -> SQL:
        """The keys that come first, also of what may not be seen where all rows have an index for the order.

        What is visible is often one thing or another, and a database reads the one, then the other, and sorts all.
        """
        keys = self._first(self._all() if self._has_index() else self.visible, length)
        statement, values = keys.query.get_compiler(self.visible.db, elide_empty=False).as_sql()
        return statement, list(values)

    def first(self, keys: RawSQL, limit: int) -> list[int]:
        """The first of `keys` that may be seen. It is asked of each apart: as a plain filter, it may lead the database
        to read in order through all that is visible, in search of a few."""
        is_visible = Exists(self.visible.filter(pk=OuterRef("pk")))
        return list(self._first(self._all().filter(is_visible, pk__in=keys), limit))

    def _all(self) -> QuerySet[Row]:
        return self.visible.model._default_manager.using(self.visible.db)

    def _has_index(self) -> bool:
        indexes = self.visible.model._meta.indexes
        return any(index.fields == list(self.order) and not index.condition for index in indexes)

    def _first(self, rows: QuerySet[Row], limit: int) -> QuerySet[Row, int]:
        behind = rows if self.last is None else rows.filter(_behind(self.order, self.last))
        return behind.order_by(*self.order).values_list("pk", flat=True)[:limit]


def _behind(order: Order, last: Sequence[Any]) -> Q:
    """What comes after the row with these values in its columns."""
    columns = [(name.removeprefix("-"), "lt" if name.startswith("-") else "gt") for name in order]
    behind, same = Q(), Q()
    for (name, step), value in zip(columns, last, strict=True):
        behind |= same & Q((f"{name}__{step}", value))
        same &= Q((name, value))
    name, step = columns[0]
    return behind & Q((f"{name}__{step}e", last[0]))  # where to begin in the index


def _keys(asked: _Asked, seen: _Seen[Row], limit: int) -> list[int]:
    """Of the first `limit` rows that fit and may be seen."""
    hits = asked.few()
    if hits is not None:
        return seen.first(asked.these(hits), limit) if hits else []
    walked = _walked(asked, seen, limit)
    return seen.first(asked.all(), limit) if walked is None else walked


def _walked(asked: _Asked, seen: _Seen[Row], limit: int) -> list[int] | None:
    """The same, found by comparing rows in order; None where it would lead too far, or further ones brought no more."""
    length, before = STRETCH, 0
    while length <= FARTHEST:
        found = seen.first(asked.among(seen.stretch(length)), limit)
        if len(found) >= limit:
            return found
        if len(found) == before:
            return None
        length, before = length + max(length, length * limit // len(found)), len(found)
    return None
