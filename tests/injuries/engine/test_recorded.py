"""Every fact and sentence that a page may show is as recorded: none is lost, renamed or counted otherwise unnoticed."""

import json

import pytest

from injuries.rules import all_rules
from tests.injuries.engine.recording import RECORD, everything_said

RECORDED = json.loads(RECORD.read_text())
SAID = everything_said()


@pytest.mark.parametrize("name", SAID)
def test_all_is_said_as_recorded(name):
    assert SAID[name] == RECORDED[name]


def test_what_is_recorded_is_still_there_and_every_rule_is_in_it():
    assert RECORDED.keys() == SAID.keys()
    flags = {flag["rule"] for said in RECORDED.values() for flag in said["flags"]}
    assert flags == {rule.key for rule in all_rules()}
