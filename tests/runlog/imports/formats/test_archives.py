"""Uploads of any shape: what they are, which parts they have, and what each part gives."""

import gzip
import io
import struct
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from runlog.imports.formats import problems
from runlog.imports.formats.activity import Reading
from runlog.imports.formats.archives import Plan, copy_archive, plan, read_part
from runlog.imports.formats.archives.health import workouts
from tests.samples.archive_writing import HEADER, SHOES, health_export, strava_row, workout, write_strava, zip_of
from tests.samples.fit_writing import FitFile, fit_file_id
from tests.samples.writers import START, fit_run, gpx_run, tcx_run


def read_all(data: bytes) -> tuple[Plan, list[Reading]]:
    file = io.BytesIO(data)
    planned = plan(file)
    return planned, [read_part(file, part) for part in planned.parts]


def strava(*rows: str, **files: bytes) -> bytes:
    table = {"activities.csv": "\n".join([HEADER, *rows, ""]).encode(), "shoes.csv": SHOES.encode()}
    return zip_of(table | {f"activities/{name.removeprefix('f').replace('_', '.')}": data for name, data in files.items()})


@pytest.mark.parametrize(
    ("data", "form"), [(fit_run(), "fit"), (gpx_run(), "gpx"), (tcx_run(), "tcx"), (gzip.compress(fit_run()), "fit"), (b"", "unknown")]
)
def test_a_single_file_is_one_part(data: bytes, form: str) -> None:
    planned, [reading] = read_all(data)
    assert planned.format == form
    assert [part.form for part in planned.parts] == ["file"]
    assert bool(reading.activities) == bool(data)


def test_a_zip_is_read_by_its_bytes_and_the_rest_is_counted() -> None:
    members = {
        "a/1.gpx": gpx_run(),
        "2.FIT.gz": gzip.compress(fit_run()),
        "3": tcx_run(),
        "4.jpg": b"\xff\xd8\xff",
        "5.json": b"{}",
        "6": b"x",
    }
    planned, readings = read_all(zip_of(members))
    assert planned.format == "zip"
    assert [one.kind for reading in readings for one in reading.activities] == ["run"] * 3
    assert planned.passed_over == 3


def test_tables_that_were_read_are_not_passed_over() -> None:
    held = io.BytesIO()
    write_strava(held, 2, blank=1)
    # The two pictures are.
    assert plan(held).passed_over == 2


def test_what_looks_like_an_activity_and_is_none_gets_its_own_problem() -> None:
    _, [bad, good] = read_all(zip_of({"1.gpx": b"<html></html>", "2.gpx": gpx_run()}))
    assert (bad.problem, bad.activities) == (problems.WEB_PAGE, ())
    assert good.activities


def test_files_of_a_watch_that_are_no_activities_are_counted() -> None:
    assert plan(io.BytesIO(zip_of({"1.fit": fit_run(), "2.fit": fit_file_id(FitFile(), kind=32).data()}))).passed_over == 1


def test_an_archive_in_an_archive_can_be_taken_out() -> None:
    inner = zip_of({"1.fit": fit_run()})
    file = io.BytesIO(zip_of({"DI_CONNECT/UploadedFiles_1.zip": inner}))
    [part] = plan(file).parts
    copy = io.BytesIO()
    assert part.form == "archive"
    assert copy_archive(file, part, copy) is None
    assert copy.getvalue() == inner


def test_names_are_shown_and_never_opened() -> None:
    planned, [reading] = read_all(zip_of({"../../etc/pass\nwd\x1b[2J.gpx": gpx_run()}))
    assert planned.parts[0].name == "../../etc/pass wd [2J.gpx"
    assert reading.activities


def test_a_member_without_a_name_is_no_fault_of_ours() -> None:
    data = zip_of({"a": gpx_run()})
    # The directory says that the name is of no letters, and that what followed is something else.
    planned = plan(io.BytesIO(broken(data, at=data.index(b"PK\x01\x02") + 28, by=b"\x00\x00\x01\x00")))
    assert planned.parts or planned.problem


def broken(data: bytes, *, at: int, by: bytes) -> bytes:
    return data[:at] + by + data[at + len(by) :]


def locked(data: bytes) -> bytes:
    return broken(data, at=data.index(b"PK\x01\x02") + 8, by=b"\x01\x00")


def rarely_packed(data: bytes) -> bytes:
    return broken(data, at=data.index(b"PK\x01\x02") + 10, by=b"\x63\x00")


def flipped(data: bytes) -> bytes:
    return broken(data, at=60, by=bytes([data[60] ^ 0xFF]))


def understated(data: bytes) -> bytes:
    """The directory says that 100 bytes come out."""
    return broken(data, at=data.index(b"PK\x01\x02") + 24, by=struct.pack("<L", 100))


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [(locked, problems.MEMBER_LOCKED), (rarely_packed, problems.MEMBER_PACKING), (flipped, problems.MEMBER_DAMAGED)],
)
def test_a_member_that_cannot_be_unpacked_says_why_and_harms_no_other(spoil, problem) -> None:
    _, readings = read_all(spoil(zip_of({"1.gpx": gpx_run(), "2.gpx": gpx_run()})))
    assert [reading.problem for reading in readings] == [problem, None]


def test_a_changed_byte_is_noticed_where_nothing_is_packed() -> None:
    data = zip_of({"1.gpx": gpx_run()}, is_packed=False)
    _, [reading] = read_all(data.replace(b"Morning Run", b"Evening Run"))
    assert reading.problem == problems.MEMBER_DAMAGED


@pytest.mark.parametrize("spoil", [bytes, understated], ids=["honest", "understated"])
def test_a_bomb_is_not_unpacked(spoil) -> None:
    _, [bomb, good] = read_all(spoil(zip_of({"1.gpx": bytes(51_000_000), "2.gpx": gpx_run()})))
    assert bomb.problem == problems.MEMBER_TOO_BIG
    assert good.activities


def overlapping() -> bytes:
    data = bytearray(zip_of({"1.gpx": gpx_run(), "2.gpx": gpx_run()}))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<L", 10)
    return bytes(data)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: zip_of({"1.gpx": gpx_run()})[:-30], problems.ARCHIVE_CUT_SHORT),
        (lambda: zip_of({"1.gpx": gpx_run()})[:100], problems.ARCHIVE_CUT_SHORT),
        (lambda: zip_of({f"{number}.txt": b"" for number in range(60_001)}, is_packed=False), problems.TOO_MANY_MEMBERS),
        (overlapping, problems.ARCHIVE_OVERLAPS),
        (lambda: zip_of({}), problems.NOTHING_INSIDE),
        (lambda: zip_of({"notes.txt": b"nothing"}), problems.NOTHING_INSIDE),
    ],
    ids=["no end", "cut", "many", "overlapping", "empty", "notes"],
)
def test_an_archive_that_cannot_be_used_says_why(make: Callable[[], bytes], problem: str) -> None:
    planned = plan(io.BytesIO(make()))
    assert (planned.parts, planned.problem) == ((), problem)


def test_an_activity_of_apple_health_of_the_newer_shape() -> None:
    inner = (
        '<MetadataEntry key="HKTimeZone" value="America/New_York"/>',
        '<MetadataEntry key="HKElevationAscended" value="4544 cm"/>',
        '<WorkoutActivity uuid="1">',
        '<WorkoutStatistics type="HKQuantityTypeIdentifierHeartRate" average="99" unit="count/min"/>',
        "</WorkoutActivity>",
        '<WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="10.5" unit="km"/>',
        '<WorkoutStatistics type="HKQuantityTypeIdentifierHeartRate" average="150.4" unit="count/min"/>',
    )
    planned, [reading] = read_all(health_export(workout(*inner), records=3))
    [run] = reading.activities
    assert planned.format == reading.format == "apple"
    assert (run.kind, run.started_at, run.utc_offset_min) == ("run", datetime(2024, 5, 3, 6, 30, tzinfo=UTC), -240)
    assert (run.distance_m, run.duration_s, run.elapsed_s) == (Decimal("10500.0"), Decimal("3600.0"), Decimal("3660.0"))
    assert (run.average_heart_rate, run.ascent_m) == (Decimal("150.4"), Decimal("45.4"))


def test_health_data_of_the_older_shape_in_miles_inside_a_zip() -> None:
    old = '<Workout workoutActivityType="HKWorkoutActivityTypeWalking" duration="20" durationUnit="min"'
    old += ' totalDistance="1" totalDistanceUnit="mi"'
    old += ' sourceName="a &gt; b > c" startDate="2016-11-14 07:00:00 -0700" endDate="2016-11-14 07:25:00 -0700"/>'
    members = {"apple_health_export/export.xml": health_export(old, workout(kind="Yoga"))}
    planned, [reading] = read_all(zip_of(members | {"apple_health_export/workout-routes/1.gpx": gpx_run()}))
    walk, yoga = reading.activities
    assert (planned.format, planned.passed_over) == ("apple", 1)
    assert (walk.kind, walk.distance_m, walk.utc_offset_min, yoga.kind) == ("walk", Decimal("1609.3"), None, "other")


@pytest.mark.parametrize("size", [1, 7, 100, 5000])
def test_workouts_are_found_wherever_the_pieces_end(size: int) -> None:
    data = health_export(workout(), workout(kind="Walking"), workout(kind="Hiking"), records=4)
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    assert [one.kind for one in workouts(pieces)] == ["run", "walk", "walk"]


def test_entities_in_health_data_mean_nothing() -> None:
    data = health_export(workout().replace("Watch", "&bomb;"), workout()).replace(b"]>", b'<!ENTITY bomb "aaaa">]>')
    _, [reading] = read_all(data)
    assert [one.name for one in reading.activities] == ["Watch"]


class TestStrava:
    """Archives of Strava, whose table says what the files are."""

    def test_title_kind_shoe_and_id_come_from_the_row_and_the_numbers_from_the_file(self) -> None:
        row = strava_row(1, filename="activities/9.gpx.gz", kind="Hike", gear="ASICS GT 2000", metres=5000)
        planned, [reading] = read_all(strava(row, f9_gpx_gz=gzip.compress(gpx_run())))
        [activity] = reading.activities
        assert planned.format == "strava"
        assert (activity.kind, activity.name, activity.shoe) == ("walk", "Run 1", "ASICS GT 2000")
        assert "strava-7000000001" in activity.source_ids
        assert abs(activity.distance_m - 10_000) < 50

    @pytest.mark.parametrize("filename", ["", "#error#", "activities/404.gpx"])
    def test_a_row_without_its_file_is_kept_with_a_warning(self, filename: str) -> None:
        _, [reading, *_] = read_all(strava(strava_row(1, filename=filename), f1_gpx=gpx_run()))
        assert reading.problem
        assert reading.activities[0].started_at == START

    def test_a_row_stands_in_for_a_damaged_file_but_not_for_a_bomb(self) -> None:
        rows = (strava_row(1, filename="activities/1.gpx"), strava_row(2, filename="activities/2.gpx"))
        _, [damaged, bomb] = read_all(strava(*rows, f1_gpx=b"nonsense", f2_gpx=bytes(51_000_000)))
        assert (damaged.problem, len(damaged.activities)) == (problems.FILE_UNREADABLE, 1)
        assert (bomb.problem, bomb.activities) == (problems.MEMBER_TOO_BIG, ())

    def test_a_file_that_no_row_names_is_read_too(self) -> None:
        _, readings = read_all(strava(strava_row(1, filename="activities/1.gpx"), f1_gpx=gpx_run(), f2_fit=fit_run()))
        assert [len(reading.activities) for reading in readings] == [1, 1]
