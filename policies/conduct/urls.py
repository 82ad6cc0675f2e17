"""What is raised about the council's own people, at the desk."""

from django.urls import path

from policies.conduct import views

app_name = "conduct"

urlpatterns = [
    path("", views.procedures, name="procedures"),
    path("new/", views.choose, name="choose"),
    path("new/<int:person>/", views.raise_about, name="raise"),
    path("<uuid:pk>/", views.procedure, name="procedure"),
    path("<uuid:pk>/pass-on/", views.pass_on, name="pass_on"),
    path("<uuid:pk>/decide/", views.decide, name="decide"),
    path("<uuid:pk>/drop/", views.drop, name="drop"),
]
