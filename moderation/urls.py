from django.urls import path

from moderation import views

app_name = "moderation"

urlpatterns = [
    path("", views.queue, name="queue"),
    path("<int:pk>/", views.decide, name="decide"),
    path("<int:pk>/delegate/", views.delegate, name="delegate"),
    path("<int:pk>/end-delegation/<int:grant>/", views.end_delegation, name="end_delegation"),
    path("<int:pk>/allow-kind/", views.allow_kind, name="allow_kind"),
    path("matters/", views.matters, name="matters"),
    path("matters/<int:pk>/", views.matter, name="matter"),
    path("matters/<int:pk>/end-delegation/<int:grant>/", views.end_matter_delegation, name="end_matter_delegation"),
]
