"""What an author fills in. The rules in force say which kinds there are and what is asked."""

from typing import Any, cast

from django import forms

from accounts.models import Matter
from policies.rules import Rules
from policies.rules import meaning as means
from posts.content import LONGEST_TITLE, NONE_OF_THEM, Content
from posts.models import KIND_LABELS, Post
from posts.richtext import rich_text_field


class PostForm(forms.Form):
    title = forms.CharField(
        max_length=LONGEST_TITLE,
        help_text="Say the news itself: “Mill Lane is closed from 9 to 11 December”.",
        error_messages={"required": "Give it a title."},
    )
    body = rich_text_field(
        label="What you want to say",
        help_text="Short sentences, the most important first. An empty line begins a new paragraph.",
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": "Write what you want to say."},
    )
    kind = forms.ChoiceField(
        label="What kind of item is it?",
        widget=forms.Select,
        error_messages={"required": "Choose a kind.", "invalid_choice": "Choose a kind from the list."},
    )
    barred_kind = forms.ChoiceField(
        label="Is it any of these?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is one of these kinds."},
    )
    matter = forms.ModelChoiceField(
        Matter.objects.none(),
        label="Does it belong to a matter?",
        empty_label="No matter",
        required=False,
        help_text="A named subject that several posts belong to.",
    )
    wished_for = forms.DateTimeField(
        label="When should it go out?",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Leave this empty for “as soon as it is approved”.",
        error_messages={"invalid": "Give a day and an hour, such as 8 December 2026, 5.30 pm."},
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, rules: Rules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, KIND_LABELS[kind]) for kind in means.offered_kinds(rules)]
        self._choices("kind", [("", "Choose a kind"), *kinds])
        self._offer_matters()
        self._ask_barred_kinds(rules)

    @staticmethod
    def values_of(post: Post) -> dict[str, Any]:
        """What the form shows of a post that there is already."""
        content = post.content
        return {
            "title": content.title,
            "body": content.body,
            "kind": content.kind,
            "barred_kind": content.barred_kind,
            "matter": post.matter_id,
            "wished_for": content.wished_for,
            "version": str(post.current_version_id),
        }

    def content(self) -> Content:
        cleaned = self.cleaned_data
        return Content.of(
            cleaned["title"], cleaned["body"], cleaned["kind"], cleaned["wished_for"], cleaned.get("barred_kind", "")
        )

    def keep_over(self, post: Post, message: str) -> None:
        """Says that the post has changed meanwhile, and keeps what was typed: saved again, it follows that change."""
        self.data = {**self.data.dict(), "version": str(post.current_version_id)}  # type: ignore[attr-defined]
        self.add_error(None, message)

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def _offer_matters(self) -> None:
        """A council without matters is not asked; what was filled in is looked up by itself."""
        matters = Matter.objects.all()
        if not self.is_bound and not matters.exists():
            del self.fields["matter"]
        else:
            cast(forms.ModelChoiceField, self.fields["matter"]).queryset = matters

    def _ask_barred_kinds(self, rules: Rules) -> None:
        never = means.never_kinds(rules)
        if not never:
            del self.fields["barred_kind"]
            return
        kinds = [(listed.key, listed.words) for listed in never]
        self._choices("barred_kind", [*kinds, (NONE_OF_THEM, "No, none of these")])
        self.fields["barred_kind"].help_text = "Our policy does not let these be published."


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Why is it withdrawn?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept on the record. Needed where it is already public.",
    )
