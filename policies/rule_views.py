"""The rules of a version at the desk: all questions with their answers, and one question a page."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.refusals import attempt
from accounts.requests import DeskRequest
from policies import permissions, workflow
from policies.desk_views import version_before, version_seen
from policies.models import PolicyVersion
from policies.rule_forms import RuleForm, rows_in
from policies.rules import Rules
from policies.rules.asking import Answer, Question, answers_of, by_key, following, questions
from policies.text import anchor_of, sections_of
from policies.workflow import steps


class Line(NamedTuple):
    """One question with its answer; `before` is the one of the version before, where that is another."""

    answer: Answer
    before: Answer | None


class Part(NamedTuple):
    heading: str
    anchor: str
    lines: list[Line]


@login_required
def rules(request: DeskRequest, pk: int) -> HttpResponse:
    """Every question with its answer and where that comes from; what differs from the version before is marked."""
    found = _with_rules(request, pk)
    before = version_before(found)
    lines = list(_lines(steps.rules_of(found), before.rules if before else None))
    parts = [Part(head, anchor_of(head), list(some)) for head, some in groupby(lines, key=_heading)]
    context = {
        "version": found,
        "before": before,
        "parts": parts,
        "changed": sum(line.before is not None for line in lines),
        "stated": sum(line.answer.is_stated for line in lines),
        "may_write": permissions.can_write_rules(request.user, found),
    }
    return render(request, "policies/desk/rules.html", context)


@login_required
def rule(request: DeskRequest, pk: int, key: str) -> HttpResponse:
    """One question: what the version before answers to it, and the form for this version's answer."""
    found, question = _with_rules(request, pk), by_key().get(key)
    if question is None:
        raise Http404
    if not permissions.can_write_rules(request.user, found):
        return redirect("policies:rules", pk)
    answer = answers_of(steps.rules_of(found))[key]
    form = RuleForm(
        request.POST or None,
        answer=answer,
        headings=_headings(found),
        rows=rows_in(request.POST),
    )

    def save() -> PolicyVersion:
        was = form.cleaned_data["was"]
        return workflow.write_rule(pk, question, by=request.user, answer=form.stored, was=was)

    if request.method == "POST" and "more" in request.POST:
        form = form.with_more_rows()
    elif request.method == "POST" and attempt(form, save) is not None:
        messages.success(request, f"Saved: {question}")
        return redirect(_after(request, found, question))
    before = version_before(found)
    context = {
        "version": found,
        "question": question,
        "number": questions().index(question) + 1,
        "total": len(questions()),
        "following": following(question),
        "form": form,
        "before": before,
        "answer": answers_of(before.rules)[key] if before else None,
    }
    return render(request, "policies/desk/rule.html", context)


def _after(request: DeskRequest, version: PolicyVersion, question: Question) -> str:
    """To the next question, or to the place in the list from which this one was opened."""
    to = following(question) if "next" in request.POST else None
    if to:
        return reverse("policies:rule", args=[version.pk, to.key])
    return f"{reverse('policies:rules', args=[version.pk])}#{question.key}"


def _with_rules(request: DeskRequest, pk: int) -> PolicyVersion:
    found = version_seen(request, pk)
    if not found.policy.carries_rules:
        raise Http404
    return found


def _lines(rules: Rules, before: Rules | None) -> Iterator[Line]:
    old = answers_of(before) if before else {}
    for key, answer in answers_of(rules).items():
        is_other = key in old and old[key].stored != answer.stored
        yield Line(answer, old[key] if is_other else None)


def _heading(line: Line) -> str:
    return line.answer.question.heading


def _headings(version: PolicyVersion) -> list[str]:
    """The headings of the version's words, each once."""
    return list(dict.fromkeys(section.heading for section in sections_of(version.text) if section.heading))
