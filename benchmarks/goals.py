"""What has been promised, and whether it was kept: ratios of what the same round measured, never milliseconds."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

Round = dict[str, float]  # by the name of what was asked, how many milliseconds it took


@dataclass(frozen=True)
class Result:
    words: str
    value: float
    limit: float
    at_least: bool = False
    lowest: float | None = None  # of any round
    highest: float | None = None

    @property
    def is_kept(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    @property
    def used(self) -> float:
        """How much of what was promised is used up: 1 is the limit."""
        return self.limit / self.value if self.at_least else self.value / self.limit

    @property
    def promise(self) -> str:
        return f"at {'least' if self.at_least else 'most'} {self.limit:g}"

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "is_kept": self.is_kept}


@dataclass(frozen=True)
class Goal:
    """`over` divided by `under`, both names of what is asked in each round."""

    words: str
    over: str
    under: str
    limit: float
    at_least: bool = False

    def result(self, rounds: Iterable[Round]) -> Result:
        ratios = [taken[self.over] / taken[self.under] for taken in rounds]
        return Result(self.words, median(ratios), self.limit, self.at_least, min(ratios), max(ratios))


GOALS = [
    Goal("A post, beside a bare page: how many in the same time", "bare post", "post", 0.65, at_least=True),
    Goal(
        "A post for its first reader since a change, beside a bare page",
        "bare post",
        "post made anew",
        0.1,
        at_least=True,
    ),
    Goal("The news, beside a bare list: how many in the same time", "bare news", "news", 0.65, at_least=True),
    Goal("The news for their first reader since a change", "bare news", "news made anew", 0.2, at_least=True),
    Goal("The last page of the news, beside the first: how long", "deep news made anew", "news made anew", 1.15),
    Goal("The queue with 200 waiting, beside a bare list: how long", "queue", "bare news", 6),
    Goal(
        "To write, submit and approve with many posts, beside few: how long", "life among many", "life among few", 1.2
    ),
]
STATEMENTS = {"queue": ("Statements that the queue puts to the database", 10)}


def of_statements(queries: dict[str, int]) -> list[Result]:
    return [Result(words, queries[page], most) for page, (words, most) in STATEMENTS.items()]


def of_search(report: dict[str, Any], promised: dict[str, int]) -> list[Result]:
    """The slowest kind of word of each order, in look-ups by primary key, at the 95th percentile."""
    names = {"newest": "the newest 20", "best": "the best 20"}
    return [
        Result(
            f"To find {names[order]}, beside one look-up, whatever the word: how long",
            max(asked[order]["ratio"] for asked in report["bands"].values()),
            limit,
        )
        for order, limit in promised.items()
    ]


def of_groups(report: dict[str, Any]) -> list[Result]:
    """Each public page of local groups with very many of them beside ten, in time and in statements."""
    pages = report["pages"]
    times = [
        Result(f"Local groups, {name}: how long with very many, beside ten", page["ratio"], page["limit"])
        for name, page in pages.items()
    ]
    most = max(page["statements"] / page["most"] for page in pages.values())
    more = max(page["statements"] / page["with few"] for page in pages.values())
    return [
        *times,
        Result("Statements of any of these pages, beside the most that it may put", most, 1),
        Result("Statements of any of these pages with very many groups, beside ten", more, 1),
    ]
