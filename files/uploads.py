"""How large a file may be, and how one that is larger ends in a clear message without being stored on the way."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.template.defaultfilters import filesizeformat

from files.refusals import Unusable

MB = 1024 * 1024
LARGEST_FILE = 20 * MB
LARGEST_REQUEST = 200 * MB


class SizeLimitHandler(TemporaryFileUploadHandler):
    """Django's, but that a file which grows past the limit is emptied, and the rest of it let go as it arrives.

    The form gets such a file without its content and with the size that it had, so that `check_size` can say what is
    wrong and everything else that was filled in is still there. A request that no form of ours leads to is not read:
    RequestDataTooBig.
    """

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:
        if content_length > LARGEST_REQUEST:
            raise RequestDataTooBig(f"A request of {filesizeformat(content_length)}.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= LARGEST_FILE:
            super().receive_data_chunk(raw_data, start)
        else:
            self.file.truncate(0)


def check_size(upload: UploadedFile) -> None:
    """Unusable where the file is empty or larger than any that is taken."""
    if not upload.size:
        raise Unusable("This file is empty. Open it on your own device to see what is in it, then choose it again.")
    if upload.size > LARGEST_FILE:
        raise Unusable(
            f"This file has {filesizeformat(upload.size)}, and the most we take is {filesizeformat(LARGEST_FILE)}. "
            "Save it smaller, or divide it, and choose it again."
        )
