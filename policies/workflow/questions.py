"""Questions about the policy, advice, and approval of what somebody means to post on their own account."""

from django.db import transaction
from django.utils import timezone

from accounts.actors import present
from accounts.history import record
from accounts.mail import notify
from accounts.models import User
from accounts.refusals import BadInput, NotNow, NotYours
from policies import permissions
from policies.models import Question
from policies.rules.people import answerers
from policies.standing import holders, rules_in_force

Kind = Question.Kind


@transaction.atomic
def ask(*, by: User, kind: str, text: str, where: str = "") -> Question:
    """Puts a question to those whom the policy names; they hear by mail (policy-questions, post-prior-approval).

    For `own_account`, `text` is what is to be posted and `where` the account. BadInput where either is missing.
    """
    by = present(by)
    if kind not in Kind.values:
        raise BadInput("kind", "Say what you want to ask.")
    if not permissions.can_ask(by, kind):
        raise NotYours(_not_asked(by, kind))
    if not text.strip():
        raise BadInput("text", "Write what you want to ask, or mean to post.")
    if kind == Kind.OWN_ACCOUNT and not where.strip():
        raise BadInput("where", "Say on which account you mean to post it.")
    question = Question(kind=kind, by=by, text=text.strip(), where=where.strip(), asked_at=timezone.now())
    record(question, by=by, act="asked")
    notify(_others(question), "policies/email/question.txt", {"question": question})
    return question


@transaction.atomic
def answer(question_id: int, *, by: User, answer: str, verdict: str = "", is_for_all: bool = False) -> Question:
    """Answers it. Who asked hears, and so do the others who could have answered.

    What is meant for somebody's own account is approved or refused, and never shown to all. BadInput, NotYours, and
    NotNow where somebody has answered already.
    """
    by = present(by)
    question = Question.objects.select_for_update(of=("self",)).select_related("by", "answered_by").get(pk=question_id)
    if question.answered_by:
        raise NotNow(f"{question.answered_by.name} has answered this already. Open it again to see the answer.")
    if not permissions.can_answer(by, question):
        raise NotYours("Our policy names others to answer this; and nobody answers themselves where another can.")
    _check(question, answer, verdict, is_for_all=is_for_all)
    question.answer, question.verdict, question.is_for_all = answer.strip(), verdict, is_for_all
    question.answered_by, question.answered_at = by, timezone.now()
    record(question, by=by, act=Question.Verdict(verdict).label.lower() if verdict else "answered")
    concerned = [person for person in [question.by, *_others(question)] if person != by]
    notify(concerned, "policies/email/answered.txt", {"question": question})
    return question


def _check(question: Question, answer: str, verdict: str, *, is_for_all: bool) -> None:
    is_own_account = question.kind == Kind.OWN_ACCOUNT
    if not answer.strip():
        raise BadInput("answer", "Write the answer.")
    if is_own_account and verdict not in Question.Verdict.values:
        raise BadInput("verdict", "Say whether you approve it or refuse it.")
    if not is_own_account and verdict:
        raise BadInput("verdict", "Only a post on somebody's own account is approved or refused here.")
    if is_own_account and is_for_all:
        raise BadInput("is_for_all", "What somebody means to post on their own account is not shown to all.")


def _others(question: Question) -> list[User]:
    """Everybody who may answer it today, but for who asked."""
    rules = rules_in_force()
    if rules is None:
        return []
    asked = holders(answerers(rules, own_account=question.kind == Kind.OWN_ACCOUNT))
    return [person for person in asked if person != question.by]


def _not_asked(by: User, kind: str) -> str:
    if kind == Kind.OWN_ACCOUNT and permissions.can_ask(by, Kind.ADVICE):
        return "Our policy does not ask you for approval of what you post yourself. Ask for advice if you are unsure."
    return "Only people who hold an office of the council today can ask here."
