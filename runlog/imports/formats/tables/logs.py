"""Any other table of activities: the lists of Garmin Connect and Runkeeper, and logs that people keep themselves."""

from dataclasses import replace
from datetime import datetime, time
from decimal import Decimal

from runlog.imports.formats import problems
from runlog.imports.formats.activity import Activity, Answers, Reading
from runlog.imports.formats.names import tidy_name
from runlog.imports.formats.numbers import heart_rate, steps_a_minute
from runlog.imports.formats.plausible import judged
from runlog.imports.formats.tables import dates
from runlog.imports.formats.tables.cells import Table
from runlog.imports.formats.tables.columns import Columns
from runlog.imports.formats.tables.kinds import Told, told_by
from runlog.imports.formats.tables.order import decided_order
from runlog.imports.formats.tables.scales import BEYOND_ALL_M_S, METRES
from runlog.imports.formats.tables.units import Units, decided_units

_NOON = time(12)
# Nobody needs this long for the length of a pool.
_LONGEST_IN_M = 100_000


def read_log(table: Table, answers: Answers) -> Reading:
    """The activities of a table whose columns are told by their names, or the questions without which they cannot be read."""
    columns = Columns(table)
    if not table.rows:
        return Reading("csv", problem=problems.TABLE_EMPTY)
    order, date_question = decided_order(columns.cells("date"), answers)
    kinds, sport_question = told_by(columns, answers)
    units, unit_questions = decided_units(columns, [told.kind for told in kinds], answers)
    asked = tuple(question for question in (date_question, sport_question, *unit_questions) if question)
    if asked:
        return Reading("csv", questions=asked)
    clocks = _Clocks(columns, order)
    rows = (_activity(columns, place, told, units, clocks) for place, told in enumerate(kinds))
    found = tuple(row for row in rows if row)
    return Reading("csv", found, None if found else problems.TABLE_EMPTY)


class _Clocks:
    """The moments of a column of dates, with the time of day beside it. Spreadsheets write midnight where there was no time."""

    def __init__(self, columns: Columns, order: dates.Order | None) -> None:
        self.moments = [dates.moment(cell, order) for cell in columns.cells("date")]
        self._has_times = any(one and one.at and (one.utc or one.at != time()) for one in self.moments)
        self._clocks = [dates.time_of_day(cell) for cell in columns.cells("clock")]

    def time_at(self, place: int) -> time | None:
        one = self.moments[place]
        at = self._clocks[place] if self._clocks else None
        return at or (one.at if one and self._has_times else None)


def _activity(columns: Columns, place: int, told: Told, units: Units, clocks: _Clocks) -> Activity | None:
    """One row; None for lines that are none: sums, notes, blank days."""
    written = columns.text("date", place)
    duration, elapsed = units.seconds(place, "duration") or units.seconds(place, "moving"), units.seconds(place, "elapsed")
    distance = _metres(units, place, duration or elapsed)
    if not any(sign.isdigit() for sign in written) or not (distance or duration or elapsed or told.is_said):
        return None
    rate = columns.number("heart_rate", place)
    cadence = columns.number("cadence", place) if told.kind in ("run", "walk") else None
    activity = Activity(
        kind=told.kind,
        sport=told.sport,
        distance_m=distance,
        duration_s=duration,
        elapsed_s=elapsed,
        average_heart_rate=heart_rate(float(rate)) if rate else None,
        cadence=steps_a_minute(float(cadence)) if cadence else None,
        ascent_m=units.ascent(place),
        surface=told.surface,
        by_steps=told.surface == "treadmill",
        name=tidy_name(columns.text("title", place) or columns.text("route", place)),
        shoe=None if told.kind == "other" else tidy_name(columns.text("shoe", place)),
        source_ids=columns.source_ids(place),
    )
    return _dated(activity, clocks, place)


def _metres(units: Units, place: int, seconds: Decimal | None) -> Decimal | None:
    """Swims and laps on a track are in metres in a column of kilometres: as kilometres they would be beyond all speed."""
    value = units.distance(place)
    if not value:
        return None
    metres = value * METRES[units.length]
    if seconds and metres > seconds * BEYOND_ALL_M_S and value < _LONGEST_IN_M:
        metres = value
    return round(metres, 1) if metres < 10**9 else None


def _dated(activity: Activity, clocks: _Clocks, place: int) -> Activity:
    one, at = clocks.moments[place], clocks.time_at(place)
    if one is None:
        return replace(activity, problem=problems.DATE_UNREADABLE)
    if one.utc:
        return judged(replace(activity, started_at=one.utc, utc_offset_min=one.offset_min))
    if at:
        return judged(replace(activity, started_at=datetime.combine(one.on, at)))
    # The day is judged as well as a moment would be.
    looked_at = judged(replace(activity, started_at=datetime.combine(one.on, _NOON)))
    return replace(looked_at, started_at=None, started_on=one.on)
