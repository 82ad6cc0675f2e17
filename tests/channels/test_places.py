"""Where each channel is worked, and which addresses are its own."""

import pytest

from channels.places import host_of, is_elsewhere, page_to_open


@pytest.mark.parametrize(
    ("kind", "host", "page"),
    [
        ("facebook", "", "https://www.facebook.com/"),
        ("x", "", "https://x.com/compose/post"),
        ("instagram", "", "https://www.instagram.com/"),
        ("website", "faversham.org", "https://faversham.org/"),
        ("website", "", ""),
        ("email", "", ""),
        ("press", "", ""),
    ],
)
def test_the_page_to_open(kind: str, host: str, page: str) -> None:
    assert page_to_open(kind, host) == page


@pytest.mark.parametrize(
    ("kind", "host", "address", "elsewhere"),
    [
        ("facebook", "", "https://www.facebook.com/thornby/posts/1", False),
        ("facebook", "", "https://m.facebook.com/thornby", False),
        ("facebook", "", "https://fb.me/abc", False),
        ("facebook", "", "https://facebook.com.thornby.example/", True),
        ("facebook", "", "https://notfacebook.com/", True),
        ("x", "", "https://twitter.com/thornby/status/1", False),
        ("x", "", "https://example.com/x.com", True),
        ("website", "www.faversham.org", "https://faversham.org/a", False),
        ("website", "faversham.org", "https://www.facebook.com/a", True),
        ("website", "", "https://anywhere.example/", False),
        ("press", "", "https://gazette.example/", False),
        ("x", "", "", False),
    ],
)
def test_an_address_on_another_host_is_noticed(kind: str, host: str, address: str, elsewhere: bool) -> None:
    assert is_elsewhere(kind, host, address) is elsewhere


def test_the_host_is_said_as_people_say_it() -> None:
    assert host_of("https://www.Thornby.example:8443/news") == "thornby.example"
