"""The tables of a log for spreadsheets: which columns a kind of record has, and the cells of a record's document.

They follow from the document's shapes: whatever the format learns to hold stands in the tables by itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from runlog.core.models import TimedRecord
from runlog.core.records import RecordKind
from runlog.core.shapes import ListOf, MapOf, Object, Shape
from runlog.core.spreadsheets import plain_cell

# Names that do not say their unit in the document.
WITH_UNIT = {"average_heart_rate": "average_heart_rate_per_min", "cadence": "cadence_steps_per_min"}
LOCAL_DATE = "local_date"
NOTHING_TICKED = "none"
RECORD, PLACE, VALUE = "record", "place", "value"
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """A column: its heading, the way to its value inside a document, and whether it takes only the day of a moment."""

    name: str
    path: tuple[str, ...]
    is_day: bool = False

    def cell(self, document: Document) -> str:
        """Return the cell; empty where nothing was recorded."""
        found: Any = document
        for key in self.path:
            found = None if found is None else found.get(key)
        # A moment's own date is its local date.
        return cell_of(found[:10] if self.is_day else found)


@dataclass(frozen=True)
class Table:
    """A file: one row a record, or one row for each item of the list `part` of a record."""

    name: str
    columns: tuple[Column, ...]
    part: str = ""

    @property
    def headings(self) -> list[str]:
        """The first row."""
        names = [column.name for column in self.columns]
        return [RECORD, PLACE, *names] if self.part else names

    def rows(self, document: Document) -> Iterator[list[str]]:
        """Yield the rows that a record's document gives."""
        if not self.part:
            yield [column.cell(document) for column in self.columns]
            return
        for place, item in enumerate(document.get(self.part) or (), start=1):
            values = item if isinstance(item, Mapping) else {VALUE: item}
            yield [cell_of(document["id"]), str(place), *(column.cell(values) for column in self.columns)]


def tables_of(kind: RecordKind) -> tuple[Table, ...]:
    """Return the tables of a kind: that of its records, and one for each list inside them."""
    moment = kind.model.MOMENT if issubclass(kind.model, TimedRecord) else ""
    lists = {key: shape.item for key, shape in kind.shape.attributes.items() if isinstance(shape, ListOf)}
    parts = (Table(f"{kind.name}_{key}", tuple(_columns_of(item)), key) for key, item in lists.items())
    return (Table(kind.name, tuple(_columns(kind.shape, moment=moment))), *parts)


def columns_of(shape: Object) -> tuple[Column, ...]:
    """Return the columns of an object's shape, lists left out."""
    return tuple(_columns(shape))


def cell_of(value: Any) -> str:
    """Return a value of a document as a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(value) or NOTHING_TICKED
    return plain_cell(value) if isinstance(value, str) else str(value)


def _columns_of(item: Shape) -> Iterator[Column]:
    yield from _columns(item) if isinstance(item, Object) else [Column(VALUE, (VALUE,))]


def _columns(shape: Object, before: tuple[str, ...] = (), moment: str = "") -> Iterator[Column]:
    for key, inner in shape.attributes.items():
        path = (*before, key)
        if isinstance(inner, Object):
            yield from _columns(inner, path)
        elif isinstance(inner, MapOf):
            yield from (Column("_".join((*path, each)), (*path, each)) for each in inner.keys)
        elif not isinstance(inner, ListOf):
            yield Column(WITH_UNIT.get(key, "_".join(path)), path)
        if key == moment:
            yield Column(LOCAL_DATE, path, is_day=True)
