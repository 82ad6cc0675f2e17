"""The results as a picture: a bar for each promise, as long as what is used of it, and a line where it breaks."""

from collections.abc import Iterator
from html import escape

from benchmarks.goals import Result

WIDTH, ROW, TOP, LEFT = 900, 54, 84, 24
FULL = 560  # so long is a bar that uses up all that was promised
KEPT, BROKEN, INK, RULE, GROUND = "#1d5f4a", "#a3262e", "#1b1f1d", "#6b746f", "#ffffff"
LONGEST_BAR = FULL + 60  # however badly it was broken
FONT = "font-family='system-ui, sans-serif'"


def svg(title: str, results: list[Result]) -> str:
    height = TOP + ROW * len(results) + 30
    said = "; ".join(f"{result.words}: {result.value:.2f}, {result.promise}" for result in results)
    return "\n".join(
        [
            f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {height}' role='img' {FONT}>",
            f"<title>{escape(title)}</title><desc>{escape(said)}</desc>",
            f"<rect width='{WIDTH}' height='{height}' fill='{GROUND}'/>",
            text(LEFT, 34, title, size=20, weight=600),
            text(LEFT, 58, "The shorter the bar, the better. The line is what was promised.", colour=RULE),
            *bars(results),
            f"<path d='M{LEFT + FULL} {TOP - 8}V{height - 20}' stroke='{INK}' stroke-width='2'/>",
            "</svg>\n",
        ]
    )


def bars(results: list[Result]) -> Iterator[str]:
    for number, result in enumerate(results):
        y = TOP + ROW * number
        length = min(result.used * FULL, LONGEST_BAR)
        colour, mark = (KEPT, "") if result.is_kept else (BROKEN, ", not kept")
        yield text(LEFT, y + 14, result.words)
        yield f"<rect x='{LEFT}' y='{y + 21}' width='{length:.0f}' height='16' fill='{colour}'/>"
        yield text(LEFT + max(length, FULL) + 8, y + 34, f"{result.value:.2f} ({result.promise}{mark})")


def text(x: float, y: float, words: str, *, size: int = 14, weight: int = 400, colour: str = INK) -> str:
    return f"<text x='{x:.0f}' y='{y}' font-size='{size}' font-weight='{weight}' fill='{colour}'>{escape(words)}</text>"
