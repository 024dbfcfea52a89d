"""Clears the environment of whatever would make the tests of one machine differ from those of another; imported before the settings."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Every variable that docs/settings.md explains, so that none reaches the tests from outside.
VARIABLES = (
    "ALLOWED_HOSTS",
    "BEHIND_PROXY",
    "DATABASE_URL",
    "DATA_DIR",
    "DEBUG",
    "DEFAULT_FROM_EMAIL",
    "DEMO",
    "EMAIL_URL",
    "HSTS_SUBDOMAINS",
    "HTTPS",
    "PORT",
    "RUNLOG_READY",
    "SECOND_FACTOR_FOR",
    "SECRET_KEY",
    "WEB_CONCURRENCY",
)

for name in VARIABLES:
    os.environ.pop(name, None)

# Each process has a folder of its own, within that of the process above it, whose end takes all of them along.
FOLDER = Path(tempfile.mkdtemp(prefix="runlog-tests-", dir=os.environ.get("RUNLOG_TEST_FOLDER")))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
(FOLDER / "static").mkdir()
os.environ["RUNLOG_TEST_FOLDER"] = os.environ["DATA_DIR"] = str(FOLDER)
os.environ["SECRET_KEY"] = "a key for tests only, of which nobody makes a secret"
