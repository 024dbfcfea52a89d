"""The registry of record kinds, and how a kind turns rows into documents and back."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from runlog.core import records
from runlog.core.models import Record
from runlog.training.models import ComfortRating, Run, Shoe, ShoeCheck, Walk
from tests.support.clock import NOW


@pytest.fixture
def ghost(ann):
    shoe = Shoe.objects.create(athlete=ann, log_id="s1", name="Ghost", start_distance_m=Decimal("0.125"))
    ShoeCheck.objects.create(shoe=shoe, on=date(2026, 10, 3), position=1, worn=[], note="fine")
    ShoeCheck.objects.create(shoe=shoe, on=date(2026, 10, 9), position=0, worn=["heel"])
    ComfortRating.objects.create(shoe=shoe, on=date(2026, 10, 3), position=0, score=0)
    return shoe


def test_every_kind_stands_after_those_that_it_links_to():
    seen = set()
    for kind in records.kinds():
        assert {link.to for link in kind.links} <= seen
        seen.add(kind.name)


def test_kinds_are_told_apart_by_name_model_and_prefix():
    kinds = records.kinds()
    for of in (lambda kind: kind.name, lambda kind: kind.model, lambda kind: kind.prefix):
        assert len({of(kind) for kind in kinds}) == len(kinds)


def test_every_model_of_a_record_is_registered():
    concrete = {model for model in subclasses(Record) if not model._meta.abstract}
    assert concrete == {kind.model for kind in records.kinds()}


def subclasses(model):
    for child in model.__subclasses__():
        yield child
        yield from subclasses(child)


def test_a_kind_is_found_by_name_and_by_model():
    assert records.kind("runs").model is Run
    assert records.kind_of(Walk).name == "walks"


def test_what_is_not_registered_is_a_fault():
    with pytest.raises(KeyError):
        records.kind("races")
    with pytest.raises(KeyError):
        records.kind_of(ShoeCheck)


def test_a_name_is_registered_once():
    with pytest.raises(ValueError, match="twice"):
        records.register(replace(records.kind("runs")))


def test_shoes_are_named_by_runs_and_walks_and_stay_for_them():
    named = {(kind.name, link.field, link.protects) for kind, link in records.links_to("shoes")}
    assert named == {("runs", "shoe", True), ("walks", "shoe", True)}


def test_scores_and_reports_name_runs_and_let_them_go():
    named = {(kind.name, link.field, link.protects) for kind, link in records.links_to("runs")}
    assert named == {("pain", "run", False), ("leg_reports", "run", False)}


def test_new_ids_are_new_and_fit():
    ids = {records.new_id("run") for _ in range(100)}
    assert len(ids) == 100
    assert all(log_id.startswith("run-") and len(log_id) == 36 for log_id in ids)


def test_a_document_holds_links_by_log_id(ann, ghost):
    run = Run.objects.create(athlete=ann, log_id="r1", shoe=ghost, **Run.moment_fields(ann.local(NOW)))
    assert records.kind("runs").document_of(run) == {"id": "r1", "started_at": "2026-11-22T09:30:00+01:00", "shoe": "s1"}


def test_a_document_holds_lists_in_their_order_and_leaves_out_empty_ones(ann, ghost):
    document = records.kind("shoes").document_of(ghost)
    assert document["checks"] == [{"on": "2026-10-09", "worn": ["heel"]}, {"on": "2026-10-03", "worn": [], "note": "fine"}]
    assert document["comfort"] == [{"on": "2026-10-03", "score": 0}]
    assert document["start_distance_m"] == 0.125
    bare = Shoe.objects.create(athlete=ann, log_id="s2", name="Bare")
    assert records.kind("shoes").document_of(bare) == {"id": "s2", "name": "Bare"}


def test_a_document_becomes_the_same_record_again(ann, ghost):
    kind = records.kind("shoes")
    document = kind.document_of(ghost)
    ghost.delete()
    values = kind.shape.read(document | {"start_distance_m": Decimal("0.125")}, "")
    row = kind.row_of(values, athlete=ann)
    row.save()
    for child in kind.children_of(values, row):
        child.save()
    assert kind.document_of(Shoe.objects.get()) == document


def test_kinds_without_an_id_of_their_own_get_one():
    responses, onsets = records.kind("flag_responses"), records.kind("onsets")
    assert responses.id_of({}) != responses.id_of({})
    assert onsets.id_of({"opened_on": date(2026, 5, 3)}) == "2026-05-03"
