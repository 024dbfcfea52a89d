"""`make run`: what it makes, what a second one leaves alone, how it ends."""

import os
import shutil
import signal
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.support.databases import database_of_its_own
from tests.support.started import refused, started

# Those who can be entered; the coach's other athletes cannot.
DEMO_PEOPLE = "SELECT count(*) FROM people_user WHERE email IN ('runner@demo.invalid', 'coach@demo.invalid', 'curator@demo.invalid')"


@dataclass(frozen=True)
class Start:
    """What a start made, and how it answered."""

    data: str
    said: str
    status: int
    server: str


@pytest.fixture(scope="module")
def first(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Start:
    """The first start in a folder in which one was killed between the migrations and the demo."""
    data = tmp_path_factory.mktemp("first")
    for name, content in (("runlog.sqlite3.unfinished", b"half a database"), ("runlog.sqlite3.unfinished-wal", b"and its journal")):
        (data / name).write_bytes(content)
    with started(repository, DATA_DIR=str(data)) as runlog, urlopen(f"{runlog.address}/privacy/") as page:
        return Start(str(data), runlog.said, page.status, page.headers["Server"])


def test_first_start_makes_everything(first: Start) -> None:
    assert first.status == 200
    assert first.server.startswith("gunicorn")
    assert "demo runner, coach or curator" in first.said
    assert f"mails are written to {first.data}/mail" in first.said
    assert count(first.data, DEMO_PEOPLE) == 3
    assert stat.S_IMODE(os.stat(f"{first.data}/secret_key").st_mode) == 0o600


def test_interrupted_start_leaves_no_half_database(first: Start) -> None:
    """The next one begins anew, and has the whole demo."""
    assert count(first.data, DEMO_PEOPLE) == 3
    assert [path.name for path in Path(first.data).glob("*.unfinished*")] == []


def test_folder_is_made_for_its_owner_alone(settled: Path) -> None:
    assert stat.S_IMODE(settled.stat().st_mode) == 0o700


@dataclass(frozen=True)
class Second:
    """A second start that runs, on a copy of what the first has made."""

    data: str
    address: str


@pytest.fixture(scope="module")
def second(repository: Path, first: Start, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Second]:
    """One of the three people of the demo has been deleted since the first."""
    data = str(shutil.copytree(first.data, tmp_path_factory.mktemp("second") / "data"))
    change(data, "DELETE FROM people_user WHERE email = 'coach@demo.invalid'")
    with started(repository, DATA_DIR=data) as runlog:
        yield Second(data, runlog.address)


def test_second_start_keeps_what_is_there(first: Start, second: Second) -> None:
    assert Path(second.data, "secret_key").read_text() == Path(first.data, "secret_key").read_text()
    assert collected_at(second.data) == collected_at(first.data)
    assert count(second.data, DEMO_PEOPLE) == 2
    # A copy is made before an upgrade alone.
    assert not Path(second.data, "backups").exists()


def test_ports_cannot_be_shared(repository: Path, second: Second, settled_data: str) -> None:
    port = second.address.rpartition(":")[2]
    other = refused(repository, DATA_DIR=settled_data, PORT=port)
    assert f"port {port} is in use" in other.stderr
    assert other.returncode != 0


def test_server_answers_no_strange_host(second: Second) -> None:
    with pytest.raises(OSError, match="400"):
        urlopen(Request(f"{second.address}/privacy/", headers={"Host": "log.example.org"}))


def test_a_start_without_a_demo_is_given_none_later(repository: Path, settled_data: str) -> None:
    """Not by the next one either, which asks for none to be left out: a database that is there already is never given one."""
    assert count(settled_data, DEMO_PEOPLE) == 0
    with started(repository, DATA_DIR=settled_data) as runlog:
        assert "demo runner" not in runlog.said
    assert count(settled_data, DEMO_PEOPLE) == 0


def test_no_demo_where_others_come(repository: Path, data: str) -> None:
    with started(repository, DATA_DIR=data, ALLOWED_HOSTS="log.example.org") as runlog:
        assert "demo runner" not in runlog.said
    with started(repository, DATA_DIR=data) as runlog:
        assert "demo runner" not in runlog.said
    assert count(data, DEMO_PEOPLE) == 0


@pytest.mark.django_db
def test_no_demo_in_a_database_named_by_the_environment(repository: Path, data: str, tmp_path: Path) -> None:
    """The workers reach it, through the pool where it is PostgreSQL; it is made whole, and nobody is invented in it."""
    with database_of_its_own(tmp_path) as url:
        for _start in ("first", "second"):
            with started(repository, DATA_DIR=data, DATABASE_URL=url) as runlog:
                assert "demo runner" not in runlog.said
                # A session that nobody has is looked for in the database.
                assert urlopen(Request(f"{runlog.address}/privacy/", headers={"Cookie": "sessionid=made-up-by-a-test"})).status == 200
        assert not Path(data, "runlog.sqlite3").exists()


def test_server_does_not_outlive_a_killed_make(repository: Path, settled_data: str) -> None:
    with started(repository, DATA_DIR=settled_data, DEMO="0") as runlog:
        os.killpg(runlog.process.pid, signal.SIGKILL)
        runlog.rest()


def count(data: str, question: str) -> int:
    """Ask the embedded database for a number."""
    with closing(sqlite3.connect(f"{data}/runlog.sqlite3")) as database:
        return int(database.execute(question).fetchone()[0])


def collected_at(data: str) -> int:
    """Return when the static files were collected."""
    return os.stat(f"{data}/static/staticfiles.json").st_mtime_ns


def change(data: str, statement: str) -> None:
    """Change the embedded database."""
    with closing(sqlite3.connect(f"{data}/runlog.sqlite3", isolation_level=None)) as database:
        database.execute(statement)
