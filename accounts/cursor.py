"""Where the last page of a list ended, as a word in its address: page 5,000 costs what page 1 does."""

from datetime import UTC, datetime

from django.core.exceptions import BadRequest

Key = tuple[datetime, int]


def write(moment: datetime, pk: int) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%S.%f}-{pk}"


def read(word: str) -> Key | None:
    """The key in `word`; None for an empty word. Raises BadRequest for anything else."""
    if not word:
        return None
    try:
        moment, pk = word.split("-")
        return datetime.strptime(moment, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC), int(pk)
    except ValueError as error:
        raise BadRequest("The address of this page of the list is not complete.") from error
