"""Beginning and ending imports; the work itself is done by jobs."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from runlog.core import jobs
from runlog.core.models import KEPT_DAYS
from runlog.imports.models import Batch, BatchState, Entry, SourceFile
from runlog.imports.uploads import delete_bytes, folders
from runlog.people.models import User

READING, STORING, UNDOING = "import_reading", "import_storing", "import_undoing"
# What was sent is not needed any more.
OVER = (BatchState.STORED, BatchState.UNDOING, BatchState.UNDONE, BatchState.STOPPED)


def open_batch(*, athlete: User, log_id: str, now: datetime) -> Batch:
    """Begin an import, or go on with the one that the same form began."""
    return Batch.objects.get_or_create(athlete=athlete, log_id=log_id, defaults={"created_at": now})[0]


def begin_reading(*, batch: Batch, now: datetime) -> None:
    """Have what was sent read; once, however often it is asked for."""
    _begin(batch, READING, (BatchState.RECEIVING, BatchState.REVIEW), BatchState.READING, now)


def begin_storing(*, batch: Batch, keeps_files: bool, now: datetime) -> None:
    """Have what was decided put into the log; once, however often it is asked for."""
    _begin(batch, STORING, (BatchState.REVIEW,), BatchState.STORING, now, keeps_files=keeps_files)


def begin_undoing(*, batch: Batch, takes_changed: bool, now: datetime) -> None:
    """Have taken back what the import made; once, however often it is asked for."""
    _begin(batch, UNDOING, (BatchState.STORED,), BatchState.UNDOING, now, parameters={"takes_changed": takes_changed})


def answer(*, file: SourceFile, answers: Mapping[str, str], now: datetime) -> None:
    """Keep what was answered, and have the file read again with it."""
    with transaction.atomic():
        batch = _held(file.batch_id)
        Entry.objects.filter(file=file).delete()
        SourceFile.objects.filter(pk=file.pk).update(answers={**file.answers, **answers}, is_read=False, parts_read=0, problem="")
        if batch.state == BatchState.REVIEW:
            begin_reading(batch=batch, now=now)


def stop(*, batch: Batch, now: datetime) -> None:
    """End an import that has put nothing into the log; what was sent is deleted."""
    with transaction.atomic():
        held = _held(batch.pk)
        if held.state not in (BatchState.RECEIVING, BatchState.READING, BatchState.REVIEW):
            return
        if held.job:
            jobs.cancel(held.job)
        Batch.objects.filter(pk=held.pk).update(state=BatchState.STOPPED)
    delete_bytes(batch)


def delete_files(*, batch: Batch) -> None:
    """Delete the files that were kept."""
    Batch.objects.filter(pk=batch.pk).update(keeps_files=False)
    delete_bytes(batch)


def forget_bytes(instance: Batch, **_sent: Any) -> None:
    """Delete what was sent for an import that is deleted, with its athlete or alone, once that is certain."""
    transaction.on_commit(partial(delete_bytes, instance.pk))


def purge() -> None:
    """Delete imports that nobody finished for 30 days, and the bytes of any that a killed process has left behind."""
    unfinished = (BatchState.RECEIVING, BatchState.READING, BatchState.REVIEW, BatchState.STOPPED)
    Batch.objects.filter(state__in=unfinished, created_at__lt=timezone.now() - timedelta(days=KEPT_DAYS)).delete()
    # The folders first: what is sent from here on is not among them.
    found = list(folders())
    needed = set(Batch.objects.exclude(state__in=OVER, keeps_files=False).values_list("pk", flat=True))
    for key in found:
        if key not in needed:
            delete_bytes(key)


def _begin(batch: Batch, kind: str, before: tuple[str, ...], state: str, now: datetime, **fields: Any) -> None:
    """Move the import on and start its job; one whose job has failed or was lost gets another."""
    parameters = {"batch": batch.pk, **fields.pop("parameters", {})}
    with transaction.atomic():
        held = _held(batch.pk)
        is_broken = held.state == state and (held.job is None or not held.job.is_open)
        if held.state in before or is_broken:
            job = jobs.start(kind, owner=held.athlete, parameters=parameters, now=now)
            Batch.objects.filter(pk=held.pk).update(state=state, job=job, **fields)


def _held(pk: int) -> Batch:
    return Batch.objects.select_for_update(of=("self",)).select_related("job", "athlete").get(pk=pk)
