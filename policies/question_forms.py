"""What is asked, and how it is answered: a form for each kind."""

from typing import Any

from django import forms

from policies.models import Question

Kind = Question.Kind
LONGEST = 5_000


def _words(rows: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), max_length=LONGEST, **kwargs)


class PolicyQuestionForm(forms.Form):
    text = _words(
        5,
        label="What do you want to know about the policy?",
        help_text="Say what you mean to do, if it is about something that you mean to do.",
        error_messages={"required": "Write what you want to know."},
    )


class AdviceForm(forms.Form):
    text = _words(
        6,
        label="What do you mean to say, and where?",
        help_text="For example: “I want to answer a question about the bypass in the village group.”",
        error_messages={"required": "Write what you mean to say, and where."},
    )


class OwnAccountForm(forms.Form):
    where = forms.CharField(
        label="On which account do you mean to post it?",
        max_length=200,
        help_text="For example: “My own Facebook profile”.",
        error_messages={"required": "Say on which account you mean to post it."},
    )
    text = _words(
        6,
        label="What do you mean to post?",
        help_text="Word for word. Describe pictures that you mean to add.",
        error_messages={"required": "Write what you mean to post."},
    )


ASKING: dict[str, type[forms.Form]] = {
    Kind.POLICY.value: PolicyQuestionForm,
    Kind.ADVICE.value: AdviceForm,
    Kind.OWN_ACCOUNT.value: OwnAccountForm,
}


class AnswerForm(forms.Form):
    answer = _words(6, label="Your answer", error_messages={"required": "Write the answer."})
    is_for_all = forms.BooleanField(
        label="Show it to everybody at the desk",
        required=False,
        help_text="Question and answer are shown without the name of who asked. Leave out of your answer who it was.",
    )


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(
        label="May it be posted?",
        choices=Question.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you approve it or refuse it."},
    )
    answer = _words(
        4,
        label="A word to who asked",
        help_text="For example what has to be changed, or why not.",
        error_messages={"required": "Write a word about it."},
    )


def answering(question: Question, data: Any) -> forms.Form:
    return VerdictForm(data) if question.kind == Kind.OWN_ACCOUNT else AnswerForm(data)
