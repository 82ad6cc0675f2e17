"""The look at each page's HTML: what it says, what it passes over, and that a page is read once."""

from dataclasses import dataclass, field

import pytest

from tests.everything import find_java
from tests.journeys.markup import Served

PAGE = "<!DOCTYPE html>\n<html lang='en-GB'><head><title>News</title></head>\n<body>{}</body></html>"
LIST = "<ul role='list'><li>One</li></ul>"
TABLE = "<table><tr><th>1</th><th>2</th><th>3</th></tr><tr><td>1</td><td>2</td></tr></table>"


@dataclass
class Answer:
    """What comes from a server."""

    body: str
    url: str = "http://localhost/news/"
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "text/html; charset=utf-8"})

    def text(self) -> str:
        return self.body


def served(*answers: Answer) -> Served:
    pages = Served()
    for answer in answers:
        pages.keep(answer, "a story")
    return pages


@pytest.mark.skipif(not find_java(), reason="no Java on PATH")
def test_says_what_is_wrong_where_and_how_often_and_passes_over_what_is_known() -> None:
    bad = [Answer(PAGE.format(f"\n<p>{number}\n<p><div></p>"), url="http://localhost/bad/") for number in range(3)]
    content = Answer(PAGE.format(LIST), url="http://localhost/content/")
    known = Answer(PAGE.format(TABLE), url="http://localhost/admin/")
    found = served(*bad, content, known, Answer(PAGE.format(f"<p>Not there.</p>{TABLE}"))).faults()
    assert any("/bad/ in a story, line 5: No “p” element in scope" in line for line in found)
    assert {line.partition(" ")[0] for line in found} == {"http://localhost/bad/", "http://localhost/news/"}
    assert all(line.endswith("(and 2 more like it)") for line in found if "/bad/" in line)


def test_a_page_that_differs_in_its_tokens_only_is_the_same() -> None:
    token = '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><script nonce="{}"></script>'
    pages = served(*(Answer(PAGE.format(token.format(some, some))) for some in ("abc", "xyz")))
    assert len(pages.pages) == 1


def test_only_html_is_read() -> None:
    assert served(Answer("{}", headers={"content-type": "application/json"})).pages == {}
