"""What residents read of the council itself. No session, no cookie; what the rules do not allow has no page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.clock import today
from files.showing import shown_documents
from policies import calendars
from posts.kinds import finance as money
from posts.kinds import meetings as met
from posts.kinds.links import links_by_kind
from posts.kinds.members import members_on
from posts.kinds.shown import require, website_now

CALENDAR = "text/calendar; charset=utf-8"


def the_council(request: HttpRequest) -> HttpResponse:
    """Leads to all that there is about the council itself."""
    shown = website_now().shown
    require(shown)
    return render(request, "kinds/council.html", {"shown": shown})


def members(request: HttpRequest) -> HttpResponse:
    website = website_now()
    require(website.shown.members)
    found = members_on(today(), website.council, website.rules)
    return render(request, "kinds/members.html", {"found": found})


def meetings(request: HttpRequest) -> HttpResponse:
    """Those to come, and the last few."""
    shown, now = website_now().shown, timezone.now()
    require(shown.meetings)
    coming, over = met.around(shown, now)
    context = {"shown": shown, "coming": coming, "over": over, "years": met.years(shown, now)}
    return render(request, "kinds/meetings.html", context)


def meetings_of(request: HttpRequest, year: str) -> HttpResponse:
    shown, now = website_now().shown, timezone.now()
    require(shown.meetings)
    found = met.over(shown, now, int(year))
    require(found)
    return render(request, "kinds/meetings_of.html", {"shown": shown, "year": int(year), "over": found})


def meeting(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """When and where, the agenda in full, papers and minutes."""
    shown = website_now().shown
    require(shown.meetings)
    found = met.one(pk, shown)
    if found is None:
        raise Http404("There is no such meeting.")
    if request.path != found.url:
        return redirect(found.url, permanent=True)
    documents = shown_documents(found.agenda.content.attachments) if found.agenda else []
    return render(request, "kinds/meeting.html", {"one": found, "documents": documents, "shown": shown})


def calendar(request: HttpRequest) -> HttpResponse:
    """Every meeting, for programs that people keep their days in."""
    require(website_now().shown.dates)
    return HttpResponse(calendars.of_meetings(today()).to_ical(), content_type=CALENDAR)


def finance(request: HttpRequest) -> HttpResponse:
    website = website_now()
    require(website.shown.finance)
    accounts = money.accounts_on(today(), website.council)
    return render(request, "kinds/finance.html", {"accounts": accounts})


def links(request: HttpRequest) -> HttpResponse:
    shown = website_now().shown
    require(shown.links)
    return render(request, "kinds/links.html", {"groups": links_by_kind(shown)})
