"""`manage.py restore`: refused before anything is touched, or the whole of the backup; never a mixture, whenever it is killed."""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import IO

import pytest
from django.db import connection

from runlog.core.backup.archive import sealed
from runlog.core.backup.stores import SESSIONS
from runlog.environment import ROOT
from tests.runlog.core.backup.places import Contents, Place

pytestmark = [pytest.mark.together, pytest.mark.django_db]
MakePlace = Callable[..., Place]
FLIPS, CUTS = 50, 20

# Restores each of the files named on standard input, and says what it was told.
RESTORE_EACH = """
import sys
from django.core.management import CommandError, call_command
for path in sys.stdin.read().split():
    try:
        call_command("restore", path, replace=True, yes=True)
    except CommandError as error:
        print(error)
    else:
        print("RESTORED")
"""

# Restores, and is killed at the n-th thing it does to a file, or program it starts; says whether it came to its end.
RESTORE_KILLED = """
import io, os, signal, sys
from django.core.management import call_command
def rounds():
    for line in sys.stdin:
        number = int(line)
        child = os.fork()
        if child == 0:
            left = [number]
            def see(event, args):
                if event in ("os.rename", "os.link", "os.remove", "os.rmdir", "os.mkdir", "subprocess.Popen") or (
                    event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
                ):
                    left[0] -= 1
                    if left[0] == 0:
                        os.kill(os.getpid(), signal.SIGKILL)
            said = io.StringIO()
            sys.addaudithook(see)
            call_command("restore", sys.argv[1], replace=True, yes=True, stdout=said)
            os._exit(0)
        print(os.waitpid(child, 0)[1], flush=True)
rounds()
"""

# A server's worker that is at its work.
AT_WORK = "import runlog.wsgi\nprint('here', flush=True)\nimport sys\nsys.stdin.read()"


def changed(place: Place) -> Contents:
    """Make the installation differ from the backup; return what it holds then."""
    with place.opened() as database:
        database.execute("UPDATE people_user SET email = 'now@example.org' WHERE email = 'runner@demo.invalid'")
        database.execute("CREATE TABLE of_a_later_version (number integer PRIMARY KEY)")
    (place.data / "imports" / "3" / "7").write_bytes(b"another file")
    return place.contents()


def kept_databases(place: Place) -> list[Contents]:
    """What restores have kept aside."""
    if connection.vendor == "sqlite":
        return [
            Place(place.data, f"sqlite:///{path}").contents()
            for path in place.data.glob("own.sqlite3.before-restore-*")
            if "-wal" not in path.name
        ]
    found = []
    with place.opened() as database:
        ask = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before\\_restore\\_%'"
        for (schema,) in database.execute(ask).fetchall():
            tables = [name for (name,) in database.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema]).fetchall()]
            rows = {table: database.execute(f'SELECT * FROM {schema}."{table}"').fetchall() for table in tables}
            found.append({table: sorted(map(repr, each)) for table, each in sorted(rows.items()) if table not in SESSIONS})
    return found


@contextmanager
def at_work(place: Place) -> Iterator[None]:
    """A server process that has loaded the pages."""
    command = [sys.executable, "-c", AT_WORK]
    with subprocess.Popen(command, cwd=ROOT, env=place.variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        assert server.stdout.readline() == "here\n"
        yield
        server.kill()


def with_cut_database(archive: Path, target: Path) -> Path:
    """Write a backup with a good seal around half a database."""
    with zipfile.ZipFile(archive) as source, sealed(target, replaces=False) as copy:
        for name in source.namelist():
            data = source.read(name)
            copy.writestr(name, data[: len(data) // 2] if name == "database" else data)
    return target


def with_manifest(archive: Path, target: Path, **changes: object) -> Path:
    """Write a whole backup that says something else of itself."""
    with zipfile.ZipFile(archive) as source, sealed(target, replaces=False) as copy:
        for name in source.namelist():
            data = source.read(name)
            copy.writestr(name, json.dumps({**json.loads(data), **changes}) if name == "runlog-backup.json" else data)
    return target


def letter(path: Path) -> Path:
    path.write_text("Dear Ann,")
    return path


def log(path: Path) -> Path:
    path.write_text(json.dumps({"format": "runlog/1", "runs": [{"id": "x" * 400}]}))
    return path


def foreign_zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as foreign:
        foreign.writestr("export.csv", "a,b\n" * 1000)
    return path


def restore_each(place: Place, files: list[Path]) -> list[str]:
    """Try to restore each; return what was said of it."""
    command = [sys.executable, "-c", f"import django\ndjango.setup()\n{RESTORE_EACH}"]
    told = "\n".join(map(str, files))
    done = subprocess.run(command, cwd=ROOT, env=place.variables, input=told, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_people_are_not_replaced_unless_it_is_meant(filled: Place, archive: Path, make_place: MakePlace) -> None:
    place = make_place(like=filled)
    before = changed(place)
    refused = place.manage("restore", archive)
    assert "This installation holds the logs of 9 people: add --replace" in refused.stderr
    asked = place.manage("restore", archive, "--replace", answer="no\n")
    assert "in the place of the logs of 9 people? Type yes:" in asked.stdout
    assert "nothing was touched" in asked.stderr
    silent = place.manage("restore", archive, "--replace")
    assert (refused.returncode, asked.returncode, silent.returncode) == (1, 1, 1)
    assert place.contents() == before
    assert kept_databases(place) == []


def test_old_one_is_kept_aside(filled: Place, archive: Path, make_place: MakePlace) -> None:
    """Its tables that the backup does not know stand in nobody's way."""
    place = make_place(like=filled)
    before = changed(place)
    done = place.manage("restore", archive, "--replace", answer="yes\n")
    assert done.returncode == 0, done.stderr
    assert "What was here before is kept: " in done.stdout
    assert place.tables() == filled.tables()
    assert place.contents() == filled.contents()
    assert place.schema() == filled.schema()
    assert place.files() == filled.files()
    assert kept_databases(place) == [before]
    (old,) = place.data.glob("imports.before-restore-*/3/7")
    assert old.read_bytes() == b"another file"


def test_second_backup_leaves_what_was_kept_aside(filled: Place, archive: Path, make_place: MakePlace, tmp_path: Path) -> None:
    place, fresh = make_place(like=filled), make_place("fresh")
    changed(place)
    place.manage("restore", archive, "--replace", "--yes")
    place.manage("backup", tmp_path / "second.zip")
    assert fresh.manage("restore", tmp_path / "second.zip").returncode == 0
    assert fresh.contents() == filled.contents()
    assert kept_databases(fresh) == []


@pytest.mark.parametrize("what", ["server", "worker"])
def test_nothing_is_replaced_under_who_is_at_work(what: str, filled: Place, archive: Path, make_place: MakePlace) -> None:
    place = make_place(like=filled)
    before = changed(place)
    if what == "server":
        with at_work(place):
            refused = place.manage("restore", archive, "--replace", "--yes")
    else:
        worker = subprocess.Popen([sys.executable, "manage.py", "qcluster"], cwd=ROOT, env=place.variables, process_group=0)
        try:
            _wait_for(place.data / "in_use")
            refused = place.manage("restore", archive, "--replace", "--yes")
        finally:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
    assert refused.returncode == 1
    assert "Runlog is running here, its server or its worker: end it first. Nothing was touched." in refused.stderr
    assert kept_databases(place) == []
    if what == "server":
        assert place.contents() == before
    # It went with the process, however that ended.
    assert place.manage("restore", archive, "--replace", "--yes").returncode == 0


def _wait_for(path: Path) -> None:
    end = time.monotonic() + 30
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(0.5)


def test_database_that_another_machine_uses_is_not_replaced(filled: Place, archive: Path, make_place: MakePlace, tmp_path: Path) -> None:
    """Seen by what it has open, not by a lock of this machine."""
    place = make_place(like=filled)
    before = changed(place)
    with place.opened() as database:
        database.execute("BEGIN")
        database.execute("SELECT count(*) FROM people_user").fetchone()
        refused = place.manage("restore", archive, "--replace", "--yes")
        database.execute("ROLLBACK")
    assert refused.returncode == 1
    assert "end it first" in refused.stderr or "the database is in use (1 other connections)" in refused.stderr.lower()
    assert place.contents() == before


def test_damaged_files_are_refused_and_nothing_is_touched(filled: Place, archive: Path, make_place: MakePlace, tmp_path: Path) -> None:
    place, random, whole = make_place(like=filled), Random(6), archive.read_bytes()
    before, names = changed(place), sorted(path.name for path in place.data.iterdir())
    files = []
    # Its first and last bytes, and any between.
    for number, at in enumerate([0, 31, 40, len(whole) - 1, len(whole) - 70, *(random.randrange(len(whole)) for _ in range(FLIPS - 5))]):
        files.append(tmp_path / f"flipped{number}.zip")
        files[-1].write_bytes(whole[:at] + bytes([whole[at] ^ 1 << random.randrange(8)]) + whole[at + 1 :])
    for number, length in enumerate([0, 1, 48, 200, len(whole) - 1, *(random.randrange(len(whole)) for _ in range(CUTS - 5))]):
        files.append(tmp_path / f"cut{number}.zip")
        files[-1].write_bytes(whole[:length])
    files.append(tmp_path / "longer.zip")
    files[-1].write_bytes(whole + b"\n")
    said = restore_each(place, files)
    assert len(said) == FLIPS + CUTS + 1
    wrong = [line for line in said if not line.endswith("Nothing was touched.")]
    assert wrong == []
    assert place.contents() == before
    assert set(names) | {"in_use"} >= {path.name for path in place.data.iterdir()} - {"own.sqlite3-wal", "own.sqlite3-shm"}


def test_file_that_does_not_fit_is_refused(filled: Place, archive: Path, make_place: MakePlace, tmp_path: Path) -> None:
    """Foreign ones; and whole ones of another format, a newer version, the other kind of database."""
    place, other = make_place(like=filled), "postgresql" if connection.vendor == "sqlite" else "sqlite"
    before = changed(place)
    said = {
        letter(tmp_path / "letter"): "is no backup of Runlog",
        log(tmp_path / "log.json"): "is no backup of Runlog",
        foreign_zip(tmp_path / "export.zip"): "is no backup of Runlog",
        with_manifest(archive, tmp_path / "format.zip", format="runlog-backup/2"): "is no backup that this version of Runlog can read",
        with_manifest(archive, tmp_path / "more.zip", more=1): "is no backup that this version of Runlog can read",
        with_manifest(archive, tmp_path / "newer.zip", migrations=["core.0001_bin", "core.0999_later"]): "is of a newer version of Runlog",
        with_manifest(archive, tmp_path / "other.zip", vendor=other): "set DATABASE_URL to one of the backup's kind",
        with_cut_database(archive, tmp_path / "cut.zip"): "Nothing was touched.",
        tmp_path / "nothing.zip": "No such file",
    }
    told = restore_each(place, list(said))
    assert [line for line, sentence in zip(told, said.values(), strict=True) if sentence not in line] == []
    assert place.contents() == before
    assert kept_databases(place) == []


def test_backup_of_an_older_version_is_taken_and_brought_up_to_date(filled: Place, make_place: MakePlace, tmp_path: Path) -> None:
    """One that knew neither the queue's schedules nor the coaches' notes."""
    old, place = make_place("old", filled), make_place()
    assert old.manage("migrate", "coaching", "zero").returncode == 0
    assert old.manage("backup", tmp_path / "old.zip").returncode == 0
    done = place.manage("restore", tmp_path / "old.zip")
    assert done.returncode == 0, done.stderr
    assert "The backup is of an older version: `make run` brings it up to date" in done.stdout
    assert place.manage("migrate").returncode == 0
    assert place.tables() == filled.tables()
    assert place.contents()["training_run"] == filled.contents()["training_run"]


def test_killed_at_any_step_old_or_new_stands(filled: Place, archive: Path, make_place: MakePlace) -> None:
    """A mark tells of the moment between database and files: nothing starts then, and the same command ends it."""
    place = make_place(like=filled)
    old, new = changed(place), filled.contents()
    old_files, new_files = place.files(), filled.files()
    command = [sys.executable, "-c", f"import django\ndjango.setup()\n{RESTORE_KILLED}", str(archive)]
    seen, number = set(), 0
    with subprocess.Popen(command, cwd=ROOT, env=place.variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as restores:
        try:
            while True:
                number += 1
                status = _restore_killed_at(number, restores.stdin, restores.stdout)
                found = _standing(place, old, new, old_files, new_files)
                assert found in ("old", "new", "marked"), f"killed at {number}: {found}"
                seen.add(found)
                if status == 0:
                    break
                if found == "marked":
                    _check_nothing_starts(place)
                if found != "old":
                    _make_old(place, filled)
        finally:
            restores.kill()
    assert seen == {"old", "new", "marked"}
    assert found == "new"
    assert number > 10


def _restore_killed_at(number: int, told: IO[str] | None, said: IO[str] | None) -> int:
    assert told
    assert said
    told.write(f"{number}\n")
    told.flush()
    return int(said.readline())


def _standing(place: Place, old: Contents, new: Contents, old_files: dict[str, bytes], new_files: dict[str, bytes]) -> str:
    contents, files = place.contents(), place.files()
    if (place.data / "restore_under_way").exists():
        return "marked" if contents in (old, new) else "marked, and torn"
    if contents == old and files == old_files:
        return "old"
    return "new" if contents == new and files == new_files else "torn"


def _check_nothing_starts(place: Place) -> None:
    for refused in (place.run("import runlog.wsgi"), place.manage("qcluster")):
        assert refused.returncode != 0
        assert "A restore was broken off half way. Give it again" in refused.stderr


def _make_old(place: Place, filled: Place) -> None:
    """Restore as an operator would, and change it again."""
    archive = place.data / "again.zip"
    archive.unlink(missing_ok=True)
    assert filled.manage("backup", archive).returncode == 0
    assert place.manage("restore", archive, "--replace", "--yes").returncode == 0
    assert not (place.data / "restore_under_way").exists()
    assert place.contents() == filled.contents()
    assert place.files() == filled.files()
    changed(place)
