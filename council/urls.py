"""Every address of the product."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from council import views

urlpatterns = [
    path("", views.home, name="home"),
    path("colour.css", views.colour, name="colour"),
    path("policies/", include("policies.urls")),
    path("desk/", views.desk, name="desk"),
    path("", include("posts.urls")),
    path("desk/decisions/", include("moderation.urls")),
    # Addresses are the Clerk's to set, so allauth's own page for them leads on.
    path("accounts/email/", RedirectView.as_view(pattern_name="mfa_index")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

if settings.DEMO:
    urlpatterns.append(path("demonstration/", include("council.demonstration.urls")))
