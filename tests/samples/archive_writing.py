"""Writes archives: zips of any members, a Strava export of any length, an Apple Health export."""

import gzip
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from tests.samples.places import START
from tests.samples.writers import fit_run, gpx_run

HEADER = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,Relative Effort,"
    "Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,Bike Weight,Elapsed Time,Moving Time,Distance"
)
SHOES = "Shoe Name,Shoe Brand,Shoe Model,Shoe Default Sport Types\nDaily,ASICS,GT 2000,\n,Nike,Pegasus,\n"
PAIRS = ("Daily", "Nike Pegasus")
_FIRST_ID, _FIRST_FILE = 7_000_000_000, 8_000_000_000


def zip_of(members: Mapping[str, bytes] | Iterable[tuple[str, bytes]], *, is_packed: bool = True) -> bytes:
    """A zip of members by their names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED) as archive:
        for name, data in dict(members).items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=archive.compression)
    return file.getvalue()


def strava_row(number: int, *, filename: str, start: datetime = START, kind: str = "Run", gear: str = "", metres: float = 10_000) -> str:
    """One line of activities.csv."""
    day = f'"{start:%b} {start.day}, {start:%Y}, {start.hour % 12 or 12}:{start:%M:%S %p}"'
    cells = (_FIRST_ID + number, day, f"Run {number}", kind, "", 3600, f"{metres / 1000:.2f}", "", "", "false", "", gear, filename)
    return ",".join(map(str, (*cells, "", "", "3600.0", "3600.0", metres)))


def write_strava(
    file: BinaryIO, count: int, *, first: datetime = START, every: timedelta = timedelta(days=1), points: int = 60, blank: int = 0
) -> None:
    """A Strava export of so many runs from `first` on, by turns of GPX and FIT, packed by gzip; always the same bytes.

    `points`: how many each has. `blank`: so many bytes of a picture beside each, to make the archive large.
    """
    rows = [HEADER]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for number in range(count):
            start = first + every * number
            name = f"activities/{_FIRST_FILE + number}.{'gpx' if number % 2 else 'fit'}.gz"
            rows.append(strava_row(number, filename=name, start=start, gear=PAIRS[number % 2], metres=_metres(number)))
            archive.writestr(zipfile.ZipInfo(name), gzip.compress(_run(number, start, points), 1, mtime=0))
            if blank:
                archive.writestr(zipfile.ZipInfo(f"media/{number}.jpg"), b"\xff\xd8\xff" + bytes(blank))
        archive.writestr(zipfile.ZipInfo("activities.csv"), "\n".join(rows) + "\n")
        archive.writestr(zipfile.ZipInfo("shoes.csv"), SHOES)


def strava_archive(path: Path, count: int, **chosen: int) -> Path:
    """The same as a file."""
    with path.open("wb") as file:
        write_strava(file, count, points=chosen.get("points", 60), blank=chosen.get("blank", 0))
    return path


def _metres(number: int) -> float:
    return 8000 + 10 * (number % 400)


def _run(number: int, start: datetime, points: int) -> bytes:
    """A run of its own length, so that no two are taken for one."""
    metres = _metres(number)
    return gpx_run(start=start, points=points, distance_m=metres) if number % 2 else fit_run(start=start, points=points, distance_m=metres)


def health_export(*workouts: str, records: int = 0) -> bytes:
    """An export of Apple Health with its document type, some records and the workouts."""
    return b"".join(_health(workouts, records))


def _health(workouts: tuple[str, ...], records: int) -> Iterator[bytes]:
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record|Workout)*>\n'
    yield b'<!ATTLIST Workout workoutActivityType CDATA #REQUIRED>\n]>\n<HealthData locale="en_GB">\n'
    yield (
        b'<Record type="HKQuantityTypeIdentifierHeartRate" unit="count/min" value="61" startDate="2024-05-03 06:30:00 +0200"/>\n' * records
    )
    yield "\n".join(workouts).encode() + b"\n</HealthData>\n"


def workout(*inner: str, kind: str = "Running", start: str = "2024-05-03 08:30:00 +0200", end: str = "2024-05-03 09:31:00 +0200") -> str:
    """A workout of the newer shape, of 60 minutes; `inner`: its statistics and notes."""
    own = f'workoutActivityType="HKWorkoutActivityType{kind}" duration="60" durationUnit="min" sourceName="Watch"'
    return f'<Workout {own} startDate="{start}" endDate="{end}">{"".join(inner)}</Workout>'
