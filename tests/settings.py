"""The settings of the tests: the product's own, but for what is slow or reaches outside."""

import os

from tests.support import environment, postgres

# isort: split
from runlog.environment import sqlite
from runlog.settings import *

SQLITE, POSTGRESQL = "sqlite", "postgresql"
TEST_DATABASE = os.environ.get("RUNLOG_TEST_DATABASE", SQLITE)
if TEST_DATABASE == POSTGRESQL:
    DATABASES = {"default": postgres.django_settings()}
else:
    # A file, since threads and processes must see the same rows; nothing of it need survive.
    DATABASES = {"default": {**sqlite(environment.FOLDER / "runlog.sqlite3"), "TEST": {"NAME": str(environment.FOLDER / "test.sqlite3")}}}

# The names of files as they are; browser tests put the product's own storage back.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "runlog.core.storage.PlainFiles"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Apart for each process of a run.
IMPORT_FOLDER = environment.FOLDER / f"imports-{os.getpid()}"
