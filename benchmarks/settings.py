"""The product as a council runs it, with its static files in a scratch folder, and a broker that keeps to itself."""

import os
from pathlib import Path

from council.settings import *  # noqa: F403

STATIC_ROOT = Path(os.environ["BENCH_FOLDER"]) / "static"
MEDIA_ROOT = Path(os.environ["BENCH_FOLDER"]) / "files"
CELERY_BROKER_URL = "memory://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = {}
