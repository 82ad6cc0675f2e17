"""An index in PostgreSQL: a stored tsvector with GIN, English stems, accents folded without an extension.

Where a query is compared, it is hidden from the planner in a subquery. Knowing it, the planner may prefer to read the
whole table where it takes the words to be common: half a second, where they are not.
"""

from collections.abc import Sequence

from search.dialects import LONGEST_TEXT, SQL, Dialect, Trigger
from search.indexes import Source
from search.queries import Phrase, Query

# ruff: noqa: S608 - the statements are made of names of ours

# Words are what stands between these, as in FTS5; the parser alone takes "and/or" for a file and "-11" for a number.
BETWEEN_WORDS = r"[\u0001-/:-@[-`{-\u00bf\u2000-\u206f]+"
ACCENTS = r"[\u0300-\u036f]"

# The stop word keeps a phrase from running out of the title into the text.
WORDS = f"""
CREATE OR REPLACE FUNCTION search_plain(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT left(regexp_replace(regexp_replace(normalize(words, NFKD), '{ACCENTS}', '', 'g'), '{BETWEEN_WORDS}', ' ', 'g'),
            {LONGEST_TEXT}) $$;
CREATE OR REPLACE FUNCTION search_words(title text, body text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT setweight(to_tsvector('english', search_plain(coalesce(title, ''))), 'A')
          || to_tsvector('english', 'the ' || search_plain(coalesce(body, ''))) $$
"""

ASKED = "(SELECT to_tsquery('english', %s))"


class Postgresql(Dialect):
    differs = "IS DISTINCT FROM"
    truncates = True
    own_triggers = r"""
        SELECT proname FROM pg_proc
        WHERE proname LIKE 'search\_%' AND prorettype = 'trigger'::regtype AND pg_function_is_visible(oid)
    """
    names = """
        SELECT relname FROM pg_class WHERE relkind = 'r' AND pg_table_is_visible(oid)
        UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid)
    """

    def make_table(self, table: str) -> list[str]:
        return [
            WORDS,
            f"DROP TABLE IF EXISTS {table}",
            f"CREATE TABLE {table} (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
        ]

    def settle(self, table: str) -> list[str]:
        # Without fastupdate: what waits to be merged into the index would be read through by each search.
        return [
            f"CREATE INDEX {table}_words ON {table} USING gin (words) WITH (fastupdate = off)",
            f"ANALYZE {table}",
        ]

    def put(self, table: str, source: Source, rows: str) -> str:
        return (
            f"INSERT INTO {table} (rowid, words)"
            f" SELECT owner.{source.owner_key}, search_words(texts.{source.title}, texts.{source.body})"
            f" FROM {source.joined} WHERE {rows} ON CONFLICT (rowid) DO UPDATE SET words = EXCLUDED.words"
        )

    def those(self, keys: str) -> str:
        # As an array: the planner, knowing nothing of the tables yet, may otherwise walk through the whole index.
        return f"= ANY(ARRAY({keys}))"

    def make_trigger(self, trigger: Trigger) -> list[str]:
        each = "STATEMENT" if trigger.event == "TRUNCATE" else "ROW"
        condition = f" WHEN ({trigger.condition})" if trigger.condition else ""
        return [
            # A plan made while the tables were empty reads them whole, and is kept while a million rows are put in.
            f"CREATE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS"
            f" $$ BEGIN {'; '.join(trigger.statements)}; RETURN NULL; END $$",
            f"CREATE TRIGGER {trigger.name} AFTER {trigger.event} ON {trigger.table}"
            f" FOR EACH {each}{condition} EXECUTE FUNCTION {trigger.name}()",
        ]

    def drop_trigger(self, trigger: str) -> str:
        return f"DROP FUNCTION IF EXISTS {trigger}() CASCADE"

    def render(self, query: Query) -> str:
        wanted = " & ".join(map(_phrase, query.wanted))
        return wanted + "".join(f" & !{_phrase(phrase)}" for phrase in query.unwanted)

    def render_loosely(self, query: Query) -> str:
        # GIN knows which words a text has, and not their order: for a phrase, each text with its words is read.
        wanted = [(word,) for phrase in query.wanted for word in phrase]
        return self.render(Query(tuple(wanted), tuple(phrase for phrase in query.unwanted if len(phrase) == 1)))

    def hits(self, table: str, asked: str) -> SQL:
        return f"SELECT rowid FROM {table} WHERE words @@ {ASKED}", [asked]

    def among(self, table: str, asked: str, keys: SQL) -> SQL:
        # IS TRUE keeps the planner from asking GIN for all hits, where it is about a few rows.
        statement, values = keys
        return (
            f"SELECT rowid FROM {table} WHERE rowid = ANY(ARRAY({statement})) AND (words @@ {ASKED}) IS TRUE",
            [*values, asked],
        )

    def ranks(self, table: str, asked: str, keys: Sequence[int]) -> SQL:
        return (
            f"SELECT rowid, ts_rank(words, {ASKED}, 1) FROM {table} WHERE rowid = ANY(%s::bigint[])",
            [asked, keys],
        )

    def keys(self, keys: Sequence[int]) -> SQL:
        return "SELECT unnest(%s::bigint[])", [keys]

    def first(self, statement: str) -> str:
        # The planner takes an array that it does not know for a short one, and so begins with it.
        return f"SELECT unnest(ARRAY({statement}))"


def _phrase(phrase: Phrase) -> str:
    return f"({' <-> '.join(phrase)})"
