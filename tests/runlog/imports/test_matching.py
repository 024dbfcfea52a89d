"""Which entries of an import are one with a record of the log, or with each other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runlog.imports.alike import Known, is_one
from runlog.imports.matching import Match, match

START = datetime(2025, 5, 6, 17, tzinfo=UTC)
RUNS = frozenset({"runs", "walks"})


def one(key: str, *, after_s: float = 0, minutes: float | None = 60, km: float | None = 10, **more: object) -> Known:
    """Return an entry that began so many seconds after the first."""
    start = START + timedelta(seconds=after_s)
    values: dict[str, object] = {
        "kind": "entries",
        "key": key,
        "started_at": start,
        "local_on": start.date(),
        "duration_s": None if minutes is None else Decimal(str(minutes)) * 60,
        "distance_m": None if km is None else Decimal(str(km)) * 1000,
        "beside": RUNS,
    }
    return Known(**{**values, **more})  # type: ignore[arg-type]  # values of a table


def logged(key: str, **more: object) -> Known:
    """Return a run of the log."""
    return one(key, **{"kind": "runs", "beside": frozenset(), **more})  # type: ignore[arg-type]  # values of a table


HOUR = 3600
PAIRS = {
    "two devices": ({"after_s": 1, "km": 10.1, "minutes": 57.7}, True),
    "two apps": ({"after_s": 4}, True),
    "two minutes": ({"after_s": 120}, True),
    "more than two minutes": ({"after_s": 121}, False),
    "saved again later": ({"after_s": 224}, False),
    "80 % of the time": ({"minutes": 48}, True),
    "less of the time": ({"minutes": 47}, False),
    "5 % of distance": ({"km": 10.5}, True),
    "more than 5 %": ({"km": 10.6}, False),
    "10 % by steps": ({"km": 11, "by_steps": True}, True),
    "more than 10 % by steps": ({"km": 11.3, "by_steps": True}, False),
    "no distance on one side": ({"km": None}, True),
    "no time on one side": ({"minutes": None}, False),
    "an hour off by wall clock": ({"after_s": HOUR, "is_local": True}, True),
    "five and a half hours off": ({"after_s": -5.5 * HOUR, "is_local": True}, True),
    "14 hours off": ({"after_s": 14 * HOUR, "is_local": True}, True),
    "15 hours off": ({"after_s": 15 * HOUR, "is_local": True}, False),
    "20 minutes off": ({"after_s": 1200, "is_local": True}, False),
    "an hour off, 2 % longer": ({"after_s": HOUR, "is_local": True, "km": 10.2}, False),
    "an hour off, 3 % slower": ({"after_s": HOUR, "is_local": True, "minutes": 62}, False),
    "an hour off in UTC": ({"after_s": HOUR}, False),
    "day only": ({"after_s": -5 * HOUR, "is_day": True, "km": 10.05}, True),
    "day only, farther": ({"after_s": -5 * HOUR, "is_day": True, "km": 10.2}, False),
    "day only, slower": ({"after_s": -5 * HOUR, "is_day": True, "minutes": 61}, False),
    "day only, no distance": ({"after_s": -5 * HOUR, "is_day": True, "km": None}, False),
    "the next day only": ({"after_s": 19 * HOUR, "is_day": True}, False),
    "warm-up before": ({"after_s": -20 * 60, "minutes": 15, "km": 2.5}, False),
    "next lap of a relay": ({"after_s": HOUR}, False),
}


@pytest.mark.parametrize(("other", "is_twin"), PAIRS.values(), ids=PAIRS)
def test_time_length_and_distance_tell_two_copies(other: dict[str, object], is_twin: bool) -> None:
    entry = one("1", **other)  # type: ignore[arg-type]  # values of a table
    expected = Match("twin", "runs", "r") if is_twin else Match("new")
    assert match([entry], [logged("r")]) == {"1": expected}


def test_short_runs_may_differ_by_300_metres() -> None:
    assert match([one("1", km=2.28, minutes=12)], [logged("r", km=2, minutes=12)])["1"].verdict == "twin"
    assert match([one("1", km=2.32, minutes=12)], [logged("r", km=2, minutes=12)])["1"].verdict == "new"


@pytest.mark.parametrize(("km", "minutes", "verdict"), [(10.5, 54, "twin"), (10.7, 60, "new"), (10, 70, "new"), (None, 60, "new")])
def test_a_run_logged_by_hand_matches_by_its_day(km: float | None, minutes: float, verdict: str) -> None:
    entry = one("1", after_s=-8 * HOUR, km=km, minutes=minutes)
    assert match([entry], [logged("r", is_typed=True)])["1"].verdict == verdict


@pytest.mark.parametrize("name", ["digests", "source_ids"])
def test_a_common_identity_is_the_same_whatever_the_numbers(name: str) -> None:
    identity = {name: frozenset({"strava-1"})}
    entry, record = one("1", after_s=224, km=3, **identity), logged("r", **identity)
    assert match([entry], [record], {"strava-1"}) == {"1": Match("same", "runs", "r")}


def test_what_was_deleted_is_not_offered_again() -> None:
    assert match([one("1", digests=frozenset({"sha256:a"}))], [], {"sha256:a"}) == {"1": Match("deleted")}


def test_kinds_that_cannot_be_one_are_two() -> None:
    assert match([one("1")], [logged("w", kind="walks")])["1"] == Match("twin", "walks", "w")
    assert match([one("1", beside=frozenset({"strength"}))], [logged("r")])["1"].verdict == "new"


def test_several_copies_are_beside_one_record() -> None:
    copies = [one("1", richness=105), one("2", after_s=3, richness=3)]
    assert match(copies, [logged("r")]) == {"1": Match("twin", "runs", "r"), "2": Match("twin", "runs", "r")}


def test_the_richest_copy_stands_for_the_others() -> None:
    copies = [one("1", richness=3), one("2", after_s=3, richness=105)]
    assert match(copies, []) == {"1": Match("twin", "entries", "2"), "2": Match("new")}


def test_what_is_alike_only_a_copy_is_its_own() -> None:
    chain = [one("1", richness=3), one("2", after_s=100, richness=2), one("3", after_s=200, richness=1)]
    assert {key: found.verdict for key, found in match(chain, []).items()} == {"1": "new", "2": "twin", "3": "new"}


# Few and near values, so that many are one.
some = st.builds(
    one,
    st.just(""),
    after_s=st.sampled_from([0, 1, 100, 200, 1800, 3600, 20 * HOUR]),
    minutes=st.sampled_from([None, 47, 57, 60]),
    km=st.sampled_from([None, 9.6, 10, 10.05, 10.4]),
    richness=st.integers(0, 3),
    is_local=st.booleans(),
    by_steps=st.booleans(),
    digests=st.sampled_from([frozenset(), frozenset({"a"}), frozenset({"b"})]),
)


def _numbered(entries: Sequence[Known], **more: object) -> list[Known]:
    return [replace(entry, key=str(number), **more) for number, entry in enumerate(entries, 1)]  # type: ignore[arg-type]  # one field


@given(st.lists(some, max_size=7).map(_numbered), st.lists(some, max_size=4), st.randoms(use_true_random=False))
def test_the_order_changes_nothing(entries: list[Known], log: list[Known], random: object) -> None:
    known = _numbered(log, kind="runs")
    expected = match(entries, known)
    random.shuffle(entries)  # type: ignore[attr-defined]  # as random.Random
    assert match(entries, known) == expected


def _is_one_slowly(one: Known, other: Known) -> bool:
    """Tell the same of two entries by counting."""
    first, second = one.started_at, other.started_at
    if first is None or second is None or one.duration_s is None or other.duration_s is None:
        return False
    apart = abs((first - second) / timedelta(seconds=1))
    long, short = float(max(one.duration_s, other.duration_s)), float(min(one.duration_s, other.duration_s))
    metres = [float(each.distance_m) for each in (one, other) if each.distance_m is not None]
    share = 0.1 if one.by_steps or other.by_steps else 0.05
    is_near = len(metres) < 2 or max(metres) - min(metres) <= max(300, share * max(metres))
    end = min(first + timedelta(seconds=float(one.duration_s)), second + timedelta(seconds=float(other.duration_s)))
    common = (end - max(first, second)).total_seconds()
    if apart <= 120 and common >= 0.8 * long and is_near:
        return True
    is_exact = len(metres) == 2 and max(metres) - min(metres) <= 0.01 * max(metres) and long - short <= 0.02 * long
    is_half_hour = any(abs(apart - 1800 * halves) <= 120 for halves in range(29))
    return one.is_local != other.is_local and is_exact and is_half_hour and apart <= 14 * HOUR


@given(some, some)
def test_two_are_one_by_the_plain_rule_both_ways(first: Known, second: Known) -> None:
    assert is_one(first, second) == is_one(second, first) == _is_one_slowly(first, second)


@given(st.lists(some, max_size=7).map(_numbered))
def test_copies_stand_behind_a_new_one_only(entries: list[Known]) -> None:
    found = match(entries, [])
    assert found.keys() == {entry.key for entry in entries}
    assert all(found[each.key].verdict == "new" for each in found.values() if each.kind == "entries")
