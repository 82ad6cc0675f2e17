"""News for the public under /news/, and one's own posts under /desk/posts/."""

from django.urls import path

from posts import feeds, public_views, views

app_name = "posts"

urlpatterns = [
    path("news/", public_views.news, name="news"),
    path("news/feed/", feeds.NewsFeed(), name="feed"),
    path("news/<int:pk>/<slug:slug>/", public_views.post, name="post"),
    path("desk/posts/", views.mine, name="mine"),
    path("desk/posts/write/", views.write, name="write"),
    path("desk/posts/<int:pk>/", views.draft, name="draft"),
    path("desk/posts/<int:pk>/change/", views.change, name="change"),
    path("desk/posts/<int:pk>/submit/", views.submit, name="submit"),
    path("desk/posts/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
