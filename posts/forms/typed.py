"""What somebody has typed into the form, as it was sent: looked at, rearranged and kept, but not judged.

Pictures and documents stand in rows, as a Django formset names them: `picture-0-file`, `picture-0-description` …
"""

from collections.abc import Iterable, Mapping

from django.http import QueryDict
from django.utils.html import linebreaks

from files.enclosed import A_FINGERPRINT
from files.forms.pieces import DOCUMENT, PICTURE
from richtext.html import A_BLOCK, clean_html, lines_of

Row = dict[str, list[str]]
Typed = dict[str, list[str]]

ROWS = (PICTURE, DOCUMENT)
NOT_TYPED = {"csrfmiddlewaretoken", "act", "submit", "window"}
MOST_READ = 100
"""No more rows than these are looked at, however many a form says that it has."""


def typed_in(data: QueryDict) -> Typed:
    """What was typed, without what every form carries, and without the NUL that PostgreSQL cannot hold."""
    lists = ((name, values) for name, values in data.lists() if name not in NOT_TYPED)
    return {name.replace("\0", ""): [value.replace("\0", "") for value in values] for name, values in lists}


def as_sent(typed: Mapping[str, Iterable[str]], window: str = "") -> QueryDict:
    """What was typed, as if it came from the form once more."""
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, [str(value) for value in values])
    data["window"] = window
    return data


def files_in(data: QueryDict) -> list[str]:
    """The SHA-256 of every picture and document that stands in a row."""
    found = [value for kind in ROWS for row in rows_in(data, kind) for value in row.get("file", [])]
    return [value for value in found if A_FINGERPRINT.fullmatch(value)]


def rows_in(data: QueryDict, kind: str) -> list[Row]:
    rows: list[Row] = [{} for _ in range(_number_of(data, kind))]
    for name, values in data.lists():
        prefix, _, rest = name.partition("-")
        index, _, field = rest.partition("-")
        if prefix == kind and field and index.isdecimal() and int(index) < len(rows):
            rows[int(index)][field] = values
    return rows


def put_rows(data: QueryDict, kind: str, rows: list[Row]) -> None:
    """Puts these rows in the place of those that there are."""
    for name in [name for name in data if name.startswith(f"{kind}-")]:
        del data[name]
    for index, row in enumerate(rows):
        for field, values in row.items():
            data.setlist(f"{kind}-{index}-{field}", values)
    data[f"{kind}-TOTAL_FORMS"], data[f"{kind}-INITIAL_FORMS"] = str(len(rows)), "0"


def rearrange(data: QueryDict, kind: str, index: int, how: str) -> None:
    """Moves one row "up" or "down", or takes it "out". What cannot be done changes nothing."""
    rows = rows_in(data, kind)
    other = {"up": index - 1, "down": index + 1}.get(how, index)
    if not (index < len(rows) and 0 <= other < len(rows)):
        return
    row = rows.pop(index)
    if how != "out":
        rows.insert(other, row)
    put_rows(data, kind, rows)


def begin_press_release(data: QueryDict) -> None:
    """Puts the post's words into the press release, under what stands there already."""
    words = [data.get("title", "").strip(), lines_of(_html(data.get("body", ""))).replace("\n", "\n\n")]
    data["text_press"] = _joined(data.get("text_press", ""), *words)
    if "press" not in data.getlist("channels"):
        data.appendlist("channels", "press")


def make_post_of_press_release(data: QueryDict) -> None:
    """Puts the press release into the post: its first line as the title, where there is none, the rest into the text,
    under what stands there already."""
    release = data.get("text_press", "").replace("\r\n", "\n").strip()
    first, _, rest = release.partition("\n")
    if data.get("title", "").strip():
        rest = release
    else:
        data["title"] = first.strip()
    body = data.get("body", "").strip()
    if A_BLOCK.search(body):
        data["body"] = f"{body}{linebreaks(rest.strip(), autoescape=True)}"
    else:
        data["body"] = _joined(body, rest)


def _html(body: str) -> str:
    return clean_html(body) if body.strip() else ""


def _joined(*parts: str) -> str:
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _number_of(data: QueryDict, kind: str) -> int:
    number = data.get(f"{kind}-TOTAL_FORMS", "")
    return min(int(number), MOST_READ) if number.isascii() and number.isdecimal() else 0
