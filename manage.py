#!/usr/bin/env python
"""Django's command line for Moothall."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "council.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as mistake:
        sys.exit(str(mistake))  # a sentence for the person at the keyboard, not a traceback


if __name__ == "__main__":
    main()
