"""Every reader of files and archives: whatever comes in, a reading or a plain reason comes out, and soon."""

import gzip
import io
import json
from collections.abc import Callable, Iterator

from runlog.imports.formats import problems
from runlog.imports.formats.archives import Plan, plan
from runlog.imports.part_reading import read_one
from runlog.imports.read_activity import PartReading, part_as_json, part_from_json, reading_as_json, reading_from_json
from tests.fuzz.amounts import inputs
from tests.fuzz.changing import with_other_bytes, with_other_words
from tests.fuzz.strange import Luck
from tests.samples.archive_writing import health_export, workout, write_strava, zip_of
from tests.samples.table_writing import GARMIN_HEADER, STRAVA_HEADER, garmin_row, strava_row, table
from tests.samples.writers import fit_run, gpx_run, tcx_run

XML = [gpx_run(points=5), tcx_run(points=5), health_export(workout(), workout(kind="Walking"), records=2)]
TABLES = [
    table(STRAVA_HEADER, [strava_row(), strava_row(id="4712", type="Walk")]),
    table(GARMIN_HEADER, [garmin_row(), garmin_row(Distance="5,00", Time="45:00")], ";"),
    b"Date,Type,Distance (km),Duration\n2024-05-23,Run,5,45:00\n2024-06-07,Run,7.5,1:02:03\n",
]
WHOLE = [fit_run(points=8), gzip.compress(gpx_run(points=5)), *XML, *TABLES]
WORDY = [whole.decode() for whole in (*XML, *TABLES)]
ANSWERS = ("dmy", "mdy", "km", "mi", "ms", "min", "run", "walk", "", "\0")
Sent = tuple[str, bytes]


def archives() -> list[bytes]:
    strava = io.BytesIO()
    write_strava(strava, 3, points=5)
    loose = {"runs/a.gpx": XML[0], "b.fit": WHOLE[0], "notes.txt": b"x", "__MACOSX/._a": b"x"}
    inner = zip_of({"inner.zip": zip_of(loose), "apple_health_export/export.xml": XML[2]})
    return [strava.getvalue(), zip_of(loose), zip_of(loose, is_packed=False), inner]


def answered(change: Callable[[Luck], bytes]) -> Callable[[Luck], Sent]:
    """What is answered where a file asks, and the file."""
    return lambda luck: (luck.one_of(ANSWERS), change(luck))


def read_whole(answer: str, data: bytes) -> Iterator[PartReading]:
    """Read a file as an import does: planned, every part, and what a table asks answered."""
    file = io.BytesIO(data)
    planned = plan(file)
    if planned.questions:
        planned = plan(file, {question.key: answer for question in planned.questions})
    assert said(planned)
    for part in planned.parts:
        if part.form == "archive":
            continue
        part = part_from_json(json.loads(json.dumps(part_as_json(part))))
        reading = read_one(file, part, {})
        yield reading
        if reading.questions:
            yield read_one(file, part, {question.key: answer for question in reading.questions})


def said(planned: Plan) -> bool:
    return planned.problem != problems.OUR_FAULT and bool(planned.parts or planned.problem or planned.questions)


def sound(reading: PartReading) -> None:
    """A reason or an activity, no fault of ours, numbers that a log can hold or a problem; and it goes from process to process."""
    assert reading.problem != problems.OUR_FAULT
    assert reading.activities or reading.problem or reading.questions
    for one in reading.activities:
        numbers = (one.distance_m, one.duration_s, one.elapsed_s, one.average_heart_rate, one.cadence, one.ascent_m)
        assert all(number is None or (number.is_finite() and number >= 0) for number in numbers)
        assert one.problem or ((one.distance_m or 0) <= 1_000_000 and (one.duration_s or 0) <= 1_000_000)
    assert reading_from_json(json.loads(json.dumps(reading_as_json(reading)))) == reading


@inputs("changed bytes", answered(with_other_bytes(WHOLE)))
def test_files_with_other_bytes(sent: Sent) -> None:
    for reading in read_whole(*sent):
        sound(reading)


@inputs("strange words", answered(with_other_words(WORDY)))
def test_files_with_other_words(sent: Sent) -> None:
    for reading in read_whole(*sent):
        sound(reading)


@inputs("archives", answered(with_other_bytes(archives())))
def test_archives_with_other_bytes(sent: Sent) -> None:
    for reading in read_whole(*sent):
        sound(reading)
