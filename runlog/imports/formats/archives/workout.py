"""One workout of an Apple Health export, of the shapes before and since iOS 16, to an activity."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from runlog.imports.formats import problems
from runlog.imports.formats.activity import Activity, Kind
from runlog.imports.formats.names import tidy_name
from runlog.imports.formats.numbers import exact, heart_rate, number
from runlog.imports.formats.plausible import judged
from runlog.imports.formats.sports import sport_named

Entry = tuple[str, dict[str, str]]
_METRES = {"m": 1.0, "km": 1000.0, "cm": 0.01, "mi": 1609.344, "ft": 0.3048, "yd": 0.9144}
_SECONDS = {"s": 1.0, "sec": 1.0, "min": 60.0, "hr": 3600.0, "h": 3600.0}
_TYPE = "HKWorkoutActivityType"
_QUANTITY = "HKQuantityTypeIdentifier"
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_AMOUNT = re.compile(r"\s*(-?[\d.]+(?:[eE][+-]?\d+)?)\s*([A-Za-z]+)\s*")


@dataclass(frozen=True, slots=True)
class Workout:
    """The attributes of the element and the elements in it: (name, attributes)."""

    attributes: dict[str, str]
    entries: list[Entry]

    def noted(self, key: str) -> str | None:
        """A note of the app that wrote it."""
        return next((a.get("value") for name, a in self.entries if name == "MetadataEntry" and a.get("key") == key), None)

    def counted(self, what: str) -> dict[str, str]:
        """The first of its statistics whose type begins so, without Apple's prefix."""
        kinds = (a for name, a in self.entries if name == "WorkoutStatistics")
        return next((a for a in kinds if a.get("type", "").removeprefix(_QUANTITY).startswith(what)), {})


def activity_of(workout: Workout) -> Activity:
    """What the workout tells. Its dates carry the offset of the phone that wrote the export, so the local one comes from its zone alone."""
    attributes = workout.attributes
    start, end = _moment(attributes.get("startDate")), _moment(attributes.get("endDate"))
    kind = _kind(attributes.get("workoutActivityType", ""))
    indoors = workout.noted("HKIndoorWorkout") == "1"
    return judged(
        Activity(
            kind=kind,
            surface="treadmill" if indoors and kind == "run" else None,
            started_at=start,
            utc_offset_min=_offset_min(start, workout.noted("HKTimeZone")),
            distance_m=exact(_distance_m(workout)),
            duration_s=exact(_scaled(attributes.get("duration"), attributes.get("durationUnit", "min"), _SECONDS), 3),
            elapsed_s=exact((end - start).total_seconds() if start and end else None, 3),
            average_heart_rate=heart_rate(number(workout.counted("HeartRate").get("average", ""))),
            ascent_m=exact(_ascent_m(workout)),
            by_steps=indoors and kind in ("run", "walk"),
            name=tidy_name(attributes.get("sourceName")),
            problem=None if start else problems.NO_START,
        )
    )


def _kind(word: str) -> Kind:
    """Apple names every sport, so one that we do not know is none that counts; an empty word names nothing."""
    spaced = _WORDS.sub(" ", word.removeprefix(_TYPE)).casefold()
    kind = sport_named(spaced)[0]
    return "other" if kind == "unknown" and spaced else kind


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.strptime(text or "", "%Y-%m-%d %H:%M:%S %z")
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _offset_min(start: datetime | None, zone: str | None) -> int | None:
    if start is None or not zone:
        return None
    try:
        offset = start.astimezone(ZoneInfo(zone)).utcoffset()
    except (KeyError, ValueError, OSError, OverflowError):
        return None
    return None if offset is None else round(offset.total_seconds() / 60)


def _distance_m(workout: Workout) -> float | None:
    own = _scaled(workout.attributes.get("totalDistance"), workout.attributes.get("totalDistanceUnit", ""), _METRES)
    if own is not None:
        return own
    counted = workout.counted("Distance")
    return _scaled(counted.get("sum"), counted.get("unit", ""), _METRES)


def _ascent_m(workout: Workout) -> float | None:
    found = _AMOUNT.fullmatch(workout.noted("HKElevationAscended") or "")
    return _scaled(found.group(1), found.group(2), _METRES) if found else None


def _scaled(text: str | None, unit: str, units: dict[str, float]) -> float | None:
    value, factor = number(text or ""), units.get(unit)
    return value * factor if value is not None and factor is not None else None
