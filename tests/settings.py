"""The product's settings for tests: a secret that is none, a fast hasher, nothing else changed."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "for the tests only, and long enough for that")

from council.settings import *

STATIC_ROOT.mkdir(exist_ok=True)

MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="moothall-files-"))
atexit.register(shutil.rmtree, MEDIA_ROOT, ignore_errors=True)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": STORAGES["default"],
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if not ON_SQLITE:
    # Nothing that a test has written has to outlive a power cut.
    DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
if REDIS_URL:
    # Each process that tests has a database of its own: clearing a cache empties all of it.
    server, _, number = REDIS_URL.rpartition("/")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    CACHES["default"]["LOCATION"] = f"{server}/{int(number) + int(worker)}"
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}
