"""Rows as JSON, so that records of every kind come out of one UNION; read back as the engine's frozen records."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from json import JSONDecoder, loads
from types import NoneType
from typing import Any, ClassVar, get_args, get_type_hints

from django.db.models import F, Model, TextField
from django.db.models.functions import JSONObject

from injuries.engine import log
from injuries.symptoms.models import Appointment, HomeCare, LegReport, Onset, PainScore, SignCheck
from runlog.core.dates import at_offset
from runlog.training.models import ComfortRating, Run, Shoe, ShoeCheck, StrengthSession, Walk

Row = Mapping[str, Any]


# Making one takes longer than decoding a row with it.
_DECODER = JSONDecoder(parse_float=Decimal)


class RowObject(JSONObject):
    """Columns as one JSON object, still text when it arrives: `decode` reads it."""

    output_field: ClassVar[Any] = TextField()


def decode(text: str) -> Row:
    """Read a row, numbers with a fraction as the decimals that were written."""
    return _DECODER.decode(text)


def read_instant(text: str) -> datetime:
    """Read an instant as databases write it; SQLite leaves the offset out, which is UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def read_json(value: Any) -> Any:
    """Read a JSON column, which SQLite hands out as text inside the text."""
    return loads(value) if isinstance(value, str) else value


def _resolution(on: str, row: Row) -> log.Resolution:
    return log.Resolution(date.fromisoformat(on), row["resolved_how"])


# By the type of a record's field: how the column's JSON value is read, the rest of the row at hand.
READERS: Mapping[type, Callable[[Any, Row], Any]] = {
    datetime: lambda text, row: at_offset(read_instant(text), row["offset_min"]),
    date: lambda text, row: date.fromisoformat(text),
    Decimal: lambda number, row: Decimal(number),
    # SQLite holds true and false as 1 and 0.
    bool: lambda value, row: bool(value),
    tuple: lambda value, row: tuple(read_json(value)),
    Mapping: lambda value, row: read_json(value),
    log.Resolution: _resolution,
}
# Columns that a field of that type needs beside its own.
BESIDE: Mapping[type, tuple[str, ...]] = {datetime: ("offset_min",), log.Resolution: ("resolved_how",)}


@dataclass(frozen=True)
class Source:
    """Where the records of one kind come from: each field of `record` is the column of its name, or of its name in `renamed`.

    `athlete` is the path to the owner's key, `parts` are fields that hold rows of another source, `aside` are columns that
    only those who read the rows need.
    """

    model: type[Model]
    record: type
    renamed: Mapping[str, str] = field(default_factory=dict)
    athlete: str = "athlete_id"
    parts: tuple[str, ...] = ()
    aside: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def types(self) -> Mapping[str, type]:
        """The type of each field that comes from a column."""
        hints = get_type_hints(self.record)
        return {each.name: _bare(hints[each.name]) for each in fields(self.record) if each.name not in self.parts}

    def select(self) -> RowObject:
        """Return the expression that holds the columns."""
        beside = {name: name for kind in self.types.values() for name in BESIDE.get(kind, ())}
        paths = beside | {name: self.renamed.get(name, name) for name in self.types} | dict(self.aside)
        return RowObject(**{name: F(path) for name, path in paths.items()})

    def read(self, row: Row, **parts: Any) -> Any:
        """Return the record of a row."""
        return self.record(**dict(self._values(row)), **parts)

    def _values(self, row: Row) -> Iterator[tuple[str, Any]]:
        for name, kind in self.types.items():
            reader = READERS.get(kind)
            yield name, row[name] if row[name] is None or reader is None else reader(row[name], row)


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
PLACE = {"of": "shoe__log_id", "position": "position"}
SHOE_PARTS: Mapping[str, Source] = {
    "checks": Source(ShoeCheck, log.ShoeCheck, athlete="shoe__athlete_id", aside=PLACE),
    "comfort": Source(ComfortRating, log.ComfortRating, athlete="shoe__athlete_id", aside=PLACE),
}
