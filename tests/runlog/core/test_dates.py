"""Moments keep their own offset; their dates are those of the clocks where they happened."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runlog.core import dates

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("at", "zone", "local", "offset_min"),
    [
        ("2026-05-03T21:30:00+00:00", BERLIN, "2026-05-03T23:30:00", 120),
        ("2026-05-03T22:30:00+00:00", BERLIN, "2026-05-04T00:30:00", 120),
        ("2026-11-22T08:30:00+00:00", BERLIN, "2026-11-22T09:30:00", 60),
        ("2026-10-25T00:30:00+00:00", BERLIN, "2026-10-25T02:30:00", 120),
        ("2026-10-25T01:30:00+00:00", BERLIN, "2026-10-25T02:30:00", 60),
        ("2026-01-01T00:00:00+00:00", "Asia/Kathmandu", "2026-01-01T05:45:00", 345),
        ("2026-01-01T00:00:00+00:00", "America/St_Johns", "2025-12-31T20:30:00", -210),
        ("2026-01-01T10:30:00+00:00", "Pacific/Kiritimati", "2026-01-02T00:30:00", 840),
        ("2026-04-04T15:30:00+00:00", "Australia/Lord_Howe", "2026-04-05T02:00:00", 630),
    ],
)
def test_an_instant_is_shown_in_the_offset_its_zone_has_then(at, zone, local, offset_min):
    moment = dates.in_zone(datetime.fromisoformat(at), zone)
    assert moment.replace(tzinfo=None) == datetime.fromisoformat(local)
    assert dates.offset_min_of(moment) == offset_min
    assert moment == datetime.fromisoformat(at)


def test_the_offset_is_fixed_and_not_a_zone():
    assert dates.in_zone(datetime(2026, 5, 3, tzinfo=UTC), BERLIN).tzinfo == timezone(timedelta(hours=2))


@pytest.mark.parametrize("zone", [BERLIN, "Europe/London", "UTC"])
def test_what_was_brought_to_somebodys_clocks_is_on_them_also_where_they_show_utc(zone):
    moment = dates.in_zone(datetime(2026, 11, 22, 8, 30, tzinfo=UTC), zone)
    assert dates.on_clocks(moment) is moment
    assert dates.format_moment(moment) in ("2026-11-22T09:30:00+01:00", "2026-11-22T08:30:00+00:00")


@pytest.mark.parametrize("at", ["2026-11-22T08:30:00", "2026-11-22T08:30:00+00:00"])
def test_what_the_database_gives_is_on_nobodys_clocks(at):
    with pytest.raises(ValueError, match=r"User\.local"):
        dates.on_clocks(datetime.fromisoformat(at))


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2026-05-03T23:30", "2026-05-03T21:30"),
        ("2026-11-22T09:30", "2026-11-22T08:30"),
        ("2026-10-25T02:30", "2026-10-25T00:30"),  # happens twice: the first
        ("2026-03-29T01:59", "2026-03-29T00:59"),
        ("2026-03-29T03:00", "2026-03-29T01:00"),
    ],
)
def test_what_clocks_show_is_one_instant(local, utc):
    moment = dates.moment_in_zone(datetime.fromisoformat(local), BERLIN)
    assert moment == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert moment.replace(tzinfo=None) == datetime.fromisoformat(local)


def test_a_skipped_hour_is_moved_on():
    moment = dates.moment_in_zone(datetime.fromisoformat("2026-03-29T02:30"), BERLIN)
    assert moment.replace(tzinfo=None) == datetime.fromisoformat("2026-03-29T03:30")
    assert dates.offset_min_of(moment) == 120


def test_today_differs_with_the_zone():
    now = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert dates.today_in(now, "UTC") == date(2026, 11, 22)
    assert dates.today_in(now, BERLIN) == date(2026, 11, 23)
    assert dates.today_in(now, "America/New_York") == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-05-03T23:30:00+02:00", "2026-05-03T23:30:00+02:00"),
        ("2026-05-03T23:30:00Z", "2026-05-03T23:30:00+00:00"),
        ("2026-05-03T23:30:00-00:30", "2026-05-03T23:30:00-00:30"),
        ("2026-05-03T23:30:00.25+02:00", "2026-05-03T23:30:00.250000+02:00"),
        ("2026-05-03T23:30:00.1234567+02:00", "2026-05-03T23:30:00.123456+02:00"),
    ],
)
def test_reads_and_writes_timestamps(text, written):
    moment = dates.parse_moment(text)
    assert dates.format_moment(moment) == written
    assert dates.parse_moment(written) == moment
    assert moment.date() == date(2026, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-05-03",
        "2026-05-03T23:30:00",
        "2026-05-03T23:30+02:00",
        "2026-05-03 23:30:00+02:00",
        "2026-05-03T23:30:00+0200",
        "2026-13-03T23:30:00Z",
        "2026-02-30T23:30:00Z",
        "2026-05-03T24:30:00Z",
        "2026-05-03T23:30:60Z",
        "2026-05-03T23:30:00+25:00",
        "2026-05-03T23:30:00Z\n",
        "20260503T233000Z",
        "２０２６-05-03T23:30:00Z",
    ],
)
def test_refuses_what_is_no_timestamp(text):
    assert is_refused(text)


def is_refused(text):
    try:
        dates.parse_moment(text)
    except ValueError:
        return True
    return False


FIRST, LAST = datetime.fromisoformat("1950-01-02"), datetime.fromisoformat("2100-01-01")


@given(st.datetimes(min_value=FIRST, max_value=LAST), st.integers(min_value=-840, max_value=840))
def test_an_instant_and_its_offset_are_the_moment_again(naive, offset_min):
    moment = naive.replace(tzinfo=timezone(timedelta(minutes=offset_min)))
    again = dates.at_offset(moment.astimezone(UTC), dates.offset_min_of(moment))
    assert (again, again.date(), again.utcoffset()) == (moment, naive.date(), moment.utcoffset())


def test_a_moment_without_an_offset_is_a_fault():
    with pytest.raises(ValueError, match="offset"):
        dates.offset_min_of(datetime.fromisoformat("2026-05-03"))


@pytest.mark.parametrize(("days", "first"), [(1, "2026-03-01"), (2, "2026-02-28"), (28, "2026-02-02"), (60, "2026-01-01")])
def test_the_last_days_include_both_ends(days, first):
    assert dates.last_days(date(2026, 3, 1), days) == (date.fromisoformat(first), date(2026, 3, 1))
