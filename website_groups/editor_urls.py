"""What the editors of a group do with its pages, under /desk/my-groups/."""

from django.urls import path

from website_groups import editor_views as views

app_name = "group_pages"

urlpatterns = [
    path("<slug:slug>/", views.pages, name="pages"),
    path("<slug:slug>/details/", views.details, name="details"),
    path("item/<int:pk>/", views.item, name="item"),
]
