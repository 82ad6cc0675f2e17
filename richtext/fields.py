"""The editor as a field of a form."""

from typing import Any

from django_prose_editor.fields import ProseEditorFormField

from richtext.html import EXTENSIONS, clean_html


def rich_text_field(**kwargs: Any) -> ProseEditorFormField:
    return ProseEditorFormField(config={"extensions": EXTENSIONS}, sanitize=clean_html, **kwargs)
