"""Local groups for the public, under /groups/."""

from django.urls import path, re_path

from website_groups import apply_views, event_views, invitation_views, problem_views, public_views
from website_groups.content import Kind
from website_groups.feeds import feed

app_name = "groups"

urlpatterns = [
    path("apply/", apply_views.apply, name="apply"),
    path("apply/thanks/", apply_views.applied, name="applied"),
    # What is about all groups stands before the groups: `workflow.groups.OUR_OWN_ADDRESSES` keeps these words free.
    path("", public_views.directory, name="directory"),
    path("categories/<slug:category>/", public_views.directory, name="category"),
    path("search/", public_views.search, name="search"),
    path("events/", event_views.events, name="events"),
    re_path(r"^events/(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2])/$", event_views.month, name="month"),
    path("feed/", feed, name="feed"),
    path("calendar.ics", event_views.calendar, name="calendar"),
    path("problem/<slug:slug>/", problem_views.problem, name="problem"),
    path("problem/<slug:slug>/<int:pk>/", problem_views.problem, name="problem"),
    path("problem/<slug:slug>/told/", problem_views.told, name="told"),
    path("invitation/<str:word>/", invitation_views.invitation, name="invitation"),
    path("<slug:slug>/", public_views.group, name="group"),
    path("<slug:slug>/pages/", public_views.of_kind, {"kind": Kind.PAGE}, name="pages_of_group"),
    path("<slug:slug>/notices/", public_views.of_kind, {"kind": Kind.NOTICE}, name="notices_of_group"),
    path("<slug:slug>/events/", public_views.events_of_group, name="events_of_group"),
    path("<slug:slug>/feed/", feed, name="feed_of_group"),
    path("<slug:slug>/calendar.ics", event_views.calendar_of_group, name="calendar_of_group"),
    path("<slug:slug>/<int:pk>.ics", event_views.calendar_of_event, name="calendar_of_event"),
    path("<slug:slug>/<int:pk>-<slug:words>/", public_views.item, name="item"),
]
