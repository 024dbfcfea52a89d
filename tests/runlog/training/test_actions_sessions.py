"""Writing runs, walks and strength sessions."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from runlog.training.actions import save_run, save_strength, save_walk
from runlog.training.models import Run, StrengthSession, Walk
from tests.support.clock import NOW
from tests.support.rows import make_run, make_shoe

LATER = NOW + timedelta(hours=1)
WARM_UP = {"warm_up_state": "done", "warm_up_kind": "dynamic", "warm_up_minutes": Decimal(10)}


def log_run(athlete, **fields):
    given = {"log_id": "r1", "now": NOW, "started_at": athlete.local(NOW), "distance_m": Decimal(8200), "duration_s": Decimal(2850)}
    return save_run(athlete=athlete, **given | fields)


def test_a_run_is_stored_in_its_own_offset(ann, told):
    run = Run.objects.get(pk=log_run(ann, kind="easy", **WARM_UP).pk)
    assert (run.athlete, run.log_id, run.distance_m, run.kind, run.warm_up_minutes) == (ann, "r1", 8200, "easy", 10)
    assert (run.moment, run.offset_min, run.local_on) == (NOW, 60, date(2026, 11, 22))
    assert (run.source_kind, run.edited, run.edited_at) == ("manual", None, None)
    assert told == [ann]


def test_the_same_run_sent_twice_is_one_run(ann):
    log_run(ann)
    log_run(ann, now=LATER)
    assert Run.objects.get().edited_at is None


def test_a_run_that_is_changed_says_when(ann):
    log_run(ann)
    run = log_run(ann, now=LATER, distance_m=Decimal(9000), started_at=ann.local(NOW - timedelta(days=1)))
    assert Run.objects.get() == run
    assert (run.distance_m, run.local_on, run.edited_at, run.edited) == (9000, date(2026, 11, 21), LATER, None)


def test_a_missed_session_has_no_distance_time_shoe_or_warm_up(ann):
    run = log_run(ann, limited_by_back="not_started", shoe=make_shoe(ann), kind="easy", note="too sore", **WARM_UP)
    run.refresh_from_db()
    assert run.is_missed
    assert (run.distance_m, run.duration_s, run.shoe) == (None, None, None)
    assert (run.warm_up_state, run.warm_up_kind, run.warm_up_minutes) == (None, None, None)
    assert (run.kind, run.note) == ("easy", "too sore")


@pytest.mark.parametrize("answer", [None, "no", "stopped"])
def test_any_other_answer_keeps_them(ann, answer):
    shoe = make_shoe(ann)
    run = log_run(ann, limited_by_back=answer, shoe=shoe, **WARM_UP)
    assert (run.distance_m, run.shoe, run.warm_up_state) == (8200, shoe, "done")


def test_a_run_that_turns_out_missed_loses_them(ann):
    log_run(ann, shoe=make_shoe(ann), **WARM_UP)
    run = log_run(ann, limited_by_back="not_started", now=LATER)
    assert (run.distance_m, run.shoe, run.warm_up_state) == (None, None, None)


@pytest.fixture
def imported(ann):
    return make_run(ann, log_id="r1", km="8.2", source_kind="fit", source_digest="abc", duration_s=Decimal(2850), effort=None)


def test_what_is_typed_over_an_import_is_listed(ann, imported):
    shoe = make_shoe(ann)
    run = log_run(ann, started_at=imported.moment, distance_m=Decimal(8000), shoe=shoe, tightness_quads=3, now=LATER, **WARM_UP)
    run.refresh_from_db()
    assert set(run.edited) == {"distance_m", "shoe", "tightness", "warm_up"}
    assert (run.source_kind, run.source_digest, run.edited_at) == ("fit", "abc", LATER)


def test_the_list_grows_and_names_nothing_twice(ann, imported):
    log_run(ann, started_at=imported.moment, distance_m=Decimal(8000))
    log_run(ann, started_at=imported.moment, distance_m=Decimal(8100), duration_s=Decimal(2900))
    assert Run.objects.get().edited == ["distance_m", "duration_s"]


def test_a_moved_start_is_one_name(ann, imported):
    log_run(ann, started_at=imported.moment - timedelta(days=1))
    assert Run.objects.get().edited == ["started_at"]


def test_an_import_saved_as_it_is_stays_unedited(ann, imported):
    log_run(ann, started_at=imported.moment, now=LATER)
    run = Run.objects.get()
    assert (run.edited, run.edited_at) == (None, None)


def test_nobody_runs_in_other_peoples_shoes(ann, eve):
    with pytest.raises(ValueError, match="somebody else"):
        log_run(ann, shoe=make_shoe(eve))
    assert not Run.objects.exists()


def test_the_same_id_of_two_people_is_two_runs(ann, eve):
    log_run(ann)
    log_run(eve, distance_m=Decimal(5000))
    assert {(run.athlete, run.distance_m) for run in Run.objects.all()} == {(ann, 8200), (eve, 5000)}


@pytest.mark.parametrize("exists", [False, True])
def test_saving_a_run_takes_few_statements(ann, query_count, unheard, exists):
    if exists:
        log_run(ann)
    with query_count(3):
        log_run(ann, now=LATER, distance_m=Decimal(9000))


def test_a_walk_is_saved_once_and_changed_by_its_id(ann, eve, told):
    given = {"athlete": ann, "log_id": "w1", "started_at": ann.local(NOW), "minutes": Decimal(30)}
    save_walk(now=NOW, **given)
    walk = save_walk(now=LATER, shoe=make_shoe(ann), **given)
    assert Walk.objects.get() == walk
    assert (walk.local_on, walk.edited_at, walk.shoe.name) == (date(2026, 11, 22), LATER, "Pegasus")
    assert told == [ann, ann]
    with pytest.raises(ValueError, match="somebody else"):
        save_walk(now=LATER, **given, shoe=make_shoe(eve))


def test_a_strength_session_is_saved_once_and_changed_by_its_id(ann, told):
    given = {"athlete": ann, "log_id": "t1", "local_on": date(2026, 11, 21), "minutes": Decimal(20)}
    save_strength(now=NOW, **given)
    session = save_strength(now=LATER, **given, focus=["legs", "core"])
    assert StrengthSession.objects.get() == session
    assert (session.focus, session.edited_at) == (["legs", "core"], LATER)
    assert told == [ann, ann]
