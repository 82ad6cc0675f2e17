"""Questions about the policy, advice, and approval of what somebody means to post on their own account."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts import cursor
from accounts.refusals import NotYours, attempt
from accounts.requests import DeskRequest
from policies import permissions, workflow
from policies.models import Question
from policies.querysets import QuestionQuerySet
from policies.question_forms import ASKING, answering
from policies.rules.people import answerers, named
from policies.standing import holders, standing_of

ON_A_PAGE = 50
MOST_WAITING = 50
Kind = Question.Kind


@login_required
def mine(request: DeskRequest) -> HttpResponse:
    """What this person has asked, the latest first."""
    return _list(request, "mine", _visible_to(request).filter(by=request.user))


@login_required
def shared(request: DeskRequest) -> HttpResponse:
    """Questions and answers that are shown to everybody."""
    return _list(request, "shared", _visible_to(request).filter(is_for_all=True))


@login_required
def everything(request: DeskRequest) -> HttpResponse:
    """For those who answer: everything that was asked, and what waits in front."""
    _visible_to(request)
    if not standing_of(request.user).carries("policies.answer_question"):
        raise NotYours("What others ask is shown to those who answer.")
    waiting = Question.objects.waiting().select_related("by")[:MOST_WAITING]
    return _list(request, "everything", Question.objects.exclude(answered_at=None), waiting=list(waiting))


@login_required
def ask(request: DeskRequest, kind: str) -> HttpResponse:
    """The form of one kind; or, where the policy asks nothing of the kind of this person, that it does not."""
    _visible_to(request)
    if kind not in ASKING:
        raise Http404
    form = ASKING[kind](request.POST or None)

    def save() -> Question:
        return workflow.ask(by=request.user, kind=kind, **form.cleaned_data)

    if request.method == "POST" and (asked := attempt(form, save)):
        messages.success(request, "It is on the record. You hear by e-mail when it is answered.")
        return redirect("questions:question", asked.pk)
    context = {"form": form, "kind": kind, "may_ask": permissions.can_ask(request.user, kind), **_whom(request, kind)}
    return render(request, "policies/ask.html", context)


@login_required
def question(request: DeskRequest, pk: int) -> HttpResponse:
    """One question with its answer; and the form, for whoever may answer it."""
    visible = _visible_to(request).select_related("by", "answered_by")
    found = get_object_or_404(visible, pk=pk)
    may_answer = permissions.can_answer(request.user, found)
    form = answering(found, request.POST if request.method == "POST" else None)

    def save() -> Question:
        return workflow.answer(pk, by=request.user, **form.cleaned_data)

    if request.method == "POST" and attempt(form, save) is not None:
        messages.success(request, f"{found.by.name} hears of your answer by e-mail.")
        return redirect("questions:question", pk)
    knows_who = permissions.can_know_who_asked(request.user, found)
    context = {
        "question": found,
        "form": form,
        "may_answer": may_answer,
        "knows_who": knows_who,
        "record": found.history.order_by("history_date", "history_id") if knows_who else (),
        **_whom(request, found.kind),
    }
    return render(request, "policies/question.html", context)


def _visible_to(request: DeskRequest) -> QuestionQuerySet:
    if not request.user.has_perm("policies.add_question"):
        raise NotYours("You hold no office of the council today, so there is nothing to ask here.")
    return Question.objects.visible_to(request.user)


def _whom(request: DeskRequest, kind: str) -> dict[str, Any]:
    """Who answers this kind, in words and by name, with the rule; and what the policy says of one's own accounts."""
    rules = standing_of(request.user).rules
    if rules is None:
        return {}
    is_own_account = kind == Kind.OWN_ACCOUNT
    offices = answerers(rules, own_account=is_own_account)
    prior = rules.reading.prior_approval
    return {
        "answered_by": named(rules, offices),
        "people": [person for person in holders(offices) if person != request.user],
        "rule": prior if is_own_account else rules.reading.questions_to,
        "prior": prior,
        "needed_by": named(rules, prior.value.needed_by) if prior else "",
        "own_accounts": rules.conduct.own_accounts,
    }


def _list(request: DeskRequest, which: str, questions: QuestionQuerySet, **more: Any) -> HttpResponse:
    before = cursor.read(request.GET.get("before", ""))
    found = list(questions.newest(before).select_related("by")[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    older = cursor.write(shown[-1].asked_at, shown[-1].pk) if len(found) > ON_A_PAGE else ""
    context = {
        "which": which,
        "questions": shown,
        "older": older,
        "is_later": before is not None,
        "answers": standing_of(request.user).carries("policies.answer_question"),
        "may_ask_approval": permissions.can_ask(request.user, Kind.OWN_ACCOUNT),
        **more,
    }
    return render(request, "policies/questions.html", context)
