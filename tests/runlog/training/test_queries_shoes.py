"""Distance of a pair and what it is made of, from rows."""

from datetime import date
from decimal import Decimal

import pytest

from runlog.training.models import ComfortRating, Shoe, ShoeCheck
from runlog.training.queries import shoe_facts, shoes_of, usual, wearable
from runlog.training.shoe_limits import UsualLimits
from tests.support.clock import NOW
from tests.support.rows import make_run, make_runs, make_shoe, make_walk

TODAY = date(2026, 11, 22)


def facts_of(shoe):
    return shoe_facts(shoe.athlete, shoe.pk, NOW)


def check(shoe, on, *worn, position=0):
    return ShoeCheck.objects.create(shoe=shoe, on=on, worn=list(worn), position=position)


def test_distance_is_start_and_runs_and_walks(ann):
    shoe = make_shoe(ann, km="100.5")
    make_run(ann, shoe=shoe, km="8.2")
    make_run(ann, shoe=shoe, km="10.001", on="2026-05-03")
    make_run(ann, shoe=shoe, km=None)
    make_walk(ann, shoe=shoe, distance_m=Decimal("3250.125"))
    make_walk(ann, shoe=shoe)
    make_run(ann, km=50)
    found = facts_of(shoe)
    assert found.distance_m == Decimal("121951.125")
    assert (found.runs.count, found.runs.distance_m, found.runs.without_distance) == (3, Decimal("18201.000"), 1)
    assert (found.walks.count, found.walks.distance_m, found.walks.without_distance) == (2, Decimal("3250.125"), 1)
    assert found.without_distance == 2


def test_sums_are_exact_to_the_millimetre(ann):
    shoe = make_shoe(ann, km=None)
    for run in range(300):
        make_run(ann, shoe=shoe, km=Decimal(run) / 1000 + Decimal("0.000001"))
    expected = sum(range(300)) + Decimal("0.300")
    found = facts_of(shoe)
    assert found.distance_m == expected
    assert found.runs.distance_m.as_tuple().exponent == -3


def test_a_new_pair_has_nothing(ann):
    found = facts_of(make_shoe(ann, km=None))
    assert (found.distance_m, found.runs.count, found.walks.count, found.recent_m) == (0, 0, 0, 0)
    assert (found.first_used_on, found.last_worn_on, found.check, found.over_m) == (None, None, None, None)
    assert found.reaches_limit_on is None
    assert not found.is_check_due


def test_missed_sessions_add_nothing(ann):
    shoe = make_shoe(ann)
    make_run(ann, shoe=shoe, limited_by_back="not_started")
    make_run(ann, shoe=shoe, limited_by_back="stopped", km=3)
    assert (facts_of(shoe).runs.count, facts_of(shoe).distance_m) == (1, 3000)


@pytest.mark.parametrize(
    ("on", "at", "counts"),
    [
        ("2026-11-22", "23:00", True),  # later today
        ("2026-11-23", "07:30", False),
    ],
)
def test_what_lies_ahead_has_not_happened(ann, on, at, counts):
    shoe = make_shoe(ann)
    make_run(ann, shoe=shoe, on=on, at=at)
    assert facts_of(shoe).runs.count == counts


def test_a_run_begun_far_east_counts_though_its_date_is_ahead(ann):
    ann.time_zone = "Pacific/Honolulu"  # where it is the 21st
    ann.save()
    shoe = make_shoe(ann)
    make_run(ann, shoe=shoe, on="2026-11-22", at="09:00")
    assert facts_of(shoe).runs.count == 1


@pytest.mark.parametrize(("on", "is_recent"), [("2026-10-26", True), ("2026-10-25", False)])
def test_the_rate_is_that_of_the_last_28_days(ann, on, is_recent):
    shoe = make_shoe(ann)
    make_run(ann, shoe=shoe, on=on)
    make_walk(ann, shoe=shoe, on=on, distance_m=Decimal(2000))
    assert facts_of(shoe).recent_m == (12_000 if is_recent else 0)


def test_the_forecast_is_for_pairs_in_use(ann):
    shoe = make_shoe(ann, km=744)
    make_walk(ann, shoe=shoe, on="2026-11-20", distance_m=Decimal(28_000))
    assert facts_of(shoe).reaches_limit_on == date(2026, 12, 20)
    Shoe.objects.update(retired_on="2026-11-22")
    assert facts_of(shoe).reaches_limit_on is None


def test_first_and_last_use(ann):
    shoe = make_shoe(ann)
    make_run(ann, shoe=shoe, on="2026-05-03")
    make_walk(ann, shoe=shoe, on="2026-11-20", distance_m=None)
    assert (facts_of(shoe).first_used_on, facts_of(shoe).last_worn_on) == (date(2026, 5, 3), date(2026, 11, 20))
    Shoe.objects.update(first_used_on="2026-01-01")
    assert facts_of(shoe).first_used_on == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("km", "limit_m", "over_m"),
    [(799, None, None), (800, None, 0), (812, 700_000, 112_000), (812, 900_000, None)],
)
def test_how_far_past_the_limit(ann, km, limit_m, over_m):
    assert facts_of(make_shoe(ann, km=km, limit_m=limit_m)).over_m == over_m


def test_without_a_room_that_keeps_numbers_those_of_the_guidance_count(ann, monkeypatch):
    monkeypatch.setattr(usual, "_kept", [])
    assert usual.usual_limits() == UsualLimits()
    assert facts_of(make_shoe(ann, km=812)).over_m == 12_000


@pytest.mark.parametrize(
    ("km", "worn", "added", "is_due"),
    [
        ("479.999", None, 0, False),
        ("480", None, 0, True),
        ("480", [], 0, False),
        ("480", ["one_side"], 0, False),
        ("480", ["heel"], 0, True),
        ("480", [], "159.999", False),
        ("480", [], "160", True),
        ("800", None, 0, False),  # then the limit speaks
    ],
)
def test_when_a_look_is_due(ann, km, worn, added, is_due):
    shoe = make_shoe(ann, km=km)
    if worn is not None:
        check(shoe, date(2026, 11, 10), *worn)
    if added:
        make_run(ann, shoe=shoe, km=added, on="2026-11-11")
    assert facts_of(shoe).is_check_due is is_due


def test_the_latest_check_is_the_last_in_the_list_of_its_day(ann):
    shoe = make_shoe(ann, km=500)
    check(shoe, date(2026, 10, 3), "heel", position=2)
    check(shoe, date(2026, 11, 10), "upper", position=0)
    check(shoe, date(2026, 11, 10), position=1)
    check(shoe, date(2026, 11, 23), "heel", position=3)  # ahead
    latest = facts_of(shoe).check
    assert (latest.on, latest.worn, latest.is_clean) == (date(2026, 11, 10), (), True)


def test_distance_since_the_check_is_that_of_later_days(ann):
    shoe = make_shoe(ann, km=480)
    check(shoe, date(2026, 11, 10), "outsole", "one_side")
    make_run(ann, shoe=shoe, on="2026-11-10", at="22:00", km=5)
    make_run(ann, shoe=shoe, on="2026-11-11", km=7)
    make_walk(ann, shoe=shoe, on="2026-11-12", distance_m=Decimal(1500))
    latest = facts_of(shoe).check
    assert (latest.since_m, latest.at_m, latest.again_at_m) == (8500, 485_000, 645_000)
    assert latest.words == ["Outsole worn through", "One side more than the other (alone, that is usual)"]


def test_pairs_in_use_come_first_then_by_name(ann, eve):
    make_shoe(ann, name="bravo")
    make_shoe(ann, name="Alpha", retired_on="2026-11-22")
    make_shoe(ann, name="Charlie", retired_on="2026-11-23")
    make_shoe(eve, name="Delta")
    assert [(each.shoe.name, each.is_retired) for each in shoes_of(ann, NOW)] == [("bravo", False), ("Charlie", False), ("Alpha", True)]


def test_retired_pairs_are_not_offered_but_kept_where_they_are_named(ann):
    used, retired = make_shoe(ann, name="A"), make_shoe(ann, name="B", retired_on="2026-11-01")
    assert [each.shoe for each in wearable(shoes_of(ann, NOW))] == [used]
    assert [each.shoe for each in wearable(shoes_of(ann, NOW), keep=retired.pk)] == [used, retired]


def test_other_peoples_pairs_are_not_there(ann, eve):
    with pytest.raises(Shoe.DoesNotExist):
        shoe_facts(eve, make_shoe(ann).pk, NOW)


@pytest.mark.parametrize("count", [3, 300])
def test_one_query_however_many_records(ann, query_count, count):
    for name in ("A", "B", "C"):
        shoe = make_shoe(ann, name=name)
        make_runs(ann, count=count, shoe=shoe)
        check(shoe, TODAY)
        ComfortRating.objects.create(shoe=shoe, on=TODAY, score=7, position=0)
    with query_count(1):
        found = shoes_of(ann, NOW)
        assert [(each.runs.count, each.check.is_clean, each.distance_m) for each in found] == [(count, True, count * 10_000)] * 3
    with query_count(1):
        assert shoe_facts(ann, shoe.pk, NOW).shoe.athlete == ann
