"""Runlog's settings, with the floors' addresses beside its own: what `make run` starts for `make bench`."""

from pathlib import Path

from runlog.settings import *

ROOT_URLCONF = "bench.urls"
TEMPLATES[0] |= {"DIRS": [BASE_DIR / "templates", Path(__file__).parent / "templates"]}
# Outermost, so that it sees every statement of a request.
MIDDLEWARE = ["bench.floors.StatementTimeMiddleware", *MIDDLEWARE]
