"""What comes out of the reading of one part: activities without any position, and how they go from process to process."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from runlog.imports.formats.activity import Activity, Kind, Question, Surface
from runlog.imports.formats.archives.parts import Part, Stored

_NUMBERS = ("distance_m", "duration_s", "elapsed_s", "average_heart_rate", "cadence", "ascent_m")


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadActivity:
    """An Activity, but in place of its position the time zone there, by its IANA name.

    `digest` tells it from every other one: that of its file, with "#2" and so on for the others of the file; else that of its values.
    `source` is the format that it was read from.
    """

    kind: Kind
    sport: str | None = None
    started_at: datetime | None = None
    started_on: date | None = None
    utc_offset_min: int | None = None
    zone: str | None = None
    distance_m: Decimal | None = None
    duration_s: Decimal | None = None
    elapsed_s: Decimal | None = None
    average_heart_rate: Decimal | None = None
    cadence: Decimal | None = None
    ascent_m: Decimal | None = None
    surface: Surface | None = None
    by_steps: bool = False
    name: str | None = None
    shoe: str | None = None
    source_ids: tuple[str, ...] = ()
    problem: str | None = None
    digest: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class PartReading:
    """What one part gave. `problem`: why there is nothing; `warning`: what is wrong with the file that the activities are from."""

    activities: tuple[ReadActivity, ...] = ()
    problem: str | None = None
    warning: str | None = None
    digest: str = ""
    questions: tuple[Question, ...] = ()


def without_place(activity: Activity, *, zone: str | None, digest: str, source: str) -> ReadActivity:
    """The activity as it may leave the process that read it."""
    values = {one.name: getattr(activity, one.name) for one in fields(activity) if one.name != "place"}
    return ReadActivity(**values, zone=zone, digest=digest, source=source)


def part_as_json(part: Part) -> dict[str, Any]:
    """The part as JSON values."""
    values = asdict(part)
    if part.row is not None:
        values["row"] = _as_json(part.row)
        del values["row"]["place"]
    return values


def part_from_json(values: Mapping[str, Any]) -> Part:
    """The part of `part_as_json`."""
    row, stored = values["row"], values["stored"]
    return Part(**{**values, "row": Activity(**_from_json(row)) if row else None, "stored": Stored(**stored) if stored else None})


def reading_as_json(reading: PartReading) -> dict[str, Any]:
    """The reading as JSON values."""
    return asdict(reading) | {"activities": [_as_json(one) for one in reading.activities]}


def reading_from_json(values: Mapping[str, Any]) -> PartReading:
    """The reading of `reading_as_json`."""
    activities = tuple(ReadActivity(**_from_json(one)) for one in values["activities"])
    return PartReading(activities, values["problem"], values["warning"], values["digest"], tuple(map(_question, values["questions"])))


def _question(values: Mapping[str, Any]) -> Question:
    choices = tuple((answer, words) for answer, words in values["choices"])
    return Question(values["key"], values["text"], choices, values["example"])


def _as_json(activity: Activity | ReadActivity) -> dict[str, Any]:
    values = {one.name: getattr(activity, one.name) for one in fields(activity)}
    values |= {name: str(values[name]) for name in _NUMBERS if values[name] is not None}
    values |= {name: values[name].isoformat() for name in ("started_at", "started_on") if values[name] is not None}
    return values


def _from_json(values: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(values) | {name: Decimal(values[name]) for name in _NUMBERS if values[name] is not None}
    if found["started_at"] is not None:
        found["started_at"] = datetime.fromisoformat(found["started_at"])
    if found["started_on"] is not None:
        found["started_on"] = date.fromisoformat(found["started_on"])
    return found | {"source_ids": tuple(found["source_ids"])}
