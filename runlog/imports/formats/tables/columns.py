"""The understood columns of a table, cell by cell."""

from decimal import Decimal
from functools import cached_property

from runlog.imports.formats.tables.amounts import Mark, amount, decimal_mark
from runlog.imports.formats.tables.cells import Table
from runlog.imports.formats.tables.dates import time_of_day
from runlog.imports.formats.tables.headers import Column, columns_of, durations_of
from runlog.imports.formats.tables.words import Field

_NUMBERS: tuple[Field, ...] = ("distance", "speed", "heart_rate", "cadence", "stride", "ascent")
_LONGEST_ID = 40


class Columns:
    """Cells by what they are. Absent columns are of empty cells, so that nobody has to ask."""

    def __init__(self, table: Table) -> None:
        self._rows = table.rows
        self._found = columns_of(table.header)
        self._separator = table.separator
        self._settle_tempo()
        self._settle_time(durations_of(table.header))

    def __contains__(self, field: Field) -> bool:
        return field in self._found

    def __len__(self) -> int:
        return len(self._rows)

    def unit(self, field: Field) -> str | None:
        """The unit that the column's name tells."""
        return self._found[field].unit if field in self._found else None

    def name(self, field: Field) -> str:
        """The column's name as it is written."""
        return self._found[field].name if field in self._found else ""

    def cells(self, field: Field) -> list[str]:
        """All cells of a column; none where there is no such column."""
        column = self._found.get(field)
        return [row[column.place] for row in self._rows] if column else []

    def text(self, field: Field, place: int) -> str:
        """One cell."""
        column = self._found.get(field)
        return self._rows[place][column.place] if column else ""

    def number(self, field: Field, place: int) -> Decimal | None:
        """The number in a cell; None for 0, which stands for what was not measured."""
        return amount(self.text(field, place), self._marks.get(field) or self._mark) or None

    def source_ids(self, place: int) -> tuple[str, ...]:
        """What a service calls the activity, where the table is known to be that service's."""
        service = "runkeeper" if {"route", "file"} & self._found.keys() else "garmin" if "favourite" in self._found else None
        number = self.text("id", place)
        return (f"{service}-{number}",) if service and number and len(number) <= _LONGEST_ID else ()

    @cached_property
    def _marks(self) -> dict[Field, Mark | None]:
        return {field: decimal_mark(self.cells(field)) for field in _NUMBERS}

    @cached_property
    def _mark(self) -> Mark | None:
        """The sign of the whole table: a column of thousands alone does not tell it."""
        proved = decimal_mark(cell for field in _NUMBERS for cell in self.cells(field))
        return proved or ("," if self._separator == ";" else None)

    def _settle_tempo(self) -> None:
        """The word is a time in Portuguese and Italian, a pace elsewhere: where there is a time already it is a pace."""
        column = self._found.pop("tempo", None)
        if column:
            field: Field = "pace" if {"duration", "moving"} & self._found.keys() else "duration"
            self._found.setdefault(field, Column(column.place, field, column.unit, column.name))

    def _settle_time(self, durations: list[Column]) -> None:
        """A column named "time" may be the time of day: where its cells say am and pm, or where a later column is the duration."""
        cells = [cell for cell in self.cells("duration") if cell]
        if "clock" in self._found or not cells or not all(time_of_day(cell) for cell in cells):
            return
        if len(durations) > 1 or any(cell.rstrip(".").casefold().endswith("m") for cell in cells):
            column = self._found.pop("duration")
            self._found["clock"] = Column(column.place, "clock", None, column.name)
            if len(durations) > 1:
                self._found["duration"] = durations[1]
