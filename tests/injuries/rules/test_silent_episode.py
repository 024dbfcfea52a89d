"""`silent_episode`: an open episode and no back score for a week."""

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import day, flag_of, judged, pain, run, scores, shown

FIRES = {
    "7 days": {9: 5, 8: 4, 7: 4},
    "the last one free of pain": {9: 5, 8: 4, 7: 0},
    "stale": {60: 5, 45: 4, 28: 4},
    "for long": {300: 5},
}

QUIET = {
    "nothing logged": {},
    "6 days": {9: 5, 8: 4, 6: 4},
    "a score today": {9: 5, 0: 0},
    "no episode": {9: 3},
    "closed": {40: 5, 30: 0, 25: 0, 20: 0, 15: 0},
    "closed, then a single pain day": {50: 5, 40: 0, 35: 0, 30: 0, 25: 0, 10: 2},
    "opened today": {0: 5},
    "to open tomorrow": {-1: 5},
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    assert judged("silent_episode", Log(pain=scores(FIRES[name]))) == {f"episode:{day(max(FIRES[name]))}": "notice"}


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("silent_episode", Log(pain=scores(QUIET[name]))) == {}


def test_other_records_break_no_silence():
    given = Log(pain=(*scores({9: 5, 8: 4}), pain(1, 3, area="thigh")), runs=(run(1),))
    assert judged("silent_episode", given) == {f"episode:{day(9)}": "notice"}


def test_says_for_how_long():
    assert shown(flag_of("silent_episode", Log(pain=scores({9: 5, 8: 3})))) == "No back score for 8 days; the last was 3."
    stale = shown(flag_of("silent_episode", Log(pain=scores({40: 5, 30: 2}))))
    assert stale == "No back score for 30 days; the last was 2. How is it now? Your next score starts afresh."


def test_its_number_is_a_threshold():
    assert judged("silent_episode", Log(pain=scores({9: 5, 8: 4, 6: 4})), days=6) == {f"episode:{day(9)}": "notice"}
