"""`emergency_signs`: an open check with an emergency sign answered yes."""

import pytest

from injuries.engine.log import Log, PainScore
from injuries.engine.signs import EMERGENCY_SIGNS, URGENT_SIGNS
from tests.injuries.engine.builders import at, check, flag_of, judged, mistake, seen, shown


@pytest.mark.parametrize("sign", EMERGENCY_SIGNS)
@pytest.mark.parametrize("complete", [True, False])
def test_each_sign_alone(sign, complete):
    given = Log(sign_checks=(check(1, complete=complete, **{sign: "yes"}),))
    assert judged("emergency_signs", given) == {"screen:c1": "emergency"}


FIRES = {
    "however old": [check(400, id="c", chest_pain="yes")],
    "today": [check(0, id="c", chest_pain="yes")],
    "with every other sign": [check(1, id="c", **dict.fromkeys(EMERGENCY_SIGNS + URGENT_SIGNS, "yes"))],
    "resolved after today": [check(3, id="c", chest_pain="yes", resolved=seen(-1))],
    "a later check says no": [check(3, id="c", chest_pain="yes"), check(1)],
    "a later one was seen": [check(3, id="c", chest_pain="yes"), check(1, chest_pain="yes", resolved=seen(0))],
}

QUIET = {
    "nothing logged": [],
    "all no": [check(1)],
    "no answers": [check(1, complete=False)],
    "not sure of all nine": [check(1, **dict.fromkeys(EMERGENCY_SIGNS, "not_sure"))],
    "all eleven others": [check(1, **dict.fromkeys(URGENT_SIGNS, "yes"))],
    "seen": [check(3, chest_pain="yes", resolved=seen(1))],
    "seen today": [check(3, chest_pain="yes", resolved=seen(0))],
    "by mistake": [check(3, chest_pain="yes", resolved=mistake(3))],
    "tomorrow": [check(-1, chest_pain="yes")],
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    assert judged("emergency_signs", Log(sign_checks=tuple(FIRES[name]))) == {"screen:c": "emergency"}


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("emergency_signs", Log(sign_checks=tuple(QUIET[name]))) == {}


def test_each_check_by_itself():
    given = Log(sign_checks=(check(9, chest_pain="yes"), check(2, both_legs="yes", chest_pain="yes")))
    assert judged("emergency_signs", given) == {"screen:c9": "emergency", "screen:c2": "emergency"}


def test_one_check_may_carry_both_rules():
    given = Log(sign_checks=(check(1, chest_pain="yes", fever="yes"),))
    assert judged("emergency_signs", given) == {"screen:c1": "emergency"}
    assert judged("urgent_signs", given) == {"screen:c1": "urgent"}


@pytest.mark.parametrize(
    ("each", "sentence"),
    [
        (check(7, chest_pain="yes"), "Seek urgent care now: on 15 Nov 2026 you ticked a warning sign that needs help at once."),
        (
            check(1, chest_pain="yes", both_legs="yes"),
            "Seek urgent care now: on 21 Nov 2026 you ticked 2 warning signs that need help at once.",
        ),
        (
            check(8, chest_pain="yes"),
            "Seek urgent care now if this is still happening: on 14 Nov 2026 you ticked a warning sign that needs help at once.",
        ),
    ],
)
def test_says_when_and_how_many(each, sentence):
    assert shown(flag_of("emergency_signs", Log(sign_checks=(each,)))) == sentence


def test_facts_name_the_signs_in_the_order_of_asking_and_no_sentence_does():
    given = Log(sign_checks=(check(1, both_legs="yes", bladder_change="yes", fever="yes", bowel_change="not_sure"),))
    flag = flag_of("emergency_signs", given)
    assert flag.facts["signs"] == ["bladder_change", "both_legs"]
    assert flag.facts["answers"] == {"bladder_change": "yes", "both_legs": "yes"}
    assert not any(sign.replace("_", " ") in shown(flag) for sign in EMERGENCY_SIGNS)


def test_no_appointment_or_pain_free_day_lowers_it():
    given = Log(sign_checks=(check(1, chest_pain="yes"),), pain=(PainScore(id="p", at=at(0), score=0),))
    assert judged("emergency_signs", given) == {"screen:c1": "emergency"}
