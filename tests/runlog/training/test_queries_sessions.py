"""Lists of runs, walks and strength sessions."""

from datetime import timedelta
from decimal import Decimal

import pytest

from runlog.training.queries import run_page, sessions_of, strength_page, walk_page
from tests.support.rows import make_run, make_runs, make_shoe, make_strength, make_walk


def test_runs_newest_first_with_missed_sessions(ann, eve):
    old = make_run(ann, on="2026-05-03")
    new = make_run(ann, on="2026-11-21", at="18:00")
    missed = make_run(ann, on="2026-11-21", at="07:00", km=None, limited_by_back="not_started")
    make_run(eve)
    assert list(run_page(ann)) == [new, missed, old]


def test_twenty_to_a_page_and_wrong_numbers_give_the_nearest(ann):
    make_runs(ann, count=21)
    assert len(run_page(ann)) == 20
    assert len(run_page(ann, "2")) == len(run_page(ann, "99")) == 1
    assert run_page(ann, "x").number == run_page(ann, None).number == 1


@pytest.mark.parametrize("count", [3, 300])
def test_a_page_of_runs_is_two_queries(ann, query_count, count):
    make_runs(ann, count=count, shoe=make_shoe(ann))
    with query_count(2):
        assert {run.shoe.name for run in run_page(ann)} == {"Pegasus"}


def test_walks_and_strength_have_pages_too(ann, eve):
    walk, session = make_walk(ann), make_strength(ann)
    make_walk(eve)
    make_strength(eve)
    assert list(walk_page(ann)) == [walk]
    assert list(strength_page(ann)) == [session]


def test_all_that_names_a_pair_newest_first(ann, query_count):
    shoe = make_shoe(ann)
    run = make_run(ann, shoe=shoe, on="2026-11-20", km="8.2")
    walk = make_walk(ann, shoe=shoe, on="2026-11-21", distance_m=Decimal("1500.5"))
    missed = make_run(ann, shoe=shoe, on="2026-11-19", km=None, limited_by_back="not_started")
    make_run(ann)
    with query_count(2):
        found = list(sessions_of(shoe))
    assert [(each.kind, each.key, each.distance_m, each.is_missed) for each in found] == [
        ("walk", walk.pk, Decimal("1500.500"), False),
        ("run", run.pk, Decimal("8200.000"), False),
        ("run", missed.pk, None, True),
    ]
    assert found[0].moment == walk.moment
    assert found[0].moment.utcoffset() == timedelta(hours=1)
    assert found[0].on == walk.local_on


def test_only_those_without_a_distance(ann):
    shoe = make_shoe(ann)
    make_run(ann, shoe=shoe)
    make_run(ann, shoe=shoe, km=None, limited_by_back="not_started")
    run, walk = make_run(ann, shoe=shoe, km=None), make_walk(ann, shoe=shoe)
    assert {(each.kind, each.key) for each in sessions_of(shoe, without_distance=True)} == {("run", run.pk), ("walk", walk.pk)}


def test_a_pair_has_pages_too(ann):
    shoe = make_shoe(ann)
    make_runs(ann, count=21, shoe=shoe)
    assert [len(list(sessions_of(shoe, number))) for number in (1, 2)] == [20, 1]
    assert len(list(sessions_of(shoe, per_page=5))) == 5
