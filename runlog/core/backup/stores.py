"""Which kind of database this installation has, and what a backup leaves out of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Protocol

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import connection

from runlog.core.backup.postgresql import PostgresqlStore
from runlog.core.backup.refusal import Progress
from runlog.core.backup.sqlite import SqliteStore

PEOPLE = get_user_model()._meta.db_table
# Whoever knows the key of a session is who has logged in with it.
SESSIONS = (UserSession._meta.db_table, Session._meta.db_table)


class Store(Protocol):
    """A database that can be written to a file, and a file that can take its place (sqlite.py and postgresql.py say how)."""

    vendor: str
    staging: Path

    @property
    def server(self) -> int:
        """The server's major version; 0 where there is none."""

    def count(self, table: str) -> int | None:
        """Return how many rows a table has; 0 without it, None where that cannot be read."""

    def check_can_dump(self) -> None:
        """Raises Refusal."""

    def check_can_restore(self, server: int) -> None:
        """Raises Refusal; `server` is the version that the dump is of."""

    def dump(self, target: IO[bytes], beside: Path, left_out: Sequence[str], progress: Progress) -> None:
        """Write it as of one moment. Raises Refusal, OSError."""

    def replace(self, aside: str, *, when_ready: Callable[[], None], progress: Progress) -> str:
        """Put what lies at `staging` in its place, and keep the old one under a name with `aside`. Raises Refusal, OSError."""


def store() -> Store:
    """Return this installation's."""
    if connection.vendor == "sqlite":
        return SqliteStore(Path(str(connection.settings_dict["NAME"])))
    return PostgresqlStore(connection, settings.DATA_DIR)
