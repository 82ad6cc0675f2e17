"""The reviews of policies at the desk: the list, one review with its life, and a page for each act."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.clock import today
from accounts.dates import say_day
from accounts.models import Council
from accounts.refusals import NotYours, attempt
from accounts.requests import DeskRequest
from policies import notices, permissions, workflow
from policies.models import Policy, Recommendation, Reminder, Review
from policies.reminding import reviewers_today
from policies.review_forms import (
    AnswerForm,
    CloseForm,
    DecideForm,
    MoveForm,
    OpenForm,
    PlaceForm,
    RecommendForm,
    SettleForm,
)
from policies.review_waiting import waiting_for
from policies.reviewing import cycle_of, meeting_in_words, plan_of
from policies.rules import meaning as means
from policies.standing import standing_of

Said = Callable[[Review], str]

SHOWN = 200
CLOSED_SHOWN = 50
REMINDERS_SHOWN = 100


@login_required
def reviews(request: DeskRequest) -> HttpResponse:
    """What comes and what is overdue, the open questions, and what was closed lately."""
    _require_office(request)
    coming = list(Review.objects.coming().whole()[:SHOWN])
    context = {
        "overdue": [review for review in coming if review.is_overdue(today())],
        "coming": [review for review in coming if not review.is_overdue(today())],
        "to_settle": waiting_for(request.user).to_settle,
        "closed": Review.objects.closed().whole()[:CLOSED_SHOWN],
        "others": Policy.objects.adopted(today()).without_review()[:SHOWN],
        "keeps": permissions.can_keep_reviews(request.user),
    }
    return render(request, "reviews/reviews.html", context)


@login_required
def review(request: DeskRequest, pk: int) -> HttpResponse:
    found = _review(request, pk)
    council, version = Council.objects.first(), found.policy.versions.in_work().first()
    keeps = permissions.can_keep_reviews(request.user)
    made = Reminder.objects.filter(review=found).select_related("person").order_by("-made_at", "-pk")
    context = {
        "review": found,
        "version": version if version and permissions.can_see_version(request.user, version) else None,
        "who": who_reviews(request, found.policy),
        "reviewers": reviewers_today(found.policy, standing_of(request.user).rules),
        "agenda_by": notices.agenda_day(found, council.nation if council else ""),
        "is_overdue": found.is_overdue(today()),
        "wishes": Recommendation.objects.open().filter(policy=found.policy).select_related("by")[:SHOWN],
        "answered": found.recommendations.select_related("by")[:SHOWN],
        "reminders": made[:REMINDERS_SHOWN] if keeps else [],
        "record": found.history.order_by("history_date", "history_id"),
        "keeps": keeps,
        "needs_council": found.is_decided and found.outcome == Review.Outcome.NO_CHANGE,
        "may_recommend": permissions.can_recommend(request.user),
        "may_open": found.is_planned and _may_open(request, found.policy),
    }
    return render(request, "reviews/review.html", context)


@login_required
def settle(request: DeskRequest, pk: int) -> HttpResponse:
    """The one question about a policy that does not say itself how it is reviewed."""
    _require(permissions.can_settle(request.user))
    policy, rules = get_object_or_404(Policy, pk=pk), standing_of(request.user).rules
    form = SettleForm(request.POST or None, policy=policy, rules=rules)
    cycle = cycle_of(policy, rules)

    def save() -> Policy:
        return workflow.settle(pk, by=request.user, **form.answer)

    if request.method == "POST" and attempt(form, save) is not None:
        messages.success(request, f"It is noted how “{policy}” is reviewed.")
        return redirect("reviews:reviews")
    return render(request, "reviews/settle.html", {"form": form, "policy": policy, "cycle": cycle})


@login_required
def open_early(request: DeskRequest, pk: int) -> HttpResponse:
    """Why now is asked; a page that offers the review says it in the address, to be changed or left."""
    _require_office(request)
    policy = get_object_or_404(Policy, pk=pk)
    if not _may_open(request, policy):
        raise NotYours("Only those who review this policy, the Clerk or the Deputy Clerk open a review of it.")
    form = OpenForm(request.POST or None, initial={"reason": request.GET.get("reason", "")})

    def save() -> Review:
        return workflow.open_early(pk, by=request.user, **form.cleaned_data)

    if request.method == "POST" and (opened := attempt(form, save)):
        messages.success(request, f"The review is open until {say_day(opened.due_on)}. Those who review it hear of it.")
        return redirect("reviews:review", opened.pk)
    return render(request, "reviews/open.html", {"form": form, "policy": policy})


@login_required
def recommend(request: DeskRequest, pk: int) -> HttpResponse:
    _require_office(request)
    policy, form = get_object_or_404(Policy, pk=pk), RecommendForm(request.POST or None)

    def save() -> Recommendation:
        return workflow.recommend(pk, by=request.user, **form.cleaned_data)

    if request.method == "POST" and attempt(form, save) is not None:
        messages.success(request, f"Thank you. It waits for the next review of “{policy}”, and is answered there.")
        coming = policy.reviews.coming().first()
        return redirect("reviews:review", coming.pk) if coming else redirect("reviews:reviews")
    return render(request, "reviews/recommend.html", {"form": form, "policy": policy})


@login_required
def move(request: DeskRequest, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    form = MoveForm(request.POST or None, initial={"due_on": found.due_on})
    return _acted(request, found, form, workflow.move_review, page="move", said=_moved)


@login_required
def place(request: DeskRequest, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    form = PlaceForm(request.POST or None, plan=plan_of(found.policy, standing_of(request.user).rules))
    return _acted(request, found, form, workflow.place_review, page="place", said=_placed)


@login_required
def decide(request: DeskRequest, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    form = DecideForm(request.POST or None)
    return _acted(request, found, form, workflow.decide_review, page="decide", said=_decided)


@login_required
def close(request: DeskRequest, pk: int) -> HttpResponse:
    found = _kept(request, pk)
    form = CloseForm(request.POST or None)
    return _acted(request, found, form, workflow.close_review, page="close", said=_closed)


@login_required
@require_POST
def renew_calendar(request: DeskRequest) -> HttpResponse:
    """A new address for this person's own calendar."""
    workflow.renew_calendar(request.user, by=request.user)
    messages.success(request, "Your calendar has a new address. One that you had before shows nothing any more.")
    return redirect("people:notifications")


@login_required
def answer(request: DeskRequest, pk: int, recommendation: int) -> HttpResponse:
    """What came of a recommendation at this review."""
    found, form = _kept(request, pk), AnswerForm(request.POST or None)
    wish = get_object_or_404(Recommendation.objects.select_related("by"), pk=recommendation, policy=found.policy)

    def save() -> Recommendation:
        return workflow.answer_recommendation(wish.pk, by=request.user, review=found, **form.cleaned_data)

    if request.method == "POST" and attempt(form, save) is not None:
        messages.success(request, "The answer is on the record.")
        return redirect("reviews:review", pk)
    return render(request, "reviews/answer.html", {"form": form, "review": found, "wish": wish})


def _acted(
    request: DeskRequest, found: Review, form: forms.Form, act: Callable[..., Review], *, page: str, said: Said
) -> HttpResponse:
    def save() -> Review:
        return act(found.pk, by=request.user, **form.cleaned_data)

    if request.method == "POST" and (done := attempt(form, save)):
        messages.success(request, said(done))
        return redirect("reviews:review", found.pk)
    plan = plan_of(found.policy, standing_of(request.user).rules)
    return render(request, f"reviews/{page}.html", {"form": form, "review": found, "plan": plan})


def _placed(review: Review) -> str:
    return f"It is on the agenda of {meeting_in_words(review.meeting)}." if review.meeting else ""


def _decided(review: Review) -> str:
    if review.is_closed:
        return "The outcome is on the record, and the review is closed."
    if review.outcome == Review.Outcome.NO_CHANGE:
        return "The outcome is on the record. Now the Council has to adopt it."
    return "The outcome is on the record. Now the new version is written, and the Council adopts it."


def _moved(review: Review) -> str:
    return f"It is due on {say_day(review.due_on)} now. Reminders go by that day."


def _closed(review: Review) -> str:
    following = review.policy.reviews.coming().first()
    return f"It is closed. The next review is due on {say_day(following.due_on)}." if following else "It is closed."


def who_reviews(request: DeskRequest, policy: Policy) -> dict[str, Any]:
    """Who reviews it, as this council calls them, and the rule that says so."""
    rules = standing_of(request.user).rules
    plan = plan_of(policy, rules)
    if plan is None:
        return {}
    names = [f"the {means.called(rules, office) if rules else office.label}" for office in plan.offices]
    if plan.committee:
        names.append(f"the {plan.committee}")
    return {"names": " and ".join(names), "months": plan.every_months, "source": plan.source}


def _may_open(request: DeskRequest, policy: Policy) -> bool:
    return permissions.can_open_early(request.user, reviewers_today(policy, standing_of(request.user).rules))


def _review(request: DeskRequest, pk: int) -> Review:
    _require_office(request)
    return get_object_or_404(Review.objects.whole(), pk=pk)


def _kept(request: DeskRequest, pk: int) -> Review:
    _require(permissions.can_keep_reviews(request.user))
    return _review(request, pk)


def _require_office(request: DeskRequest) -> None:
    if not request.user.has_perm("policies.view_review"):
        raise NotYours("You hold no office of the council today, so the desk has nothing to show you.")


def _require(allowed: bool) -> None:
    if not allowed:
        raise NotYours("Only the Clerk or the Deputy Clerk keeps the reviews of policies. Ask them to do this.")
