"""Activity files: bytes in, activities out. Nothing here knows a user, a database, a clock, a file system or Django."""

import logging
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from runlog.imports.formats import problems
from runlog.imports.formats.activity import Activity, Answers, Format, Reading
from runlog.imports.formats.fit import read_fit
from runlog.imports.formats.gpx import read_gpx
from runlog.imports.formats.sniff import Kind, sniff
from runlog.imports.formats.tables import read_table
from runlog.imports.formats.tcx import read_tcx
from runlog.imports.formats.unpack import unpack

__all__ = ["BIGGEST", "READERS", "Activity", "Reading", "read"]

BIGGEST = 50_000_000
NO_ANSWERS: Answers = MappingProxyType({})
_log = logging.getLogger(__name__)

READERS: dict[Kind, Callable[[bytes], Reading]] = {"fit": read_fit, "gpx": read_gpx, "tcx": read_tcx}
_REFUSALS: dict[Kind, tuple[Format, str]] = {
    "empty": ("unknown", problems.EMPTY),
    "page": ("unknown", problems.WEB_PAGE),
    "picture": ("unknown", problems.PICTURE),
    "zip": ("zip", problems.ARCHIVE),
}


def read(data: bytes, answers: Answers = NO_ANSWERS) -> Reading:
    """The activities of a file, gzipped or not, whatever its name; `answers` are those to the questions that it raised before.

    Never raises: what goes wrong is the reading's problem.
    `answers` are what the user said to the questions that a table left open. Bounded in time and memory: at most 50 MB, packed or
    unpacked, in one pass.
    """
    try:
        return _read(data, answers, may_be_packed=True)
    except Exception:
        _log.exception("A reader failed on a file of %d bytes", len(data))
        return Reading("unknown", problem=problems.OUR_FAULT)


def _read(data: bytes, answers: Answers, *, may_be_packed: bool) -> Reading:
    if len(data) > BIGGEST:
        return Reading("unknown", problem=problems.TOO_BIG)
    kind = sniff(data)
    if kind in READERS:
        return READERS[kind](data)
    if kind == "table":
        return read_table(data, answers)
    if kind == "gzip" and may_be_packed:
        return _read_packed(data, answers)
    form, problem = _REFUSALS.get(kind, ("unknown", problems.NOT_KNOWN))
    return Reading(form, problem=problem)


def _read_packed(data: bytes, answers: Answers) -> Reading:
    unpacked = unpack(data, BIGGEST)
    if unpacked.too_big:
        return Reading("unknown", problem=problems.UNPACKS_TOO_BIG)
    if unpacked.damaged and not unpacked.data:
        return Reading("unknown", problem=problems.PACKING_DAMAGED)
    reading = _read(unpacked.data, answers, may_be_packed=False)
    return replace(reading, problem=problems.DAMAGED) if unpacked.damaged and not reading.problem else reading
