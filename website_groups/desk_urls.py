"""Local groups at the desk: what the council does with them, under /desk/groups/."""

from django.urls import path

from website_groups import desk_views as views

app_name = "group_desk"

urlpatterns = [
    path("<int:pk>/", views.group, name="group"),
    path("decide/<int:pk>/", views.decide, name="decide"),
    path("taken-down/<int:pk>/", views.takedown, name="takedown"),
]
