"""The council's colour, and the desk."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control

from accounts.colour import stylesheet
from accounts.models import Council
from accounts.requests import DeskRequest
from council.accessibility.waiting import waiting_for
from moderation.agenda import agenda_of
from policies import reading_waiting, review_waiting
from policies.conduct import waiting as conduct_waiting
from policies.rules.meaning import has_groups
from policies.standing import standing_of
from posts.kinds import due
from website_groups import waiting as group_waiting
from website_groups.kept import kept_by

A_YEAR = 365 * 24 * 60 * 60


@cache_control(public=True, max_age=A_YEAR, immutable=True)
def colour(request: HttpRequest) -> HttpResponse:
    """The council's colour and those worked out from it. Its address changes with the colour."""
    council = get_object_or_404(Council)
    return HttpResponse(stylesheet(council.colour), content_type="text/css")


@login_required
def desk(request: DeskRequest) -> HttpResponse:
    """Everything that waits for this person. Whoever only looks after a group sees that and nothing else."""
    standing = standing_of(request.user)
    kept = kept_by(request.user) if standing.rules and has_groups(standing.rules) else []
    if kept and not standing.appointments:
        return render(request, "groups/editors/mine.html", {"kept": kept})
    agenda, accessibility = agenda_of(request.user), waiting_for(request.user)
    reading, reviews = reading_waiting.waiting_for(request.user), review_waiting.waiting_for(request.user)
    papers = due.waiting_for(request.user)
    groups = group_waiting.waiting_for(request.user)
    conduct = conduct_waiting.waiting_for(request.user)
    context = {
        "papers": papers,
        "agenda": agenda,
        "accessibility": accessibility,
        "reading": reading,
        "reviews": reviews,
        "groups": groups,
        "kept": kept,
        "conduct": conduct,
        "waiting_count": agenda.waiting
        + sum(len(waiting) for waiting in (accessibility, reading, reviews, papers, groups, conduct)),
    }
    return render(request, "desk_home.html", context)
