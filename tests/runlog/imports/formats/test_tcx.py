"""TCX: sums over laps, several activities and sports in one file, courses, and laps without points."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from runlog.imports.formats import problems, read
from tests.samples.writers import PLACE, START, tcx_run
from tests.samples.xml_writing import tcx_activity, tcx_file, tcx_lap


def one(data: bytes) -> Any:
    reading = read(data)
    assert (reading.format, reading.problem) == ("tcx", None)
    (activity,) = reading.activities
    return activity


def test_a_run_as_a_service_writes_it():
    activity = one(tcx_file(tcx_activity(tcx_lap(duration_s=3599.6), notes="Round the lake")))
    assert (activity.kind, activity.started_at, activity.name) == ("run", START, "Round the lake")
    assert (activity.distance_m, activity.duration_s, activity.elapsed_s) == (10_000, Decimal("3599.6"), 3600)
    assert (activity.average_heart_rate, activity.cadence, activity.ascent_m) == (150, 170, 0)
    assert activity.place == pytest.approx(PLACE)
    assert (activity.by_steps, activity.source_ids) == (False, ("device-123456-20240503T063000",))


def test_laps_add_up_and_their_means_are_weighed_by_their_time():
    second = tcx_lap(start=START + timedelta(seconds=1000), distance_m=500, duration_s=200, heart_rate=160, cadence=90, counted_from_m=2000)
    activity = one(tcx_file(tcx_activity(tcx_lap(distance_m=2000, duration_s=600, heart_rate=140, cadence=80), second)))
    assert (activity.distance_m, activity.duration_s, activity.elapsed_s) == (2500, 800, 1200)
    assert (activity.average_heart_rate, activity.cadence) == (145, 165)


def test_blanks_before_the_declaration_are_no_trouble():
    assert one(b"   \n  " + tcx_run()).kind == "run"


@pytest.mark.parametrize(
    ("sport", "kind"),
    [
        ("Running", "run"),
        ("running", "run"),
        ("Biking", "other"),
        ("Other", "other"),
        ("Walking", "walk"),
        ("Padel", "unknown"),
        (None, "unknown"),
    ],
)
def test_sports(sport, kind):
    assert one(tcx_file(tcx_activity(tcx_lap(), sport=sport))).kind == kind


def test_several_activities_are_all_read():
    later = START + timedelta(days=1)
    data = tcx_file(tcx_activity(tcx_lap()), tcx_activity(tcx_lap(start=later), start=later, sport="Biking"))
    assert [(one.kind, one.started_at) for one in read(data).activities] == [("run", START), ("other", later)]


def test_of_a_multisport_session_the_runs_alone_count():
    rides = [tcx_activity(tcx_lap(start=START + timedelta(hours=hour)), sport="Biking") for hour in (0, 30)]
    run = tcx_activity(tcx_lap(start=START + timedelta(hours=1)))
    session = f"<MultiSportSession><Id>x</Id><FirstSport>{rides[0]}</FirstSport><NextSport>{run}</NextSport></MultiSportSession>"
    assert [one.kind for one in read(tcx_file(session, rides[1])).activities] == ["run", "other"]


def test_a_lap_without_a_track_counts():
    second = tcx_lap(start=START + timedelta(seconds=3600), points=0)
    activity = one(tcx_file(tcx_activity(tcx_lap(points=0), second)))
    assert (activity.distance_m, activity.duration_s, activity.elapsed_s) == (20_000, 7200, 7200)
    assert (activity.place, activity.by_steps) == (None, True)


def test_a_lap_that_ends_after_the_last_year_is_no_fault_of_ours():
    late = tcx_lap(start=datetime(9999, 12, 31, 23, 59, tzinfo=UTC), points=0)
    reading = read(tcx_file(tcx_activity(late)))
    assert reading.problem != problems.OUR_FAULT
    assert [activity.elapsed_s for activity in reading.activities] == [3600]


def test_a_treadmill_counts_steps_of_both_feet_already():
    activity = one(tcx_run(place=None, cadence=172))
    assert (activity.cadence, activity.by_steps) == (172, True)


def test_what_the_laps_do_not_say_comes_from_the_points():
    lap = tcx_lap(cadence=None).replace("<DistanceMeters>10000</DistanceMeters>", "").replace("AverageHeartRateBpm", "x")
    activity = one(
        tcx_file(tcx_activity(lap.replace("</Trackpoint>", "<Extensions><TPX><RunCadence>84</RunCadence></TPX></Extensions></Trackpoint>")))
    )
    assert (activity.distance_m, activity.average_heart_rate, activity.cadence) == (10_000, 150, 168)


def test_without_any_count_the_way_between_the_places_counts():
    lap = tcx_lap().replace("DistanceMeters>", "Metres>")
    assert float(one(tcx_file(tcx_activity(lap))).distance_m) == pytest.approx(10_000, abs=1)


def test_a_device_that_counted_no_metres_says_0():
    assert one(tcx_run(distance_m=0, place=None)).distance_m == 0


def test_an_offset_in_the_times_is_the_files_own():
    activity = one(tcx_run(offset_min=600))
    assert (activity.started_at, activity.utc_offset_min, activity.local_on) == (START, 600, date(2024, 5, 3))


def test_the_start_is_the_activitys_id_where_the_lap_does_not_tell_it():
    lap = tcx_lap(start=START + timedelta(seconds=2))
    assert one(tcx_file(tcx_activity(lap.replace("StartTime", "x")))).started_at == START
    nameless = tcx_activity(lap.replace("StartTime", "x")).replace("<Id>", "<Id>#")
    assert one(tcx_file(nameless)).started_at == START + timedelta(seconds=2)


def test_a_file_without_any_time_says_so():
    lap = tcx_lap(points=0).replace("StartTime", "x")
    activity = one(tcx_file(tcx_activity(lap).replace("<Id>", "<Id>#")))
    assert (activity.started_at, activity.problem) == (None, problems.NO_START)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (tcx_file(), problems.NO_ACTIVITY),
        (tcx_file(tcx_activity()), problems.NO_ACTIVITY),
        (tcx_file(f"<Courses><Course><Name>x</Name>{tcx_lap()}</Course></Courses>"), problems.COURSE),
        (tcx_file("<Workouts><Workout Sport='Running'><Name>x</Name></Workout></Workouts>"), problems.WORKOUT),
        (tcx_run()[:200], problems.DAMAGED_WHOLE),
    ],
)
def test_what_is_no_activity_is_refused(data, problem):
    reading = read(data)
    assert (reading.format, reading.activities, reading.problem) == ("tcx", (), problem)


def test_a_file_that_breaks_off_is_read_to_there():
    reading = read(tcx_file(tcx_activity(tcx_lap(), tcx_lap(start=START + timedelta(hours=1), counted_from_m=10_000)))[:-3000])
    (activity,) = reading.activities
    assert (reading.problem, activity.kind, activity.started_at) == (problems.DAMAGED, "run", START)
    assert activity.distance_m == 20_000


def test_prefixes_and_numbers_that_are_none():
    data = tcx_run().decode().replace("<LX>", "<ns3:LX>").replace("</LX>", "</ns3:LX>").replace("AvgRunCadence", "ns3:AvgRunCadence")
    activity = one(data.replace("<TotalTimeSeconds>3600<", "<TotalTimeSeconds>--<").encode())
    assert (activity.cadence, activity.duration_s) == (170, 3600)


def test_points_before_the_first_place_count_for_the_time() -> None:
    lap = tcx_lap().replace("StartTime", "x").replace("Position>", "Elsewhere>", 2).replace("LatitudeDegrees>", "x>", 2)
    activity = one(tcx_file(tcx_activity(lap).replace("<Id>", "<Id>#")))
    assert (activity.started_at, activity.elapsed_s) == (START, 3600)
