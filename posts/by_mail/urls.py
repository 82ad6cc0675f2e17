"""Items that come by e-mail, under /desk/posts/by-mail/."""

from django.urls import path

from posts.by_mail import views

urlpatterns = [
    path("", views.mailed, name="mailed"),
    path("take/", views.take, name="take_mail"),
    path("<int:pk>/", views.one, name="mailed_item"),
    path("<int:pk>/draft/", views.draft, name="draft_mailed"),
]
