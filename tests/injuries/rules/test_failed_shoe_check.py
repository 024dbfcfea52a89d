"""`failed_shoe_check`: the latest wear check of a pair in use found something."""

import pytest

from injuries.engine.log import Log
from tests.injuries.engine.builders import day, flag_of, judged, run, shoe, shown, walk, wear


def log(*checks, worn=3, walked=None, **fields):
    runs = () if worn is None else (run(worn, shoe="a"),)
    walks = () if walked is None else (walk(walked, shoe="a"),)
    return Log(shoes=(shoe("a", checks=checks, **fields),), runs=runs, walks=walks)


FIRES = {
    **{part: log(wear(5, part)) for part in ("outsole", "midsole", "heel", "upper")},
    "with one side": log(wear(5, "one_side", "heel")),
    "a clean one before it": log(wear(9), wear(5, "heel")),
    "an old one": log(wear(500, "heel")),
    "today": log(wear(0, "heel")),
    "of one day the one further down": log(wear(5), wear(5, "heel")),
    "a later date further up": log(wear(5, "heel"), wear(9)),
    "a clean one tomorrow": log(wear(5, "heel"), wear(-1)),
    "only walked in": log(wear(5, "heel"), worn=None, walked=29),
}

QUIET = {
    "nothing logged": Log(),
    "no check": log(),
    "clean": log(wear(5)),
    "one side alone": log(wear(5, "one_side")),
    "a later clean one": log(wear(9, "heel"), wear(5)),
    "of one day the one further down": log(wear(5, "heel"), wear(5)),
    "a worn one tomorrow": log(wear(-1, "heel")),
    "retired": log(wear(5, "heel"), retired_on=day(1)),
    "retired today": log(wear(5, "heel"), retired_on=day(0)),
    "not worn for 30 days": log(wear(5, "heel"), worn=30),
    "never worn": log(wear(5, "heel"), worn=None),
    "worn tomorrow": log(wear(5, "heel"), worn=-1),
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    assert judged("failed_shoe_check", FIRES[name]) == {"shoe:a": "caution"}


@pytest.mark.parametrize("name", QUIET)
def test_stays_quiet(name):
    assert judged("failed_shoe_check", QUIET[name]) == {}


@pytest.mark.parametrize(
    ("worn", "sentence"),
    [
        (("outsole",), "The outsole of the Shoe a was worn through when you checked it on 17 Nov 2026."),
        (("midsole", "one_side"), "The foam of the Shoe a was creased or flat when you checked it on 17 Nov 2026."),
        (("heel",), "The heel of the Shoe a leaned when you checked it on 17 Nov 2026."),
        (("upper",), "The upper of the Shoe a was split when you checked it on 17 Nov 2026."),
        (("upper", "heel", "one_side"), "The Shoe a was worn in 2 places when you checked it on 17 Nov 2026."),
    ],
)
def test_says_what_was_found(worn, sentence):
    assert shown(flag_of("failed_shoe_check", log(wear(5, *worn)))) == sentence
