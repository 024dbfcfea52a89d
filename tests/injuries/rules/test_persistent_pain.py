"""`persistent_pain`: an open episode of 7 days and more that has neither settled nor clearly eased."""

import pytest

from injuries.engine.log import Log, Onset
from tests.injuries.engine.builders import care, day, flag_of, judged, pain, said, scores, shown, visit

WEEK_OF_4 = {6: 4, 4: 4, 2: 4, 0: 4}
FIVE_AT_FIRST = {14: 5, 13: 5, 12: 5}
LONG_AGO = {42: 6, 41: 6, 20: 4}


def log(back, *, care_on=(), visits=(), onsets=()):
    return Log(pain=scores(back), home_care=tuple(map(care, care_on)), appointments=tuple(visits), onsets=tuple(onsets))


FIRES = {
    "7 days, not eased": ({7: 5, 6: 5, 4: 5, 2: 5, 0: 5}, (), "notice"),
    "13 days with care at home": ({13: 5, 12: 5} | WEEK_OF_4, (9,), "notice"),
    "14 days without any": (FIVE_AT_FIRST | WEEK_OF_4, (), "notice"),
    "14 days with it": (FIVE_AT_FIRST | WEEK_OF_4, (9,), "see_provider"),
    "care on the first day": (FIVE_AT_FIRST | WEEK_OF_4, (14,), "see_provider"),
    "care today": (FIVE_AT_FIRST | WEEK_OF_4, (0,), "see_provider"),
    "care before the pain began": (FIVE_AT_FIRST | WEEK_OF_4, (15,), "notice"),
    "care to come": (FIVE_AT_FIRST | WEEK_OF_4, (-1,), "notice"),
    "42 days": (LONG_AGO | {3: 4}, (), "see_provider"),
    "42 days, improving": ({42: 6, 41: 6, 20: 4} | {6: 2, 4: 2, 2: 2, 0: 2}, (), "see_provider"),
    "42 days, one pain day in the week, a 1": (LONG_AGO | {6: 1}, (), "see_provider"),
    "41 days, worse": ({41: 3, 40: 3, 20: 3, 6: 4, 4: 4, 2: 4, 0: 4}, (), "notice"),
    "eased by 25 % and 1 point": ({7: 4, 6: 4, 4: 3, 3: 3, 2: 3, 0: 3}, (), "notice"),
    "four entries, one of them a 2": ({42: 6, 41: 6, 20: 4, 6: 1, 4: 1, 2: 1, 0: 2}, (), "see_provider"),
}

QUIET = {
    "nothing logged": ({}, (), {}),
    "no episode": ({9: 2}, (), {}),
    "6 days": ({6: 5, 5: 5, 4: 5, 2: 5, 0: 5}, (), {}),
    "settled": ({20: 5, 19: 5, 6: 1, 4: 1, 2: 0, 0: 1}, (9,), {}),
    "settled after 42 days": (LONG_AGO | {6: 1, 4: 1, 2: 1, 0: 1}, (), {}),
    "settled, all free of pain": (LONG_AGO | {6: 0, 4: 0, 2: 0, 0: 0}, (), {}),
    "eased by 2 points": ({14: 6, 13: 6, 12: 6} | WEEK_OF_4, (9,), {}),
    "eased by 30 %": ({14: 5, 13: 5, 12: 5, 6: 3, 5: 4, 3: 3, 0: 4}, (9,), {}),
    "41 days, improving": ({41: 6, 40: 6, 20: 4} | {6: 2, 4: 2, 2: 2, 0: 2}, (9,), {}),
    "closed": ({60: 5, 59: 5, 40: 0, 35: 0, 32: 0, 31: 0}, (50,), {}),
    "closed, then a single pain day": ({60: 5, 59: 5, 40: 0, 35: 0, 32: 0, 31: 0, 2: 3}, (50,), {}),
    "three entries": ({20: 5, 19: 4, 5: 5, 3: 5, 1: 5}, (9,), {"episode:2026-11-02": "insufficient"}),
    "no entry in a week": ({20: 5, 19: 4}, (9,), {"episode:2026-11-02": "insufficient"}),
    "42 days without a pain day in the week, three entries": (LONG_AGO | {5: 0, 3: 0, 1: 0}, (), {"episode:2026-10-11": "insufficient"}),
    "stale": ({60: 5, 59: 4, 45: 4, 28: 4}, (50,), {"episode:2026-09-23": "insufficient"}),
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    back, care_on, level = FIRES[name]
    assert judged("persistent_pain", log(back, care_on=care_on)) == {f"episode:{day(max(back))}": level}


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    back, care_on, expected = QUIET[name]
    assert judged("persistent_pain", log(back, care_on=care_on)) == expected


def test_the_highest_score_of_a_day_counts():
    several = (*scores(FIVE_AT_FIRST), *(pain(ago, score, hour=hour) for ago in (6, 4, 2, 0) for hour, score in ((7, 1), (12, 5), (21, 0))))
    assert judged("persistent_pain", Log(pain=several)) == {"episode:2026-11-08": "notice"}


def test_pain_elsewhere_is_not_read():
    elsewhere = tuple(pain(ago, 6, area="thigh") for ago in (20, 19, 6, 4, 2, 0))
    assert judged("persistent_pain", Log(pain=elsewhere)) == {}


def test_a_corrected_onset_makes_it_older():
    back = {3: 4, 2: 3, 1: 3}
    corrected = log(back, onsets=[Onset(day(3), day(42))])
    assert judged("persistent_pain", log(back)) == {}
    assert judged("persistent_pain", corrected) == {"episode:2026-11-19": "see_provider"}
    assert flag_of("persistent_pain", corrected).facts["since_on"] == day(42)


def test_names_the_scores_of_the_first_days_and_of_the_last_ones():
    flag = flag_of("persistent_pain", log(FIVE_AT_FIRST | {10: 4} | WEEK_OF_4))
    assert flag.facts["pain_ids"] == [f"p{ago}-20" for ago in (14, 13, 12, 6, 4, 2, 0)]


BOOKED = {
    "today": (visit(0), "info"),
    "41 days ahead": (visit(-41), "info"),
    "42 days ahead": (visit(-42), "see_provider"),
    "cancelled": (visit(-5, cancelled=True), "see_provider"),
    "not cancelled, said so": (visit(-5, cancelled=False), "info"),
    "attended yesterday": (visit(1, attended=True), "info"),
    "attended 28 days ago": (visit(28, attended=True), "info"),
    "attended 29 days ago": (visit(29, attended=True), "see_provider"),
    "yesterday, not marked": (visit(1), "see_provider"),
    "yesterday, missed": (visit(1, attended=False), "see_provider"),
    "attended, but cancelled": (visit(1, attended=True, cancelled=True), "see_provider"),
}


@pytest.mark.parametrize("name", BOOKED)
def test_under_care(name):
    appointment, level = BOOKED[name]
    assert judged("persistent_pain", log(LONG_AGO | {3: 4}, visits=[appointment])) == {"episode:2026-10-11": level}


@pytest.mark.parametrize(("ago", "level"), [(20, "info"), (21, "notice")])
def test_only_a_visit_since_the_pain_began_counts(ago, level):
    back = {20: 5, 19: 5, 6: 5, 4: 5, 2: 5, 0: 5}
    assert judged("persistent_pain", log(back, visits=[visit(ago, attended=True)])) == {"episode:2026-11-02": level}


def test_under_care_since_a_corrected_onset():
    given = log({3: 4, 2: 3, 1: 3}, visits=[visit(20, attended=True)], onsets=[Onset(day(3), day(42))])
    assert judged("persistent_pain", given) == {"episode:2026-11-19": "info"}


def test_under_care_keeps_the_level_from_before():
    flag = flag_of("persistent_pain", log(LONG_AGO | {3: 4}, visits=[visit(-5), visit(10, attended=True)]))
    assert (flag.level, flag.level_before_care) == ("info", "see_provider")
    assert shown(flag) == "Your back has hurt for 42 days; you have an appointment on 27 Nov 2026."
    assert flag.facts["appointment_ids"] == ["a-5"]


@pytest.mark.parametrize(("visits", "on"), [((visit(0),), "22 Nov"), ((visit(-9), visit(-5), visit(-7)), "27 Nov")])
def test_says_which_appointment_is_the_next(visits, on):
    flag = flag_of("persistent_pain", log(LONG_AGO | {3: 4}, visits=visits))
    assert shown(flag) == f"Your back has hurt for 42 days; you have an appointment on {on} 2026."


def test_says_when_the_visit_was():
    flag = flag_of("persistent_pain", log(LONG_AGO | {3: 4}, visits=[visit(20, attended=True), visit(5, attended=True)]))
    assert shown(flag) == "Your back has hurt for 42 days; you had an appointment on 17 Nov 2026."


SENTENCES = {
    "eased little": (
        {18: 4, 17: 4, 16: 4, 6: 4, 4: 3, 2: 4, 0: 3},
        (),
        "Your back has hurt for 18 days: 4 in the first days, 3.5 in the last 7 days. What",
    ),
    "early, eased little": (
        {8: 4, 7: 4, 6: 4, 4: 3, 2: 4, 0: 3},
        (),
        "Your back has hurt for 8 days and has not eased much: 4 in the first days, 3.5 in the last",
    ),
    "with care": (
        FIVE_AT_FIRST | WEEK_OF_4,
        (9,),
        "Your back has hurt for 14 days in spite of what you did for it at home: 5 in the first days, 4",
    ),
    "just as bad": (
        {8: 5, 7: 5, 6: 5, 4: 5, 2: 5, 0: 5},
        (),
        "Your back has hurt for 8 days and has not eased: 5 in the first days, 5 in the last",
    ),
    "not eased at all": (
        {8: 4, 7: 4, 6: 5, 4: 5, 2: 5, 0: 5},
        (),
        "Your back has hurt for 8 days and has not eased: 4 in the first days, 5 in the last",
    ),
    "long, few entries": (LONG_AGO | {3: 4}, (), "Your back has hurt for 42 days; the latest score is 4."),
    "long, eased": (
        LONG_AGO | {6: 2, 4: 2, 2: 2, 0: 2},
        (),
        "Your back has hurt for 42 days. It has eased, from 6 in the first days to 2 in the last 7 days,",
    ),
    "long, eased little": (
        LONG_AGO | {6: 5, 4: 5, 2: 5, 0: 5},
        (),
        "Your back has hurt for 42 days and has not eased much: 6 in the first days, 5 in the last",
    ),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_says_how_it_went(name):
    back, care_on, sentence = SENTENCES[name]
    assert shown(flag_of("persistent_pain", log(back, care_on=care_on))).startswith(sentence)


@pytest.mark.parametrize(
    ("entries", "missing"),
    [
        ({}, "No back score in 7 days; 4 days with one are needed."),
        ({3: 5}, "A back score on 1 day of the last 7 days; 4 days are needed."),
        ({3: 5, 2: 5}, "Back scores on 2 days of the last 7 days; 4 are needed."),
    ],
)
def test_says_what_is_missing(entries, missing):
    document = said(log({20: 5, 19: 4} | entries)).as_document()
    assert {"rule": "persistent_pain", "scope": "episode:2026-11-02", "missing": missing} in document["insufficient"]


def test_its_numbers_are_thresholds():
    week = {6: 5, 4: 5, 2: 5, 0: 5}
    assert judged("persistent_pain", log(week), first_days=6) == {"episode:2026-11-16": "notice"}
    assert judged("persistent_pain", log({11: 5, 10: 5} | week, care_on=(5,)), care_days=10) == {"episode:2026-11-11": "see_provider"}
    assert judged("persistent_pain", log({30: 5, 29: 5} | week), provider_days=30) == {"episode:2026-10-23": "see_provider"}
    assert judged("persistent_pain", log({20: 5, 19: 5, 6: 2, 4: 2, 2: 2, 0: 1}), settled_score=2) == {}
    assert judged("persistent_pain", log({20: 5, 19: 5} | week), entries_needed=5) == {"episode:2026-11-02": "insufficient"}


def test_a_longer_week_cannot_judge_easing_without_entries_in_the_last_7_days():
    given = log({20: 5, 19: 5, 9: 5, 8: 5, 7: 5, 0: 5})
    assert judged("persistent_pain", given, week_days=10) == {"episode:2026-11-02": "insufficient"}


def test_another_day_another_age():
    given = log(LONG_AGO | {3: 4})
    assert judged("persistent_pain", given, on=day(1)) == {"episode:2026-10-11": "insufficient"}
