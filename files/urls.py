"""Stored files, each by the fingerprint of its content."""

from django.urls import re_path

from files import views

app_name = "files"

urlpatterns = [
    re_path(r"^files/(?P<sha256>[0-9a-f]{64})\.(?P<ext>[a-z]{3,4})$", views.file, name="file"),
]
