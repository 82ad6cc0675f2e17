"""The product's middlewares, apps and database. Of its own: the addresses, and templates that know no council."""

from pathlib import Path

from benchmarks.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.bare.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).resolve().parent / "templates"],
    }
]
