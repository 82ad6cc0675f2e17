"""Stands in for the apps that show files: what a test has put on the table is shown."""

from django.http import HttpRequest

TABLE: dict[str, str] = {}


def by_table(request: HttpRequest, sha256: str) -> str | None:
    return TABLE.get(sha256)


def privately_to_ann(request: HttpRequest, sha256: str) -> str | None:
    return "private" if request.headers.get("X-Person") == "Ann" else None
