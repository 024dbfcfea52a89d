"""What watching programs get: that the process answers, and which part of the installation is not ready."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from django_q.models import Schedule

from runlog.core import health
from runlog.core.health import readiness
from runlog.core.periodic import SWEEP
from runlog.people.models import User

Settings = Any
# The most that somebody can lock.
LOCKED = {"postgresql": ("BEGIN", "LOCK TABLE django_migrations IN ACCESS EXCLUSIVE MODE"), "sqlite": ("BEGIN EXCLUSIVE",)}
READY = {"database": "ok", "migrations": "ok", "queue": "ok"}


@contextmanager
def silent_server() -> Iterator[int]:
    """Take connections on a port and never say a word; as long as that lasts."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def seen(minutes_ago: float) -> None:
    """Have the queue's guard been at the timetable last so many minutes ago."""
    at = timezone.now() - timedelta(minutes=minutes_ago) + timedelta(minutes=1)
    assert Schedule.objects.filter(name=SWEEP).update(next_run=at) == 1


@pytest.mark.parametrize("ask", ["get", "head"])
@pytest.mark.parametrize("host", ["localhost", "10.0.0.5:8000", "anything.example.org"])
def test_process_answers_under_any_name_without_the_database(ask: str, host: str, client: Client, settings: Settings) -> None:
    """No `db` here: a statement would fail the test. A cookie, a foreign host and plain HTTP change nothing."""
    settings.ALLOWED_HOSTS = ["log.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    client.cookies["sessionid"] = "made-up-by-a-test"
    answer = getattr(client, ask)("/healthz", headers={"host": host})
    assert (answer.status_code, answer.content) == (200, b"ok\n" if ask == "get" else b"")
    assert "no-store" in answer["Cache-Control"]
    assert answer.cookies == {}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_nothing_can_be_sent(path: str, client: Client) -> None:
    assert client.post(path).status_code == 405


def test_other_pages_still_want_their_host(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["log.example.org"]
    assert client.get("/privacy/", headers={"host": "10.0.0.5"}).status_code == 400


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("host", ["localhost", "10.0.0.5:8000"])
def test_ready(host: str, client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["log.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    seen(minutes_ago=0)
    answer = client.get("/readyz", headers={"host": host})
    assert (answer.status_code, answer.json()) == (200, READY)
    assert "no-store" in answer["Cache-Control"]
    assert client.head("/readyz").content == b""


@pytest.mark.django_db(transaction=True)
def test_same_for_somebody_logged_in(ann: User, log_in: Callable[[User], Client]) -> None:
    seen(minutes_ago=0)
    assert log_in(ann).get("/readyz").json() == READY


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("minutes_ago", "state"), [(0.5, "ok"), (2.5, "ok"), (3.1, "not ready"), (600, "not ready")])
def test_queue_that_nobody_works_off_is_told(minutes_ago: float, state: str, client: Client) -> None:
    seen(minutes_ago)
    answer = client.get("/readyz")
    assert answer.json() == {**READY, "queue": state}
    assert answer.status_code == (200 if state == "ok" else 503)


@pytest.mark.django_db(transaction=True)
def test_migration_that_is_missing_is_told(client: Client) -> None:
    seen(minutes_ago=0)
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("core", "0002_jobs")
    try:
        answer = client.get("/readyz")
    finally:
        recorder.record_applied("core", "0002_jobs")
    assert (answer.status_code, answer.json()) == (503, {**READY, "migrations": "not ready"})


@pytest.mark.django_db(transaction=True)
def test_installation_that_was_newer_once_is_ready(client: Client) -> None:
    """A migration that is not known here, as after a step back that needed none undone, hurts nobody."""
    seen(minutes_ago=0)
    recorder = MigrationRecorder(connection)
    recorder.record_applied("core", "0999_later")
    try:
        assert client.get("/readyz").json() == READY
    finally:
        recorder.record_unapplied("core", "0999_later")


@pytest.mark.django_db(transaction=True)
def test_database_without_tables_is_not_ready(client: Client) -> None:
    migrations = MigrationRecorder.Migration._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {migrations} RENAME TO away")
        try:
            answer = client.get("/readyz")
        finally:
            cursor.execute(f"ALTER TABLE away RENAME TO {migrations}")
    assert (answer.status_code, answer.json()) == (503, {"database": "ok", "migrations": "unknown", "queue": "unknown"})


@pytest.mark.django_db(transaction=True)
def test_database_that_is_away_is_told_soon(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file that is gone, which the question does not make; a server that takes the call and says nothing."""
    client.cookies["sessionid"] = "made-up-by-a-test"
    with silent_server() as port:
        away = {"NAME": str(tmp_path / "gone.sqlite3")} if connection.vendor == "sqlite" else {"HOST": "127.0.0.1", "PORT": port}
        own = connection.copy
        monkeypatch.setattr(connection, "copy", lambda: _with(own(), **away))
        began = time.monotonic()
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"database": "not ready", "migrations": "unknown", "queue": "unknown"})
    assert time.monotonic() - began < 2 * health.WAIT_S + 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_somebody_who_writes_does_not_hold_it_up(ann: User) -> None:
    """Another connection is in the middle of a change."""
    seen(minutes_ago=0)
    found: list[object] = []
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(f"UPDATE {User._meta.db_table} SET email = email")
            thread = Thread(target=lambda: found.append(readiness(now=timezone.now())))
            thread.start()
            thread.join(10)
            cursor.execute("ROLLBACK")
    finally:
        other.close()
    assert found == [{"database": True, "migrations": True, "queue": True}]


@pytest.mark.django_db(transaction=True)
def test_table_that_somebody_has_locked_is_not_waited_for_long() -> None:
    """Only PostgreSQL's readers can be locked out; SQLite's go on beside the one who writes alone."""
    seen(minutes_ago=0)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            for statement in LOCKED[connection.vendor]:
                cursor.execute(statement)
            began = time.monotonic()
            found = readiness(now=timezone.now())
            took = time.monotonic() - began
            cursor.execute("ROLLBACK")
    finally:
        other.close()
    read = None if connection.vendor == "postgresql" else True
    assert found == {"database": True, "migrations": read, "queue": read}
    assert took < health.WAIT_S + 2


def _with(copy: Any, **settings: object) -> Any:
    copy.settings_dict.update(settings)
    return copy
