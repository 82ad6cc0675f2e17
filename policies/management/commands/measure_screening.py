import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError, CommandParser

from policies import founding
from policies.rules import Rules, RulesError
from policies.screening import Known, Text, Topic, screen

INNOCENT = "none"
TOPICS = (Topic.TONE, Topic.PERSONAL, Topic.POLITICS, Topic.COMMERCE)
LABELS = (INNOCENT, *TOPICS)
COLUMNS = {"text", "label"}


class Item(NamedTuple):
    """A text, and what a reader should be shown in it: one of the topics, or nothing."""

    text: str
    label: str


class Measured(NamedTuple):
    """A label with what was found: `rightly` on its own texts, `wrongly` on others."""

    label: str
    texts: int
    rightly: int
    wrongly: int

    def __str__(self) -> str:
        recall = _share(self.rightly, self.texts)
        precision = _share(self.rightly, self.rightly + self.wrongly)
        return f"{self.label:<10}{self.texts:>7}{self.rightly:>9}{self.wrongly:>9}{recall:>9}{precision:>11}"


class Command(BaseCommand):
    help = "Screens texts whose label is known, and prints for each label how many were found, and how many wrongly."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=f"A CSV file with the columns text and label: {', '.join(LABELS)}.")
        parser.add_argument("--council", default="model", help=f"Whose rules: {', '.join(founding.names())}.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            council = founding.read(options["council"])
        except RulesError as error:
            raise CommandError(str(error)) from error
        items = list(read_items(options["file"]))
        self.stdout.write(f"{len(items)} texts by the rules of {council.council.name}\n\n")
        self.stdout.write(f"{'label':<10}{'texts':>7}{'rightly':>9}{'wrongly':>9}{'recall':>9}{'precision':>11}")
        found = [(item.label, topics_in(item.text, council.rules)) for item in items]
        for topic in TOPICS:
            self.stdout.write(str(_measured(topic, found)))
        self.stdout.write(f"\n{_left_alone(found)}")


def read_items(path: Path) -> Iterator[Item]:
    """The labelled texts. CommandError says what is wrong with the file, and in which line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not COLUMNS.issubset(reader.fieldnames or ()):
                raise CommandError(f"{path}: the first line takes the columns text and label.")
            yield from (_item(path, reader.line_num, row) for row in reader)
    except OSError as error:
        raise CommandError(f"{path}: cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path}: is not UTF-8. Save it as CSV in UTF-8.") from error
    except csv.Error as error:
        raise CommandError(f"{path}: is not a CSV file: {error}.") from error


def topics_in(text: str, rules: Rules) -> frozenset[Topic]:
    """Of what is found, which of the topics that are measured."""
    return frozenset(finding.topic for finding in screen([Text("text", text)], [], rules, "england", Known))


def _item(path: Path, line: int, row: dict[str, Any]) -> Item:
    if row["label"] not in LABELS:
        raise CommandError(f"{path}, line {line}: the label takes one of {', '.join(LABELS)}, not {row['label']!r}.")
    return Item(row["text"], row["label"])


def _measured(topic: Topic, found: Iterable[tuple[str, frozenset[Topic]]]) -> Measured:
    counts = Counter((label == topic, topic in topics) for label, topics in found)
    texts = counts[True, True] + counts[True, False]
    return Measured(topic, texts, rightly=counts[True, True], wrongly=counts[False, True])


def _left_alone(found: Iterable[tuple[str, frozenset[Topic]]]) -> str:
    innocent = [topics.isdisjoint(TOPICS) for label, topics in found if label == INNOCENT]
    return f"Of {len(innocent)} innocent texts {sum(innocent)} were left alone."


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "-"
