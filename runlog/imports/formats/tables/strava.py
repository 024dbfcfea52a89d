"""Strava's own tables: activities.csv of every year and language, and shoes.csv.

Names are translated and their number keeps changing, but their order has stayed: what is for people comes first, and what is for
machines begins where the names of time and distance come again.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from runlog.imports.formats import problems
from runlog.imports.formats.activity import Activity, Answers, Question
from runlog.imports.formats.gear import Gear
from runlog.imports.formats.names import tidy_name
from runlog.imports.formats.numbers import heart_rate, steps_a_minute
from runlog.imports.formats.plausible import judged
from runlog.imports.formats.sports import sport_named
from runlog.imports.formats.tables import dates
from runlog.imports.formats.tables.amounts import Mark, amount, decimal_mark
from runlog.imports.formats.tables.cells import Row, Table, UnreadableTable, read_cells
from runlog.imports.formats.tables.layout import Layout, layout_of
from runlog.imports.formats.tables.order import decided_order

_KM = Decimal(1000)
_NO_FILE = "#error#"
# A second distance below this and equal to the first one is in kilometres like that.
_SHORT_M = 50


@dataclass(frozen=True, slots=True)
class StravaRow:
    """An activity of the table, the path of its file in the archive (None for one typed by hand) and Strava's number for it."""

    activity: Activity
    filename: str | None
    id: str


@dataclass(frozen=True, slots=True)
class StravaTable:
    """The rows, or the problem or the questions because of which there are none."""

    rows: tuple[StravaRow, ...] = ()
    problem: str | None = None
    questions: tuple[Question, ...] = ()


def strava_rows(data: bytes, answers: Answers | None = None) -> StravaTable:
    """The rows of activities.csv. Never raises: a table that is not Strava's has a problem."""
    try:
        table = read_cells(data, strava_score)
        layout = layout_of(table.header)
    except UnreadableTable as error:
        return StravaTable(problem=str(error))
    return rows_of(table, layout, answers or {}) if layout else StravaTable(problem=problems.NO_LOG)


def strava_score(header: Row) -> int:
    """Above 0 for a header of Strava's."""
    return len(header) if layout_of(header) else 0


def rows_of(table: Table, layout: Layout, answers: Answers) -> StravaTable:
    """The rows of a table that is known to be Strava's."""
    if not table.rows:
        return StravaTable(problem=problems.TABLE_EMPTY)
    # Strava writes months by name or, with dots, days first; only slashes leave it open.
    order, question = decided_order([row[layout.date] for row in table.rows], answers, dots_are_days=True)
    if question:
        return StravaTable(questions=(question,))
    mark = decimal_mark(row[layout.distance] for row in table.rows)
    rows = (_row(_Cells(row, layout), order, mark) for row in table.rows)
    return StravaTable(tuple(row for row in rows if row))


def shoes(data: bytes) -> tuple[Gear, ...]:
    """The pairs of shoes.csv, by place: name, brand, model. Nothing where it is not such a table."""
    try:
        table = read_cells(data, lambda header: len(header) if len(header) >= 3 else 0)
    except UnreadableTable:
        return ()
    rows = [[tidy_name(cell) or "" for cell in row[:3]] for row in table.rows]
    return tuple(Gear(*row) for row in rows if any(row))


@dataclass(frozen=True, slots=True)
class _Cells:
    row: Row
    layout: Layout

    def text(self, place: int | None) -> str:
        return "" if place is None else self.row[place]

    def number(self, place: int | None) -> Decimal | None:
        return amount(self.text(place), ".") or None


def _row(cells: _Cells, order: dates.Order | None, mark: Mark | None) -> StravaRow | None:
    layout = cells.layout
    number = cells.text(layout.id)
    if not number.isascii() or not number.isdigit():
        return None
    kind, surface = sport_named(cells.text(layout.sport))
    when = dates.moment(cells.text(layout.date), order)
    on_foot = kind in ("run", "walk")
    cadence = cells.number(layout.cadence) if on_foot else None
    rate = cells.number(layout.heart_rate)
    activity = Activity(
        kind=kind,
        sport=tidy_name(cells.text(layout.sport)) if kind == "unknown" else None,
        started_at=_utc(when),
        distance_m=_distance(cells, mark),
        duration_s=_rounded(cells.number(layout.moving)),
        elapsed_s=_rounded(cells.number(layout.elapsed_again) or cells.number(layout.elapsed)),
        average_heart_rate=heart_rate(float(rate)) if rate else None,
        cadence=steps_a_minute(float(cadence)) if cadence else None,
        ascent_m=_rounded(cells.number(layout.ascent), 1),
        surface=surface,
        by_steps=surface == "treadmill",
        name=tidy_name(cells.text(layout.title)),
        # A bicycle is gear too.
        shoe=None if kind == "other" else tidy_name(cells.text(layout.gear)),
        source_ids=(f"strava-{number}",),
        problem=None if when else problems.DATE_UNREADABLE,
    )
    filename = cells.text(layout.filename)
    return StravaRow(judged(activity), filename if filename and filename != _NO_FILE else None, number)


def _utc(when: dates.Moment | None) -> datetime | None:
    if when is None or (when.at is None and when.utc is None):
        return None
    return when.utc or datetime.combine(when.on, when.at or datetime.min.time(), UTC)


def _distance(cells: _Cells, mark: Mark | None) -> Decimal | None:
    """In metres: the second distance, else the first, which is in kilometres, in pools and in the first exports in metres."""
    layout = cells.layout
    for_people = amount(cells.text(layout.distance), "," if mark == "," else ".")
    for_machines = cells.number(layout.distance_again)
    if for_machines and not (for_machines < _SHORT_M and for_machines == for_people):
        return _rounded(for_machines, 1)
    if not for_people:
        return None
    in_metres = layout.is_first_format or for_people > cells.layout.longest_km(cells.number(layout.elapsed))
    return _rounded(for_people if in_metres else for_people * _KM, 1)


def _rounded(value: Decimal | None, decimals: int = 1) -> Decimal | None:
    return None if value is None or value > 10**9 else round(value, decimals)
