"""One import after another whose processes are killed at random moments; each has to end with the runs that an undisturbed one brings."""

import io
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.db import connections
from django.db.models import F
from django.utils import timezone
from django_q.conf import Conf
from django_q.models import OrmQ

from injuries.guidance.models import Assessment, Flag
from runlog.core import jobs
from runlog.core.models import Job
from runlog.core.records import kind
from runlog.imports import batch_actions
from runlog.imports.models import Batch, BatchState
from runlog.imports.receiving_actions import receive
from runlog.imports.uploads import folder_of
from runlog.people.models import User
from runlog.start.queue import Queue
from runlog.training.models import Run
from tests.samples.archive_writing import write_strava, zip_of
from tests.samples.writers import gpx_run

ACTIVITIES = 160
# So many more lie in an archive in an archive.
INNER = 12
POINTS = 120
EVERY = timedelta(hours=29)
FIRST = datetime(2024, 3, 1, 6, tzinfo=UTC)
PIECE = 20_000
LOOK_S = 0.01
PATIENCE_S = 120.0
# After so long without an end a minute is made to have passed.
STILL_S = 8.0
# The other times one process of the group is killed.
KILLS_ALL = 0.5
AGAIN = timedelta(seconds=Conf.RETRY + 1)

Files = dict[str, bytes]
Round = dict[str, Any]


class Wrong(Exception):
    """Something is not as it must be."""


def rounds(count: int, seed: int) -> Iterator[Round]:
    """Do an undisturbed round, then so many with kills; each is a Round of running.py."""
    files = _files()
    queue = Queue()
    try:
        whole = _Import(0, files, queue, Random(seed))
        whole.bring()
        # The archives', of which one joins a run that is there, two loose ones, and the run that nothing else knows.
        if (len(whole.before), len(whole.after)) != (2, ACTIVITIES + INNER + 3) or whole.wrong:
            raise Wrong(f"undisturbed, {len(whole.before)} runs became {len(whole.after)}; {whole.wrong}")
        for number in range(1, count + 1):
            one = _Import(number, files, queue, Random(f"{seed} {number}"), whole)
            one.bring()
            queue = one.queue
            yield {"number": number, "did": [f"killed {kill}" for kill in one.kills], "wrong": one.wrong}
    finally:
        queue.end()


def _files() -> Files:
    """An archive, an archive in an archive, two loose runs of other days, and one of these again."""
    archive = io.BytesIO()
    write_strava(archive, ACTIVITIES, first=FIRST, every=EVERY, points=POINTS)
    loose = {f"loose{day}.gpx": gpx_run(start=FIRST + timedelta(days=400 + day), points=POINTS) for day in range(2)}
    inner = zip_of({f"{day}.gpx": gpx_run(start=FIRST + timedelta(days=500 + day), points=POINTS) for day in range(INNER)})
    return {"nested.zip": zip_of({"inner.zip": inner}), "export.zip": archive.getvalue(), **loose, "again.gpx": loose["loose1.gpx"]}


class _Import:
    """A runner's import, from the first byte to the undo; with `whole`, the undisturbed one, it is killed and compared."""

    def __init__(self, number: int, files: Files, queue: Queue, random: Random, whole: "_Import | None" = None) -> None:
        self.files, self.queue, self._random, self._whole = files, queue, random, whole
        self.kills: list[str] = []
        self.wrong: list[str] = []
        self.lasted: dict[str, float] = {}
        self.athlete = User.objects.create_user(f"kills{number}@example.org", time_zone="UTC", consented_at=FIRST, welcomed_at=FIRST)
        # One that the archive holds too, typed by hand, and one that nothing else knows.
        for log_id, start in (("typed-1", FIRST + EVERY * 5 + timedelta(minutes=1)), ("typed-2", FIRST - timedelta(days=3))):
            Run.objects.create(athlete=self.athlete, log_id=log_id, distance_m=8050, duration_s=3600, **Run.moment_fields(start))
        self.before = self._log()
        self.after: list[Any] = []

    def bring(self) -> None:
        """Send, read, store, undo, and look at the log after each."""
        batch = batch_actions.open_batch(athlete=self.athlete, log_id=f"import-{'0' * 32}", now=timezone.now())
        self._send(batch)
        self._do(batch, "reading", BatchState.REVIEW, lambda: batch_actions.begin_reading(batch=batch, now=timezone.now()))
        self._same("what is proposed", [*batch.entries.order_by("verdict").values_list("verdict", flat=True)])
        self._do(
            batch, "storing", BatchState.STORED, lambda: batch_actions.begin_storing(batch=batch, keeps_files=False, now=timezone.now())
        )
        self.after = self._log()
        self._same("the log", self.after)
        self._same("the flags", [*self._flags()])
        if folder_of(batch).exists():
            self.wrong.append("the files are still there")
        self._do(
            batch, "undoing", BatchState.UNDONE, lambda: batch_actions.begin_undoing(batch=batch, takes_changed=False, now=timezone.now())
        )
        if self._log() != self.before:
            self.wrong.append("the log after the undo")

    def _same(self, what: str, found: list[Any]) -> None:
        if self._whole is None:
            self.__dict__.setdefault("found", {})[what] = found
        elif self._whole.__dict__["found"][what] != found:
            self.wrong.append(what)

    def _log(self) -> list[Any]:
        """What the runs say, but for their ids, which are of the athlete."""
        rows = Run.objects.filter(athlete=self.athlete).order_by("started_at", "log_id")
        documents = [kind("runs").document_of(row) for row in rows.select_related("shoe")]
        return [{name: value for name, value in each.items() if name not in ("id", "shoe")} for each in documents]

    def _flags(self) -> Iterator[Any]:
        """Whether the log is assessed up to now, and what that found."""
        assessed = Assessment.objects.get(athlete=self.athlete)
        yield assessed.is_due, assessed.has_failed
        yield sorted(Flag.objects.of(self.athlete).open().values_list("rule", "level", "is_suppressed"))

    def _send(self, batch: Batch) -> None:
        """Send every file in pieces, as the page does; a server that is killed loses the connection, and the page goes on."""
        began = time.monotonic()
        for number, (name, data) in enumerate(self.files.items()):
            if self._whole:
                connections.close_all()
                server = os.fork()
                if server == 0:
                    with suppress(BaseException):
                        _send_file(batch, number, name, data)
                    os._exit(0)
                time.sleep(self._random.uniform(0, 1.5 * self._whole.lasted[name]))
                os.kill(server, signal.SIGKILL)
                os.waitpid(server, 0)
            at = time.monotonic()
            _send_file(batch, number, name, data)
            self.lasted[name] = time.monotonic() - at
        if self._whole:
            self.kills.append(f"server {time.monotonic() - began:.2f}")

    def _do(self, batch: Batch, what: str, ends_as: str, begin: Callable[[], None]) -> None:
        """Begin a job; kill the worker while it is at it, up to three times, and wait for the end."""
        begin()
        for _kill in range(self._random.randint(1, 3) if self._whole else 0):
            self._kill(batch, what)
            _a_minute_later()
        began = time.monotonic()
        self._wait_for(batch, lambda job: job.claimed_until is not None or not job.is_open)
        running = time.monotonic()
        self._wait_for(batch, lambda job: not job.is_open)
        self.lasted[what] = time.monotonic() - running
        batch.refresh_from_db()
        if batch.state != ends_as:
            self.wrong.append(f"{what} ended as {batch.state} after {time.monotonic() - began:.0f} s")

    def _kill(self, batch: Batch, what: str) -> None:
        """Wait until a worker is at the job, and a random moment longer; then kill it, or any of its processes."""
        assert self._whole
        self._wait_for(batch, lambda job: job.claimed_until is not None or not job.is_open)
        after_s = self._random.uniform(0, self._whole.lasted[what])
        time.sleep(after_s)
        group = self.queue.group
        if not group:
            # The one killed before has done it all.
            return
        members = _members(group)
        if self._random.random() < KILLS_ALL or not members:
            os.killpg(group, signal.SIGKILL)
            self.kills.append(f"{what} {after_s:.3f} all")
        else:
            with suppress(ProcessLookupError):
                os.kill(self._random.choice(members), signal.SIGKILL)
            self.kills.append(f"{what} {after_s:.3f} one of {len(members)}")
        if what != "reading" and self._log() not in (self.before, self.after or self._whole.after):
            self.wrong.append(f"{what} left half of it in the log")

    def _wait_for(self, batch: Batch, is_so: Callable[[Job], bool]) -> None:
        """Keep the worker running until the job is so, as the server does, but that one waits longer after each death."""
        until, still = time.monotonic() + PATIENCE_S, time.monotonic() + STILL_S
        while True:
            if not self.queue.group:
                self.queue = Queue()
                self.queue.look()
            job = Batch.objects.select_related("job").get(pk=batch.pk).job
            assert job
            if is_so(job):
                return
            if time.monotonic() > until:
                raise Wrong(f"the job stands still: {job.state}, claimed until {job.claimed_until}")
            if time.monotonic() > still:
                still = time.monotonic() + STILL_S
                _a_minute_later()
            time.sleep(LOOK_S)


def _send_file(batch: Batch, number: int, name: str, data: bytes) -> None:
    """Go on where the server says that the file ends there."""
    at = receive(batch=batch, key=f"{number}", name=name, size=len(data), offset=-1, chunk=io.BytesIO())
    while at < len(data):
        at = receive(batch=batch, key=f"{number}", name=name, size=len(data), offset=at, chunk=io.BytesIO(data[at : at + PIECE]))


def _a_minute_later() -> None:
    """Let the queue hand out again what a killed worker had taken, as if it had waited for its 60 s, and the sweep do its round."""
    OrmQ.objects.update(lock=F("lock") - AGAIN)
    Job.objects.filter(claimed_until__isnull=False, state__in=Job.OPEN).update(claimed_until=F("claimed_until") - AGAIN)
    jobs.sweep()


def _members(group: int) -> list[int]:
    """Return the processes of a group, the first one left out."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            words = stat.read_text().rpartition(")")[2].split()
            if int(words[2]) == group and int(stat.parent.name) != group and words[0] != "Z":
                found.append(int(stat.parent.name))
    return sorted(found)
