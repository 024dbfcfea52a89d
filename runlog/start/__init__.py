"""The three commands of the Makefile, step by step.

    python.sh    finds a Python that is new enough
    enter        makes .venv, installs the pinned packages, goes on with `run`, `test` or `bench` in it
    turns        one start after the other
    run          key, database, static files, advice, demo; then server
    copies       a backup before an upgrade
    server       gunicorn, from its first request to Ctrl-C, and beside it
    queue        the queue's worker (cluster), kept running
    test         Debian's packages where they are missing, then pytest on PostgreSQL and on SQLite

`enter` and what it imports run before any package is installed: the standard library only.
Nothing in the rooms imports from here.
"""

import sys
from types import TracebackType


def _say_stopped(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print one word, not a traceback, for a Ctrl-C that comes while modules are still being loaded."""
    if issubclass(kind, KeyboardInterrupt):
        print("\nStopped.", file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)


sys.excepthook = _say_stopped
