from django.urls import path

from moderation import views

app_name = "moderation"

urlpatterns = [
    path("", views.queue, name="queue"),
    path("several/", views.several, name="several"),
    path("stale/", views.stale, name="stale"),
    path("<int:pk>/", views.decide, name="decide"),
    path("<int:pk>/delegate/", views.delegate, name="delegate"),
    path("<int:pk>/end-delegation/<int:grant>/", views.end_delegation, name="end_delegation"),
    path("<int:pk>/allow-kind/", views.allow_kind, name="allow_kind"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/list/", views.calendar, {"as_list": True}, name="calendar_list"),
    path("calendar/<int:year>/<int:month>/", views.calendar, name="month"),
    path("calendar/<int:year>/<int:month>/list/", views.calendar, {"as_list": True}, name="month_list"),
    path("matters/", views.matters, name="matters"),
    path("matters/<int:pk>/", views.matter, name="matter"),
    path("matters/<int:pk>/end-delegation/<int:grant>/", views.end_matter_delegation, name="end_matter_delegation"),
]
