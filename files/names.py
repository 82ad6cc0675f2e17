"""What a file is called: data that is shown and offered for saving, never a place in the storage."""

import unicodedata
from pathlib import PurePosixPath

from files.kinds import CONTENT_TYPES
from files.refusals import Unusable

LONGEST_NAME = 120
CAME_AS = {*CONTENT_TYPES, "jpeg", "webp", "heic", "heif", "hif"}


def checked_name(sent: str | None) -> str:
    """The name without folders before it and without characters that cannot be seen; Unusable where it is too long."""
    last = (sent or "").replace("\\", "/").rpartition("/")[2]
    # With them go the marks that turn the direction of writing, with which "gpj.exe" is read as "exe.jpg".
    seen = "".join(sign if sign.isprintable() else " " for sign in unicodedata.normalize("NFC", last))
    name = " ".join(seen.split()).strip(". ")
    if len(name) > LONGEST_NAME:
        raise Unusable(
            f"The name of this file is longer than {LONGEST_NAME} characters. "
            "Give the file a shorter name and choose it again."
        )
    return name or "Without a name"


def with_ending(name: str, ending: str) -> str:
    """The name with the ending of what is stored: a picture that came as IMG_1.HEIC is kept as IMG_1.jpg."""
    path = PurePosixPath(name)
    known = path.suffix.lower().removeprefix(".") in CAME_AS
    return f"{path.stem if known else name}.{ending}"
