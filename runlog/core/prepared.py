"""Statements that Django writes once and that are sent again with other values: writing the large ones takes longer than answering them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

FAR_BACK = datetime(1, 1, 2, tzinfo=UTC)
MOST_KEPT = 8
_IN = "IN ("

Value = date | datetime


@dataclass(frozen=True)
class _Written:
    """A statement as it is sent, what its parameters or their marks are, and what knows how to read its rows."""

    sql: str
    places: tuple[Any, ...]
    compiler: SQLCompiler


class Prepared:
    """A statement about some athletes, with days and moments for values.

    `write(keys, *values)` gives its queryset; it is written with marks in their places, that appear in no statement otherwise:
    negative keys, and days and moments of the year 1. On SQLite it is written again for another number of keys; PostgreSQL takes many
    as one array, so that neither its driver nor its parser goes through each.
    """

    def __init__(self, write: Callable[..., QuerySet[Any, Any]]) -> None:
        self._write = write
        self._kept: dict[tuple[object, ...], _Written] = {}

    def rows(self, keys: Sequence[int], *values: Value) -> list[tuple[Any, ...]]:
        """Return the rows as the database gives them. One statement."""
        return self._ask(keys, values)[1]

    def values(self, keys: Sequence[int], *values: Value) -> list[tuple[Any, ...]]:
        """Return the rows as a queryset of tuples would give them. One statement."""
        compiler, rows = self._ask(keys, values)
        return [tuple(row) for row in compiler.results_iter([rows], tuple_expected=True)]

    def objects(self, keys: Sequence[int], *values: Value) -> list[Any]:
        """Return the objects of the queryset's model, each with its annotations, as the queryset itself would. One statement.

        The queryset takes whole rows: it follows no relation and defers no column.
        """
        compiler, rows = self._ask(keys, values)
        model: Any = compiler.query.model
        columns, annotations = [each.attname for each in model._meta.concrete_fields], compiler.annotation_col_map
        found = []
        for row in compiler.results_iter([rows]):
            each = model.from_db(connection.alias, columns, row[: len(columns)])
            for name, place in annotations.items():
                setattr(each, name, row[place])
            found.append(each)
        return found

    def _ask(self, keys: Sequence[int], values: Sequence[Value]) -> tuple[SQLCompiler, list[Any]]:
        is_array = connection.vendor == "postgresql" and len(keys) > 1
        given_keys = [list(keys)] if is_array else keys
        key_marks, marks = range(-1, -1 - len(given_keys), -1), [_mark(place, value) for place, value in enumerate(values)]
        written = self._written(key_marks, marks, is_array)
        given = dict(zip(map(_adapted, marks), map(_adapted, values), strict=True)) | dict(zip(key_marks, given_keys, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(written.sql, [given.get(place, place) for place in written.places])
            return written.compiler, cursor.fetchall()

    def _written(self, key_marks: Sequence[int], marks: Sequence[Value], is_array: bool) -> _Written:
        name = (connection.vendor, len(key_marks), is_array)
        # Another thread may empty what is kept at any moment.
        kept = self._kept.get(name)
        if kept is None:
            compiler = self._write(key_marks, *marks).query.get_compiler(connection.alias)
            sql, places = compiler.as_sql()
            kept = _Written(_with_arrays(sql, places, key_marks[0]) if is_array else sql, tuple(places), compiler)
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[name] = kept
        return kept


def _with_arrays(sql: str, places: Sequence[Any], key_mark: int) -> str:
    """Return the statement with an array wherever it asks for the one key of that mark."""
    pieces = sql.split("%s")
    if len(pieces) != len(places) + 1:
        raise ValueError(f"It holds marks that are no parameters: {sql}")
    for number, place in enumerate(places):
        if place == key_mark:
            before, after = pieces[number].removesuffix(_IN), pieces[number + 1].removeprefix(")")
            if before == pieces[number] or after == pieces[number + 1]:
                raise ValueError(f"Keys stand elsewhere than in a list of their own: {sql}")
            pieces[number], pieces[number + 1] = f"{before}= ANY(", f"::bigint[]){after}"
    return "%s".join(pieces)


def compile_nothing() -> None:
    """Keep PostgreSQL from compiling large statements, until the transaction around ends: that takes longer than to answer them."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL jit = off")


def _mark(place: int, value: Value) -> Value:
    """Return a day or a moment, as the value is, that tells the place of the value."""
    mark = FAR_BACK + timedelta(days=place)
    return mark if isinstance(value, datetime) else mark.date()


def _adapted(value: Value) -> Any:
    """Return a value as it stands among the parameters of a statement."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value)
