"""Tables of activities (CSV): Strava's, Garmin Connect's, Runkeeper's and those that people keep themselves."""

from runlog.imports.formats import problems
from runlog.imports.formats.activity import Answers, Reading
from runlog.imports.formats.tables.cells import Row, UnreadableTable, read_cells
from runlog.imports.formats.tables.headers import score
from runlog.imports.formats.tables.layout import layout_of
from runlog.imports.formats.tables.logs import read_log
from runlog.imports.formats.tables.strava import rows_of, strava_score

__all__ = ["read_table"]


def read_table(data: bytes, answers: Answers | None = None) -> Reading:
    """The activities of a table, or the questions without which it cannot be read; `answers` are those given, by their keys.

    Bounded: at most 50 MB and 50,000 lines, in time that grows with the size alone.
    """
    try:
        table = read_cells(data, _score)
    except UnreadableTable as error:
        return Reading("csv", problem=str(error))
    layout = layout_of(table.header)
    if layout is None:
        return read_log(table, answers or {})
    found = rows_of(table, layout, answers or {})
    activities = tuple(row.activity for row in found.rows)
    problem = found.problem or (None if activities or found.questions else problems.TABLE_EMPTY)
    return Reading("csv", activities, problem, found.questions)


def _score(header: Row) -> int:
    return strava_score(header) or score(header)
