"""Every rule has an example that could be one of its own flags."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from injuries.desk.advice_preview import EXAMPLE_DAY, example_flags
from injuries.engine.assess import assess
from injuries.engine.levels import LEVELS
from injuries.engine.rule import Finding, Rule
from injuries.engine.sentences import places
from injuries.guidance.words import unfit_words
from injuries.rules import all_rules
from tests.support.documents import load, log_of

SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.json"))
# On what is planned they look ahead.
AHEAD = {"clears_on", "appointment_on"}


@pytest.fixture(scope="module")
def yielded() -> dict[str, set[str]]:
    """The names of the facts that each rule has been seen to give, in all scenarios."""
    found: dict[str, set[str]] = {}
    for path in SCENARIOS:
        scenario = load(path)
        for flag in assess(log_of(scenario["log"]), date.fromisoformat(scenario["on"]), rules=all_rules()).flags:
            found.setdefault(flag.rule, set()).update(flag.facts)
    return found


def faults(rule: Rule, example: Finding, facts: set[str]) -> Iterable[str]:
    """Say what keeps an example from being a flag of its rule."""
    for template in (example.sentence, example.short, example.clears):
        if template not in rule.texts:
            yield f"{template!r} is none of its texts"
        yield from (f"{place.name} is not filled" for place in places(template) if example.facts.get(place.name) is None)
    yield from (f"{key} is no fact of the rule" for key in example.facts if key not in facts)
    days = {key: fact for key, fact in example.facts.items() if isinstance(fact, date)}
    yield from (f"{key} is after the day" for key, day in days.items() if day > EXAMPLE_DAY and key not in AHEAD)
    if example.level not in LEVELS:
        yield f"{example.level} is no level"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.key)
def test_example(rule: Rule, yielded: dict[str, set[str]]) -> None:
    assert rule.example
    assert list(faults(rule, rule.example, yielded[rule.key])) == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.key)
def test_it_is_shown_in_both_units(rule: Rule) -> None:
    km, miles = example_flags(rule.key)
    assert rule.example
    assert km.sentence
    assert not {"{", "}"} & set(km.sentence + km.short + km.clears)
    assert unfit_words(f"{km.sentence} {km.short} {km.clears}") == []
    if any(place.kind == "distance" for place in places(rule.example.sentence)):
        assert "km" in km.sentence
        assert "mi" in miles.sentence
        assert km.sentence != miles.sentence


RULE = next(rule for rule in all_rules() if rule.key == "worn_shoes")
EXAMPLE = RULE.example
assert EXAMPLE
PLANTED = {
    "a text of another": replace(EXAMPLE, short="Somewhere else"),
    "a place that is empty": replace(EXAMPLE, facts={key: fact for key, fact in EXAMPLE.facts.items() if key != "limit_m"}),
    "a fact it does not give": replace(EXAMPLE, facts={**EXAMPLE.facts, "mood": 3}),
    "a day to come": replace(EXAMPLE, facts={**EXAMPLE.facts, "since_on": date(2026, 12, 24)}),
    "no level": replace(EXAMPLE, level="dire"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name: str, yielded: dict[str, set[str]]) -> None:
    assert list(faults(RULE, PLANTED[name], yielded["worn_shoes"]))
