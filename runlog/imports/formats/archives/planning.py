"""What an upload is and which parts it has, told from its bytes."""

import io
from typing import BinaryIO

from runlog.imports.formats import problems
from runlog.imports.formats.activity import Answers, Format
from runlog.imports.formats.archives.directory import UnreadableArchive, members, shown
from runlog.imports.formats.archives.health import is_health
from runlog.imports.formats.archives.kinds import Worth, worth
from runlog.imports.formats.archives.parts import Form, Part, Plan, Stored
from runlog.imports.formats.archives.strava import plan_strava, table_of
from runlog.imports.formats.sniff import HEAD, Kind, sniff
from runlog.imports.formats.unpack import unpack

MOST_ACTIVITIES = 20_000
_FORMATS: dict[Kind, Format] = {"fit": "fit", "gpx": "gpx", "tcx": "tcx", "table": "csv"}
_ZIP = b"PK\x03\x04", b"PK\x05\x06"


def plan(file: BinaryIO, answers: Answers | None = None) -> Plan:
    """The parts of any upload. A file that is no archive is a part of its own, also where it cannot be read: reading it tells why."""
    file.seek(0)
    first = file.read(HEAD)
    if first.startswith(_ZIP):
        try:
            return _plan_zip(file, members(file), answers or {})
        except UnreadableArchive as error:
            return Plan("zip", problem=str(error))
    if is_health(first):
        return Plan("apple", (Part(1, "", "health"),))
    return Plan(_format(first), (Part(1, "", "file"),))


def _format(first: bytes) -> Format:
    kind = sniff(first)
    if kind == "gzip":
        kind = sniff(unpack(first, io.DEFAULT_BUFFER_SIZE * 1000).data)
    return _FORMATS.get(kind, "unknown")


def _plan_zip(file: BinaryIO, found: tuple[Stored, ...], answers: Answers) -> Plan:
    table = table_of(found)
    planned = plan_strava(file, found, table, answers) if table else None
    if planned is None:
        planned = _plan_collection([(one, worth(file, one)) for one in found])
    if len(planned.parts) > MOST_ACTIVITIES:
        return Plan(planned.format, problem=problems.TOO_MANY_ACTIVITIES)
    return planned


def _plan_collection(found: list[tuple[Stored, Worth]]) -> Plan:
    """A zip of any origin. Beside health data everything else is left: the routes there are those of its workouts."""
    health = [one for one, what in found if what == "health"]
    if health:
        parts = [_part(number, one, "health") for number, one in enumerate(health, 1)]
        return Plan("apple", tuple(parts), passed_over=len(found) - len(parts))
    forms: dict[Worth, Form] = {"activity": "member", "table": "member", "archive": "archive"}
    worthy = [(one, forms[what]) for one, what in found if what in forms]
    parts = [_part(number, one, form) for number, (one, form) in enumerate(worthy, 1)]
    return Plan("zip", tuple(parts), problem=None if parts else problems.NOTHING_INSIDE, passed_over=len(found) - len(parts))


def _part(number: int, stored: Stored, form: Form) -> Part:
    return Part(number, shown(stored.name), form, stored.name, None, stored)
