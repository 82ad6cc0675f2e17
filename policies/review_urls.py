"""The reviews of policies at the desk."""

from django.urls import path

from policies import review_views as views

app_name = "reviews"

urlpatterns = [
    path("", views.reviews, name="reviews"),
    path("<int:pk>/", views.review, name="review"),
    path("<int:pk>/move/", views.move, name="move"),
    path("<int:pk>/place/", views.place, name="place"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/recommendations/<int:recommendation>/", views.answer, name="answer"),
    path("calendar/", views.renew_calendar, name="calendar"),
    path("policies/<int:pk>/settle/", views.settle, name="settle"),
    path("policies/<int:pk>/open/", views.open_early, name="open"),
    path("policies/<int:pk>/recommend/", views.recommend, name="recommend"),
]
