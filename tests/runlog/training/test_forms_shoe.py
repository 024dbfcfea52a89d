"""The form of a pair."""

from datetime import date
from decimal import Decimal

import pytest

from runlog.training.forms import ShoeForm
from tests.support.clock import NOW
from tests.support.rows import make_shoe

NEW = {"name": "Ghost", "state": "new"}


def shoe_form(athlete, data=None, **kwargs):
    return ShoeForm(data, athlete=athlete, now=NOW, **kwargs)


def opened(form):
    return {name: "" if form[name].value() is None else str(form[name].value()) for name in form.fields}


def test_nothing_is_assumed_of_a_new_pair(ann):
    assert not any(opened(shoe_form(ann)).values())


@pytest.mark.parametrize(
    ("state", "typed", "start"),
    [("new", "", 0), ("unknown", "", None), ("used", "795", 795_000), ("used", "0,5", 500), ("new", "0", 0)],
)
def test_new_or_already_used_for_how_far(ann, state, typed, start):
    form = shoe_form(ann, NEW | {"state": state, "start_distance_m": typed})
    assert form.is_valid(), form.errors
    found = form.values()
    assert found["start_distance_m"] == start
    assert (found["start_distance_m"] is None) == (start is None)
    assert "state" not in found


def test_miles_are_miles(ann):
    ann.units = "mi"
    form = shoe_form(ann, NEW | {"state": "used", "start_distance_m": "100"})
    assert form.is_valid()
    assert form.values()["start_distance_m"] == Decimal("160934.4")


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({"name": ""}, "name", "needed"),
        ({"name": "x" * 201}, "name", "too long"),
        ({"state": ""}, "state", "Choose one of the answers"),
        ({"state": "used"}, "start_distance_m", "How far has the pair gone?"),
        ({"state": "used", "start_distance_m": "0"}, "start_distance_m", "How far has the pair gone?"),
        ({"state": "used", "start_distance_m": "far"}, "start_distance_m", "is not a number"),
        ({"state": "used", "start_distance_m": "-1"}, "start_distance_m", "below zero"),
        ({"state": "used", "start_distance_m": "7,950"}, "start_distance_m", "Did you mean 795?"),
        ({"state": "new", "start_distance_m": "795"}, "start_distance_m", "Clear it, or choose"),
        ({"state": "unknown", "start_distance_m": "795"}, "start_distance_m", "Clear it, or choose"),
        ({"kind": "hiking"}, "kind", "Choose one of the answers"),
        ({"first_used_on": "2026-11-23"}, "first_used_on", "has not come yet"),
    ],
)
def test_bad_input_gets_one_sentence_beside_its_field(ann, data, field, words):
    form = shoe_form(ann, NEW | data)
    assert not form.is_valid()
    assert {name: len(sentences) for name, sentences in form.errors.items()} == {field: 1}
    assert words in form.errors[field][0]


@pytest.mark.parametrize("start", [None, 0, Decimal("300.125")])
def test_a_pair_saved_untouched_does_not_change(ann, start):
    ann.units = "mi"
    shoe = make_shoe(ann, km=start, kind="racing", brand="Brooks", first_used_on=date(2026, 3, 14), retired_on=date(2026, 11, 1))
    form = shoe_form(ann, opened(shoe_form(ann, record=shoe)), record=shoe)
    assert form.is_valid(), form.errors
    found = form.values()
    assert {name: getattr(shoe, name) for name in found} == found
    assert "retired_on" in found


def test_the_day_of_retiring_is_asked_of_retired_pairs_alone(ann):
    assert "retired_on" not in shoe_form(ann, record=make_shoe(ann)).fields


def test_nothing_is_retired_before_its_first_use(ann):
    shoe = make_shoe(ann, retired_on="2026-11-01")
    shoe.refresh_from_db()
    form = shoe_form(ann, NEW | {"first_used_on": "2026-05-03", "retired_on": "2026-05-02"}, record=shoe)
    assert "before it was first used" in form.errors["retired_on"][0]


def test_clearing_the_day_of_retiring_puts_it_back_into_use(ann):
    shoe = make_shoe(ann, retired_on="2026-11-01")
    form = shoe_form(ann, NEW | {"retired_on": ""}, record=shoe)
    assert form.is_valid()
    assert form.values()["retired_on"] is None
