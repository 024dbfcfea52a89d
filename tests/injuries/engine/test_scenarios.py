"""Every scenario holds: what it expects is there, what it calls absent is not, and the states are as it says."""

from datetime import date
from pathlib import Path

import pytest

from injuries.engine.assess import assess
from injuries.rules import all_rules
from tests.support.documents import Document, load, log_of

FOLDER = Path(__file__).parents[2] / "scenarios"
SCENARIOS = sorted(FOLDER.glob("*.json"))


def contradictions(scenario: Document) -> list[str]:
    """Assess a scenario and say, one line each, what differs from what it expects."""
    said = assess(log_of(scenario["log"]), date.fromisoformat(scenario["on"]), rules=all_rules())
    assert said.failures == ()
    document = said.as_document()
    raised, lacking = {flag["rule"] for flag in document["flags"]}, {each["rule"] for each in document["insufficient"]}
    return [
        *(f"expected {flag}" for flag in scenario["expect"] if not any(flag.items() <= own.items() for own in document["flags"])),
        *(f"{rule} was to be absent" for rule in scenario["absent"] if rule in raised),
        *(f"{rule} was to be insufficient" for rule in scenario.get("insufficient", ()) if rule not in lacking),
        *(
            f"{key} is {document['elements'][key]}"
            for key, state in scenario.get("elements", {}).items()
            if document["elements"][key] != state
        ),
        *_episode_contradictions(scenario, document),
    ]


def _episode_contradictions(scenario: Document, document: Document) -> list[str]:
    if "episode" not in scenario:
        return []
    expected, found = scenario["episode"], document["episode"]
    if expected is None or found is None:
        return [] if expected == found else [f"the episode is {found}"]
    return [f"episode {key} is {found[key]}" for key, value in expected.items() if found[key] != value]


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenario(path):
    assert contradictions(load(path)) == []


def test_there_are_scenarios():
    assert len(SCENARIOS) >= 19


def test_a_scenario_can_fail():
    scenario = {"on": "2026-11-22", "log": {"format": "runlog/1", "athlete": {}}, "expect": [{"rule": "worn_shoes"}], "absent": []}
    wrong = {**scenario, "insufficient": ["session_spike"], "elements": {"warm_up": "ok"}, "episode": {"state": "open"}}
    assert len(contradictions(wrong)) == 4
