"""What a list of posts is narrowed by. What makes no sense narrows nothing."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import User
from posts.life import State
from posts.models import KIND_LABELS


class FilterForm(forms.Form):
    state = forms.ChoiceField(required=False, choices=[("", "In any state"), *State.choices])
    kind = forms.ChoiceField(
        label="Kind of item",
        required=False,
        choices=[("", "Of any kind"), *((kind.value, label) for kind, label in KIND_LABELS.items())],
    )
    author = forms.ModelChoiceField(
        User.objects.none(), label="Written by", required=False, empty_label="Anybody", blank=True
    )

    def __init__(self, *args: Any, authors: QuerySet[User] | None, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "filter_%s", **kwargs})
        if authors is None:
            del self.fields["author"]
        else:
            self.fields["author"].queryset = authors  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """The columns to go by."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.chosen())
