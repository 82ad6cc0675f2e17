"""Why something was not done, in words for the person who asked. Each leaves everything as it was."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms

Done = TypeVar("Done")


class Refused(Exception):
    """`message` says what was not done and why; `source` is the rule it rests on, where there is one."""

    status = 409

    def __init__(self, message: str, source: Any = None, *, about: Any = None) -> None:
        super().__init__(message)
        self.message, self.source, self.about = message, source, about


class NotYours(Refused):
    """This person may not do this."""

    status = 403


class NotNow(Refused):
    """The thing is not in a state in which this can be done, or has changed meanwhile."""


class BadInput(Refused):
    """A value cannot be taken; `field` names it."""

    status = 400

    def __init__(self, field: str, message: str, source: Any = None) -> None:
        super().__init__(message, source)
        self.field = field


def require_words(field: str, text: str, message: str) -> None:
    """BadInput at `field` where nothing but spaces was written."""
    if not text.strip():
        raise BadInput(field, message)


def attempt(form: forms.BaseForm, act: Callable[[], Done]) -> Done | None:
    """Does the act when the form is complete; a value that the workflow refuses becomes an error at its field."""
    if not form.is_valid():
        return None
    try:
        return act()
    except BadInput as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None
