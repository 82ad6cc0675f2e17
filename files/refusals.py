"""Why a file is not taken."""


class Unusable(Exception):
    """A file cannot be taken. `message` says why and what to do next, in words for the person who sent it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
