"""`session_spike`: a run of the last 14 days much longer than the longest of the 30 days before it."""

from decimal import Decimal

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import day, flag_of, judged, run, shown

FIRES = {
    "11.01 after 10": ([run(20, 10), run(2, "11.01")], "notice"),
    "13 after 10": ([run(20, 10), run(2, 13)], "notice"),
    "a metre more than 13": ([run(20, 10), run(2, "13.001")], "caution"),
    "20 after 10": ([run(20, 10), run(2, 20)], "caution"),
    "a kilometre more": ([run(20, 5), run(2, 6)], "notice"),
    "the longest counts, not the latest": ([run(20, 10), run(10, 6), run(2, "11.5")], "notice"),
    "exactly 30 days of 24 hours before": ([run(32, 5), run(2, 10)], "caution"),
    "30 days before by the instant, 31 by the date": ([run(33, 5, hour=23, zone=-3), run(2, 10, hour=10, zone=8)], "caution"),
    "30 days before the first of the last 14": ([run(43, 5), run(13, 10, id="r2")], "caution"),
    "30 days before that by the instant, 32 by the date": (
        [run(45, 5, hour=23.5, zone=-12), run(13, 10, hour=0.5, zone=13, id="r2")],
        "caution",
    ),
    "a longer one before that does not help": ([run(33, 30), run(20, 10), run(2, 12)], "notice"),
    "the first of the last 14 days": ([run(20, 10), run(13, 12, id="r2")], "notice"),
    "two on one day": ([run(2, 5, id="r0"), run(2, 10, hour=18)], "caution"),
    "one without a distance between": ([run(20, 10), run(10, None), run(2, 12)], "notice"),
    "one of no metres between": ([run(20, 10), run(10, 0), run(2, 12)], "notice"),
    "a missed session is no longest": ([run(20, 10), run(10, 12, limited_by_back="not_started"), run(2, 12)], "notice"),
}

QUIET = {
    "nothing logged": [],
    "the first run of all": [run(2, 30)],
    "exactly 10 % more": [run(20, 10), run(2, 11)],
    "under a kilometre more": [run(20, 5), run(2, "5.999")],
    "a kilometre more, but under 10 %": [run(20, 20), run(2, 21)],
    "the first run after 30 days": [run(33, 5), run(2, 10)],
    "a second more than 30 days": [run(32, 5, hour=9 - 1 / 3600), run(2, 10)],
    "an even longer one is out of the 30 days": [run(40, 20), run(30, 5), run(20, 8), run(2, "8.5")],
    "15 days ago": [run(20, 10), run(14, 20)],
    "shorter": [run(20, 10), run(2, 8)],
    "no distance": [run(20, 10), run(2, None)],
    "a missed session": [run(20, 10), run(2, 30, limited_by_back="not_started")],
    "tomorrow": [run(20, 10), run(-1, 30)],
    "only runs of no metres before": [run(20, 0), run(2, 10)],
    "only runs without a distance before": [run(20, None), run(2, 10)],
    "started at the same instant": [run(2, 5, id="r0"), run(2, 10)],
    "a longer one stands between": [run(20, 10), run(15, 12), run(2, 13)],
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    runs, level = FIRES[name]
    assert judged("session_spike", Log(runs=tuple(runs))) == {"run:r2": level}


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("session_spike", Log(runs=tuple(QUIET[name]))) == {}


def test_each_run_against_those_before_it():
    runs = (run(12, 5), run(8, 8), run(4, 12), run(2, "12.9"))
    assert judged("session_spike", Log(runs=runs)) == {"run:r8": "caution", "run:r4": "caution"}


@pytest.mark.parametrize(("distance", "band"), [(13, "small"), ("13.001", "moderate"), (20, "moderate"), ("20.001", "large")])
def test_band(distance, band):
    assert flag_of("session_spike", Log(runs=(run(20, 10), run(2, distance)))).facts["band"] == band


def test_says_how_much_longer():
    flag = flag_of("session_spike", Log(runs=(run(20, 10), run(2, "13.01"))))
    assert shown(flag) == "Your 13.01 km on 20 Nov 2026 was 30.1 % longer than your longest run of the 30 days before, 10 km."
    assert flag.facts["longest_ids"] == ["r20"]


def test_of_two_longest_it_names_the_later():
    flag = flag_of("session_spike", Log(runs=(run(20, 10), run(15, 10), run(10, 8), run(2, 13))))
    assert (flag.facts["longest_ids"], flag.facts["longest_on"]) == (["r15"], day(15))


def test_a_hair_above_ten_per_cent_does_not_read_as_ten():
    assert "10.1 %" in shown(flag_of("session_spike", Log(runs=(run(20, 10), run(2, "11.001")))))


def test_calls_a_race_a_race():
    race = run(2, "21.1", kind="race")
    assert shown(flag_of("session_spike", Log(runs=(run(20, 15), race)))).startswith("Your race of 21.1 km")


def test_its_numbers_are_thresholds():
    log = Log(runs=(run(40, 10), run(20, 10, id="r20"), run(2, "11.5")))
    assert judged("session_spike", log, ratio=Decimal("1.2")) == {}
    assert judged("session_spike", log, guard_m=2000) == {}
    assert judged("session_spike", log, lookback_days=14) == {}
    assert judged("session_spike", Log(runs=(run(40, 10), run(20, 15))), days=21) == {"run:r20": "caution"}
    assert judged("session_spike", Log(runs=(run(20, 10), run(2, 15))), caution_ratio=Decimal("1.5")) == {"run:r2": "notice"}
