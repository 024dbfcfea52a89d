"""What the forms take, refuse and hand on."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from injuries.symptoms.forms import (
    AppointmentForm,
    HomeCareForm,
    LegPart,
    LegReportForm,
    OnsetForm,
    PainForm,
    RunPainPart,
    SeenForm,
    SignCheckForm,
)
from injuries.symptoms.models import PainScore
from injuries.symptoms.signs import FOLLOW_UPS, SIGN_KEYS

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
TODAY = date(2026, 11, 22)
WRITER: dict[str, Any] = {"zone": "Europe/Berlin", "now": NOW, "today": TODAY}
PAIN = {"id": "x", "score": "4", "at": "2026-11-22T09:00"}


def errors(form):
    return {name: list(messages) for name, messages in form.errors.items()}


def offered_by(form, name):
    return form.fields[name].choices


def pain(**said):
    return PainForm(PAIN | said, **WRITER)


@pytest.mark.parametrize("typed", ["11", "3.5", "-1", "ten"])
def test_a_score_off_the_scale_gets_one_plain_sentence_and_is_kept(typed):
    form = pain(score=typed)
    assert errors(form) == {"score": [f"“{typed}” is not on the scale. Choose a whole number from 0 to 10."]}
    assert form["score"].value() == typed


@pytest.mark.parametrize("name", ["before", "during", "after"])
def test_a_run_score_off_the_scale_gets_one_plain_sentence(name):
    assert errors(RunPainPart({name: "11"})) == {name: ["“11” is not on the scale. Choose a whole number from 0 to 10."]}


def test_a_score_in_the_future_is_refused():
    assert errors(pain(at="2026-11-22T09:40")) == {"at": ["That is in the future. Choose a time up to now."]}


def test_a_score_says_no_more_than_was_said():
    form = pain()
    assert form.is_valid()
    assert form.values() == {
        "score": 4,
        "at": datetime(2026, 11, 22, 8, 0, tzinfo=UTC),
        "area": "lower_back",
        "side": None,
        "moment": None,
        "worse_with_impact": None,
        "note": None,
    }


def test_a_run_part_that_nobody_touched_says_nothing():
    part = RunPainPart({})
    assert part.is_valid()
    assert set(part.pain().scores.values()) == {None}
    assert part.pain().places == ()


def test_a_run_part_opens_with_the_scores_of_its_run_and_tells_what_was_chosen():
    known = {"during_run": PainScore(score=0, side="left", area="buttock"), "after_run": PainScore(score=3, side="left", area="buttock")}
    opened = RunPainPart.initial_of(known)
    assert opened == {"during": 0, "after": 3, "side": "left", "area": "buttock", "shown": ",0,3"}
    part = RunPainPart({"during": "0", "after": "5", "side": "right", "area": "buttock", "shown": ",0,3"}, initial=opened)
    assert part.is_valid()
    assert part.pain().shown == {"during_run": 0, "after_run": 3}
    assert (part.pain().before, part.pain().during, part.pain().after) == (None, 0, 5)
    assert part.pain().places == ("side",)


@pytest.mark.parametrize("shown", [None, "", ",,", "x,11,-1", "1", "9" * 5000, "\x00", "1,2,3,4,5"])
def test_what_a_page_says_that_it_showed_is_read_as_far_as_it_can_be(shown):
    part = RunPainPart({"before": "1"} if shown is None else {"before": "1", "shown": shown})
    assert not part.is_valid() or set(part.pain().shown.values()) <= set(range(11))


@pytest.mark.parametrize(
    ("said", "is_reported"),
    [
        ({}, False),
        ({"leg": "no"}, False),
        ({"leg": "", "numbness": "no"}, False),
        ({"leg": "yes"}, True),
        ({"leg": "no", "both_legs": "yes"}, True),
        ({"worsening": "yes"}, True),
    ],
)
def test_a_yes_to_any_question_about_a_leg_is_a_report(said, is_reported):
    part = LegPart(said)
    assert part.is_valid()
    assert part.is_reported is is_reported


def test_follow_ups_left_open_are_not_answers():
    part = LegPart({"leg": "yes", "catching": "no", "lasting": ""})
    assert part.is_valid()
    assert part.answers() == {"catching": False}


def test_nothing_is_preset_in_a_new_check_or_report():
    for form in (SignCheckForm(**WRITER), LegReportForm(**WRITER), RunPainPart(), LegPart()):
        assert {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")} == {}


def test_a_check_asks_all_twenty_and_none_of_them_is_needed():
    form = SignCheckForm({"id": "x", "fever": "not_sure"}, **WRITER)
    assert set(SIGN_KEYS) < set(form.fields)
    assert form.is_valid()
    assert form.answers() == {"fever": "not_sure"}


def test_a_check_without_an_answer_is_refused():
    assert errors(SignCheckForm({"id": "x"}, **WRITER)) == {"__all__": ["Answer at least one question. What you leave open stays open."]}


def test_known_answers_can_only_be_raised():
    form = SignCheckForm(known={"fever": "not_sure", "lump": "yes", "night_sweats": "no"}, **WRITER)
    offered = {name: [value for value, _label in offered_by(form, name)] for name in ("fever", "night_sweats", "chest_pain")}
    assert offered == {"fever": ["not_sure", "yes"], "night_sweats": ["no", "not_sure", "yes"], "chest_pain": ["no", "not_sure", "yes", ""]}
    assert form["fever"].value() == "not_sure"
    assert "lump" not in form.fields
    assert not {"id", "at"} & set(form.fields)


def test_a_page_opened_before_an_answer_was_raised_loses_none_of_its_other_answers():
    form = SignCheckForm({"fever": "no", "chest_pain": "yes"}, known={"fever": "not_sure"}, **WRITER)
    assert form.is_valid()
    assert form.answers() == {"fever": "no", "chest_pain": "yes"}


def test_a_known_follow_up_can_only_be_raised():
    form = LegReportForm(known=dict.fromkeys(FOLLOW_UPS) | {"numbness": True, "catching": False}, **WRITER)
    assert "numbness" not in form.fields
    assert [value for value, _label in offered_by(form, "catching")] == ["no", "yes"]
    assert form["catching"].value() == "no"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("2026-11-23", "That day has not come yet. Choose today or an earlier day."),
        ("2026-11-19", "This was reported on 20 November 2026. Choose that day or a later one."),
        ("", "This is needed. Fill it in to save."),
    ],
)
def test_a_clinician_sees_a_report_after_it_was_made_and_not_ahead_of_time(typed, message):
    assert errors(SeenForm({"on": typed}, first=date(2026, 11, 20), last=TODAY, **WRITER)) == {"on": [message]}


def test_home_care_needs_something_tried_and_no_future_day():
    form = HomeCareForm({"id": "x", "on": "2026-11-23"}, **WRITER)
    assert errors(form) == {
        "on": ["That day has not come yet. Choose today or an earlier day."],
        "kinds": ["Tick at least one."],
    }


APPOINTMENT = {"id": "x", "on": "2026-12-24", "with_whom": "doctor"}


def test_an_appointment_may_lie_ahead_and_takes_one_question_a_line():
    form = AppointmentForm(APPOINTMENT | {"questions": "May I run?\r\n\r\n  How long? \r\n"}, **WRITER)
    assert form.is_valid(), form.errors
    assert form.values()["questions"] == ["May I run?", "How long?"]
    assert (form.values()["attended"], form.values()["cancelled"]) == (None, None)


def test_questions_of_several_lines_stay_as_they_are_unless_changed():
    known = ["May I run?\nAnd when?", "How long?"]
    untouched = AppointmentForm(APPOINTMENT | {"questions": "May I run?\r\nAnd when?\r\nHow long?"}, is_new=False, **WRITER)
    assert untouched.is_valid()
    assert untouched.values(known)["questions"] == known
    changed = AppointmentForm(APPOINTMENT | {"questions": "May I run?"}, is_new=False, **WRITER)
    assert changed.is_valid()
    assert changed.values(known)["questions"] == ["May I run?"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"attended": "yes"}, "attended"),
        ({"on": "2026-11-20", "attended": "yes", "cancelled": "yes"}, "cancelled"),
        ({"with_whom": ""}, "with_whom"),
    ],
)
def test_an_appointment_refuses_what_cannot_be(said, field):
    form = AppointmentForm(APPOINTMENT | said, **WRITER)
    assert list(errors(form)) == [field]
    assert len(errors(form)[field]) == 1


def test_pain_does_not_begin_after_it_was_logged():
    form = OnsetForm({"onset_on": "2026-11-21"}, opened_on=date(2026, 11, 20), **WRITER)
    assert errors(form) == {"onset_on": ["Your log shows this pain since 20 November 2026. Choose that day or an earlier one."]}
