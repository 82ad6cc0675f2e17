"""News for the public under /news/, and one's own posts under /desk/posts/."""

from django.urls import include, path, re_path

from posts import feeds, public_views, version_views, views

app_name = "posts"

urlpatterns = [
    path("news/", public_views.news, name="news"),
    path("news/feed/", feeds.NewsFeed(), name="feed"),
    path("news/kind/<slug:kind>/", public_views.of_kind, name="kind"),
    path("news/kind/<slug:kind>/feed/", feeds.NewsFeed(), name="feed_of_kind"),
    path("news/subject/<int:pk>-<slug:slug>/", public_views.of_subject, name="subject"),
    # Before the posts, whose addresses are a number and words.
    re_path(r"^news/(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2])/$", public_views.of_month, name="month"),
    path("news/<int:pk>/<slug:slug>/", public_views.post, name="post"),
    path("desk/posts/", views.mine, name="mine"),
    path("desk/posts/everything/", views.everything, name="everything"),
    path("desk/posts/write/", views.write, name="write"),
    path("desk/posts/copies/", views.keep_copy, name="keep_copy"),
    path("desk/posts/upload/", views.upload, name="upload"),
    path("desk/posts/count/", views.count, name="count"),
    path("desk/posts/by-mail/", include("posts.by_mail.urls")),
    path("desk/posts/<int:pk>/", views.draft, name="draft"),
    path("desk/posts/<int:pk>/change/", views.change, name="change"),
    path("desk/posts/<int:pk>/amend/", views.amend, name="amend"),
    path("desk/posts/<int:pk>/correct/", views.correct, name="correct"),
    path("desk/posts/<int:pk>/still-right/", views.keep, name="keep"),
    path("desk/posts/<int:pk>/undo/", views.undo, name="undo"),
    path("desk/posts/<int:pk>/ask/", views.ask, name="ask"),
    path("desk/posts/<int:pk>/versions/<int:number>/", version_views.compare, name="compare"),
    path("desk/posts/<int:pk>/submit/", views.submit, name="submit"),
    path("desk/posts/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
