from django.urls import path

from council.report import views

app_name = "report"

urlpatterns = [
    path("", views.report, name="report"),
    path("paper/", views.on_paper, name="paper"),
]
