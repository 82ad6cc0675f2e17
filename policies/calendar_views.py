"""The two calendars. Neither looks at a session: other programs fetch them."""

from django.http import Http404, HttpRequest, HttpResponse

from accounts.clock import today
from policies import calendars

TYPE = "text/calendar; charset=utf-8"


def council(request: HttpRequest) -> HttpResponse:
    return HttpResponse(calendars.of_council(today()).to_ical(), content_type=TYPE)


def own(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whom the address was given to, as long as it has not been renewed."""
    person = calendars.person_at(token)
    if person is None:
        raise Http404
    calendar = calendars.of_person(person, today()).to_ical()
    return HttpResponse(calendar, content_type=TYPE, headers={"Cache-Control": "private, no-cache"})
