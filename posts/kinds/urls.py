"""The council, its meetings, money and links for everybody; meetings and money at the desk."""

from django.urls import path, re_path

from posts.kinds import desk_views, public_views

app_name = "kinds"

urlpatterns = [
    path("council/", public_views.the_council, name="council"),
    path("council/members/", public_views.members, name="members"),
    path("meetings/", public_views.meetings, name="meetings"),
    path("meetings/calendar.ics", public_views.calendar, name="calendar"),
    re_path(r"^meetings/(?P<year>(?:19|20)\d\d)/$", public_views.meetings_of, name="meetings_of"),
    path("meetings/<int:pk>/<slug:slug>/", public_views.meeting, name="meeting"),
    path("finance/", public_views.finance, name="finance"),
    path("links/", public_views.links, name="links"),
    path("desk/meetings/", desk_views.meetings, name="desk_meetings"),
    path("desk/meetings/call/", desk_views.call, name="call"),
    path("desk/meetings/<int:pk>/", desk_views.meeting, name="desk_meeting"),
    path("desk/meetings/<int:pk>/change/", desk_views.change, name="change"),
    path("desk/meetings/<int:pk>/call-off/", desk_views.call_off, name="call_off"),
    path("desk/meetings/<int:pk>/summons/", desk_views.summons, name="summons"),
    path("desk/finance/", desk_views.finance, name="desk_finance"),
]
