"""An archive in an archive becomes a file of its own: all of its runs come, whenever the worker that unpacks it is killed."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any, BinaryIO

import pytest

from runlog.core import jobs
from runlog.core.models import Job
from runlog.imports import batch_actions, reading_steps
from runlog.imports.models import Batch, BatchState, Entry, SourceFile, Verdict
from runlog.imports.receiving_actions import receive
from runlog.imports.uploads import folder_of
from runlog.people.models import User
from tests.runlog.imports.test_whole_way import NOW, bring, worked
from tests.samples.archive_writing import zip_of
from tests.samples.writers import START, fit_run

pytestmark = pytest.mark.django_db
RUNS = 3
INNER = zip_of({f"{day}.fit": fit_run(start=START + timedelta(days=day)) for day in range(RUNS)})
NESTED = zip_of({"inner.zip": INNER, "loose.fit": fit_run(start=START + timedelta(days=RUNS))})
Place = tuple[object, str, Callable[..., Any]]


class Killed(BaseException):
    """What nothing catches, as nothing catches the end of a process."""


def half_of_it(_file: BinaryIO, _part: object, into: BinaryIO) -> None:
    """Write some of what is to be unpacked, and no more."""
    into.write(INNER[: len(INNER) // 2])
    raise Killed


def at_once(*_given: object, **_more: object) -> None:
    """Do nothing."""
    raise Killed


UNPACKING: Place = (reading_steps, "copy_archive", half_of_it)
KEEPING: Place = (Entry.objects, "bulk_create", at_once)
KILLS = {
    "as the first bytes are there": [UNPACKING],
    "as its bytes are there": [KEEPING],
    "as its bytes are there, and at it again": [KEEPING, UNPACKING],
    "twice as the first bytes are there": [UNPACKING, UNPACKING],
    "at the first bytes, and as they are there": [UNPACKING, KEEPING],
}


@pytest.mark.parametrize("kills", KILLS.values(), ids=KILLS.keys())
def test_all_runs_come_whenever_the_worker_is_killed(ann: User, kills: list[Place], monkeypatch: pytest.MonkeyPatch) -> None:
    batch = batch_actions.open_batch(athlete=ann, log_id=f"batch-{0:032x}", now=NOW)
    receive(batch=batch, key="k", name="nested.zip", size=len(NESTED), offset=0, chunk=io.BytesIO(NESTED))
    batch_actions.begin_reading(batch=batch, now=NOW)
    for place in kills:
        killed_at(batch, place, monkeypatch)
    batch = worked(batch)
    assert batch.state == BatchState.REVIEW
    assert list(Entry.objects.values_list("verdict", flat=True)) == [Verdict.NEW] * (RUNS + 1)
    assert not SourceFile.objects.exclude(problem="").exists()


def killed_at(batch: Batch, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a worker at the import that is killed at a place, if it comes there, and let its lease run out."""
    job = Job.objects.get(pk=Batch.objects.get(pk=batch.pk).job_id)
    with monkeypatch.context() as killed:
        killed.setattr(*place)
        try:
            jobs.run(job.pk)
        except Killed:
            Job.objects.filter(pk=job.pk).update(claimed_until=None)


def test_what_cannot_be_unpacked_leaves_nothing_behind(ann: User) -> None:
    damaged = bytearray(NESTED)
    # In the midst of what the inner archive packs.
    damaged[200:210] = bytes(10)
    batch = bring(ann, bytes(damaged))
    assert Entry.objects.get(name="inner.zip").verdict == Verdict.UNREADABLE
    [file] = SourceFile.objects.all()
    assert [each.name for each in folder_of(batch).iterdir()] == [str(file.pk)]
