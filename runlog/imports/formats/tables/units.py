"""The units of a log's columns: told by names or cells, inferred from all rows, answered or asked for."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from runlog.imports.formats.activity import Answers, Kind, Question
from runlog.imports.formats.tables import questions
from runlog.imports.formats.tables.amounts import unit_in
from runlog.imports.formats.tables.columns import Columns
from runlog.imports.formats.tables.durations import Form, duration
from runlog.imports.formats.tables.headers import unit_named
from runlog.imports.formats.tables.scales import METRES, SECONDS, Sizes, distance_unit, time_scale
from runlog.imports.formats.tables.words import Field

Scales = dict[Form, Decimal]
_TIMES: tuple[Field, ...] = ("duration", "moving", "elapsed")
_HIGHEST_S = 10**9


class Units:
    """Cells in seconds and metres, once all units are known."""

    def __init__(self, columns: Columns, length: str, scales: dict[Field, Scales]) -> None:
        self.length = length
        self._columns = columns
        self._scales = scales
        climb = columns.unit("ascent")
        self._climb = METRES[climb] if climb in METRES else METRES["ft" if length == "mi" else "m"]

    def seconds(self, place: int, field: Field) -> Decimal | None:
        """A time of a row with at most one decimal; None where it is absent."""
        read = duration(self._columns.text(field, place))
        value = read[1] * self._scales.get(field, {}).get(read[0], Decimal(1)) if read else None
        return round(value, 1) if value is not None and value < _HIGHEST_S else None

    def distance(self, place: int) -> Decimal | None:
        """The number of the distance; where a cell names another unit than the column, in the column's."""
        value, own = self._columns.number("distance", place), unit_named(unit_in(self._columns.text("distance", place)))
        return value * METRES[own] / METRES[self.length] if value and own in METRES and own != self.length else value

    def ascent(self, place: int) -> Decimal | None:
        """The ascent in metres: where distances are in miles, it is in feet."""
        value = self._columns.number("ascent", place)
        return round(value * self._climb, 1) if value is not None and value < _HIGHEST_S else None


def decided_units(columns: Columns, kinds: Sequence[Kind], answers: Answers) -> tuple[Units, list[Question]]:
    """The units, and the questions that have to be asked first."""
    asked: dict[str, Question] = {}
    told = _told_length(columns)
    scales = {field: _scales(columns, field, kinds, told, answers, asked) for field in _TIMES if field in columns}
    field = next((one for one in _TIMES if one in columns), None)
    rows = _sizes(columns, field, kinds, scales.get(field, {}) if field else {})
    length = told or distance_unit(rows, columns.unit("pace"), columns.unit("speed"))
    if length is None and any(row.distance for row in rows):
        example = next(cell for cell, row in zip(columns.cells("distance"), rows, strict=True) if row.distance)
        question = questions.distance_unit(example)
        length = questions.answered(question, answers)
        if length is None:
            asked[question.key] = question
    return Units(columns, length or "km", scales), list(asked.values())


def _told_length(columns: Columns) -> str | None:
    unit = columns.unit("distance")
    if unit in METRES:
        return unit
    named = Counter(unit for cell in columns.cells("distance") if (unit := unit_named(unit_in(cell))) in METRES)
    return named.most_common(1)[0][0] if named else None


def _scales(
    columns: Columns, field: Field, kinds: Sequence[Kind], length: str | None, answers: Answers, asked: dict[str, Question]
) -> Scales:
    """By what the times of each form in a column are multiplied."""
    rows = _sizes(columns, field, kinds, {})
    forms = {row.form for row in rows if row.form}
    found: Scales = {}
    for form in forms:
        factor = _told_factor(columns, field, form, forms) or time_scale(form, rows, METRES[length] if length else None)
        if factor is None and form in _ASKED:
            example = next(cell for cell, row in zip(columns.cells(field), rows, strict=True) if row.form == form)
            factor = _answered_factor(form, example, answers, asked)
        found[form] = factor or Decimal(1)
    return found


_ASKED: dict[Form, dict[str, Decimal]] = {"two": {"ms": Decimal(1), "hm": Decimal(60)}, "number": SECONDS}


def _told_factor(columns: Columns, field: Field, form: Form, forms: set[Form]) -> Decimal | None:
    """Where some times have three numbers, those with two are minutes and seconds: the hours are 0."""
    unit = columns.unit(field)
    if form == "number" and unit in SECONDS:
        return SECONDS[unit]
    if form == "two" and "three" in forms:
        return Decimal(1)
    if form == "three" and not all(cell.endswith(":00") for cell in columns.cells(field) if cell.count(":") == 2):
        return Decimal(1)
    return None


def _answered_factor(form: Form, example: str, answers: Answers, asked: dict[str, Question]) -> Decimal | None:
    question = questions.clock_form(example) if form == "two" else questions.number_form(example)
    answer = questions.answered(question, answers)
    if answer is None:
        asked[question.key] = question
        return None
    return _ASKED[form][answer]


def _sizes(columns: Columns, field: Field | None, kinds: Sequence[Kind], scales: Scales) -> list[Sizes]:
    return [_size(columns, place, field, kind, scales) for place, kind in enumerate(kinds)]


def _size(columns: Columns, place: int, field: Field | None, kind: Kind, scales: Scales) -> Sizes:
    read = duration(columns.text(field, place)) if field else None
    pace = duration(columns.text("pace", place))
    return Sizes(
        distance=columns.number("distance", place),
        seconds=read[1] * scales.get(read[0], Decimal(1)) if read else None,
        form=read[0] if read else None,
        pace_s=pace[1] if pace and pace[0] in ("two", "three") else None,
        speed=columns.number("speed", place),
        steps_a_minute=columns.number("cadence", place),
        stride_m=columns.number("stride", place),
        on_foot=kind in ("run", "walk"),
    )
