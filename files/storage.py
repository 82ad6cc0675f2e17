"""Where files lie: in MEDIA_ROOT, each whole or not there at all."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class KeepingStorage(FileSystemStorage):
    """Django's own, but that a file gets its name once all of it is on the disk, and one that is there stays."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=".") as part:
            for chunk in content.chunks():
                part.write(chunk)
            part.flush()
            os.fsync(part.fileno())
            # Unlike a rename, a link never takes the place of what is there.
            with suppress(FileExistsError):
                os.link(part.name, path)
        return name
