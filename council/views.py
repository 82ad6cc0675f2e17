"""The pages that look across everything: the public home, the council's colour, and the desk."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control

from accounts.colour import stylesheet
from accounts.models import Council
from accounts.requests import DeskRequest
from moderation.agenda import agenda_of
from posts.models import Post

NEWS_ON_HOME = 5
A_YEAR = 365 * 24 * 60 * 60


def home(request: HttpRequest) -> HttpResponse:
    posts = list(Post.objects.news()[:NEWS_ON_HOME])
    return render(request, "home.html", {"lead": posts[0] if posts else None, "news": posts[1:]})


@cache_control(public=True, max_age=A_YEAR, immutable=True)
def colour(request: HttpRequest) -> HttpResponse:
    """The council's colour and those worked out from it. Its address changes with the colour."""
    council = get_object_or_404(Council)
    return HttpResponse(stylesheet(council.colour), content_type="text/css")


@login_required
def desk(request: DeskRequest) -> HttpResponse:
    """Everything that waits for this person."""
    agenda = agenda_of(request.user)
    return render(request, "desk_home.html", {"agenda": agenda, "waiting_count": agenda.waiting})
