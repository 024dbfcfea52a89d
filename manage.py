#!/usr/bin/env python
"""Runs Django's commands with Runlog's settings."""

import os
import sys
from contextlib import suppress

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from runlog.start.key import keep_secret_key

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "runlog.settings")
    # Where no key can be kept, the settings say so, if there is none.
    with suppress(OSError):
        keep_secret_key()
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Runlog stopped: {error}")
