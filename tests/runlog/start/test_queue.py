"""The queue of `make run`: it works off what is started, survives its own processes, and ends with the server, however that ends."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from urllib.request import urlopen

import pytest

from tests.support.processes import lives
from tests.support.started import Started, plain_environment, started

# A guard with a pusher, a monitor and one worker.
WHOLE = 4
# It takes less than three on a machine with nothing else to do; who waited for the step that is under way would take longer than this.
END_S = 8.0
PATIENCE_S = 60.0

SETTINGS = """
from runlog.settings import *

INSTALLED_APPS = [*INSTALLED_APPS, "slow_jobs"]
Q_CLUSTER = {**Q_CLUSTER, "timeout": 4, "retry": 6}
"""
SLOW_JOBS = """
import os, time
from importlib import import_module
from pathlib import Path
from django.apps import AppConfig

def stroll(job, until):
    begun = Path(job.parameters["begun"])
    with begun.open("a") as file:
        file.write(f"{os.getpid()}\\n")
    if len(begun.read_text().split()) == job.parameters["slow"]:
        time.sleep(60)
    job.done += 1
    return job.done == job.total

class SlowJobsConfig(AppConfig):
    name = "slow_jobs"

    def ready(self):
        import_module("runlog.core.jobs").register("stroll", stroll)
"""
START = """
import django, sys
django.setup()
from django.utils import timezone
from runlog.core import jobs
jobs.start("stroll", parameters={"begun": sys.argv[1], "slow": int(sys.argv[2])}, total=3, now=timezone.now())
"""


@pytest.fixture
def place(repository: Path, settled_data: str, tmp_path: Path) -> dict[str, str]:
    """The environment of an installation with a job of its own and little patience."""
    (tmp_path / "slow_settings.py").write_text(SETTINGS)
    (tmp_path / "slow_jobs").mkdir()
    (tmp_path / "slow_jobs" / "__init__.py").write_text("")
    (tmp_path / "slow_jobs" / "apps.py").write_text(SLOW_JOBS)
    return {"DATA_DIR": settled_data, "DEMO": "0", "DJANGO_SETTINGS_MODULE": "slow_settings", "PYTHONPATH": str(tmp_path)}


@contextmanager
def with_queue(repository: Path, **variables: str) -> Iterator[Started]:
    """Give `make run`, and wait until the queue is whole."""
    with started(repository, **variables) as runlog:
        until(lambda: len(workers(runlog)) == WHOLE)
        yield runlog


def test_a_job_is_worked_off_and_one_whose_worker_was_killed_too(repository: Path, place: dict[str, str], tmp_path: Path) -> None:
    with with_queue(repository, **place) as runlog:
        start_job(repository, place, tmp_path / "first")
        until(lambda: job(place) == ("done", 3))
        assert len((tmp_path / "first").read_text().split()) == 3
        begun = tmp_path / "second"
        start_job(repository, place, begun, slow=2)
        until(lambda: begun.exists() and len(begun.read_text().split()) == 2)
        assert job(place) == ("running", 1)
        worker = int(begun.read_text().split()[1])
        assert worker in workers(runlog)
        os.kill(worker, signal.SIGKILL)
        until(lambda: job(place) == ("done", 3))
        assert len(begun.read_text().split()) == 4


def test_step_that_never_ends_is_broken_off_and_begun_again(repository: Path, place: dict[str, str], tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    with with_queue(repository, **place) as runlog:
        start_job(repository, place, begun, slow=1)
        until(lambda: job(place) == ("done", 3))
        os.kill(runlog.process.pid, signal.SIGTERM)
        # What the log says of it is where it was, and no more.
        assert "slow_jobs" in (said := runlog.rest()), said
        assert str(begun) not in said


def test_queue_begins_afresh_when_a_process_was_killed(repository: Path, settled_data: str) -> None:
    """The guard, then one of the others."""
    with with_queue(repository, DATA_DIR=settled_data, DEMO="0") as runlog:
        for which in (0, 1):
            before = workers(runlog)
            os.kill(before[which], signal.SIGKILL)
            until(lambda before=before: len(after := workers(runlog)) == WHOLE and not set(after) & set(before))
            assert urlopen(f"{runlog.address}/privacy/").status == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_queue_ends_with_a_signal_to_make(repository: Path, place: dict[str, str], tmp_path: Path, number: signal.Signals) -> None:
    """In the middle of a step too, which the next start works again."""
    begun = tmp_path / "begun"
    with with_queue(repository, **place) as runlog:
        start_job(repository, place, begun, slow=1)
        until(begun.exists)
        said = ends_soon(runlog, lambda: os.kill(runlog.process.pid, number))
    assert "Traceback" not in said
    assert job(place) == ("running", 0)


@pytest.mark.parametrize("who", ["make", "the process between make and the server"])
def test_queue_does_not_outlive_whoever_was_killed(repository: Path, settled_data: str, who: str) -> None:
    with with_queue(repository, DATA_DIR=settled_data, DEMO="0") as runlog:
        between = children(runlog.process.pid)[0]
        ends_soon(runlog, lambda: os.kill(runlog.process.pid if who == "make" else between, signal.SIGKILL))


def test_server_goes_on_without_a_queue(repository: Path, settled_data: str, tmp_path: Path) -> None:
    """One plain sentence says so, once."""
    fault = "import os, sys\nif 'runlog.start.cluster' in sys.orig_argv:\n    os._exit(1)\n"
    (tmp_path / "sitecustomize.py").write_text(fault)
    with started(repository, DATA_DIR=settled_data, DEMO="0", PYTHONPATH=str(tmp_path)) as runlog:
        time.sleep(6)
        assert urlopen(f"{runlog.address}/privacy/").status == 200
        said = ends_soon(runlog, lambda: os.kill(runlog.process.pid, signal.SIGTERM))
    lines = [line for line in said.splitlines() if not line.startswith("make")]
    assert len(lines) == 1, said
    assert lines[0].startswith("The queue could not be started")


def test_another_installations_queue_is_left_alone(repository: Path, settled_data: str, tmp_path: Path) -> None:
    other = shutil.copytree(settled_data, tmp_path / "other")
    with with_queue(repository, DATA_DIR=settled_data, DEMO="0") as staying:
        before = workers(staying)
        with with_queue(repository, DATA_DIR=str(other), DEMO="0") as leaving:
            ends_soon(leaving, lambda: os.kill(leaving.process.pid, signal.SIGTERM))
        assert workers(staying) == before


def start_job(repository: Path, place: dict[str, str], begun: Path, *, slow: int = 0) -> None:
    """Start a job of three steps that write down who works on them; step number `slow`, counted as they are begun, takes a minute."""
    command = [sys.executable, "-c", START, str(begun), str(slow)]
    subprocess.run(command, cwd=repository, env=plain_environment(**place), check=True)


def job(place: dict[str, str]) -> tuple[str, int]:
    """Return the state of the latest job, and how much of it is done."""
    with sqlite3.connect(f"{place['DATA_DIR']}/runlog.sqlite3") as database:
        return tuple(database.execute("SELECT state, done FROM core_job ORDER BY id DESC").fetchone())


def workers(runlog: Started) -> list[int]:
    """Return the processes of the queue, its guard first."""
    between = children(runlog.process.pid)
    guards = [child for parent in between for child in children(parent) if "runlog.start.cluster" in command_of(child)]
    return [process for guard in guards for process in (guard, *children(guard))]


def children(process: int) -> list[int]:
    """Return the processes that this one has started and that live, oldest first."""
    try:
        return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def command_of(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:
        return ""


def ends_soon(runlog: Started, end: Callable[[], None]) -> str:
    """End it, and return what it still said; no process is left soon after."""
    family = [runlog.process.pid, *workers(runlog)]
    # Whoever does not end holds the terminal, which is read to its end.
    impatience = Timer(PATIENCE_S, lambda: [os.kill(process, signal.SIGKILL) for process in family if lives(process)])
    impatience.start()
    end()
    began = time.monotonic()
    said = runlog.rest()
    impatience.cancel()
    runlog.process.wait(END_S)
    # Who is killed lets go of the terminal before the system has taken back all else that they held.
    until(lambda: not any(lives(process) for process in family))
    assert time.monotonic() - began < END_S
    return said


def until(holds: Callable[[], object]) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
