"""`worsening_pain`: a rise of two points, or two severe days of three, remembered until a better week."""

import pytest

from injuries.engine.log import Log, Onset
from tests.injuries.engine.builders import INSUFFICIENT, day, flag_of, judged, said, scores, shown, visit

THREE = {20: 3, 19: 3, 18: 3}


def log(back, *visits, onsets=()):
    return Log(pain=scores(back), appointments=tuple(visits), onsets=tuple(onsets))


FIRES = {
    "two points above the first days": THREE | {4: 5, 2: 5, 0: 5},
    "an even count": THREE | {6: 4, 4: 5, 2: 5, 0: 6},
    "exactly 4, two above": {20: 2, 19: 2, 18: 2, 4: 4, 2: 4, 0: 4},
    "two of the latest three severe": {6: 7, 4: 5, 2: 7},
    "two severe days and no other": {2: 7, 1: 8},
    "the severe ones 13 days back": {13: 7, 12: 7, 3: 4},
    "severe before the episode counts too": {1: 9, 0: 7},
    "opened before, four entries of 4 since": THREE | {13: 5, 12: 5, 11: 5, 6: 4, 4: 4, 2: 4, 0: 4},
    "opened before, three entries of 2 since": THREE | {13: 5, 12: 5, 11: 5, 4: 2, 2: 2, 0: 2},
    "opened before, few entries since": THREE | {13: 5, 12: 5, 11: 5, 2: 1},
    "better, then worse anew": THREE | {17: 6, 16: 6, 15: 6, 10: 2, 9: 2, 8: 2, 7: 2, 6: 2, 2: 6, 1: 6, 0: 6},
    "better by a value of 3.5": THREE | {13: 5, 12: 5, 11: 5, 6: 4, 4: 4, 2: 3, 0: 3},
}

QUIET = {
    "nothing logged": {},
    "no episode": {9: 3},
    "a point and a half": THREE | {4: 4, 3: 5, 2: 4, 0: 5},
    "two entries": THREE | {4: 6, 2: 6},
    "two points, to 3": {20: 1, 19: 1, 18: 1, 4: 3, 2: 3, 0: 3},
    "to 3.5": {20: 1, 19: 1, 18: 1, 6: 3, 4: 3, 2: 4, 0: 4},
    "one severe day of three": {6: 7, 4: 5, 2: 5},
    "two severe days of four": {8: 7, 6: 7, 4: 5, 2: 5, 0: 5} | {9: 2, 8: 7, 7: 2, 6: 7, 5: 2, 4: 2, 3: 2, 2: 2},
    "6 and 6": {4: 6, 2: 6},
    "a better week since": THREE | {13: 5, 12: 5, 11: 5, 6: 3, 4: 3, 2: 3, 0: 3},
    "a better week by its middle": THREE | {13: 5, 12: 5, 11: 5, 6: 1, 4: 2, 3: 3, 2: 6, 0: 6},
    "a better week some time ago": THREE | {17: 6, 16: 6, 15: 6, 10: 2, 9: 2, 8: 2, 7: 2},
    "of an episode that closed": {90: 3, 89: 7, 88: 7, 70: 0, 65: 0, 64: 0, 63: 0},
    "the severe ones to come": {3: 4, -1: 8, -2: 8},
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    [(scope, level)] = judged("worsening_pain", log(FIRES[name])).items()
    assert (scope[:8], level) == ("episode:", "see_provider")


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("worsening_pain", log(QUIET[name])) == {}


def test_scope_is_the_episode():
    assert judged("worsening_pain", log(FIRES["two points above the first days"])) == {f"episode:{day(20)}": "see_provider"}


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        ({60: 7, 59: 7, 58: 7, 29: 4, 28: 4} | {40: 4}, {f"episode:{day(60)}": INSUFFICIENT}),
        ({27: 7, 26: 7}, {f"episode:{day(27)}": "see_provider"}),
    ],
    ids=["stale", "an entry on the 28th day"],
)
def test_a_stale_episode_cannot_be_judged(back, expected):
    assert judged("worsening_pain", log(back)) == expected


def test_says_what_is_missing():
    document = said(log({40: 5, 39: 5})).as_document()
    assert {"rule": "worsening_pain", "scope": f"episode:{day(40)}", "missing": "No back score for 28 days or more."} in document[
        "insufficient"
    ]


RAISED_TEN_DAYS_AGO = THREE | {12: 5, 11: 5, 10: 5, 6: 4, 4: 4, 2: 4}


@pytest.mark.parametrize(
    ("appointment", "level"),
    [
        (visit(-5), "info"),
        (visit(-41), "info"),
        (visit(-42), "see_provider"),
        (visit(16, attended=True), "info"),
        (visit(17, attended=True), "see_provider"),
        (visit(16), "see_provider"),
        (visit(16, attended=True, cancelled=True), "see_provider"),
    ],
)
def test_under_care_since_six_days_before_it_opened(appointment, level):
    assert list(judged("worsening_pain", log(RAISED_TEN_DAYS_AGO, appointment)).values()) == [level]


def test_pain_that_worsens_anew_after_the_visit_is_said_again():
    anew = FIRES["better, then worse anew"]
    assert list(judged("worsening_pain", log(anew, visit(9, attended=True))).values()) == ["see_provider"]


@pytest.mark.parametrize(
    ("back", "sentence"),
    [
        (THREE | {4: 5, 2: 5, 0: 6}, "Your back has got worse: 3 in the first days, 5 in the last 7 days."),
        ({6: 7, 4: 5, 2: 8}, "Your back was at 7 or more on 2 of the latest 3 days with a score."),
        ({2: 7, 1: 8}, "Your back was at 7 or more on 2 of the latest 2 days with a score."),
        (
            RAISED_TEN_DAYS_AGO,
            "Your back got worse: 3 in the first days, 5 in the 7 days to 12 Nov 2026. It has not come down to 3 since.",
        ),
        (
            {13: 7, 12: 7, 8: 5, 5: 5, 4: 4, 2: 4},
            "Your back was at 7 or more on 2 of 2 days with a score up to 10 Nov 2026. It has not come down to 3 since.",
        ),
    ],
)
def test_says_how_it_got_worse(back, sentence):
    assert shown(flag_of("worsening_pain", log(back))) == sentence


RESTS_ON = {
    "a rise of now": (THREE | {10: 4, 4: 5, 2: 5, 0: 6}, [20, 19, 18, 4, 2, 0]),
    "a rise of then": (RAISED_TEN_DAYS_AGO, [20, 19, 18, 12, 11, 10, 6, 4, 2]),
    "a rise of then, and one of now": (THREE | {16: 4, 10: 5, 9: 5, 8: 5, 2: 6, 1: 6, 0: 6}, [20, 19, 18, 10, 9, 8, 2, 1, 0]),
    "severe days of now": (THREE | {15: 4, 11: 7, 8: 7}, [20, 19, 18, 15, 11, 8]),
    "but those of which only the day is kept": (dict.fromkeys((130, 129, 105, 80, 55, 30, 10), 3) | {2: 7, 1: 7}, [10, 2, 1]),
}


@pytest.mark.parametrize("name", RESTS_ON)
def test_names_the_scores_of_every_day_that_it_rests_on(name):
    back, days = RESTS_ON[name]
    assert sorted(flag_of("worsening_pain", log(back)).facts["pain_ids"]) == sorted(f"p{ago}-20" for ago in days)


def test_says_when_an_appointment_is_or_was():
    ahead, afterwards = (flag_of("worsening_pain", log(RAISED_TEN_DAYS_AGO, each)) for each in (visit(-5), visit(5, attended=True)))
    assert shown(ahead) == "Your back got worse around 12 Nov 2026; you have an appointment on 27 Nov 2026."
    assert shown(afterwards) == "Your back got worse around 12 Nov 2026; you had an appointment on 17 Nov 2026."
    assert ahead.level_before_care == "see_provider"


def test_of_several_appointments_the_next_one_counts_and_that_of_today_is_ahead():
    flag = flag_of("worsening_pain", log(RAISED_TEN_DAYS_AGO, visit(5, attended=True), visit(-5), visit(0)))
    assert shown(flag) == "Your back got worse around 12 Nov 2026; you have an appointment on 22 Nov 2026."


def test_a_corrected_onset_changes_neither_baseline_nor_walk():
    given = log(THREE | {4: 5, 2: 5, 0: 5}, onsets=[Onset(day(20), day(60))])
    assert judged("worsening_pain", given) == {f"episode:{day(20)}": "see_provider"}


def test_its_numbers_are_thresholds():
    def of(back, **numbers):
        return list(judged("worsening_pain", log(back), **numbers).values())

    assert of(THREE | {4: 4, 2: 4, 0: 4}, rise=1) == ["see_provider"]
    assert of(THREE | {4: 6, 2: 6}, entries_needed=2) == ["see_provider"]
    assert of({20: 1, 19: 1, 18: 1, 4: 3, 2: 3, 0: 3}, floor=3) == ["see_provider"]
    assert of({4: 6, 2: 6}, severe=6) == ["see_provider"]
    assert of({6: 7, 4: 5, 2: 5}, severe_times=1) == ["see_provider"]
    assert of({0: 7}, severe_times=1) == ["see_provider"]
    assert of({9: 2, 8: 7, 6: 7, 5: 2, 4: 2}, severe_of=4) == ["see_provider"]
    assert of({16: 7, 15: 4, 1: 7}, severe_days=21) == ["see_provider"]
    assert of(THREE | {9: 5, 8: 5, 0: 5}, week_days=10) == ["see_provider"]
    assert of(THREE | {13: 5, 12: 5, 11: 5, 4: 2, 2: 2, 0: 2}, closing_entries=3) == []
    assert of(THREE | {13: 5, 12: 5, 11: 5, 6: 3, 4: 3, 2: 3, 0: 3}, closing_score=2) == ["see_provider"]
