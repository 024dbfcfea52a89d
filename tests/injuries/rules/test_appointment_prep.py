"""`appointment_prep`: an appointment within a week, or a flag that asks for one when none is entered."""

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import check, day, flag_of, judged, leg, scores, shown, visit

PERSISTENT = {60: 5, 59: 5, 40: 4, 20: 4, 3: 4}


def log(*visits, back=None, checks=(), legs=()):
    return Log(appointments=tuple(visits), pain=scores(back or {}), sign_checks=tuple(checks), leg_reports=tuple(legs))


FIRES = {
    "today": log(visit(0)),
    "in a week": log(visit(-7)),
    "not attended, said so": log(visit(-2, attended=False, cancelled=False)),
    "one cancelled beside it": log(visit(-2, cancelled=True), visit(-4)),
    "persistent pain, none entered": log(back=PERSISTENT),
    "one cancelled": log(visit(-30, cancelled=True), back=PERSISTENT),
    "one in the past, not marked": log(visit(1), back=PERSISTENT),
    "attended too long ago": log(visit(29, attended=True), back=PERSISTENT),
    "a sign one is not sure of": log(checks=[check(2, fever="not_sure")]),
    "a numb leg": log(legs=[leg(3, numbness=True)]),
    "beside an urgent one": log(checks=[check(3, lump="yes")], back=PERSISTENT),
}

QUIET = {
    "nothing logged": Log(),
    "in eight days": log(visit(-8)),
    "yesterday": log(visit(1)),
    "cancelled": log(visit(-2, cancelled=True)),
    "attended today": log(visit(0, attended=True)),
    "persistent pain, one in a month": log(visit(-30), back=PERSISTENT),
    "persistent pain, one too far ahead": log(visit(-43), back=PERSISTENT),
    "persistent pain, attended today": log(visit(0, attended=True), back=PERSISTENT),
    "persistent pain, attended of late": log(visit(5, attended=True), back=PERSISTENT),
    "an urgent flag alone": log(checks=[check(3, lump="yes")]),
    "an emergency alone": log(checks=[check(3, chest_pain="yes")]),
    "a lesser flag": log(back={9: 5, 8: 5, 6: 5, 4: 5, 2: 5, 0: 5}),
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    assert judged("appointment_prep", FIRES[name]) == {"": "info"}


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("appointment_prep", QUIET[name]) == {}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (log(visit(-7), visit(-3)), "You have an appointment on 25 Nov 2026: time to get your notes together."),
        (log(visit(0)), "You have an appointment today: take your notes along."),
        (log(back=PERSISTENT), "Your log says to see a provider, and no appointment is entered yet."),
    ],
)
def test_says_what_is_ahead(given, sentence):
    assert shown(flag_of("appointment_prep", given)) == sentence


def test_says_since_when():
    assert flag_of("appointment_prep", log(visit(-3))).facts["since_on"] == day(4)


def test_its_number_is_a_threshold():
    assert judged("appointment_prep", log(visit(-8)), days=8) == {"": "info"}
