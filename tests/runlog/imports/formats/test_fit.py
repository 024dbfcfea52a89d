"""FIT: what the summary says, what stands in for what it leaves out, and which of several sessions count."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from runlog.imports.formats import problems, read
from tests.samples.fit_writing import (
    ACTIVITY,
    ENUM,
    EVENT,
    FIT_EPOCH,
    LAP,
    RECORD,
    S16,
    S32,
    SESSION,
    SPORT,
    U8,
    U32,
    FitFile,
    fit_file_id,
    fit_points,
    fit_session,
    fit_time,
)
from tests.samples.writers import PLACE, START, fit_run


def one(data: bytes) -> Any:
    reading = read(data)
    assert (reading.format, reading.problem) == ("fit", None)
    (activity,) = reading.activities
    return activity


def summed(*, order: str = "<", points: dict[str, Any] | None = None, **session: Any) -> bytes:
    """A recording of points and one session, without an activity message."""
    file = fit_points(fit_file_id(FitFile(order=order)), **(points or {}))
    return file.add(SESSION, *fit_session(**session), local=3).data()


def test_a_run_as_a_watch_writes_it():
    activity = one(fit_run(duration_s=3600.25, elapsed_s=3700.5, distance_m=10_012.34))
    assert activity.kind == "run"
    assert activity.started_at == START
    assert activity.utc_offset_min == 120
    assert activity.local_on == date(2024, 5, 3)
    assert (activity.distance_m, activity.duration_s, activity.elapsed_s) == (Decimal("10012.34"), Decimal("3600.25"), Decimal("3700.5"))
    assert (activity.average_heart_rate, activity.cadence, activity.ascent_m) == (150, 170, 50)
    assert activity.place == pytest.approx(PLACE, abs=1e-6)
    assert (activity.surface, activity.by_steps, activity.name, activity.problem) == (None, False, None, None)


def test_the_local_date_is_the_one_of_the_offset():
    late = datetime(2024, 5, 3, 23, 30, tzinfo=UTC)
    assert one(fit_run(start=late, offset_min=120)).local_on == date(2024, 5, 4)
    assert one(fit_run(start=late, offset_min=-240)).local_on == date(2024, 5, 3)


@pytest.mark.parametrize("order", ["<", ">"])
def test_both_byte_orders(order):
    assert one(summed(order=order)).distance_m == 10_000


@pytest.mark.parametrize(
    ("offset_min", "read_as"),
    [(None, None), (345, 345), (-600, -600), (840, 840), (855, None), (-9600, None), (-14_943_780, None), (7, None)],
)
def test_an_offset_counts_only_if_it_is_one_on_earth(offset_min, read_as):
    assert one(fit_run(offset_min=offset_min)).utc_offset_min == read_as


def test_an_offset_of_nothing_gives_way_to_the_place():
    assert one(fit_run(offset_min=0)).utc_offset_min is None
    assert one(fit_run(offset_min=0, place=None)).utc_offset_min == 0


@pytest.mark.parametrize(
    ("sport", "sub_sport", "kind", "surface"),
    [
        (1, 0, "run", None),
        (1, 1, "run", "treadmill"),
        (1, 2, "run", "road"),
        (1, 3, "run", "trail"),
        (1, 4, "run", "track"),
        (1, None, "run", None),
        (11, 0, "walk", None),
        (17, 0, "walk", None),
        (10, 20, "strength", None),
        (4, 20, "strength", None),
        (10, 43, "other", None),
        (4, 1, "unknown", None),
        (2, 0, "other", None),
        (5, 17, "other", None),
        (0, 0, "unknown", None),
        (None, None, "unknown", None),
    ],
)
def test_sports(sport, sub_sport, kind, surface):
    activity = one(summed(sport=sport, sub_sport=sub_sport))
    assert (activity.kind, activity.surface) == (kind, surface)


def test_a_sport_that_the_summary_lacks_is_the_one_chosen_before_the_start():
    file = fit_file_id(FitFile()).add(SPORT, (0, ENUM, 1), (1, ENUM, 3), local=5)
    fit_points(file).add(SESSION, *fit_session(sport=None, sub_sport=None), local=3)
    activity = one(file.data())
    assert (activity.kind, activity.surface) == ("run", "trail")


def test_a_treadmill_run_without_places_is_measured_by_steps():
    activity = one(fit_run(sub_sport=1, place=None))
    assert (activity.place, activity.by_steps, activity.surface) == (None, True, "treadmill")


def test_a_device_that_counted_no_metres_says_0_and_one_without_a_count_nothing():
    still = {"distance_m": 0, "place": None}
    assert one(summed(points=still, distance_m=0)).distance_m == 0
    assert one(summed(points={"distance_m": None, "place": None}, distance_m=None)).distance_m is None


def test_a_distance_that_the_summary_lacks_comes_from_the_points():
    assert one(summed(distance_m=None)).distance_m == 10_000
    assert one(summed(distance_m=0)).distance_m == 10_000


def test_without_any_count_the_way_between_the_places_counts():
    file = fit_file_id(FitFile())
    for step in range(11):
        north = round((PLACE[0] + step * 0.001) * (1 << 31) / 180)
        file.add(RECORD, (253, U32, fit_time(START) + step), (0, 0x85, north), (1, 0x85, 0))
    data = file.add(SESSION, *fit_session(distance_m=None), local=3).data()
    assert one(data).distance_m == pytest.approx(Decimal("1111.9"), abs=1)


def test_a_timer_longer_than_the_clock_is_kept_as_it_is():
    activity = one(fit_run(duration_s=273, elapsed_s=271, distance_m=1000))
    assert (activity.duration_s, activity.elapsed_s) == (273, 271)


def test_a_run_left_on_for_a_month_is_as_long_as_its_timer():
    activity = one(fit_run(duration_s=7200, elapsed_s=28 * 86_400))
    assert (activity.duration_s, activity.elapsed_s, activity.problem) == (7200, 28 * 86_400, None)


def timer_event(file: FitFile, second: int, kind: int) -> None:
    file.add(EVENT, (253, U32, fit_time(START) + second), (0, ENUM, 0), (1, ENUM, kind), local=6)


def test_a_timer_that_the_summary_lacks_is_told_by_its_events():
    file = fit_file_id(FitFile())
    for second, kind in ((0, 0), (600, 4), (900, 0), (3600, 4)):
        timer_event(file, second, kind)
    fit_points(file).add(SESSION, *fit_session(duration_s=None, elapsed_s=3600), local=3)
    assert one(file.data()).duration_s == 3300


def test_without_events_the_recordings_timer_counts_then_the_clock():
    def file(*more: tuple) -> bytes:
        made = fit_points(fit_file_id(FitFile())).add(SESSION, *fit_session(duration_s=None, elapsed_s=3600), local=3)
        return made.add(ACTIVITY, *more, local=4).data()

    assert one(file((0, U32, 3_500_000))).duration_s == 3500
    assert one(file((0, U32, None))).duration_s == 3600


def test_heart_rate_and_cadence_that_the_summary_lacks_are_the_points_mean():
    activity = one(summed(heart_rate=None, cadence=None, points={"heart_rate": 141, "cadence": 80}))
    assert (activity.average_heart_rate, activity.cadence) == (141, 160)


def test_nothing_is_never_0():
    activity = one(summed(heart_rate=0, cadence=0, ascent_m=None, points={"heart_rate": 0, "cadence": 0}))
    assert (activity.average_heart_rate, activity.cadence, activity.ascent_m) == (None, None, None)


def test_a_cadence_of_a_few_points_is_none():
    file = fit_points(fit_file_id(FitFile()), points=60, cadence=0)
    fit_points(file, points=2, cadence=85)
    assert one(file.add(SESSION, *fit_session(cadence=None), local=3).data()).cadence is None


@pytest.mark.parametrize(("written", "steps"), [(85, 170), (119, 238), (172, 172), (0, None), (None, None)])
def test_cadence_is_steps_of_both_feet(written, steps):
    assert one(summed(cadence=written, points={"cadence": None})).cadence == steps


def test_a_fraction_of_cadence_counts():
    data = fit_points(fit_file_id(FitFile())).add(SESSION, *fit_session(cadence=85), (92, U8, 64), local=3).data()
    assert one(data).cadence == 171


def test_turns_of_pedals_are_no_steps():
    assert one(summed(sport=2, cadence=90)).cadence is None


def test_a_start_that_the_summary_lacks_is_the_first_points():
    later = START + timedelta(seconds=5)
    assert one(summed(start=None, points={"start": later})).started_at == later


@pytest.mark.parametrize("never_set", [0, 16_441_241])
def test_a_clock_that_was_never_set_tells_no_date(never_set):
    file = fit_points(fit_file_id(FitFile(), created=never_set), start=FIT_EPOCH + timedelta(seconds=never_set))
    activity = one(file.add(SESSION, *fit_session(start=never_set), local=3).data())
    assert (activity.started_at, activity.problem) == (None, problems.NO_START)
    assert activity.duration_s == 3600


def test_compressed_times_are_stepped_over_and_added_up():
    file = fit_file_id(FitFile()).add(RECORD, (253, U32, fit_time(START)), (3, U8, 120))
    for step in range(1, 200):
        file.add(RECORD, (3, U8, 150), local=1, brief=(fit_time(START) + 5 * step) & 31)
    (without_summary,) = read(file.data()).activities
    assert without_summary.elapsed_s == 995
    assert one(file.add(SESSION, *fit_session(heart_rate=None), local=3).data()).average_heart_rate == Decimal("149.8")


def test_developer_fields_are_stepped_over():
    file = fit_file_id(FitFile())
    for step in range(10):
        file.add(RECORD, (253, U32, fit_time(START) + step), developer=b"\1\2\3\4\5")
    assert one(file.add(SESSION, *fit_session(), local=3, developer=b"\0" * 7).data()).distance_m == 10_000


def test_a_field_smaller_than_its_type_is_read_in_its_own_size():
    data = fit_points(fit_file_id(FitFile())).add(SESSION, *fit_session(ascent_m=None), (22, 0x84, b"\x07"), local=3).data()
    assert one(data).ascent_m == 7


def multisport(*sports: int) -> bytes:
    file = fit_file_id(FitFile())
    for number, sport in enumerate(sports):
        start = START + timedelta(hours=number)
        fit_points(file, start=start, duration_s=3500, heart_rate=100 + 10 * number, place=(10 + number, 20))
        summary = fit_session(start=start, sport=sport, duration_s=3500, distance_m=1000 * (number + 1), heart_rate=None)
        file.add(SESSION, *summary, local=3)
    return file.data()


def test_of_a_triathlon_the_runs_alone_count():
    reading = read(multisport(5, 3, 2, 3, 1))
    assert [(one.kind, one.started_at, one.distance_m) for one in reading.activities] == [("run", START + timedelta(hours=4), 5000)]


def test_a_duathlon_is_two_runs_each_with_its_own_points():
    runs: Any = read(multisport(1, 3, 2, 3, 1)).activities
    first, second = runs
    assert (first.average_heart_rate, second.average_heart_rate) == (100, 140)
    assert (first.place[0], second.place[0]) == (pytest.approx(10), pytest.approx(14))
    assert first.source_ids != second.source_ids


def test_several_sessions_without_a_run_are_all_kept_but_the_transitions():
    assert [one.kind for one in read(multisport(5, 3, 11)).activities] == ["other", "walk"]


def test_summaries_may_come_first():
    file = fit_file_id(FitFile()).add(SESSION, *fit_session(place=None), local=3)
    assert one(fit_points(file).data()).place == pytest.approx(PLACE, abs=1e-6)


def test_places_off_the_globe_are_none():
    assert one(summed(points={"place": (120, 0)})).place is None
    assert one(summed(points={"place": (0, 0), "distance_m": 0})).place is None


def test_the_source_tells_device_and_start():
    assert one(fit_run()).source_ids == ("device-123456-20240503T063000",)
    assert one(fit_run(serial=None)).source_ids == ()


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        (2, problems.SETTINGS),
        (5, problems.WORKOUT),
        (6, problems.COURSE),
        (9, problems.DAILY),
        (32, problems.DAILY),
        (44, problems.NOT_AN_ACTIVITY),
    ],
)
def test_what_a_watch_keeps_beside_activities_is_named(kind, problem):
    reading = read(fit_points(fit_file_id(FitFile(), kind=kind)).data())
    assert (reading.activities, reading.problem) == ((), problem)


def test_an_activity_file_without_an_activity():
    assert read(fit_file_id(FitFile()).data()).problem == problems.NO_ACTIVITY
    assert read(fit_points(fit_file_id(FitFile()), points=1).data()).problem == problems.NO_ACTIVITY


def test_a_lap_tells_the_sport_where_nothing_else_does():
    file = fit_points(fit_file_id(FitFile())).add(LAP, (25, ENUM, 1), (39, ENUM, 4), local=5)
    (activity,) = read(file.data()).activities
    assert (activity.kind, activity.surface) == ("run", "track")


@pytest.mark.parametrize("sub_sport", [1, 45, 58])
def test_a_place_indoors_is_made_up(sub_sport: int) -> None:
    activity = one(fit_run(sub_sport=sub_sport, offset_min=-14_943_780))
    assert (activity.place, activity.by_steps, activity.local_on) == (None, True, None)


def test_a_duration_and_an_end_that_the_summary_lacks_are_the_points() -> None:
    data = fit_points(fit_file_id(FitFile())).add(SESSION, *fit_session(duration_s=None, elapsed_s=None), local=3).data()
    assert (one(data).duration_s, one(data).elapsed_s) == (3600, 3600)
    assert one(summed(duration_s=0, elapsed_s=3600)).duration_s == 3600


def test_amounts_below_nothing_are_none() -> None:
    """A damaged definition may turn a number of a watch into one with a sign."""
    fields = {number: (base, value) for number, base, value in fit_session()}
    for number, base, below in ((7, S32, -3_600_000), (8, S32, -3_600_000), (9, S32, -800_000), (22, S16, -106)):
        fields[number] = (base, below)
    session = [(number, base, value) for number, (base, value) in fields.items()]
    activity = one(fit_points(fit_file_id(FitFile())).add(SESSION, *session, local=3).data())
    assert activity.ascent_m is None
    assert (activity.duration_s, activity.elapsed_s) == (3600, 3600)
    assert activity.distance_m > 0
