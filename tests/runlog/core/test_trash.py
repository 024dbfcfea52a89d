"""Deleting into the bin and bringing back, with links on both sides."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from injuries.symptoms.models import LegReport, PainScore, SignCheck
from runlog.core import records, trash
from runlog.core.models import Trashed
from runlog.training.models import Run, Shoe, ShoeCheck, Walk
from tests.support.clock import NOW


@pytest.fixture
def ghost(ann):
    shoe = Shoe.objects.create(athlete=ann, log_id="s1", name="Ghost")
    ShoeCheck.objects.create(shoe=shoe, on=date(2026, 10, 3), position=0, worn=["heel"])
    return shoe


@pytest.fixture
def run(ann, ghost):
    fields = {"shoe": ghost, "distance_m": Decimal("8046.72"), "warm_up_state": "done", "edited_at": NOW}
    run = Run.objects.create(athlete=ann, log_id="r1", **fields, **Run.moment_fields(ann.local(NOW)))
    PainScore.objects.create(athlete=ann, log_id="p1", score=3, run=run, **PainScore.moment_fields(NOW))
    LegReport.objects.create(athlete=ann, log_id="l1", run=run, **LegReport.moment_fields(NOW))
    return run


def test_a_deleted_record_is_gone_from_the_log_and_waits_in_the_bin(ann, run):
    document = records.kind("runs").document_of(run)
    trashed = trash.delete(run, now=NOW)
    assert not Run.objects.exists()
    assert (trashed.athlete, trashed.kind, trashed.log_id, trashed.deleted_at) == (ann, "runs", "r1", NOW)
    assert Trashed.objects.get().document == document
    assert trashed.gone_at == NOW + timedelta(days=30)


def test_deleted_twice_it_lies_in_the_bin_once(run):
    again = Run.objects.get()
    first = trash.delete(run, now=NOW)
    assert trash.delete(again, now=NOW) == first
    assert Trashed.objects.count() == 1


def test_what_named_it_stays_without_it(run):
    trash.delete(run, now=NOW)
    assert PainScore.objects.get().run is None
    assert LegReport.objects.get().run is None


def test_undo_brings_back_the_record_and_both_sides_of_its_links(ghost, run):
    before = records.kind("runs").document_of(run)
    back = trash.undo(trash.delete(run, now=NOW))
    stored = Run.objects.get()
    assert records.kind("runs").document_of(stored) == before
    assert stored == back
    assert stored.shoe == ghost
    assert stored.distance_m == Decimal("8046.72")
    assert PainScore.objects.get().run == stored
    assert LegReport.objects.get().run == stored
    assert not Trashed.objects.exists()


def test_undo_leaves_what_was_linked_elsewhere_meanwhile(ann, run):
    trashed = trash.delete(run, now=NOW)
    other = Run.objects.create(athlete=ann, log_id="r2", **Run.moment_fields(NOW))
    PainScore.objects.update(run=other)
    trash.undo(trashed)
    assert PainScore.objects.get().run == other
    assert LegReport.objects.get().run.log_id == "r1"


def test_a_shoe_comes_back_with_its_lists(ann):
    shoe = Shoe.objects.create(athlete=ann, log_id="s1", name="Ghost")
    for position, worn in enumerate((["heel"], [], ["upper", "one_side"])):
        ShoeCheck.objects.create(shoe=shoe, on=date(2026, 10, 3), position=position, worn=worn)
    back = trash.undo(trash.delete(shoe, now=NOW))
    assert [check.worn for check in back.checks.all()] == [["heel"], [], ["upper", "one_side"]]


def test_a_pair_that_runs_and_walks_name_is_not_deleted(ann, ghost, run):
    Walk.objects.create(athlete=ann, log_id="w1", shoe=ghost, minutes=Decimal(30), **Walk.moment_fields(NOW))
    Walk.objects.create(athlete=ann, log_id="w2", shoe=ghost, minutes=Decimal(30), **Walk.moment_fields(NOW))
    with pytest.raises(trash.InUse) as refused:
        trash.delete(ghost, now=NOW)
    assert refused.value.counts == {"runs": 1, "walks": 2}
    assert Shoe.objects.get().checks.count() == 1
    assert not Trashed.objects.exists()


def test_undoing_a_run_brings_back_the_pair_that_was_deleted_after_it(ghost, run):
    of_run = trash.delete(run, now=NOW)
    trash.delete(ghost, now=NOW)
    back = trash.undo(of_run)
    assert back.shoe.name == "Ghost"
    assert [check.worn for check in back.shoe.checks.all()] == [["heel"]]
    assert not Trashed.objects.exists()


def test_undoing_a_run_whose_pair_is_gone_for_good_leaves_it_without(ghost, run):
    of_run = trash.delete(run, now=NOW)
    trash.delete(ghost, now=NOW).delete()
    assert trash.undo(of_run).shoe is None


def test_an_id_that_is_in_the_log_again_cannot_be_undone(ann, run):
    trashed = trash.delete(run, now=NOW)
    Run.objects.create(athlete=ann, log_id="r1", note="typed again", **Run.moment_fields(NOW))
    with pytest.raises(trash.CannotUndo):
        trash.undo(trashed)
    assert Run.objects.get().note == "typed again"
    assert Trashed.objects.get() == trashed
    assert PainScore.objects.get().run is None


def test_undoing_twice_is_refused_the_second_time(run):
    trashed = trash.delete(run, now=NOW)
    copy = Trashed.objects.get()
    trash.undo(trashed)
    with pytest.raises(trash.CannotUndo):
        trash.undo(copy)
    assert Run.objects.count() == 1


def test_other_peoples_records_of_the_same_id_are_not_touched(eve, run):
    hers = Run.objects.create(athlete=eve, log_id="r1", **Run.moment_fields(NOW))
    score = PainScore.objects.create(athlete=eve, log_id="p1", score=5, run=hers, **PainScore.moment_fields(NOW))
    trash.undo(trash.delete(run, now=NOW))
    score.refresh_from_db()
    assert score.run == hers


@pytest.mark.parametrize(("days", "is_kept"), [(30, True), (31, False)])
def test_the_bin_of_an_athlete_is_emptied_after_30_days(ann, eve, run, days, is_kept):
    walk = Walk.objects.create(athlete=ann, log_id="w1", minutes=Decimal(30), **Walk.moment_fields(NOW))
    hers = Walk.objects.create(athlete=eve, log_id="w1", minutes=Decimal(30), **Walk.moment_fields(NOW))
    trash.delete(walk, now=NOW)
    trash.delete(hers, now=NOW)
    trash.delete(run, now=NOW + timedelta(days=days))
    assert Trashed.objects.filter(athlete=ann, kind="walks").exists() == is_kept
    assert Trashed.objects.filter(athlete=eve).exists()


@pytest.mark.parametrize("model", [LegReport, SignCheck])
def test_answers_about_warning_signs_are_never_deleted(ann, model):
    answers = {"answers": {"fever": "yes"}} if model is SignCheck else {}
    row = model.objects.create(athlete=ann, log_id="x1", **answers, **model.moment_fields(NOW))
    with pytest.raises(ValueError, match="never deleted"):
        trash.delete(row, now=NOW)
    assert model.objects.exists()


def test_what_another_page_has_changed_meanwhile_lies_in_the_bin(run):
    seen_before = Run.objects.get()
    Run.objects.update(note="written on another page")
    assert trash.delete(seen_before, now=NOW).document["note"] == "written on another page"
