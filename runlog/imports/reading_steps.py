"""The job that reads what was sent: part by part, each kept as it is read, and at the end compared with the log."""

import errno
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from runlog.core.jobs import show_progress
from runlog.core.models import Job
from runlog.imports.comparing import compare
from runlog.imports.entries import entries_of
from runlog.imports.formats import problems
from runlog.imports.formats.activity import Question
from runlog.imports.formats.archives import Part, Plan, copy_archive, plan
from runlog.imports.models import Batch, BatchState, Entry, SourceFile
from runlog.imports.reading_pool import Asked, ReadingPool
from runlog.imports.uploads import drop_bytes, path_of, written_whole

KIND = "import_reading"
CHUNK = 40
DEEPEST = 2
MOST_ENTRIES = 20_000


@dataclass(frozen=True, slots=True)
class _Piece(Asked):
    """A part to be read, and the row of its file."""

    file: SourceFile


def step(job: Job, until: float) -> bool:
    """Read on until about `until`; whatever was read twice is kept once."""
    batch = Batch.objects.select_related("athlete").filter(pk=job.parameters["batch"]).first()
    if batch is None or batch.state != BatchState.READING:
        return True
    with ReadingPool() as pool:
        # An archive in an archive becomes a file of its own while it is read.
        while batch.files.filter(is_read=False).exists():
            pieces = _pieces(batch)
            while chunk := list(islice(pieces, CHUNK)):
                _read(chunk, batch, pool)
                job.done, job.total = _progress(batch)
                show_progress(job)
                if monotonic() > until:
                    return False
    compare(batch)
    Batch.objects.filter(pk=batch.pk, state=BatchState.READING).update(state=BatchState.REVIEW)
    return True


def _pieces(batch: Batch) -> Iterator[_Piece]:
    """Yield what is still to be read, file by file; one is planned only when its turn comes."""
    for file in batch.files.filter(is_read=False).order_by("pk"):
        parts = _plan(file).parts[file.parts_read :]
        if not parts:
            SourceFile.objects.filter(pk=file.pk).update(is_read=True)
        for part in parts:
            yield _Piece(path_of(file), part, file.answers, file)


def _read(chunk: Sequence[_Piece], batch: Batch, pool: ReadingPool) -> None:
    now, zone = timezone.now(), batch.athlete.time_zone
    found = {piece.file.pk: _Found(piece.file) for piece in chunk}
    for piece in chunk:
        found[piece.file.pk].parts += 1
        if piece.part.form == "archive" and (entry := _unpack(piece.file, piece.part)):
            found[piece.file.pk].entries.append(entry)
    for piece, reading in pool.read_each(piece for piece in chunk if piece.part.form != "archive"):
        of_file = found[piece.file.pk]
        of_file.questions += [_question(one) for one in reading.questions]
        if piece.part.form == "file" and not reading.activities:
            # Said of the file as a whole: there is nothing in it to choose from.
            of_file.problem = reading.problem or ""
        else:
            of_file.entries += entries_of(piece.file, piece.part, reading, zone=zone, now=now)
    with transaction.atomic():
        room = MOST_ENTRIES - Entry.objects.filter(batch=batch).count()
        for of_file in found.values():
            room -= _keep(of_file, max(0, room))


@dataclass
class _Found:
    """What was read of a file just now."""

    file: SourceFile
    parts: int = 0
    problem: str = ""
    entries: list[Entry] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)


def _plan(file: SourceFile) -> Plan:
    """Plan the parts of a file; what the plan says of it is kept."""
    found = Plan("unknown", problem=problems.CUT_SHORT) if file.received < file.size else _planned(file)
    gear = [{"name": one.name, "brand": one.brand, "model": one.model} for one in found.gear]
    fields: dict[str, Any] = {"format": found.format, "parts": len(found.parts), "passed_over": found.passed_over, "gear": gear}
    if found.questions:
        fields["questions"] = [_question(one) for one in found.questions]
    SourceFile.objects.filter(pk=file.pk).update(problem=found.problem or "", **fields)
    file.format, file.parts = found.format, len(found.parts)
    return found


def _planned(file: SourceFile) -> Plan:
    try:
        with path_of(file).open("rb") as opened:
            return plan(opened, file.answers)
    except OSError:
        return Plan("unknown", problem=problems.NO_FILE)


def _unpack(file: SourceFile, part: Part) -> Entry | None:
    """Make a file of its own of an archive in an archive; what cannot be is an entry that says why.

    Its row counts as read, and has no size, up to the moment at which all of it is there: a worker may be killed at any instant, and
    what is there in part must not be planned.
    """
    if _depth(file) >= DEEPEST:
        return _refusal(file, part, problems.MEMBER_PACKING)
    inner, _made = SourceFile.objects.get_or_create(
        batch_id=file.batch_id, key=f"{file.pk}-{part.number}", defaults={"name": part.name[:255], "inside": file, "is_read": True}
    )
    if inner.size:
        return None
    try:
        with path_of(file).open("rb") as source, written_whole(inner) as target:
            problem = copy_archive(source, part, target)
            size = target.tell()
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        problem, size = problems.NO_SPACE, 0
    if problem:
        drop_bytes(inner)
        inner.delete()
        return _refusal(file, part, problem)
    SourceFile.objects.filter(pk=inner.pk).update(size=size, received=size, is_read=False)
    return None


def _depth(file: SourceFile) -> int:
    return 0 if file.inside is None else 1 + _depth(file.inside)


def _refusal(file: SourceFile, part: Part, problem: str) -> Entry:
    where = {"batch_id": file.batch_id, "file": file, "part": part.number, "name": part.name[:255]}
    return Entry(**where, verdict=Entry.Verdict.UNREADABLE, problem=problem)


def _keep(found: _Found, room: int) -> int:
    """Keep what was read of a file, as far as there is room; return how many entries that were."""
    file = found.file
    Entry.objects.bulk_create(found.entries[:room], batch_size=500, ignore_conflicts=True)
    problem = problems.TOO_MANY_ENTRIES if len(found.entries) > room else found.problem
    said = {name: value for name, value in (("questions", found.questions), ("problem", problem)) if value}
    read = file.parts_read + found.parts
    rows = SourceFile.objects.filter(pk=file.pk, parts_read=file.parts_read)
    rows.update(parts_read=read, is_read=read >= file.parts, **said)
    file.parts_read = read
    return min(room, len(found.entries))


def _progress(batch: Batch) -> tuple[int, int]:
    sums = batch.files.aggregate(done=Sum("parts_read"), total=Sum("parts"))
    return sums["done"] or 0, sums["total"] or 0


def _question(one: Question) -> dict[str, Any]:
    return {"key": one.key, "text": one.text, "choices": [list(choice) for choice in one.choices], "example": one.example}
