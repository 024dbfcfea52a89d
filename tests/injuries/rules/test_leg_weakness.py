"""`leg_weakness`: the table of guidance section 9, row by row."""

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import flag_of, judged, leg, mistake, seen, shown, visit

ROWS = {
    "both legs": (leg(1, id="l", both_legs=True), "emergency"),
    "both legs, nothing else answered": (leg(1, id="l", both_legs=True, catching=None, numbness=None, worsening=None), "emergency"),
    "getting worse": (leg(1, id="l", worsening=True), "emergency"),
    "getting worse, however old": (leg(500, id="l", worsening=True), "emergency"),
    "cannot lift the foot": (leg(1, id="l", cannot_lift_foot=True), "urgent"),
    "catching": (leg(1, id="l", catching=True), "urgent"),
    "lasting": (leg(1, id="l", lasting=True), "urgent"),
    "lasting and numb": (leg(1, id="l", lasting=True, numbness=True), "urgent"),
    "lasting, the rest open": (leg(0, id="l", lasting=True, both_legs=None), "urgent"),
    "lasting, however old": (leg(500, id="l", lasting=True), "urgent"),
    "numb": (leg(0, id="l", numbness=True), "see_provider"),
    "numb, however old": (leg(500, id="l", numbness=True), "see_provider"),
    "numb, the rest open, today": (leg(0, id="l", numbness=True, catching=None), "see_provider"),
    "one question open since yesterday": (leg(1, id="l", catching=None), "see_provider"),
    "one question open for long": (leg(500, id="l", worsening=None), "see_provider"),
    "one question open today": (leg(0, id="l", catching=None), "notice"),
    "nothing else": (leg(0, id="l"), "notice"),
    "nothing else, the 14th day": (leg(13, id="l"), "notice"),
    "nothing else, the 15th day": (leg(14, id="l"), None),
    "nothing else, long ago": (leg(100, id="l"), None),
    "resolved later than today": (leg(1, id="l", numbness=True, resolved=seen(-1)), "see_provider"),
    "seen today": (leg(1, id="l", both_legs=True, resolved=seen(0)), None),
    "seen": (leg(5, id="l", worsening=True, resolved=seen(2)), None),
    "by mistake": (leg(5, id="l", lasting=True, resolved=mistake(5)), None),
    "by mistake, open questions": (leg(5, id="l", lasting=None, resolved=mistake(5)), None),
    "tomorrow": (leg(-1, id="l", both_legs=True), None),
}


@pytest.mark.parametrize("name", ROWS)
def test_row(name):
    report, level = ROWS[name]
    assert judged("leg_weakness", Log(leg_reports=(report,))) == ({"leg:l": level} if level else {})


@pytest.mark.parametrize("follow_up", ["both_legs", "cannot_lift_foot", "catching", "numbness", "lasting", "worsening"])
def test_each_question_left_open(follow_up):
    assert judged("leg_weakness", Log(leg_reports=(leg(1, **{follow_up: None}),))) == {"leg:l1": "see_provider"}


AGAIN = {
    "the day before": (leg(2), "see_provider"),
    "the same day, earlier": (leg(1, hour=8, id="l2"), "see_provider"),
    "the 14th day to it": (leg(14), "see_provider"),
    "the 15th day to it": (leg(15), "notice"),
    "seen by a clinician": (leg(5, resolved=seen(3)), "see_provider"),
    "by mistake": (leg(5, resolved=mistake(3)), "notice"),
    "by mistake as of tomorrow": (leg(5, resolved=mistake(-1)), "see_provider"),
}


@pytest.mark.parametrize("name", AGAIN)
def test_an_earlier_report_weighs(name):
    before, level = AGAIN[name]
    assert judged("leg_weakness", Log(leg_reports=(before, leg(1))))["leg:l1"] == level


def test_on_one_instant_the_greater_id_is_the_later():
    assert judged("leg_weakness", Log(leg_reports=(leg(1, id="b"), leg(1, id="a")))) == {"leg:a": "notice", "leg:b": "see_provider"}


def test_a_repeated_report_does_not_clear_with_time():
    assert judged("leg_weakness", Log(leg_reports=(leg(40), leg(35)))) == {"leg:l35": "see_provider"}


def test_booking_never_lowers_it():
    given = Log(leg_reports=(leg(1, lasting=True),), appointments=(visit(0), visit(-1)))
    assert judged("leg_weakness", given) == {"leg:l1": "urgent"}


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        (leg(0, both_legs=True, worsening=True), "Seek urgent care now: both legs felt weak on 22 Nov 2026, and it is getting worse."),
        (leg(0, both_legs=True), "Seek urgent care now: both legs felt weak on 22 Nov 2026."),
        (leg(0, worsening=True), "Seek urgent care now: your leg felt weak on 22 Nov 2026, and it is getting worse."),
        (
            leg(0, cannot_lift_foot=True),
            "Your leg felt weak on 22 Nov 2026 and you could not lift the foot or walk on your heel. Get medical advice today.",
        ),
        (leg(0, catching=True), "Your leg felt weak on 22 Nov 2026 and your toes caught or your foot slapped. Get medical advice today."),
        (leg(0, lasting=True), "Your leg felt weak on 22 Nov 2026 and was still weak an hour later. Get medical advice today."),
        (leg(0, numbness=True), "Your leg felt weak on 22 Nov 2026, with numbness or pins and needles. See a provider about it."),
        (leg(1, lasting=None), "Your leg felt weak on 21 Nov 2026 and 1 question about it is still open. Answer it, and see a provider."),
        (
            leg(1, lasting=None, catching=None),
            "Your leg felt weak on 21 Nov 2026 and 2 questions about it are still open. Answer them, and see a provider.",
        ),
        (leg(0), "Your leg felt weak on 22 Nov 2026. You ticked nothing else about it."),
        (leg(0, lasting=None), "Your leg felt weak on 22 Nov 2026. Please answer the questions about it."),
    ],
)
def test_says_what_was_ticked(report, sentence):
    assert shown(flag_of("leg_weakness", Log(leg_reports=(report,)))) == sentence


def test_says_when_it_was_before():
    flag = flag_of("leg_weakness", Log(leg_reports=(leg(9), leg(4), leg(1, run="r1"))), "leg:l1")
    assert shown(flag) == "Your leg felt weak on 21 Nov 2026, and also on 18 Nov 2026. See a provider about it."
    assert flag.facts["run_ids"] == ["r1"]
    assert flag.facts["leg_ids"] == ["l4", "l1"]
