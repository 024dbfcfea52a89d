"""Whether this installation can work: its database answers, is up to date, and the queue is being worked off."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db import Error, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from runlog.core.periodic import SWEEP

WAIT_S = 2
# The queue's guard looks at the timetable every 30 seconds, and what stands in it once a minute is then put a minute ahead.
GUARD_IS_LATE = timedelta(minutes=2)

# By name; None: could not be asked.
Parts = Mapping[str, bool | None]


def readiness(*, now: datetime) -> Parts:
    """Return of each part whether it is ready. Two statements on a connection of its own, which waits WAIT_S for each."""
    database, migrations, queue = False, None, None
    try:
        with _own_connection() as probe, probe.cursor() as cursor:
            database = True
            _be_impatient(probe, cursor)
            migrations = _has_all_migrations(cursor)
            queue = _has_guard(cursor, probe.ops.adapt_datetimefield_value(now - GUARD_IS_LATE))
    except Error:
        # Away, or without its tables: what could not be asked stays unknown.
        pass
    return {"database": database, "migrations": migrations, "queue": queue}


def _be_impatient(probe: BaseDatabaseWrapper, cursor: Any) -> None:
    # For this transaction alone: a pooler may lend the connection to others after it, and takes no options when one is opened.
    if probe.vendor == "postgresql":
        probe.set_autocommit(False)
        cursor.execute("SET LOCAL statement_timeout = %s", [WAIT_S * 1000])


def _has_all_migrations(cursor: Any) -> bool:
    cursor.execute("SELECT app, name FROM django_migrations")
    return _known_migrations() <= set(cursor.fetchall())


def _has_guard(cursor: Any, late: Any) -> bool:
    cursor.execute("SELECT count(*) FROM django_q_schedule WHERE name = %s AND next_run >= %s", [SWEEP, late])
    return bool(cursor.fetchone()[0])


@cache
def _known_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)


@contextmanager
def _own_connection() -> Iterator[BaseDatabaseWrapper]:
    """Open a connection beside those of the pages: theirs may all be in use, and wait for the database far longer than a probe may."""
    probe = connection.copy()
    options = probe.settings_dict["OPTIONS"]
    if probe.vendor == "sqlite":
        options["timeout"] = WAIT_S
        # Never make the file that is asked for.
        probe.settings_dict["NAME"] = f"{Path(str(probe.settings_dict['NAME'])).absolute().as_uri()}?mode=rw"
    else:
        options.pop("pool", None)
        options["connect_timeout"] = WAIT_S
    with closing(probe):
        yield probe
