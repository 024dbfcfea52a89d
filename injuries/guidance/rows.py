"""Rows as JSON, so that records of every kind come out of one UNION; read back as the engine's frozen records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache, cached_property
from json import JSONDecoder, loads
from types import NoneType
from typing import Any, ClassVar, get_args, get_type_hints

from django.db.models import Aggregate, F, Func, Model, OuterRef, Subquery, TextField
from django.db.models.functions import JSONObject

from injuries.engine import log
from injuries.symptoms.models import Appointment, HomeCare, LegReport, Onset, PainScore, SignCheck
from runlog.training.models import ComfortRating, Run, Shoe, ShoeCheck, StrengthSession, Walk

Row = Mapping[str, Any]

# Making one takes longer than decoding a row with it.
_DECODER = JSONDecoder(parse_float=Decimal)


class RowObject(JSONObject):
    """Columns as one JSON object, still text when it arrives: `decode` reads it."""

    output_field: ClassVar[Any] = TextField()

    def as_postgresql(self, *args: Any, **kwargs: Any) -> Any:
        """Write it as text too, so that it unites with `Gathered` rows."""
        sql, params = super().as_postgresql(*args, **kwargs)
        return f"({sql})::text", params


class RowArray(Func):
    """Columns as one JSON array."""

    output_field: ClassVar[Any] = TextField()
    function = "JSON_ARRAY"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Write it with PostgreSQL's name, and as text."""
        return self.as_sql(compiler, connection, template="JSON_BUILD_ARRAY(%(expressions)s)::text", **context)


class Gathered(Aggregate):
    """The columns of all rows as one JSON array of arrays, which is decoded many times as fast as row by row."""

    output_field: ClassVar[Any] = TextField()
    template = "JSON_GROUP_ARRAY(JSON_ARRAY(%(expressions)s))"
    arity = None

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Write it with PostgreSQL's names, and as text."""
        return self.as_sql(compiler, connection, template="JSON_AGG(JSON_BUILD_ARRAY(%(expressions)s))::text", **context)


def decode(text: str) -> Any:
    """Read a row or rows, numbers with a fraction as the decimals that were written."""
    return _DECODER.raw_decode(text)[0]


def read_instant(text: str) -> datetime:
    """Read an instant as databases write it; SQLite leaves the offset out, which is UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def read_moment(value: Any) -> datetime | None:
    """Read a column with an instant as databases hand it out, None for none: SQLite in UTC and without saying so, maybe as text."""
    if isinstance(value, str):
        return read_instant(value)
    return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


def read_day(value: Any) -> Any:
    """Read a column with a date as databases hand it out, None for none: SQLite as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def read_json(value: Any) -> Any:
    """Read a JSON column, which SQLite hands out as text inside the text."""
    return loads(value) if isinstance(value, str) else value


@cache
def _zone(offset_min: int) -> timezone:
    return timezone(timedelta(minutes=offset_min))


def _moment(text: str, offset_min: int) -> datetime:
    # Databases write instants in UTC, so that the zone can do the rest.
    zone = _zone(offset_min)
    return zone.fromutc(datetime.fromisoformat(text).replace(tzinfo=zone))


def _resolution(on: str, how: str) -> log.Resolution:
    return log.Resolution(date.fromisoformat(on), how)


# By the type of a record's field: how the column's JSON value is read.
READERS: Mapping[type, Callable[[Any], Any]] = {
    date: date.fromisoformat,
    Decimal: Decimal,
    # SQLite holds true and false as 1 and 0.
    bool: bool,
    tuple: lambda value: tuple(read_json(value)),
    Mapping: read_json,
}
# The same for fields that need a second column, which is named.
PAIRED: Mapping[type, tuple[str, Callable[[Any, Any], Any]]] = {
    datetime: ("offset_min", _moment),
    log.Resolution: ("resolved_how", _resolution),
}


@dataclass(frozen=True)
class Source:
    """Where the records of one kind come from: each field of `record` is the column of its name, or of its name in `renamed`.

    `athlete` is the path to the owner's key, `parts` are the last fields, which hold rows of another source, `aside` are columns
    that only those who read the rows need. A row is a list of the columns: those of the fields in their order, then the others.
    """

    model: type[Model]
    record: type
    renamed: Mapping[str, str] = field(default_factory=dict)
    athlete: str = "athlete_id"
    parts: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()

    @cached_property
    def types(self) -> Mapping[str, type]:
        """The type of each field that comes from a column."""
        hints = get_type_hints(self.record)
        return {each.name: _bare(hints[each.name]) for each in fields(self.record) if each.name not in self.parts}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The paths of the columns in their order."""
        beside = {PAIRED[kind][0]: None for kind in self.types.values() if kind in PAIRED}
        return (*(self.renamed.get(name, name) for name in self.types), *beside, *self.aside)

    def select(self) -> Gathered:
        """Return the expression that holds the rows of one athlete."""
        return Gathered(*map(self._column, self.columns))

    def _column(self, path: str) -> F | Subquery:
        link, _, name = path.partition("__")
        if not name:
            return F(path)
        # Looked up for each of the few rows: for a join PostgreSQL would read the whole of the other table.
        other: Any = self.model._meta.get_field(link).related_model
        return Subquery(other._default_manager.filter(pk=OuterRef(link)).values(name)[:1])

    def place_of(self, column: str) -> int:
        """Return the place of a column in a row."""
        return self.columns.index(column)

    def read(self, row: list[Any], **parts: Any) -> Any:
        """Return the record of a row."""
        values = row[: len(self.types)]
        for place, reader in self._plain:
            if values[place] is not None:
                values[place] = reader(values[place])
        for place, pair, beside in self._paired:
            if values[place] is not None:
                values[place] = pair(values[place], row[beside])
        return self.record(*values, **parts)

    @cached_property
    def _plain(self) -> list[tuple[int, Callable[[Any], Any]]]:
        return [(place, READERS[kind]) for place, kind in enumerate(self.types.values()) if kind in READERS]

    @cached_property
    def _paired(self) -> list[tuple[int, Callable[[Any, Any], Any], int]]:
        kinds = [(place, PAIRED[kind]) for place, kind in enumerate(self.types.values()) if kind in PAIRED]
        return [(place, pair, self.place_of(column)) for place, (column, pair) in kinds]


def _bare(hint: Any) -> type:
    """Return the plain type of a hint: without "or None" and without what it contains."""
    choices = [choice for choice in get_args(hint) if choice is not NoneType] if NoneType in get_args(hint) else [hint]
    return getattr(choices[0], "__origin__", choices[0])


ID = {"id": "log_id"}
DATED = ID | {"on": "local_on"}
RESOLVED = {"resolved": "resolved_on"}
SHOE, RUN = {"shoe": "shoe__log_id"}, {"run": "run__log_id"}
# By the name of the list in the log.
SOURCES: Mapping[str, Source] = {
    "shoes": Source(Shoe, log.Shoe, ID, parts=("checks", "comfort")),
    "runs": Source(Run, log.Run, ID | SHOE),
    "walks": Source(Walk, log.Walk, ID | SHOE),
    "strength": Source(StrengthSession, log.StrengthSession, DATED),
    "pain": Source(PainScore, log.PainScore, ID | RUN | {"moment": "moment_of_day"}),
    "leg_reports": Source(LegReport, log.LegReport, ID | RUN | RESOLVED),
    "sign_checks": Source(SignCheck, log.SignCheck, ID | RESOLVED),
    "home_care": Source(HomeCare, log.HomeCare, DATED),
    "onsets": Source(Onset, log.Onset),
    "appointments": Source(Appointment, log.Appointment, DATED),
}
PLACE = ("position", "shoe__log_id")
SHOE_PARTS: Mapping[str, Source] = {
    "checks": Source(ShoeCheck, log.ShoeCheck, athlete="shoe__athlete_id", aside=PLACE),
    "comfort": Source(ComfortRating, log.ComfortRating, athlete="shoe__athlete_id", aside=PLACE),
}
