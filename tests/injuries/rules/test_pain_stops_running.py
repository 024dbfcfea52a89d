"""`pain_stops_running`: three limited sessions in a row, or a week of them, until two good runs in a row."""

from dataclasses import replace

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import flag_of, judged, pain, run, shown, visit

WORDS = {"s": "slowed", "c": "shortened", "t": "stopped", "m": "not_started", "0": "no", "?": None}


def sessions(pattern, *, latest=1, step=1):
    """Sessions oldest first, `step` days apart: s slowed, c cut short, t stopped, m missed, 0 not limited, ? not answered."""
    count = len(pattern)
    return tuple(run(latest + (count - 1 - place) * step, limited_by_back=WORDS[each]) for place, each in enumerate(pattern))


def during(ago, score, moment="during_run"):
    return pain(ago, score, hour=10, run=f"r{ago}", moment=moment)


CASES = {
    "three in a row": (sessions("scm"), True),
    "three missed": (sessions("mmm"), True),
    "stopped counts": (sessions("tts"), True),
    "one not answered between": (sessions("s?c?t"), True),
    "two, seven days apart": (sessions("ss", step=7), True),
    "a good run since": (sessions("sss0"), True),
    "two good runs, not in a row": (sessions("sss0s0"), True),
    "two good runs, one of them painful": (sessions("sss00"), True),
    "open for long, with good runs between": (sessions("sss0s0s0s0"), True),
    "nothing logged": ((), False),
    "two in a row": (sessions("ss"), False),
    "two, six days apart": (sessions("ss", step=6), False),
    "a good run between": (sessions("ss0s"), False),
    "a good run within the week": (sessions("s0s", step=4), False),
    "two good runs since": (sessions("sss00"), False),
    "two good runs and one not answered": (sessions("sss0?0"), False),
    "never limited": (sessions("00000"), False),
    "never answered": (sessions("?????"), False),
    "closed, then two more": (sessions("sss00ss"), False),
    "closed, then three more": (sessions("sss00sss"), True),
    "too long ago": (sessions("sss", latest=60), False),
    "the first of three on the 61st day": (sessions("sss", latest=58), False),
    "all three in 60 days": (sessions("sss", latest=57), True),
    "the third tomorrow": (sessions("sss", latest=-1), False),
}
PAINFUL = {"two good runs, one of them painful": (during(1, 3),)}


@pytest.mark.parametrize("name", CASES)
def test_case(name):
    runs, fires = CASES[name]
    assert judged("pain_stops_running", Log(runs=runs, pain=PAINFUL.get(name, ()))) == ({"": "see_provider"} if fires else {})


@pytest.mark.parametrize(
    ("score", "closed"),
    [(during(1, 2), True), (during(2, 3), False), (during(1, 9, "after_run"), True), (pain(1, 9, hour=10, moment="during_run"), True)],
    ids=["2 during", "3 during the first of the two", "after it", "not linked to it"],
)
def test_a_good_run_had_at_most_2_during_it(score, closed):
    assert (judged("pain_stops_running", Log(runs=sessions("sss00"), pain=(score,))) == {}) == closed


def test_a_painful_run_does_not_count_towards_two():
    assert judged("pain_stops_running", Log(runs=sessions("sss000"), pain=(during(2, 5),))) == {"": "see_provider"}
    assert judged("pain_stops_running", Log(runs=sessions("sss000"), pain=(during(3, 5),))) == {}


@pytest.mark.parametrize(
    ("appointment", "level"),
    [
        (visit(-3), "info"),
        (visit(3, attended=True), "info"),
        (visit(4, attended=True), "see_provider"),
        (visit(3), "see_provider"),
        (visit(-3, cancelled=True), "see_provider"),
    ],
)
def test_under_care_since_the_first_session_of_the_row(appointment, level):
    assert judged("pain_stops_running", Log(runs=sessions("sss"), appointments=(appointment,))) == {"": level}


def test_under_care_goes_by_the_row_that_opened_it():
    given = Log(runs=sessions("sss00sss"), appointments=(visit(4, attended=True),))
    assert judged("pain_stops_running", given) == {"": "see_provider"}
    given = Log(runs=sessions("sss0sss"), appointments=(visit(4, attended=True),))
    assert judged("pain_stops_running", given) == {"": "info"}


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("scts", "Your back limited 4 sessions in a row, from 18 Nov 2026 to 21 Nov 2026."),
        ("mcm", "Your back limited 3 sessions in a row, from 19 Nov 2026 to 21 Nov 2026; you missed 2 of them."),
    ],
)
def test_says_how_many(pattern, sentence):
    assert shown(flag_of("pain_stops_running", Log(runs=sessions(pattern)))) == sentence


def test_says_when_an_appointment_is():
    flag = flag_of("pain_stops_running", Log(runs=sessions("sss"), appointments=(visit(-3),)))
    assert shown(flag) == "Your back has limited your running since 19 Nov 2026; you have an appointment on 25 Nov 2026."
    assert flag.facts["run_ids"] == ["r3", "r2", "r1"]


def test_its_numbers_are_thresholds():
    assert judged("pain_stops_running", Log(runs=sessions("ss")), row=2) == {"": "see_provider"}
    assert judged("pain_stops_running", Log(runs=sessions("ss", step=5)), span_days=5) == {"": "see_provider"}
    assert judged("pain_stops_running", Log(runs=sessions("sss0")), closing_runs=1) == {}
    assert judged("pain_stops_running", Log(runs=sessions("sss00"), pain=(during(1, 3),)), closing_score=3) == {}
    assert judged("pain_stops_running", Log(runs=sessions("sss00")), closing_score=0) == {}
    assert judged("pain_stops_running", Log(runs=sessions("sss", latest=60)), days=70) == {"": "see_provider"}


def test_a_row_that_has_opened_stays_so_when_a_later_session_far_west_bears_an_earlier_date():
    first, east, west = run(10), run(3, hour=0.5, zone=14, id="east"), run(4, hour=23, zone=-3, id="west")
    runs = tuple(replace(each, limited_by_back="slowed") for each in (first, east, west))
    assert judged("pain_stops_running", Log(runs=runs), row=5) == {"": "see_provider"}
