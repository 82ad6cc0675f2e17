"""An index in SQLite: a table of FTS5, which keeps its own copy of the words.

Without that copy FTS5 has to be told the old words to forget them, and one wrong word spoils the index unseen.
"""

import json
from collections.abc import Sequence

from search.dialects import LONGEST_TEXT, SQL, Dialect, Trigger
from search.indexes import Source
from search.queries import Phrase, Query

# ruff: noqa: S608 - the statements are made of names of ours


class Sqlite(Dialect):
    differs = "IS NOT"
    truncates = False
    own_triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'search_*'"
    names = "SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')"

    def make_table(self, table: str) -> list[str]:
        return [
            f"DROP TABLE IF EXISTS {table}",
            f"CREATE VIRTUAL TABLE {table} USING fts5(title, body, tokenize = 'porter unicode61 remove_diacritics 2')",
        ]

    def settle(self, table: str) -> list[str]:
        return [f"INSERT INTO {table} ({table}) VALUES ('optimize')"]

    def put(self, table: str, source: Source, rows: str) -> str:
        title, body = (f"substr(texts.{column}, 1, {LONGEST_TEXT})" for column in (source.title, source.body))
        return (
            f"INSERT INTO {table} (rowid, title, body)"
            f" SELECT owner.{source.owner_key}, {title}, {body} FROM {source.joined} WHERE {rows}"
        )

    def make_trigger(self, trigger: Trigger) -> list[str]:
        condition = f" WHEN {trigger.condition}" if trigger.condition else ""
        return [
            f"CREATE TRIGGER {trigger.name} AFTER {trigger.event} ON {trigger.table} FOR EACH ROW{condition}"
            f" BEGIN {'; '.join(trigger.statements)}; END"
        ]

    def drop_trigger(self, trigger: str) -> str:
        return f"DROP TRIGGER IF EXISTS {trigger}"

    def render(self, query: Query) -> str:
        wanted = " AND ".join(map(_phrase, query.wanted))
        unwanted = "".join(f" NOT {_phrase(phrase)}" for phrase in query.unwanted)
        return f"({wanted}){unwanted}"

    def hits(self, table: str, asked: str) -> SQL:
        return f"SELECT rowid FROM {table} WHERE {table} MATCH %s", [asked]

    def among(self, table: str, asked: str, keys: SQL) -> SQL:
        return self._of_those("rowid", table, asked, keys)

    def ranks(self, table: str, asked: str, keys: Sequence[int]) -> SQL:
        return self._of_those(f"rowid, -bm25({table}, 10.0, 1.0)", table, asked, self.keys(keys))

    def keys(self, keys: Sequence[int]) -> SQL:
        return "SELECT value FROM json_each(%s)", [json.dumps(keys)]

    @staticmethod
    def _of_those(columns: str, table: str, asked: str, keys: SQL) -> SQL:
        """One pass over the part of the index where they lie: asked key by key, FTS5 begins anew for each."""
        statement, values = keys
        return (
            f"WITH those(key) AS MATERIALIZED ({statement})"
            f" SELECT {columns} FROM {table} WHERE {table} MATCH %s"
            " AND rowid BETWEEN (SELECT min(key) FROM those) AND (SELECT max(key) FROM those)"
            " AND +rowid IN (SELECT key FROM those)",
            [*values, asked],
        )


def _phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase)}"'
