"""`urgent_signs`: an open check with an urgent sign answered yes, or any sign answered not sure."""

import pytest

from injuries.engine.log import Log
from injuries.engine.signs import EMERGENCY_SIGNS, URGENT_SIGNS
from tests.injuries.engine.builders import check, flag_of, judged, mistake, seen, shown, visit


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize(
    ("sign", "answer", "level"),
    [
        *((sign, "yes", "urgent") for sign in URGENT_SIGNS),
        *((sign, "not_sure", "see_provider") for sign in URGENT_SIGNS),
        *((sign, "not_sure", "urgent") for sign in EMERGENCY_SIGNS),
    ],
)
def test_each_answer_alone(sign, answer, level, complete):
    given = Log(sign_checks=(check(1, complete=complete, **{sign: answer}),))
    assert judged("urgent_signs", given) == {"screen:c1": level}


FIRES = {
    "the highest of several": ([check(1, id="c", fever="yes", lump="not_sure")], "urgent"),
    "several unsure": ([check(1, id="c", **dict.fromkeys(URGENT_SIGNS, "not_sure"))], "see_provider"),
    "unsure of one of the nine": ([check(1, id="c", chest_pain="not_sure", lump="not_sure")], "urgent"),
    "however old": ([check(400, id="c", fever="yes")], "urgent"),
    "resolved after today": ([check(3, id="c", fever="yes", resolved=seen(-1))], "urgent"),
    "a later check says no": ([check(3, id="c", fever="not_sure"), check(1)], "see_provider"),
}

QUIET = {
    "nothing logged": [],
    "all no": [check(1)],
    "no answers": [check(1, complete=False)],
    "emergency signs only": [check(1, **dict.fromkeys(EMERGENCY_SIGNS, "yes"))],
    "seen": [check(3, fever="yes", resolved=seen(1))],
    "seen today": [check(3, fever="not_sure", resolved=seen(0))],
    "by mistake": [check(3, fever="yes", resolved=mistake(3))],
    "tomorrow": [check(-1, fever="yes")],
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    checks, level = FIRES[name]
    assert judged("urgent_signs", Log(sign_checks=tuple(checks))) == {"screen:c": level}


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("urgent_signs", Log(sign_checks=tuple(QUIET[name]))) == {}


def test_booking_does_not_lower_it():
    given = Log(sign_checks=(check(1, fever="yes"),), appointments=(visit(-1), visit(0)))
    assert judged("urgent_signs", given) == {"screen:c1": "urgent"}


@pytest.mark.parametrize(
    ("each", "sentence"),
    [
        (check(1, fever="yes"), "Get medical advice today: on 21 Nov 2026 you ticked a warning sign."),
        (check(1, fever="yes", lump="yes"), "Get medical advice today: on 21 Nov 2026 you ticked 2 warning signs."),
        (check(1, fever="yes", lump="not_sure"), "Get medical advice today: on 21 Nov 2026 you ticked a warning sign."),
        (check(1, fever="yes", chest_pain="not_sure"), "Get medical advice today: on 21 Nov 2026 you ticked a warning sign."),
        (check(7, fever="yes"), "Get medical advice today: on 15 Nov 2026 you ticked a warning sign."),
        (check(8, fever="yes"), "Get medical advice today if this is still happening: on 14 Nov 2026 you ticked a warning sign."),
        (
            check(8, fever="yes", lump="yes"),
            "Get medical advice today if this is still happening: on 14 Nov 2026 you ticked 2 warning signs.",
        ),
        (
            check(1, chest_pain="not_sure"),
            "Get medical advice today: on 21 Nov 2026 you were not sure about a warning sign that can need help at once.",
        ),
        (
            check(1, chest_pain="not_sure", both_legs="not_sure"),
            "Get medical advice today: on 21 Nov 2026 you were not sure about 2 warning signs that can need help at once.",
        ),
        (check(1, lump="not_sure"), "See a provider in the next few days: on 21 Nov 2026 you were not sure about a warning sign."),
        (
            check(1, lump="not_sure", fever="not_sure"),
            "See a provider in the next few days: on 21 Nov 2026 you were not sure about 2 warning signs.",
        ),
    ],
)
def test_says_how_soon_and_how_many(each, sentence):
    assert shown(flag_of("urgent_signs", Log(sign_checks=(each,)))) == sentence


def test_facts_hold_the_answers_that_count():
    flag = flag_of("urgent_signs", Log(sign_checks=(check(1, lump="not_sure", chest_pain="not_sure", both_legs="yes"),)), "screen:c1")
    assert flag.facts["answers"] == {"chest_pain": "not_sure", "lump": "not_sure"}


def test_in_short_it_is_not_said_to_be_ticked_when_nobody_was_sure():
    unsure, ticked = (flag_of("urgent_signs", Log(sign_checks=(check(1, fever=answer),))) for answer in ("not_sure", "yes"))
    assert unsure.short != ticked.short
    assert "unsure" in unsure.short.lower() or "not sure" in unsure.short.lower()
