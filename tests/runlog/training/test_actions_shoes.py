"""Writing pairs and what hangs on them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from runlog.training import actions
from runlog.training.models import Run, Shoe, Walk
from tests.support.clock import NOW
from tests.support.rows import make_run, make_runs, make_shoe, make_walk

LATER = NOW + timedelta(hours=1)
TODAY = date(2026, 11, 22)


@pytest.fixture
def ghost(ann):
    return make_shoe(ann, name="Ghost")


def test_a_pair_is_saved_once_and_changed_by_its_id(ann):
    given = {"athlete": ann, "log_id": "s1", "brand": "Brooks", "model": "15", "start_distance_m": Decimal(795_000)}
    actions.save_shoe(now=NOW, name="Gost", **given)
    shoe = actions.save_shoe(now=LATER, name="Ghost", **given)
    assert Shoe.objects.get() == shoe
    assert (shoe.name, shoe.model, shoe.start_distance_m, shoe.edited_at) == ("Ghost", "15", 795_000, LATER)


def test_two_pairs_of_one_name_are_two_pairs(ann, eve):
    for athlete, log_id in ((ann, "s1"), (ann, "s2"), (eve, "s1")):
        actions.save_shoe(athlete=athlete, log_id=log_id, now=NOW, name="Pegasus 40")
    assert Shoe.objects.count() == 3


def test_limits_are_set_and_taken_back(ghost):
    actions.set_limits(shoe=ghost, now=NOW, limit_m=Decimal(700_000), inspect_m=Decimal(400_000))
    assert Shoe.objects.values_list("limit_m", "inspect_m").get() == (700_000, 400_000)
    actions.set_limits(shoe=ghost, now=LATER, limit_m=None, inspect_m=None)
    assert Shoe.objects.values_list("limit_m", "inspect_m", "edited_at").get() == (None, None, LATER)


def test_a_pair_is_retired_and_used_again(ghost):
    make_run(ghost.athlete, shoe=ghost)
    actions.retire_shoe(shoe=ghost, now=NOW, on=TODAY)
    assert Shoe.objects.get().retired_on == TODAY
    assert Run.objects.get().shoe == ghost
    actions.unretire_shoe(shoe=ghost, now=LATER)
    assert Shoe.objects.get().retired_on is None


def test_checks_stand_in_the_order_they_were_logged_in(ghost):
    actions.log_shoe_check(shoe=ghost, on=TODAY, worn=["heel"], note="left")
    actions.log_shoe_check(shoe=ghost, on=TODAY - timedelta(days=9))
    assert [(check.position, check.worn, check.note) for check in ghost.checks.all()] == [(0, ["heel"], "left"), (1, [], None)]


def test_a_check_sent_twice_is_one(ghost):
    for _ in range(2):
        actions.log_shoe_check(shoe=ghost, on=TODAY, worn=["heel"])
    assert ghost.checks.count() == 1
    actions.log_shoe_check(shoe=ghost, on=TODAY)
    actions.log_shoe_check(shoe=ghost, on=TODAY, worn=["heel"])
    assert [check.worn for check in ghost.checks.all()] == [["heel"], [], ["heel"]]


def test_comfort_is_kept_in_its_order_and_once(ghost):
    for score in (8, 8, 0):
        actions.log_comfort(shoe=ghost, on=TODAY, score=score)
    assert [(rating.position, rating.score) for rating in ghost.comfort.all()] == [(0, 8), (1, 0)]


@pytest.mark.parametrize(
    "act",
    [
        lambda shoe: actions.set_limits(shoe=shoe, now=NOW, limit_m=Decimal(700_000), inspect_m=None),
        lambda shoe: actions.retire_shoe(shoe=shoe, now=NOW, on=TODAY),
        lambda shoe: actions.unretire_shoe(shoe=shoe, now=NOW),
        lambda shoe: actions.log_shoe_check(shoe=shoe, on=TODAY),
        lambda shoe: actions.log_comfort(shoe=shoe, on=TODAY, score=5),
        lambda shoe: actions.move_runs(shoe=shoe, to=None, now=NOW),
    ],
)
def test_each_is_one_change_of_the_log(ann, ghost, told, act):
    act(ghost)
    assert told == [ann]


def test_all_runs_and_walks_move_to_another_pair(ann, ghost):
    other, third = make_shoe(ann), make_shoe(ann)
    make_run(ann, shoe=ghost)
    make_run(ann, shoe=ghost, on="2020-01-01")
    make_walk(ann, shoe=ghost)
    stays = make_run(ann, shoe=third)
    assert actions.move_runs(shoe=ghost, to=other, now=LATER) == 3
    assert Run.objects.filter(shoe=other, edited_at=LATER).count() == 2
    assert Walk.objects.get().shoe == other
    stays.refresh_from_db()
    assert (stays.shoe, stays.edited_at) == (third, None)


def test_they_may_move_to_no_pair(ann, ghost):
    make_run(ann, shoe=ghost)
    assert actions.move_runs(shoe=ghost, to=None, now=LATER) == 1
    assert Run.objects.get().shoe is None


def test_a_moved_import_remembers_that_its_shoe_was_chosen_by_hand(ann, ghost):
    make_run(ann, shoe=ghost, source_kind="fit", edited=["distance_m"])
    make_run(ann, shoe=ghost, source_kind="gpx")
    make_run(ann, shoe=ghost, source_kind="manual")
    make_run(ann, shoe=ghost)
    actions.move_runs(shoe=ghost, to=None, now=LATER)
    found = dict(Run.objects.values_list("source_kind", "edited"))
    assert found == {"fit": ["distance_m", "shoe"], "gpx": ["shoe"], "manual": None, None: None}


def test_they_never_move_to_somebody_else_or_nowhere(ann, eve, ghost):
    make_run(ann, shoe=ghost)
    with pytest.raises(ValueError, match="somebody else"):
        actions.move_runs(shoe=ghost, to=make_shoe(eve), now=LATER)
    with pytest.raises(ValueError, match="itself"):
        actions.move_runs(shoe=ghost, to=ghost, now=LATER)
    assert Run.objects.get().shoe == ghost


@pytest.mark.parametrize("count", [3, 300])
def test_moving_takes_few_statements_however_many(ann, ghost, query_count, unheard, count):
    make_runs(ann, count=count, shoe=ghost, source_kind="fit")
    with query_count(6):
        assert actions.move_runs(shoe=ghost, to=None, now=LATER) == count
