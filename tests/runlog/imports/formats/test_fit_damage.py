"""FIT files that are cut, flipped, glued, never closed or without a summary: salvaged or refused, and always said."""

import random
from datetime import timedelta
from io import BytesIO
from typing import Any

import fitdecode
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from runlog.imports.formats import problems, read
from runlog.imports.formats.fit.crc import intact
from tests.samples.fit_writing import (
    ENUM,
    EVENT,
    RECORD,
    SESSION,
    SPORT,
    U8,
    U32,
    FitFile,
    crc16,
    fit_file_id,
    fit_points,
    fit_session,
    fit_time,
)
from tests.samples.writers import START, fit_run


def unsummed(**points: Any) -> FitFile:
    """A recording that was never finished: chosen sport and points."""
    return fit_points(fit_file_id(FitFile()).add(SPORT, (0, ENUM, 1), (1, ENUM, 0), local=5), **points)


@settings(deadline=None)
@given(some.binary(max_size=300))
def test_the_quick_checksum_agrees_with_the_slow_one(data):
    crc = crc16(data)
    assert intact(data + crc.to_bytes(2, "little"))
    assert not intact(data + (crc ^ 0x0100).to_bytes(2, "little"))


@settings(deadline=None)
@given(some.binary(min_size=3, max_size=80))
def test_data_are_intact_exactly_if_the_checksum_is_right(data):
    assert intact(data) == (crc16(data[:-2]) == int.from_bytes(data[-2:], "little"))


def test_of_all_pairs_of_bytes_one_is_the_checksum_of_nothing():
    assert [pair for pair in range(1 << 16) if intact(pair.to_bytes(2, "little"))] == [crc16(b"")]


def test_a_wrong_checksum_is_said_and_the_run_is_read():
    data = fit_run()
    reading = read(data[:-2] + bytes([data[-2] ^ 1, data[-1]]))
    assert (reading.problem, reading.activities) == (problems.DAMAGED, read(data).activities)


def test_a_checksum_that_was_never_written_is_no_damage():
    assert read(fit_points(fit_file_id(FitFile())).add(SESSION, *fit_session(), local=3).data(checksum=0)).problem is None


@pytest.mark.parametrize("lost", [1, 2, 3])
def test_a_missing_end_is_said_and_the_run_is_read(lost):
    reading = read(fit_run()[:-lost])
    assert reading.problem == problems.CUT_SHORT
    assert [one.distance_m for one in reading.activities] == [10_000]


def test_a_recording_cut_before_its_summary_is_made_from_its_points():
    whole = unsummed(points=601).add(SESSION, *fit_session(), local=3).data()
    reading = read(whole[: len(whole) * 6 // 10])
    activity: Any = reading.activities[0]
    assert reading.problem == problems.CUT_SHORT
    assert activity.kind == "run"
    assert activity.started_at == START
    assert 5500 < activity.distance_m < 6500
    assert float(activity.duration_s) == pytest.approx(float(activity.distance_m) * 0.36, abs=7)


@pytest.mark.parametrize("header", [12, 14])
def test_a_recording_that_was_never_closed_is_read_to_its_end(header):
    reading = read(unsummed().data(size=0, header=header))
    (activity,) = reading.activities
    assert reading.problem == problems.NEVER_FINISHED
    assert (activity.distance_m, activity.elapsed_s, activity.average_heart_rate, activity.cadence) == (10_000, 3600, 150, 170)


def test_pauses_are_no_part_of_a_salvaged_timer():
    file = fit_file_id(FitFile())
    for second, kind in ((0, 0), (1000, 4), (1600, 0)):
        file.add(EVENT, (253, U32, fit_time(START) + second), (0, ENUM, 0), (1, ENUM, kind), local=6)
    reading = read(fit_points(file).data())
    (activity,) = reading.activities
    assert reading.problem == problems.NEVER_FINISHED
    assert (activity.elapsed_s, activity.duration_s, activity.kind) == (3600, 3000, "unknown")


def test_a_header_that_tells_too_small_a_size_does_not_hide_the_summary():
    data = fit_points(fit_file_id(FitFile())).add(SESSION, *fit_session(), local=3).data(size=400)
    reading = read(data)
    assert (reading.problem, [one.distance_m for one in reading.activities]) == (problems.DAMAGED, [10_000])


def test_a_point_years_away_does_not_stretch_a_salvaged_run():
    file = unsummed().add(RECORD, (253, U32, fit_time(START + timedelta(days=43 * 365))), local=7)
    (activity,) = read(file.data()).activities
    assert activity.elapsed_s == 3600


def test_a_lost_way_leads_on_to_the_summary():
    file = unsummed(points=20).raw(b"\x0b\x01\x02\x03\x04\x05").add(SESSION, *fit_session(), local=9)
    reading = read(file.data())
    assert (reading.problem, [one.distance_m for one in reading.activities]) == (problems.DAMAGED, [10_000])


def test_what_looks_like_points_after_a_lost_way_is_not_believed():
    file = unsummed(points=20, distance_m=500).raw(b"\x0b")
    fit_points(file, points=20, distance_m=900_000, local=9)
    reading = read(file.data())
    assert (reading.problem, [one.distance_m for one in reading.activities]) == (problems.DAMAGED, [500])


@pytest.mark.parametrize(
    ("rest", "problem"),
    [
        (fit_file_id(FitFile(), kind=2).data(), None),
        (fit_file_id(FitFile(), kind=2).data()[:-6], problems.REST_UNREADABLE),
        (b"\0" * 64, None),
        (b"not a header at all, but there", problems.REST_UNREADABLE),
    ],
    ids=["settings", "cut settings", "padding", "nonsense"],
)
def test_what_follows_a_good_recording_cannot_spoil_it(rest, problem):
    reading = read(fit_run() + rest)
    assert (reading.problem, [one.distance_m for one in reading.activities]) == (problem, [10_000])


def test_two_recordings_in_one_file_are_two_activities():
    later = START + timedelta(hours=3)
    assert [one.started_at for one in read(fit_run() + fit_run(start=later)).activities] == [START, later]


def test_points_without_a_summary_add_up_as_the_reference_reads_them():
    data = unsummed(points=301, distance_m=4321, duration_s=1500).data()
    with fitdecode.FitReader(BytesIO(data)) as frames:
        records = [frame for frame in frames if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "record"]
    activity: Any = read(data).activities[0]
    assert activity.started_at == records[0].get_value("timestamp")
    assert float(activity.distance_m) == pytest.approx(records[-1].get_value("distance"), abs=0.05)
    assert activity.elapsed_s == (records[-1].get_value("timestamp") - records[0].get_value("timestamp")).total_seconds()


def test_a_declared_size_beyond_the_file_is_a_missing_end():
    data = unsummed().data(size=0xFFFFFFF0)
    assert read(data).problem == problems.CUT_SHORT


def test_flipped_bits_are_read_with_a_warning_or_refused():
    chance = random.Random(20240503)
    whole = fit_run(points=200)
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 4)):
            data[chance.randrange(14, len(data))] ^= 1 << chance.randrange(8)
        reading = read(bytes(data))
        assert reading.problem, data.hex()
        assert reading.problem != problems.OUR_FAULT


def test_every_cut_of_a_file_is_read_or_refused_with_a_word():
    whole = fit_run(points=5)
    for end in range(1, len(whole)):
        reading = read(whole[:end])
        assert reading.problem not in (None, problems.OUR_FAULT), end


def test_messages_of_no_size_end():
    empty = FitFile().raw(b"\x40\0\0\xff\xfe\0" + b"\0" * 100_000)
    assert read(empty.data()).problem == problems.NO_ACTIVITY


def test_a_recording_of_heart_rate_alone_adds_nothing():
    beats = fit_file_id(FitFile()).add(132, (253, U32, fit_time(START)), (1, U8, 80)).data()
    assert len(read(fit_run() + beats).activities) == 1
