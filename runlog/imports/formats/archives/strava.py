"""A Strava archive: its table says what its files are, and some rows have no file."""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from runlog.imports.formats import problems
from runlog.imports.formats.activity import Activity, Answers
from runlog.imports.formats.archives.directory import shown
from runlog.imports.formats.archives.kinds import suffix
from runlog.imports.formats.archives.parts import Part, Plan, Stored
from runlog.imports.formats.archives.unpacking import UnreadableMember, content
from runlog.imports.formats.gear import Gear
from runlog.imports.formats.plausible import judged
from runlog.imports.formats.tables.strava import StravaRow, shoes, strava_rows

TABLE = "activities.csv"
_SHOES = "shoes.csv"
_KINDS = {"fit", "gpx", "tcx"}


def table_of(members: tuple[Stored, ...]) -> Stored | None:
    """The table of a Strava archive, if it looks like one: other services name a table so, but keep no folder of activities beside it."""
    named = [one for one in members if one.name.rpartition("/")[2].casefold() == TABLE]
    tables = sorted(named, key=lambda one: one.name.count("/"))
    return tables[0] if tables else None


def plan_strava(file: BinaryIO, members: tuple[Stored, ...], table: Stored, answers: Answers) -> Plan | None:
    """One part for each row, and one for each activity file that no row names; None where the table is not Strava's."""
    try:
        found = strava_rows(content(file, table), answers)
    except UnreadableMember as error:
        return Plan("strava", problem=str(error))
    folder = table.name[: -len(TABLE)]
    by_name = {one.name: one for one in members}
    if not found.rows and not found.questions and not any(one.name.startswith(f"{folder}activities/") for one in members):
        return None
    parts = list(_parts(found.rows, by_name, folder))
    taken = {part.member for part in parts}
    extra = [one for one in members if one.name not in taken and suffix(one.name) in _KINDS]
    parts += [Part(0, shown(one.name), "member", one.name, None, one) for one in extra]
    numbered = tuple(replace(part, number=number) for number, part in enumerate(parts, 1))
    problem = found.problem if numbered or found.problem or found.questions else problems.NOTHING_INSIDE
    is_read = {table.name, folder + _SHOES, *taken, *(one.name for one in extra)}
    passed_over = sum(one.name not in is_read for one in members)
    return Plan("strava", numbered, _gear(file, by_name.get(folder + _SHOES)), problem, found.questions, passed_over)


def _parts(rows: tuple[StravaRow, ...], by_name: dict[str, Stored], folder: str) -> Iterator[Part]:
    for row in rows:
        stored = _stored(row.filename, by_name, folder)
        if stored is None:
            yield Part(0, row.activity.name or row.id, "row", row=row.activity)
        else:
            yield Part(0, shown(stored.name), "member", stored.name, row.activity, stored)


def _stored(filename: str | None, by_name: dict[str, Stored], folder: str) -> Stored | None:
    """The file of a row; some programs unpack what they copy."""
    if not filename:
        return None
    return by_name.get(folder + filename) or by_name.get(folder + filename.removesuffix(".gz"))


def _gear(file: BinaryIO, stored: Stored | None) -> tuple[Gear, ...]:
    if stored is None:
        return ()
    try:
        return shoes(content(file, stored))
    except UnreadableMember:
        return ()


def joined(row: Activity, recorded: Activity) -> Activity:
    """The numbers of the recording under the title, kind, shoe and id of the row: who knows better corrects the service, not the file."""
    kind, sport = (recorded.kind, recorded.sport or row.sport) if row.kind == "unknown" else (row.kind, None)
    problem = recorded.problem
    both = replace(
        recorded,
        kind=kind,
        sport=sport,
        surface=row.surface or (recorded.surface if recorded.kind == kind else None),
        started_at=recorded.started_at or row.started_at,
        average_heart_rate=recorded.average_heart_rate or row.average_heart_rate,
        name=row.name or recorded.name,
        shoe=row.shoe or recorded.shoe,
        source_ids=tuple(dict.fromkeys((*row.source_ids, *recorded.source_ids))),
        problem=None if problem in (problems.NO_START, problems.TOO_FAST) else problem,
    )
    return judged(both)
