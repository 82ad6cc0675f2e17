"""Local groups for the public, under /groups/."""

from django.urls import path

from website_groups import apply_views, invitation_views, public_views

app_name = "groups"

urlpatterns = [
    path("apply/", apply_views.apply, name="apply"),
    path("apply/thanks/", apply_views.applied, name="applied"),
    path("invitation/<str:word>/", invitation_views.invitation, name="invitation"),
    path("<slug:slug>/", public_views.group, name="group"),
    path("<slug:slug>/<int:pk>-<slug:words>/", public_views.item, name="item"),
]
