"""Files made to do harm, and files of noise: a plain reason, bounded work, never an exception."""

import gzip
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from runlog.imports.formats import Reading, problems, read
from runlog.imports.formats.fit import skim
from tests.samples.fit_writing import FitFile
from tests.samples.writers import fit_run, gpx_run, tcx_run

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
BEGINNINGS = [b"\x0e\x10\xd9\x07\xff\0\0\0.FIT\0\0", b"\x1f\x8b\x08\0\0\0\0\0", b"<gpx>", b"<TrainingCenterDatabase>"]
WHOLE = [fit_run(points=8), gpx_run(points=8), tcx_run(points=8), gzip.compress(gpx_run(points=8))]


@pytest.mark.parametrize(
    "declaration",
    [
        f"<!DOCTYPE gpx [{LAUGHS}]>",
        '<!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE gpx SYSTEM "http://127.0.0.1/x.dtd">',
        '<!DOCTYPE gpx PUBLIC "-//x" "x.dtd">',
        "<!DOCTYPE gpx>",
        '<!DOCTYPE gpx [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
    ],
)
@pytest.mark.parametrize("write", [gpx_run, tcx_run])
def test_declarations_are_refused_before_anything_is_read(declaration, write):
    text = write(**({"name": "&l9;&x;"} if write is gpx_run else {})).decode()
    reading = read(text.replace("?>\n", f"?>\n{declaration}\n", 1).encode())
    assert (reading.activities, reading.problem) == ((), problems.UNSAFE_MARKUP)


def test_an_entity_that_is_not_declared_is_damage_not_text():
    reading = read(gpx_run(name="&x;"))
    assert reading.problem in (problems.DAMAGED, problems.DAMAGED_WHOLE)


@pytest.mark.parametrize(
    "data",
    [
        b"<gpx>" + b"<a>" * 300_000,
        b"<gpx><trk>" + b"<trkseg>" * 100_000,
        b"<gpx>" + b"".join(b"<a%x/>" % n for n in range(200_000)),
        b"<gpx>" + b"".join(b"<a a%x=''/>" % n for n in range(150_000)),
        b"<gpx>" + b"<trk/>" * 10_000,
    ],
    ids=["nested", "nested segments", "names", "attributes", "tracks"],
)
def test_markup_without_end_is_refused_within_bounds(data):
    tracemalloc.start()
    reading = read(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (reading.activities, reading.problem) == ((), problems.UNSAFE_MARKUP)
    assert peak < 60_000_000


@pytest.mark.parametrize(
    ("start", "problem"),
    [
        ("1901-12-13T20:45:52Z", problems.WRONG_YEAR),
        ("0001-01-01T00:00:00+14:00", problems.NO_TIMES),
        ("2099-01-01T10:00:00Z", problems.WRONG_YEAR),
        ("2010-01-01T00:00:00Z", problems.MADE_UP_TIMES),
        ("2010-01-01T00:00:01Z", None),
        ("1990-05-01T10:00:00Z", None),
    ],
)
def test_dates_that_cannot_be(start, problem):
    points = "".join(f'<trkpt lat="52.{n}" lon="13"><time>{start}</time></trkpt>' for n in range(2))
    reading = read(f"<gpx><trk><trkseg>{points}</trkseg></trk></gpx>".encode())
    assert [reading.problem, *(one.problem for one in reading.activities)][-1] == problem


@pytest.mark.parametrize(
    ("run", "problem"),
    [
        (fit_run(duration_s=28 * 86_400), problems.TOO_LONG),
        (fit_run(duration_s=6 * 86_400, distance_m=800_000), None),
        (fit_run(distance_m=1_000_001, duration_s=600_000), problems.TOO_FAR),
        (fit_run(distance_m=30_070, duration_s=45 * 60), problems.TOO_FAST),
        (fit_run(distance_m=30_070, duration_s=45 * 60, sport=2), None),
        (fit_run(distance_m=1609, duration_s=223), None),
        (fit_run(distance_m=100, duration_s=9.58), None),
        (fit_run(distance_m=200, duration_s=5), problems.TOO_FAST),
    ],
)
def test_numbers_that_cannot_be_are_said_and_shown(run, problem):
    (activity,) = read(run).activities
    assert activity.problem == problem
    assert activity.distance_m is not None


def test_numbers_too_big_for_floats_are_no_numbers():
    text = tcx_run().decode().replace("<DistanceMeters>10000<", "<DistanceMeters>1e999<").replace("<Value>150<", "<Value>NaN<")
    (activity,) = read(text.replace("<AltitudeMeters>100<", "<AltitudeMeters>inf<").encode()).activities
    assert (activity.distance_m, activity.average_heart_rate, activity.ascent_m) == (10_000, None, None)


def sound(reading: Reading) -> bool:
    """Whether a reading keeps its promises: a reason or an activity, no fault of ours, numbers that a log can hold or a problem."""
    assert reading.problem != problems.OUR_FAULT
    assert reading.activities or reading.problem
    for one in reading.activities:
        numbers = (one.distance_m, one.duration_s, one.elapsed_s, one.average_heart_rate, one.cadence, one.ascent_m)
        assert all(number is None or (number.is_finite() and number >= 0) for number in numbers)
        assert all(number is None or number > 0 for number in (one.average_heart_rate, one.cadence))
        assert one.problem or (one.started_at and (one.distance_m or 0) <= 1_000_000 and (one.duration_s or 0) <= 1_000_000)
        assert one.place is None or (abs(one.place[0]) <= 90 and abs(one.place[1]) <= 180)
        assert one.local_on is None or one.started_at is not None
    return True


@settings(deadline=None)
@given(some.binary(max_size=2000))
def test_noise(data):
    assert sound(read(data))


@settings(deadline=None)
@given(some.sampled_from(BEGINNINGS), some.binary(max_size=500))
def test_noise_behind_a_true_beginning(beginning, data):
    assert sound(read(beginning + data))


@settings(max_examples=300, deadline=None)
@given(some.data())
def test_changed_files(data):
    whole = bytearray(data.draw(some.sampled_from(WHOLE)))
    for _ in range(data.draw(some.integers(1, 6))):
        at = data.draw(some.integers(0, len(whole)))
        whole[at : at + data.draw(some.integers(0, 9))] = data.draw(some.binary(max_size=9))
    assert sound(read(bytes(whole)))


XML_TEXT = some.text(some.characters(min_codepoint=32, exclude_categories=["Cs", "Cn"], exclude_characters='<&"'), max_size=12)


@settings(deadline=None)
@given(some.sampled_from([gpx_run, tcx_run]), XML_TEXT)
def test_any_text_in_place_of_a_number_or_a_time(write, text):
    whole = write(points=8).decode()
    for old in ("150", "100", "3600", "2024-05-03T06:30:00Z", "52.50000000", "10000"):
        assert sound(read(whole.replace(old, text).encode()))


@pytest.mark.parametrize(
    "body",
    [
        b"\x40\0\0\x14\0\0" + bytes(30_000),
        b"\x40\0\0\x14\0\0" * 15_000,
        b"".join(b"\x40\0\0\x14\0\1" + number.to_bytes(3, "big") for number in range(5_000)),
        b"\x0f" + b"\x40\0\0" * 100_000,
        b"\x0f" + b"\x40\0\0\x14\0\1\xfd\4\x86" * 15_000,
    ],
    ids=["messages", "definitions", "layouts", "lost", "found and lost"],
)
def test_messages_without_end_are_not_followed(body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(skim, "MOST_MESSAGES", 10_000)
    reading = read(FitFile().raw(body).data(checksum=0))
    assert (reading.activities, reading.problem) == ((), problems.DAMAGED_WHOLE)
