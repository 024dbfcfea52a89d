"""Every fact and sentence that a page may show is as recorded: none is lost, renamed or counted otherwise unnoticed."""

import json

import pytest

from injuries.rules import all_rules
from tests.injuries.engine.recording import RECORD, cases, said_of

RECORDED = json.loads(RECORD.read_text())
CASES = cases()


@pytest.mark.parametrize("name", CASES)
def test_all_is_said_as_recorded(name):
    assert said_of(*CASES[name]) == RECORDED[name]


def test_what_is_recorded_is_still_there_and_every_rule_is_in_it():
    assert RECORDED.keys() == CASES.keys()
    flags = {flag["rule"] for said in RECORDED.values() for flag in said["flags"]}
    assert flags == {rule.key for rule in all_rules()}
