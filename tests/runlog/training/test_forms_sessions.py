"""The forms of walks and strength sessions."""

from datetime import date
from decimal import Decimal

import pytest

from runlog.training.forms import StrengthForm, WalkForm
from tests.support.clock import NOW
from tests.support.rows import make_shoe, make_strength, make_walk

WALK = {"started_at": "2026-11-22T07:40", "minutes": "30"}
SESSION = {"local_on": "2026-11-22", "minutes": "20"}


def walk_form(athlete, data=None, **kwargs):
    return WalkForm(data, athlete=athlete, now=NOW, **kwargs)


def strength_form(athlete, data=None, **kwargs):
    return StrengthForm(data, athlete=athlete, now=NOW, **kwargs)


def test_a_walk_opens_with_the_time_now(ann):
    form = walk_form(ann)
    assert {name: form[name].value() for name in form.fields if form[name].value()} == {"started_at": "2026-11-22T09:30"}


def test_a_walk_in_the_logs_own_terms(ann):
    shoe = make_shoe(ann)
    form = walk_form(ann, WALK | {"minutes": "30,5", "distance_m": "2.5", "shoe": str(shoe.pk), "upright": "no", "note": "x"})
    assert form.is_valid(), form.errors
    found = form.values()
    assert found.pop("started_at").isoformat() == "2026-11-22T07:40:00+01:00"
    assert found == {"minutes": Decimal("30.5"), "distance_m": 2500, "shoe": shoe, "upright": False, "note": "x"}


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("minutes", "", "needed"),
        ("minutes", "0", "from 1 to 1,440"),
        ("minutes", "1441", "from 1 to 1,440"),
        ("minutes", "half an hour", "is not a number"),
        ("distance_m", "201", "more than a walk can be"),
        ("distance_m", "-3", "below zero"),
        ("started_at", "2026-11-22T09:32", "in the future"),
        ("shoe", "1", "one of your own pairs"),
    ],
)
def test_a_bad_walk_gets_one_sentence(ann, field, typed, words):
    form = walk_form(ann, WALK | {field: typed})
    assert not form.is_valid()
    assert set(form.errors) == {field}
    assert words in form.errors[field][0]


def test_other_peoples_pairs_are_no_walking_shoes(ann, eve):
    form = walk_form(ann, WALK | {"shoe": str(make_shoe(eve).pk)})
    assert "one of your own pairs" in form.errors["shoe"][0]


def test_a_walk_saved_untouched_does_not_change(ann):
    ann.units = "mi"
    shoe = make_shoe(ann, retired_on="2026-11-01")
    walk = make_walk(ann, shoe=shoe, distance_m=Decimal("3333.333"), upright=True)
    opened = walk_form(ann, record=walk)
    sent = {name: "" if opened[name].value() is None else str(opened[name].value()) for name in opened.fields}
    form = walk_form(ann, sent, record=walk)
    assert form.is_valid(), form.errors
    found = form.values()
    assert found.pop("started_at") == walk.moment
    assert {name: getattr(walk, name) for name in found} == found


def test_a_strength_session_opens_with_today(ann):
    form = strength_form(ann)
    assert {name: form[name].value() for name in form.fields if form[name].value()} == {"local_on": "2026-11-22"}


def test_a_strength_session_in_the_logs_own_terms(ann):
    form = strength_form(ann, SESSION | {"focus": ["core", "legs"]})
    assert form.is_valid(), form.errors
    assert form.values() == {"local_on": date(2026, 11, 22), "minutes": 20, "focus": ["legs", "core"], "note": None}


def test_nothing_ticked_is_not_recorded_but_stays_nothing_where_the_log_says_so(ann):
    form = strength_form(ann, SESSION)
    assert form.is_valid()
    assert form.values()["focus"] is None
    form = strength_form(ann, SESSION, record=make_strength(ann, focus=[]))
    assert form.is_valid()
    assert form.values()["focus"] == []


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("local_on", "2026-11-23", "has not come yet"),
        ("local_on", "", "needed"),
        ("local_on", "22.11.2026", "is not a date"),
        ("local_on", "0026-11-22", "year looks wrong"),
        ("minutes", "0", "from 1 to 1,440"),
        ("focus", ["arms"], "Choose from the list"),
    ],
)
def test_a_bad_session_gets_one_sentence(ann, field, typed, words):
    form = strength_form(ann, SESSION | {field: typed})
    assert not form.is_valid()
    assert set(form.errors) == {field}
    assert words in form.errors[field][0]
