"""The addresses that a benchmark asks for."""

import pytest

from benchmarks.asking import Address, Page

SERVER = Address("127.0.0.1", 8000)


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/news/", ["/news/?visit=0", "/news/?visit=1"]),
        ("/news/?before=x", ["/news/?before=x&visit=0", "/news/?before=x&visit=1"]),
    ],
)
def test_a_page_that_is_to_be_made_anew_has_another_address_each_time(path: str, asked: list[str]) -> None:
    page = Page(SERVER, path, is_made_anew=True)
    assert [page.address_of_visit(), page.address_of_visit()] == asked


def test_any_other_page_has_its_own() -> None:
    page = Page(SERVER, "/news/")
    assert [page.address_of_visit(), page.address_of_visit()] == ["/news/", "/news/"]
