"""One activity of a file on its way into a log: what a run will be made of, small enough to travel in a form."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import tzfpy

from runlog.core.dates import at_offset, format_moment, in_zone, moment_in_zone, parse_moment
from runlog.core.units import MILLI
from runlog.imports.formats import BIGGEST
from runlog.imports.formats.activity import Activity
from runlog.imports.formats.unpack import unpack

GZIP = b"\x1f\x8b"
NUMBERS = ("distance_m", "duration_s", "average_heart_rate", "cadence", "ascent_m")
WORDS = ("kind", "source_kind", "source_digest", "source_name", "surface")


@dataclass(frozen=True)
class Candidate:
    """A run to be: the moment in its own offset, SI numbers, where it came from. No position is kept."""

    kind: str
    started_at: datetime
    distance_m: Decimal | None
    duration_s: Decimal | None
    average_heart_rate: Decimal | None
    cadence: Decimal | None
    ascent_m: Decimal | None
    surface: str | None
    source_kind: str
    source_digest: str
    source_name: str | None

    def as_json(self) -> dict[str, Any]:
        """Return the candidate as JSON values."""
        numbers = {name: None if (value := getattr(self, name)) is None else str(value) for name in NUMBERS}
        return numbers | {name: getattr(self, name) for name in WORDS} | {"started_at": format_moment(self.started_at)}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Candidate":
        """Return the candidate of `as_json`."""
        numbers: dict[str, Any] = {name: None if values[name] is None else Decimal(values[name]) for name in NUMBERS}
        return cls(**numbers, **{name: values[name] for name in WORDS}, started_at=parse_moment(values["started_at"]))


def digest_of(data: bytes) -> str:
    """Return what tells a file's content from all others, whether the file is packed by gzip or not."""
    content = unpack(data, BIGGEST).data if data.startswith(GZIP) else data
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def candidate_of(activity: Activity, *, source_kind: str, digest: str, zone: str) -> Candidate | None:
    """Return the candidate, its local date from the file's own offset, else from the place, else from the profile's `zone`.

    None where the file does not say when it was.
    """
    if activity.started_at is None:
        return None
    return Candidate(
        kind=activity.kind,
        started_at=_moment(activity, activity.started_at, zone),
        # A device that counted nothing did not measure: not recorded, never zero.
        distance_m=_number(activity.distance_m) if activity.distance_m else None,
        duration_s=_number(activity.duration_s or activity.elapsed_s),
        average_heart_rate=_number(activity.average_heart_rate),
        cadence=_number(activity.cadence),
        ascent_m=_number(activity.ascent_m),
        surface=activity.surface,
        source_kind=source_kind,
        source_digest=digest,
        source_name=activity.name and activity.name[:200],
    )


def _moment(activity: Activity, started_at: datetime, zone: str) -> datetime:
    if started_at.tzinfo is None:
        return moment_in_zone(started_at, zone)
    if activity.utc_offset_min is not None:
        return at_offset(started_at, activity.utc_offset_min)
    return in_zone(started_at, _zone_of(activity) or zone)


def _zone_of(activity: Activity) -> str | None:
    if activity.place is None:
        return None
    latitude, longitude = activity.place
    return tzfpy.get_tz(longitude, latitude) or None


def _number(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(MILLI)
