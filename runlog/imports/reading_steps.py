"""The job that reads what was sent: part by part, each kept as it is read, and at the end compared with the log."""

import errno
from itertools import islice
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from runlog.core.jobs import show_progress
from runlog.core.models import Job
from runlog.imports.comparing import compare
from runlog.imports.entries import entries_of
from runlog.imports.formats import problems
from runlog.imports.formats.activity import Question
from runlog.imports.formats.archives import Part, Plan, copy_archive, plan
from runlog.imports.models import Batch, BatchState, Entry, SourceFile
from runlog.imports.reading_pool import ReadingPool
from runlog.imports.uploads import path_of

KIND = "import_reading"
CHUNK = 40
DEEPEST = 2
MOST_ENTRIES = 20_000


def step(job: Job, until: float) -> bool:
    """Read on until about `until`; whatever was read twice is kept once."""
    batch = Batch.objects.select_related("athlete").filter(pk=job.parameters["batch"]).first()
    if batch is None or batch.state != BatchState.READING:
        return True
    with ReadingPool() as pool:
        while file := batch.files.filter(is_read=False).order_by("pk").first():
            if not _read(file, batch, pool, job, until):
                return False
    compare(batch)
    Batch.objects.filter(pk=batch.pk, state=BatchState.READING).update(state=BatchState.REVIEW)
    return True


def _read(file: SourceFile, batch: Batch, pool: ReadingPool, job: Job, until: float) -> bool:
    planned = _plan(file)
    waiting = iter(planned.parts[file.parts_read :])
    while chunk := list(islice(waiting, CHUNK)):
        readings = pool.read(path_of(file), [part for part in chunk if part.form != "archive"], file.answers)
        now, zone = timezone.now(), batch.athlete.time_zone
        entries: list[Entry] = []
        questions: list[dict[str, Any]] = []
        for part, reading in readings:
            if part.form == "file" and not reading.activities:
                # Said of the file as a whole: there is nothing in it to choose from.
                SourceFile.objects.filter(pk=file.pk).update(problem=reading.problem or "")
                questions += [_question(one) for one in reading.questions]
                continue
            entries += entries_of(file, part, reading, zone=zone, now=now)
            questions += [_question(one) for one in reading.questions]
        inner = [_unpack(file, part) for part in chunk if part.form == "archive"]
        entries += [entry for entry in inner if entry]
        _keep(file, chunk, entries, questions)
        job.done, job.total = _progress(batch)
        show_progress(job)
        if monotonic() > until:
            return False
    SourceFile.objects.filter(pk=file.pk).update(is_read=True)
    return True


def _plan(file: SourceFile) -> Plan:
    """Plan the parts of a file; what the plan says of it is kept."""
    found = Plan("unknown", problem=problems.CUT_SHORT) if file.received < file.size else _planned(file)
    gear = [{"name": one.name, "brand": one.brand, "model": one.model} for one in found.gear]
    fields: dict[str, Any] = {"format": found.format, "parts": len(found.parts), "passed_over": found.passed_over, "gear": gear}
    if found.questions:
        fields["questions"] = [_question(one) for one in found.questions]
    SourceFile.objects.filter(pk=file.pk).update(problem=found.problem or "", **fields)
    file.format = found.format
    return found


def _planned(file: SourceFile) -> Plan:
    try:
        with path_of(file).open("rb") as opened:
            return plan(opened, file.answers)
    except OSError:
        return Plan("unknown", problem=problems.NO_FILE)


def _unpack(file: SourceFile, part: Part) -> Entry | None:
    """Make a file of its own of an archive in an archive; what cannot be is an entry that says why."""
    if _depth(file) >= DEEPEST:
        return _refusal(file, part, problems.MEMBER_PACKING)
    inner, _made = SourceFile.objects.get_or_create(
        batch_id=file.batch_id, key=f"{file.pk}-{part.number}", defaults={"name": part.name[:255], "inside": file}
    )
    try:
        with path_of(file).open("rb") as source, path_of(inner).open("wb") as target:
            problem = copy_archive(source, part, target)
            size = target.tell()
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        problem, size = problems.NO_SPACE, 0
    if problem:
        inner.delete()
        return _refusal(file, part, problem)
    SourceFile.objects.filter(pk=inner.pk).update(size=size, received=size)
    return None


def _depth(file: SourceFile) -> int:
    return 0 if file.inside is None else 1 + _depth(file.inside)


def _refusal(file: SourceFile, part: Part, problem: str) -> Entry:
    where = {"batch_id": file.batch_id, "file": file, "part": part.number, "name": part.name[:255]}
    return Entry(**where, verdict=Entry.Verdict.UNREADABLE, problem=problem)


def _keep(file: SourceFile, chunk: list[Part], entries: list[Entry], questions: list[dict[str, Any]]) -> None:
    with transaction.atomic():
        room = max(0, MOST_ENTRIES - Entry.objects.filter(batch_id=file.batch_id).count())
        Entry.objects.bulk_create(entries[:room], batch_size=500, ignore_conflicts=True)
        said: dict[str, Any] = {"questions": questions} if questions else {}
        if len(entries) > room:
            said["problem"] = problems.TOO_MANY_ENTRIES
        SourceFile.objects.filter(pk=file.pk, parts_read=file.parts_read).update(parts_read=F("parts_read") + len(chunk), **said)
    file.parts_read += len(chunk)


def _progress(batch: Batch) -> tuple[int, int]:
    sums = batch.files.aggregate(done=Sum("parts_read"), total=Sum("parts"))
    return sums["done"] or 0, sums["total"] or 0


def _question(one: Question) -> dict[str, Any]:
    return {"key": one.key, "text": one.text, "choices": [list(choice) for choice in one.choices], "example": one.example}
