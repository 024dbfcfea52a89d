"""`recurring_pain`: an open episode within a year of the last one, or of a log that began after back pain."""

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import day, flag_of, judged, run, scores, shown


def earlier(closed):
    """An episode that closed some days ago."""
    return {closed + 28: 4, closed + 20: 0, closed + 15: 0, closed + 10: 0, closed + 5: 0}


def log(back, *, before=None, began=None):
    return Log(back_pain_in_year_before=before, pain=scores(back), runs=() if began is None else (run(began),))


FIRES = {
    "after another": log(earlier(62) | {5: 4}),
    "365 days after the close": log(earlier(370) | {5: 4}),
    "quiet by now": log(earlier(62) | {20: 4, 6: 0, 4: 0, 2: 0, 0: 0}),
    "after another, whatever the profile says": log(earlier(62) | {5: 4}, before=False),
    "the first one, and pain before the log": log({5: 4}, before=True),
    "the same, 365 days after the log began": log({5: 4}, before=True, began=370),
}

QUIET = {
    "nothing logged": Log(),
    "nothing but the profile": log({}, before=True),
    "the first one": log({5: 4}),
    "the first one, and no pain before the log": log({5: 4}, before=False),
    "366 days after the close": log(earlier(371) | {5: 4}),
    "the same with pain before the log": log(earlier(371) | {5: 4}, before=True),
    "the first one, 366 days after the log began": log({5: 4}, before=True, began=371),
    "closed": log(earlier(162) | earlier(30)),
    "a single pain day after another": log(earlier(62) | {5: 3}, before=True),
    "tomorrow": log(earlier(62) | {-1: 4}),
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    opened = day(20) if name == "quiet by now" else day(5)
    assert judged("recurring_pain", FIRES[name]) == {f"episode:{opened}": "notice"}


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("recurring_pain", QUIET[name]) == {}


def test_says_since_when_and_after_what():
    assert shown(flag_of("recurring_pain", log(earlier(62) | {5: 4}))) == "This back pain opened 57 days after the last one had ended."
    first = flag_of("recurring_pain", log({5: 4}, before=True))
    assert shown(first) == "You had back pain in the year before your log began, and it is back since 17 Nov 2026."


def test_its_number_is_a_threshold():
    assert judged("recurring_pain", log(earlier(371) | {5: 4}), days=366) == {f"episode:{day(5)}": "notice"}


def test_its_facts_are_of_what_came_before():
    after_another = flag_of("recurring_pain", log(earlier(62) | {5: 4})).facts
    assert (after_another["began_on"], after_another["closed_on"]) == (None, day(62))
    first = flag_of("recurring_pain", log({5: 4}, before=True, began=370)).facts
    assert (first["began_on"], first["closed_on"]) == (day(370), None)
