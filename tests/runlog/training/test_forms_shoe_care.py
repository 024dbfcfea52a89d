"""The small forms on the page of a pair."""

from datetime import date
from decimal import Decimal

import pytest

from runlog.training.forms import ComfortForm, MoveRunsForm, RetireForm, ShoeCheckForm, ShoeLimitsForm
from runlog.training.queries import shoes_of, wearable
from tests.support.clock import NOW
from tests.support.rows import make_shoe

TODAY = date(2026, 11, 22)


def limits(athlete, shoe, **data):
    return ShoeLimitsForm(data, athlete=athlete, now=NOW, record=shoe)


@pytest.mark.parametrize(
    ("typed", "metres"),
    [
        (("", ""), (None, None)),
        (("", "700"), (None, 700_000)),
        (("400,5", ""), (400_500, None)),
        (("150", "150"), (150_000, 150_000)),
        (("1600", "1600"), (1_600_000, 1_600_000)),
        (("0", ""), (0, None)),
    ],
)
def test_limits_in_metres_and_empty_for_the_usual_ones(ann, typed, metres):
    form = limits(ann, make_shoe(ann), inspect_m=typed[0], limit_m=typed[1])
    assert form.is_valid(), form.errors
    assert (form.values()["inspect_m"], form.values()["limit_m"]) == metres


@pytest.mark.parametrize(
    ("kind", "inspect", "limit", "field", "words"),
    [
        (None, "", "149.999", "limit_m", "from 150 to 1,600 km"),
        (None, "", "1600.001", "limit_m", "from 150 to 1,600 km"),
        (None, "", "70,000", "limit_m", "from 150 to 1,600 km"),
        (None, "", "far", "limit_m", "is not a number"),
        (None, "701", "700", "inspect_m", "before the limit of 700 km"),
        (None, "801", "", "inspect_m", "before the limit of 800 km"),
        ("racing", "451", "", "inspect_m", "before the limit of 450 km"),
    ],
)
def test_limits_out_of_range_get_one_sentence(ann, kind, inspect, limit, field, words):
    form = limits(ann, make_shoe(ann, kind=kind), inspect_m=inspect, limit_m=limit)
    assert not form.is_valid()
    assert set(form.errors) == {field}
    assert words in form.errors[field][0].replace("\xa0", " ")


@pytest.mark.parametrize(("typed", "is_taken"), [("93", False), ("94", True), ("994", True), ("995", False)])
def test_the_range_in_miles_says_what_it_takes(ann, typed, is_taken):
    ann.units = "mi"
    form = limits(ann, make_shoe(ann), limit_m=typed)
    assert form.is_valid() is is_taken
    assert form.bounds == "from 94 to 994 mi"


def test_limits_shown_in_miles_and_saved_untouched_do_not_change(ann):
    ann.units = "mi"
    shoe = make_shoe(ann, limit_m=Decimal(700_000), inspect_m=Decimal(400_000))
    opened = ShoeLimitsForm(athlete=ann, now=NOW, record=shoe)
    form = limits(ann, shoe, **{name: opened[name].value() for name in opened.fields})
    assert form.is_valid()
    assert form.values() == {"limit_m": 700_000, "inspect_m": 400_000}


@pytest.mark.parametrize(
    ("fields", "examples"),
    [({}, ("480", "800")), ({"kind": "racing"}, ("240", "450")), ({"limit_m": Decimal(700_000)}, ("420", "800"))],
)
def test_the_usual_limits_stand_as_examples(ann, fields, examples):
    form = ShoeLimitsForm(athlete=ann, now=NOW, record=make_shoe(ann, **fields))
    assert tuple(form.fields[name].widget.attrs["placeholder"] for name in ("inspect_m", "limit_m")) == examples


def test_nothing_ticked_is_a_clean_check_today(ann):
    form = ShoeCheckForm({"on": ""}, athlete=ann, now=NOW, record=make_shoe(ann))
    assert form.is_valid()
    assert form.values() == {"worn": [], "on": TODAY, "note": None}


@pytest.mark.parametrize(
    ("form_class", "data", "field", "words"),
    [
        (ShoeCheckForm, {"on": "2026-11-23"}, "on", "has not come yet"),
        (ShoeCheckForm, {"on": "2026-11-22", "worn": ["laces"]}, "worn", "Choose from the list"),
        (ComfortForm, {"on": "2026-11-22"}, "score", "Choose a number from 0 to 10"),
        (ComfortForm, {"on": "2026-11-22", "score": "11"}, "score", "is not on the scale"),
        (ComfortForm, {"on": "22 Nov", "score": "5"}, "on", "is not a date"),
        (RetireForm, {"on": ""}, "on", "needed"),
        (RetireForm, {"on": "2026-11-23"}, "on", "has not come yet"),
        (RetireForm, {"on": "2026-03-13"}, "on", "before it was first used"),
    ],
)
def test_bad_input_gets_one_sentence(ann, form_class, data, field, words):
    form = form_class(data, athlete=ann, now=NOW, record=make_shoe(ann, first_used_on=date(2026, 3, 14)))
    assert not form.is_valid()
    assert set(form.errors) == {field}
    assert words in form.errors[field][0]


def test_comfort_of_0_is_a_rating(ann):
    form = ComfortForm({"on": "2026-11-22", "score": "0"}, athlete=ann, now=NOW, record=make_shoe(ann))
    assert form.is_valid()
    assert form.values() == {"score": 0, "on": TODAY}


def move(shoe, to):
    others = [pair for pair in wearable(shoes_of(shoe.athlete, NOW)) if pair.shoe.pk != shoe.pk]
    return MoveRunsForm({"to": str(to)}, athlete=shoe.athlete, now=NOW, record=shoe, pairs=others)


def test_runs_move_to_another_pair_or_to_none_but_never_by_silence(ann, eve):
    shoe, other = make_shoe(ann), make_shoe(ann)
    form = move(shoe, other.pk)
    assert form.is_valid()
    assert form.values() == {"to": other}
    form = move(shoe, "none")
    assert form.is_valid()
    assert form.values() == {"to": None}
    for wrong in ("", shoe.pk, make_shoe(eve).pk):
        assert set(move(shoe, wrong).errors) == {"to"}
