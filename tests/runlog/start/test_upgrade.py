"""An upgrade: an installation of an older version, a newer one, `make run`; and the backup that is made before."""

import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.db import connection

from runlog.environment import ROOT
from runlog.start import copies
from tests.support.databases import database_of_its_own
from tests.support.started import plain_environment, refused, started

# The oldest tables that there ever were of people, their runs and their pain, and somebody who logged in them.
OLDEST = """
from datetime import UTC, date, datetime
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
connection.settings_dict["OPTIONS"].pop("pool", None)
executor = MigrationExecutor(connection)
oldest = [(label, name) for label, name in executor.loader.graph.nodes if name.startswith("0001") and label in (
    "people", "training", "symptoms", "guidance")]
executor.migrate(oldest)
apps = MigrationExecutor(connection).loader.project_state(oldest).apps
ann = apps.get_model("people", "User")._base_manager.create(email="ann@example.org", password="!", time_zone="Europe/Berlin")
for day in range(1, 29):
    when = {"local_on": date(2026, 2, day), "offset_min": 60, "athlete": ann}
    at = datetime(2026, 2, day, 6, 30, tzinfo=UTC)
    apps.get_model("training", "Run")._base_manager.create(log_id=f"run-{day}", started_at=at, distance_m=10_000 + day, **when)
    apps.get_model("symptoms", "PainScore")._base_manager.create(log_id=f"pain-{day}", at=at, score=day % 7, **when)
"""
# What the newer version reads of it, in its own words.
READ = """
import django
django.setup()
from runlog.people.models import User
from django.utils import timezone
from tests.support.exports import document_of
document = document_of(User.objects.get(email="ann@example.org"), now=timezone.now())
print(sum(run["distance_m"] for run in document["runs"]), sum(score["score"] for score in document["pain"]))
"""


def run(script: str, data: str, url: str) -> str:
    """Run a script on an installation; return what it printed."""
    environment = plain_environment(DJANGO_SETTINGS_MODULE="runlog.settings", DATA_DIR=data, DATABASE_URL=url, SECRET_KEY="k" * 50)
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def manage(data: str, url: str, *words: str) -> "subprocess.CompletedProcess[str]":
    """Give a command of manage.py."""
    environment = plain_environment(DATA_DIR=data, DATABASE_URL=url)
    return subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=environment, capture_output=True, text=True)


@pytest.mark.django_db
def test_oldest_installation_is_brought_up_to_date(repository: Path, data: str, tmp_path: Path) -> None:
    """Every entry is there afterwards, the pages answer; on SQLite the file of before is kept, and can be restored."""
    with database_of_its_own(tmp_path) as url:
        run(OLDEST, data, url)
        with started(repository, DATA_DIR=data, DATABASE_URL=url) as runlog:
            assert urlopen(f"{runlog.address}/privacy/").status == 200
            assert urlopen(f"{runlog.address}/readyz").status == 200
        assert run(READ, data, url).split() == [str(28 * 10_000 + sum(range(1, 29))), str(sum(day % 7 for day in range(1, 29)))]
        kept = sorted(Path(data, "backups").glob("*"))
        if connection.vendor == "postgresql":
            assert kept == []
            return
        assert [path.name.startswith("before-upgrade-") for path in kept] == [True]
        done = manage(data, url, "restore", str(kept[0]), "--replace", "--yes")
        assert "The backup is of an older version" in done.stdout, done.stderr
        with started(repository, DATA_DIR=data, DATABASE_URL=url):
            pass
        assert len(list(Path(data, "backups").glob("*"))) == 2


def test_restore_that_was_broken_off_stops_the_start(repository: Path, data: str) -> None:
    Path(data, "restore_under_way").touch()
    stopped = refused(repository, DATA_DIR=data)
    assert "Runlog stopped: A restore was broken off half way. Give it again" in stopped.stderr
    assert not Path(data, "runlog.sqlite3").exists()


def test_upgrade_that_failed_keeps_the_backup_of_before(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A second try finds the tables half changed; what was whole must not be lost for that."""
    made: list[str] = []
    monkeypatch.setattr(copies, "call_command", lambda name, path, **options: made.append(Path(path).write_text(str(len(made))) and path))
    monkeypatch.setattr(copies, "_is_behind", lambda: True)
    for _try in range(2):
        copies.keep_copy(tmp_path / "backups")
    assert [path.read_text() for path in (tmp_path / "backups").iterdir()] == ["0"]
    copies.file_copy(tmp_path / "backups")
    assert [path.name.startswith("before-upgrade-2") for path in (tmp_path / "backups").iterdir()] == [True]
    copies.file_copy(tmp_path / "backups")


def test_last_three_backups_stay(tmp_path: Path) -> None:
    for day in range(1, 6):
        (tmp_path / copies.UNDER_WAY).write_text(str(day))
        os.utime(tmp_path / copies.UNDER_WAY, (0, time.mktime((2026, 1, day, 12, 0, 0, 0, 0, 0))))
        copies.file_copy(tmp_path)
    assert sorted(path.read_text() for path in tmp_path.iterdir()) == ["3", "4", "5"]
