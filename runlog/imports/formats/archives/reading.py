"""One part of an upload to its activities."""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from runlog.imports.formats import BIGGEST, problems, read
from runlog.imports.formats.activity import Activity, Answers, Reading
from runlog.imports.formats.archives.health import workouts
from runlog.imports.formats.archives.parts import Part, Stored
from runlog.imports.formats.archives.strava import joined
from runlog.imports.formats.archives.unpacking import UnreadableMember, content, pieces
from runlog.imports.formats.unpack import unpack

BIGGEST_HEALTH = 4_000_000_000
BIGGEST_ARCHIVE = 4_000_000_000
_CHUNK = 1 << 20
_log = logging.getLogger(__name__)


def read_part(file: BinaryIO, part: Part, answers: Answers | None = None) -> Reading:
    """The activities of one part of a plan. Never raises: what goes wrong is the reading's problem."""
    return read_with_digest(file, part, answers)[0]


def read_with_digest(file: BinaryIO, part: Part, answers: Answers | None = None) -> tuple[Reading, str]:
    """The same, and what tells the part's content from all others, whether packed or not: "sha256:" and 64 digits; "" of none."""
    try:
        return _read(file, part, answers or {})
    except UnreadableMember as error:
        return _without_file(part, str(error)), ""
    except MemoryError:
        return Reading("unknown", problem=problems.TOO_MUCH_MEMORY), ""
    except Exception:
        _log.exception("A part of the form %s could not be read", part.form)
        return Reading("unknown", problem=problems.OUR_FAULT), ""


def copy_archive(file: BinaryIO, part: Part, into: BinaryIO) -> str | None:
    """Write the bytes of an archive that lies in this one; the answer is a plain sentence if that cannot be done."""
    try:
        for piece in pieces(file, _place(part), BIGGEST_ARCHIVE):
            into.write(piece)
    except UnreadableMember as error:
        return str(error)
    return None


def activity_digest(activity: Activity) -> str:
    """What tells an activity without a file of its own from all others: its values."""
    values = (activity.kind, activity.started_at or activity.started_on, activity.distance_m, activity.duration_s, activity.elapsed_s)
    return _digest("|".join(map(str, (*values, *activity.source_ids))).encode())


def _read(file: BinaryIO, part: Part, answers: Answers) -> tuple[Reading, str]:
    if part.form == "row" and part.row is not None:
        return _of_row(part.row, problems.FILE_MISSING), activity_digest(part.row)
    if part.form == "health":
        return _of_health(file, part), ""
    if part.form == "archive":
        return Reading("zip", problem=problems.ARCHIVE), ""
    data = _whole(file) if part.form == "file" else content(file, _place(part))
    plain = _plain(data)
    reading = read(plain, answers)
    return (_with_row(part, reading), _digest(plain))


def _plain(data: bytes) -> bytes:
    """The unpacked bytes, if they can be had whole; else the packed ones, of which reading tells the fault."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    unpacked = unpack(data, BIGGEST)
    return data if unpacked.too_big or unpacked.damaged else unpacked.data


def _whole(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(BIGGEST + 1)


def _place(part: Part) -> Stored:
    if part.stored is None:
        raise UnreadableMember(problems.MEMBER_DAMAGED)
    return part.stored


def _with_row(part: Part, reading: Reading) -> Reading:
    if part.row is None:
        return reading
    if not reading.activities:
        return _without_file(part, reading.problem or problems.NO_ACTIVITY)
    only_one = len(reading.activities) == 1
    row = part.row if only_one else replace(part.row, kind="unknown", sport=None)
    return replace(reading, activities=tuple(joined(row, one) for one in reading.activities))


def _without_file(part: Part, problem: str) -> Reading:
    """What the row alone tells. A file of unreasonable size is no accident, so nothing is taken from beside it."""
    if part.row is None or problem in (problems.MEMBER_TOO_BIG, problems.UNPACKS_TOO_BIG, problems.TOO_BIG):
        return Reading("unknown", problem=problem)
    return _of_row(part.row, problems.FILE_UNREADABLE)


def _of_row(row: Activity, warning: str) -> Reading:
    return Reading("csv", (row,), warning)


def _of_health(file: BinaryIO, part: Part) -> Reading:
    found: list[Activity] = []
    problem = None
    try:
        found.extend(workouts(pieces(file, part.stored, BIGGEST_HEALTH) if part.stored else _chunks(file)))
    except UnreadableMember as error:
        problem = str(error)
    return Reading("apple", tuple(found), problem or (None if found else problems.NO_WORKOUTS))


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    size = 0
    while data := file.read(_CHUNK):
        size += len(data)
        if size > BIGGEST_HEALTH:
            raise UnreadableMember(problems.HEALTH_TOO_BIG)
        yield data


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
