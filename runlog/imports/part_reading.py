"""Reads one part of an upload and lets nothing of its positions out but the time zone."""

from typing import BinaryIO

import tzfpy

from runlog.imports.formats.activity import Activity, Answers, Reading
from runlog.imports.formats.archives import Part, activity_digest, read_with_digest
from runlog.imports.read_activity import PartReading, ReadActivity, without_place


def read_one(file: BinaryIO, part: Part, answers: Answers) -> PartReading:
    """The activities of one part. Never raises for what the file holds."""
    reading, digest = read_with_digest(file, part, answers)
    activities = tuple(_read_activity(one, place, reading, digest) for place, one in enumerate(reading.activities, 1))
    if not activities:
        return PartReading((), reading.problem, None, digest, reading.questions)
    return PartReading(activities, None, reading.problem, digest, reading.questions)


def _read_activity(activity: Activity, place: int, reading: Reading, digest: str) -> ReadActivity:
    own = activity_digest(activity) if reading.format in ("apple", "csv") else digest if place == 1 else f"{digest}#{place}"
    return without_place(activity, zone=_zone(activity), digest=own, source=reading.format)


def _zone(activity: Activity) -> str | None:
    if activity.place is None or activity.utc_offset_min is not None:
        return None
    latitude, longitude = activity.place
    return tzfpy.get_tz(longitude, latitude) or None
