"""The public pages that look across everything: home, contact, and what robots are told."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.clock import today
from accounts.models import Council, Meeting
from council.carried_out import carried_out
from council.contact import clerk_today, title_of
from council.frame import council_now, frame
from council.town import is_town
from files.showing import first_pictures
from policies.models import PolicyVersion
from policies.rules import meaning as means
from policies.rules.contact import advice, rules_for_comments
from policies.rules.schema import ItemKind
from posts.models import Post
from posts.news import kinds_in_use
from website_groups.reading import coming

NEWS_ON_HOME = 5
MEETINGS_ON_HOME = 4
EVENTS_ON_HOME = 4

ASKED_FOR = {
    ItemKind.AGENDAS: "Agendas",
    ItemKind.MINUTES: "Minutes",
    ItemKind.FINANCIAL_INFORMATION: "What the council spends",
    ItemKind.MEMBERS: "Your councillors",
    ItemKind.CLUBS_AND_EVENTS: "Clubs and events",
}
"""Kinds that the home page leads to, as people ask for them, where there is something of the kind."""

NOT_FOR_ROBOTS = ("/desk/", "/admin/", "/accounts/", "/search/", "/groups/search/", "/groups/problem/")


def home(request: HttpRequest) -> HttpResponse:
    council = council_now(clerk=clerk_today(), **kinds_in_use())
    posts = list(Post.objects.news()[:NEWS_ON_HOME])
    pictures = first_pictures({post.pk: post.content.pictures for post in posts[:1]})
    around = frame(council)
    context = {
        **around,
        **_reached(council, around["adopted"]),
        "lead": posts[0] if posts else None,
        "picture": pictures.get(posts[0].pk) if posts else None,
        "news": posts[1:],
        "meetings": _next_meetings() if around["shown"].dates else [],
        "events": coming(EVENTS_ON_HOME) if around["adopted"] and means.has_groups(around["adopted"]) else [],
        "tasks": _tasks(council),
    }
    return render(request, "home.html", context)


def contact(request: HttpRequest) -> HttpResponse:
    council = council_now(clerk=clerk_today())
    around = frame(council)
    return render(request, "contact.html", {**around, **_reached(council, around["adopted"])})


def comments(request: HttpRequest) -> HttpResponse:
    """The rules for those who comment, in this council's own measure and words."""
    around = frame(council_now())
    return render(request, "comments.html", {**around, "headings": rules_for_comments(around["adopted"])})


def how_carried_out(request: HttpRequest) -> HttpResponse:
    """Each clause of the adopted policy beside what the software does about it."""
    version = PolicyVersion.objects.in_force(today())
    clauses = carried_out(version) if version else ()
    context = {
        "version": version,
        "clauses": clauses,
        "whole": sum(one.is_whole for one in clauses),
        "in_part": sum(one.clause.built and not one.is_whole for one in clauses),
        "by_people": sum(not one.clause.built for one in clauses),
    }
    return render(request, "how_carried_out.html", {**frame(council_now()), **context})


def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS)]
    site = settings.GROUPS_URL if is_town(request) else settings.SITE_URL
    lines.append(f"Sitemap: {site}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def _reached(council: Council | None, rules: Any) -> dict[str, Any]:
    """Who writes for the council, and what to know before writing to it."""
    clerk = getattr(council, "clerk", None)
    named = {"name": clerk["name"], "title": title_of(clerk, rules)} if clerk else None
    return {"clerk": named, "advice": advice(rules)}


def _next_meetings() -> list[Meeting]:
    return list(Meeting.objects.whole().coming(timezone.now()).filter(is_called_off=False)[:MEETINGS_ON_HOME])


def _tasks(council: Council | None) -> list[tuple[str, str]]:
    """What people come for, each with its address; kinds only where there is something of them."""
    kinds = [kind for kind in ASKED_FOR if getattr(council, kind.value, False)]
    tasks = [(ASKED_FOR[kind], reverse("posts:kind", args=[kind.value])) for kind in kinds[:3]]
    tasks.append(("Our policies", reverse("policies:list")))
    return [*tasks, ("All news", reverse("posts:news")), ("Contact the council", reverse("contact"))]
