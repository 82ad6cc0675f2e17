from django.urls import path

from policies import reading_views as views

app_name = "reading"

urlpatterns = [
    path("what-applies/", views.what_applies_to_me, name="what_applies"),
    path("reading/", views.policies, name="policies"),
    path("reading/<slug:slug>/", views.who_has_read, name="who"),
    path("reading/<slug:slug>/remind/", views.remind, name="remind"),
    path("read/<slug:slug>/", views.read, name="read"),
]
