"""The Celery application. Its schedule stands in the settings."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "council.settings")

app = Celery("moothall")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
