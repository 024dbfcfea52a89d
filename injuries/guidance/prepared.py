"""Statements that Django writes once and that are sent again with other values: writing the large ones takes longer than answering them."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

FAR_BACK = datetime(1, 1, 2, tzinfo=UTC)
MOST_KEPT = 8

Value = date | datetime


class Prepared:
    """A statement about some athletes, with days and moments for values.

    `write(keys, *values)` gives its queryset; it is written with marks in their places, that appear in no statement otherwise:
    negative keys, and days and moments of the year 1. It is written again for another number of keys.
    """

    def __init__(self, write: Callable[..., QuerySet[Any, Any]]) -> None:
        self._write = write
        self._kept: dict[tuple[object, ...], tuple[str, tuple[Any, ...]]] = {}

    def rows(self, keys: Sequence[int], *values: Value) -> list[tuple[Any, ...]]:
        """Return the rows as the database gives them. One statement."""
        key_marks, marks = range(-1, -1 - len(keys), -1), [_mark(place, value) for place, value in enumerate(values)]
        sql, places = self._written(key_marks, marks)
        given = dict(zip(map(_adapted, marks), map(_adapted, values), strict=True)) | dict(zip(key_marks, keys, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(sql, [given.get(place, place) for place in places])
            return cursor.fetchall()

    def _written(self, key_marks: Sequence[int], marks: Sequence[Value]) -> tuple[str, tuple[Any, ...]]:
        name = (connection.vendor, len(key_marks))
        # Another thread may empty what is kept at any moment.
        kept = self._kept.get(name)
        if kept is None:
            sql, places = self._write(key_marks, *marks).query.sql_with_params()
            kept = sql, tuple(places)
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[name] = kept
        return kept


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
