"""`manage.py backup`: all that a new machine needs, as of one moment, in one private file that is whole or not there."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from django.db import connection

from runlog.core.backup.archive import checked
from runlog.core.backup.refusal import Progress
from runlog.core.backup.stores import SESSIONS
from runlog.environment import ROOT
from tests.runlog.core.backup.places import Place

pytestmark = [pytest.mark.together, pytest.mark.django_db]
MakePlace = Callable[..., Place]
QUIET = Progress(lambda line: None)

# Writes a pair of rows in one transaction, again and again, until it is killed.
WRITE_PAIRS = """
from itertools import count
from django.db import connection, transaction
connection.settings_dict["OPTIONS"].pop("pool", None)
for number in count(1):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO pair_a VALUES (%s)", [number])
        cursor.execute("INSERT INTO pair_b VALUES (%s)", [number])
    if number == 50:
        print("writing", flush=True)
"""


def test_restored_in_a_fresh_place_all_is_the_same(filled: Place, restored: Place) -> None:
    assert restored.tables() == filled.tables()
    assert sum(map(len, restored.contents().values())) > 500
    assert restored.contents() == filled.contents()
    assert restored.schema() == filled.schema()
    assert restored.files() == filled.files()
    assert len(restored.files()) == 2
    left = {path.name for path in restored.data.iterdir()} - {"secret_key", "in_use", "imports", "own.sqlite3"}
    assert left == set()


def test_restored_place_takes_new_rows(restored: Place, make_place: MakePlace) -> None:
    """Sequences stand where they stood, and Django finds every table."""
    place = make_place(like=restored)
    script = "from runlog.people.models import User\nprint(User.objects.create_user('new@example.org').pk, User.objects.count())"
    key, people = map(int, place.run(script).stdout.split())
    assert people == 10
    # The database that was filled may have counted further than its rows.
    assert key >= people
    assert place.manage("migrate", "--check").returncode == 0


def test_who_finds_it_cannot_log_in(filled: Place, archive: Path, restored: Place) -> None:
    """Neither the key nor a session is in it, not even as what was deleted."""
    with filled.opened() as database:
        (session,) = database.execute("SELECT session_key FROM django_session").fetchone()
    with ZipFile(archive) as opened:
        assert {name.partition("/")[0] for name in opened.namelist()} == {"runlog-backup.json", "database", "imports"}
        inside = b"".join(opened.read(name) for name in opened.namelist())
    assert b"runner@demo.invalid" in inside
    assert session.encode() not in inside
    assert os.environ["SECRET_KEY"].encode() not in inside
    with restored.opened() as database:
        assert [database.execute(f"SELECT count(*) FROM {table}").fetchone() for table in SESSIONS] == [(0,), (0,)]


def test_only_its_owner_may_read_it(archive: Path) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert [path.name for path in archive.parent.iterdir()] == [archive.name]


def test_what_is_there_is_not_overwritten(filled: Place, tmp_path: Path) -> None:
    target = tmp_path / "log.zip"
    target.write_text("mine")
    refused = filled.manage("backup", target)
    assert (refused.returncode, target.read_text()) == (1, "mine")
    assert f"{target} is there already: choose another name, or add --overwrite." in refused.stderr
    assert filled.manage("backup", target, "--overwrite").returncode == 0
    assert checked(target, QUIET).manifest.people == 9


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("nowhere/log.zip", "There is no folder"), ("", "is a folder: name a file in it"), ("file/log.zip", "There is no folder")],
)
def test_place_that_cannot_take_it_is_told(name: str, sentence: str, filled: Place, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused = filled.manage("backup", tmp_path / name)
    assert refused.returncode == 1
    assert sentence in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_full_disk_is_told_and_nothing_is_left(filled: Place, tmp_path: Path) -> None:
    """The disk takes a hundred bytes of the database and no more."""
    script = f"""
import errno, os
from runlog.core.backup import archive
from django.core.management import CommandError, call_command
def full(source, target, doing, progress):
    target.write(source.read(100))
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
archive.copy = full
import runlog.core.backup.sqlite, runlog.core.backup.postgresql
runlog.core.backup.sqlite.copy = runlog.core.backup.postgresql.copy = full
try:
    call_command("backup", {str(tmp_path / "log.zip")!r})
except CommandError as error:
    print(error)
"""
    done = filled.run(script)
    assert done.stdout.strip() == f"The disk is full: make room beside {tmp_path / 'log.zip'}, or use another disk. Nothing was changed."
    assert list(tmp_path.iterdir()) == []


def test_people_go_on_writing_and_pairs_stay_together(filled: Place, make_place: MakePlace, tmp_path: Path) -> None:
    busy, restored = make_place("busy", filled), make_place("restored")
    with busy.opened() as database:
        database.execute("CREATE TABLE pair_a (number integer PRIMARY KEY)")
        database.execute("CREATE TABLE filler (number integer PRIMARY KEY, text text)")
        database.execute("CREATE TABLE pair_b (number integer PRIMARY KEY)")
        for number in range(300):
            database.execute(f"INSERT INTO filler VALUES ({number}, '{Random(number).randbytes(50_000).hex()}')")
    command = [sys.executable, "-c", f"import django\ndjango.setup()\n{WRITE_PAIRS}"]
    with subprocess.Popen(command, cwd=ROOT, env=busy.variables, stdout=subprocess.PIPE, text=True) as writer:
        try:
            assert writer.stdout
            assert writer.stdout.readline() == "writing\n"
            with busy.opened() as database:
                (before,) = database.execute("SELECT count(*) FROM pair_b").fetchone()
            done = busy.manage("backup", tmp_path / "log.zip")
            assert writer.poll() is None
        finally:
            writer.kill()
    assert done.returncode == 0, done.stderr
    assert restored.manage("restore", tmp_path / "log.zip").returncode == 0
    with busy.opened() as there, restored.opened() as here:
        pairs_a, pairs_b = ({number for (number,) in here.execute(f"SELECT number FROM {table}")} for table in ("pair_a", "pair_b"))
        (written,) = there.execute("SELECT count(*) FROM pair_a").fetchone()
    assert pairs_a == pairs_b == set(range(1, len(pairs_a) + 1))
    assert 50 <= before <= len(pairs_a) < written


def test_killed_backup_leaves_no_half_file(filled: Place, tmp_path: Path) -> None:
    """At random moments of the time that one takes; the next one takes its place."""
    target, random = tmp_path / "log.zip", Random(6)
    began = time.monotonic()
    filled.manage("backup", tmp_path / "first.zip")
    lasts, killed = time.monotonic() - began, 0
    for _round in range(30):
        began = time.monotonic()
        with subprocess.Popen([sys.executable, "manage.py", "backup", target], cwd=ROOT, env=filled.variables) as run:
            try:
                run.wait(random.uniform(0.6, 1.0) * lasts)
            except subprocess.TimeoutExpired:
                run.kill()
        if run.returncode == 0:
            # The machine has got faster meanwhile.
            lasts = time.monotonic() - began
        killed += run.returncode == -signal.SIGKILL
        if target.exists():
            checked(target, QUIET)
            target.unlink()
        if killed == 5:
            break
    assert killed == 5
    assert filled.manage("backup", target).returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"first.zip", "log.zip"}


def test_missing_database_is_told(make_place: MakePlace, tmp_path: Path) -> None:
    if connection.vendor == "postgresql":
        refused = Place(tmp_path, "postgresql://ann:secret@127.0.0.1:1/log").manage("backup", tmp_path / "log.zip")
        assert "The database cannot be read" in refused.stderr
        assert "secret" not in refused.stderr
    else:
        place = make_place()
        refused = place.manage("backup", tmp_path / "log.zip")
        assert "There is no database yet" in refused.stderr
        assert not place.file.exists()
    assert refused.returncode == 1
    assert not (tmp_path / "log.zip").exists()
