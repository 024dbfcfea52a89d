"""What only an SQLite file can suffer."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from tests.runlog.core.backup.places import Place

# Marked, they would run on PostgreSQL too.
pytestmark = pytest.mark.django_db if settings.TEST_DATABASE == settings.SQLITE else []
MakePlace = Callable[..., Place]


def damage(file: Path, *, first_page: int, pages: int) -> None:
    with file.open("r+b") as opened:
        opened.seek(first_page * 4096)
        opened.write(os.urandom(pages * 4096))


def test_damaged_database_makes_no_backup(filled: Place, make_place: MakePlace, tmp_path: Path) -> None:
    place = make_place(like=filled)
    damage(place.file, first_page=40, pages=30)
    refused = place.manage("backup", tmp_path / "log.zip")
    assert refused.returncode == 1
    assert "malformed" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_what_stands_in_the_journal_alone_is_in_the_backup(filled: Place, make_place: MakePlace, tmp_path: Path) -> None:
    place, fresh = make_place(like=filled), make_place("fresh")
    with place.opened() as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE written_last (number integer)")
        assert place.manage("backup", tmp_path / "log.zip").returncode == 0
    assert fresh.manage("restore", tmp_path / "log.zip").returncode == 0
    assert "written_last" in fresh.tables()


def test_damaged_database_is_replaced_and_kept_with_its_journal(filled: Place, archive: Path, make_place: MakePlace) -> None:
    place = make_place()
    place.file.write_bytes(b"a letter to a friend")
    journal = place.file.with_name("own.sqlite3-wal")
    journal.write_bytes(b"and its end")
    refused = place.manage("restore", archive)
    assert "This installation holds a database that cannot be read: add --replace" in refused.stderr
    assert (place.file.read_bytes(), journal.read_bytes()) == (b"a letter to a friend", b"and its end")
    assert place.manage("restore", archive, "--replace", "--yes").returncode == 0
    assert place.contents() == filled.contents()
    kept = sorted(path.read_bytes() for path in place.data.glob("own.sqlite3*before-restore*"))
    assert kept == [b"a letter to a friend", b"and its end"]


def test_journal_that_has_lost_its_database_spoils_nothing(filled: Place, archive: Path, make_place: MakePlace) -> None:
    """Beside the restored file it would be taken for that one's."""
    place, lost = make_place(), make_place("lost", filled)
    with lost.opened() as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("UPDATE people_user SET email = 'old.' || email")
        entries = lost.file.with_name("own.sqlite3-wal").read_bytes()
    place.file.with_name("own.sqlite3-wal").write_bytes(entries)
    assert place.manage("restore", archive).returncode == 0
    assert place.contents() == filled.contents()
    assert [path.read_bytes() for path in place.data.glob("own.sqlite3.before-restore*-wal")] == [entries]


def test_database_that_somebody_has_open_is_not_replaced(filled: Place, archive: Path, make_place: MakePlace) -> None:
    """A command or a program of somebody's, which no lock of ours can know of."""
    place = make_place(like=filled)
    with place.opened() as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("BEGIN")
        database.execute("SELECT count(*) FROM people_user").fetchone()
        refused = place.manage("restore", archive, "--replace", "--yes")
        database.execute("ROLLBACK")
    assert refused.returncode == 1
    assert "own.sqlite3 open (database is locked): end it first. Nothing was touched." in refused.stderr
    assert {path.name for path in place.data.iterdir()} >= {"own.sqlite3", "imports"}
    assert list(place.data.glob("*before-restore*")) == []


def test_last_entries_in_the_journal_are_kept_with_the_old_database(filled: Place, archive: Path, make_place: MakePlace) -> None:
    """As a killed server leaves them: not yet written into the file."""
    place = make_place(like=filled)
    copied = {}
    with place.opened() as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE written_last (number integer)")
        for path in place.data.glob("own.sqlite3*"):
            copied[path] = path.read_bytes()
    for path, data in copied.items():
        path.write_bytes(data)
    assert len(copied) == 3
    assert place.manage("restore", archive, "--replace", "--yes").returncode == 0
    (kept,) = place.data.glob("own.sqlite3.before-restore*")
    assert "written_last" in Place(place.data, f"sqlite:///{kept}").tables()
