"""What is on, for the public: as a list, as a month, and for calendars of other programs."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.clock import today
from website_groups import reading
from website_groups.addresses import site_now
from website_groups.calendars import calendar_of
from website_groups.content import Kind
from website_groups.mark import marked
from website_groups.models import Group, Item
from website_groups.months import Month, days_of
from website_groups.where_allowed import where_groups_are

CALENDAR = "text/calendar; charset=utf-8"
OF_ALL = "What’s on: events of local groups, not the council’s"


@where_groups_are
def events(request: HttpRequest) -> HttpResponse:
    context = {
        "agenda": reading.agenda(request.GET),
        "month": Month.of(today()),
        "is_first": "after" not in request.GET,
    }
    return render(request, "groups/events.html", context)


@where_groups_are
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    shown = Month(int(year), int(month))
    if not 1900 < shown.year < 2099:
        raise Http404("There is no such month.")
    before, after = shown.beside(today())
    days = days_of(shown, today())
    context = {"month": shown, "before": before, "after": after, "days": days}
    return render(request, "groups/month.html", {**context, "is_empty": not any(day.occurrences for day in days)})


@where_groups_are
def calendar(request: HttpRequest) -> HttpResponse:
    return HttpResponse(calendar_of(OF_ALL, reading.coming_events(), site_now()), content_type=CALENDAR)


@where_groups_are
def calendar_of_group(request: HttpRequest, slug: str) -> HttpResponse:
    group = get_object_or_404(Group.objects.public(), slug=slug)
    return HttpResponse(
        calendar_of(marked("Events", group), reading.events_of(group), site_now()), content_type=CALENDAR
    )


@where_groups_are
def calendar_of_event(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    event = get_object_or_404(Item.objects.public(), pk=pk, group__slug=slug, kind=Kind.EVENT)
    name = marked(event.title, event.group)
    return HttpResponse(calendar_of(name, [event], site_now()), content_type=CALENDAR)
