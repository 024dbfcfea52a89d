"""Every rule is explained and tested: a file, a test, an advice text of one name, bounds that hold its defaults, words that hold back."""

import ast
import inspect
import sys
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest

from injuries.engine.contract import CONTRACT, stage_of
from injuries.engine.levels import ELEMENTS
from injuries.engine.rule import UNITS, Rule, Threshold
from injuries.engine.sentences import parse
from injuries.rules import all_rules
from runlog.environment import ROOT
from tests.house.words import unfit_words

RULES = all_rules()
TESTS = ROOT / "tests" / "injuries" / "rules"
ADVICE = ROOT / "injuries" / "guidance" / "advice"
DOCSTRING_PARTS = ("Says:", "Because:", "Source:", "Never says:")


def module_of(rule: Rule) -> ModuleType:
    return sys.modules[f"injuries.rules.{rule.key}"]


def unexplained(rule: Rule, docstring: str) -> Iterable[str]:
    """Say what is missing beside a rule, and in its docstring."""
    if not (TESTS / f"test_{rule.key}.py").exists():
        yield f"{rule.key} has no test of its name"
    if not (ADVICE / f"{rule.key}.md").exists():
        yield f"{rule.key} has no advice text of its name"
    starts = [line.split(" ")[0] if not line.startswith("Never says:") else "Never says:" for line in docstring.splitlines()]
    yield from (f"{rule.key} does not say in its docstring: {part}" for part in DOCSTRING_PARTS if part not in starts)


def off_contract(rule: Rule) -> Iterable[str]:
    """Say where a rule is not what the contract makes it; one that the contract does not name belongs where its file says."""
    if rule.element not in ELEMENTS or CONTRACT.get(rule.key, rule.element) != rule.element:
        yield f"{rule.key} belongs to {CONTRACT.get(rule.key)}, not {rule.element}"
    if stage_of(rule.key) != rule.stage:
        yield f"{rule.key} runs in stage {stage_of(rule.key)}"


def out_of_bounds(rule: Rule) -> Iterable[str]:
    """Say which thresholds have bounds that cannot be."""
    keys = [each.key for each in rule.thresholds]
    if len(keys) != len(set(keys)):
        yield f"{rule.key} names a threshold twice"
    for each in rule.thresholds:
        if not 0 <= each.low < each.high or not each.low <= each.default <= each.high:
            yield f"{rule.key}.{each.key}: {each.low} <= {each.default} <= {each.high}"
        if each.unit not in UNITS or not each.label:
            yield f"{rule.key}.{each.key} has no unit that is known, or no label"
        if any(isinstance(value, float) or (each.whole and value != int(value)) for value in (each.low, each.default, each.high)):
            yield f"{rule.key}.{each.key} is not exact"


def unfit_texts(rule: Rule, source: str) -> Iterable[str]:
    """Say which texts are not listed, cannot be read, or use a word that this product does not use."""
    known = {*rule.texts, rule.label, *(each.label for each in rule.thresholds)}
    yield from (f"{rule.key} does not list: {text}" for text in marked(source) if text not in known)
    for text in known:
        parse(text)
        yield from (f"{rule.key} says {word!r}: {text}" for word in unfit_words(text))


def marked(source: str) -> list[str]:
    """Return the messages of a module that are marked for translation."""
    calls = (
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
    )
    return [ast.literal_eval(call.args[0]) for call in calls]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_rule(rule):
    module = module_of(rule)
    faults = [
        *unexplained(rule, module.__doc__ or ""),
        *off_contract(rule),
        *out_of_bounds(rule),
        *unfit_texts(rule, inspect.getsource(module)),
    ]
    assert faults == []
    assert module.RULE is rule


def test_every_module_of_the_folder_is_a_rule_and_every_rule_of_the_contract_is_there():
    files = {file.stem for file in (ROOT / "injuries" / "rules").glob("*.py")} - {"__init__"}
    assert files == {rule.key for rule in RULES} >= set(CONTRACT)


def test_every_test_of_the_folder_is_of_a_rule():
    assert {file.stem.removeprefix("test_") for file in TESTS.glob("test_*.py")} == {rule.key for rule in RULES}


GOOD = RULES[0]
DOCSTRING = "It.\n\nSays: a\nBecause: b\nSource: c\nNever says: d"


def threshold(**changes: Any) -> Rule:
    given = Threshold("days", default=14, low=7, high=28, unit="d", label="Days")
    return replace(GOOD, thresholds=(replace(given, **changes),))


PLANTED = {
    "a rule without a test and an advice text": (unexplained(replace(GOOD, key="planted"), DOCSTRING), 2),
    "a docstring without a part": (unexplained(GOOD, DOCSTRING.replace("Never says:", "Never:")), 1),
    "no docstring": (unexplained(GOOD, ""), 4),
    "another element": (off_contract(replace(GOOD, element="posture")), 1),
    "an element that is none": (off_contract(replace(GOOD, key="planted", element="sleep", stage=2)), 1),
    "a rule that the contract does not name, in an order of its own": (off_contract(replace(GOOD, key="planted", stage=3)), 1),
    "another stage": (off_contract(replace(GOOD, stage=3)), 1),
    "a default below its bounds": (out_of_bounds(threshold(default=6)), 1),
    "a default above them": (out_of_bounds(threshold(default=29)), 1),
    "bounds the wrong way round": (out_of_bounds(threshold(low=28, high=7)), 1),
    "a float": (out_of_bounds(threshold(unit="share", low=0.1, default=7)), 1),
    "half a day": (out_of_bounds(threshold(low=Decimal("7.5"))), 1),
    "a unit nobody knows": (out_of_bounds(threshold(unit="weeks")), 1),
    "no label": (out_of_bounds(threshold(label="")), 1),
    "two of one key": (out_of_bounds(replace(GOOD, thresholds=threshold().thresholds * 2)), 1),
    "a text that is not listed": (unfit_texts(GOOD, "X = _('planted')"), 1),
    "a word not used here": (unfit_texts(replace(GOOD, texts=("It is safe to run.",)), ""), 1),
    "the same in a label": (unfit_texts(replace(GOOD, label="Risk"), ""), 1),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name):
    faults, count = PLANTED[name]
    assert len(list(faults)) == count


def test_a_rule_that_the_contract_does_not_name_needs_no_edit_elsewhere():
    assert list(off_contract(replace(GOOD, key="planted", stage=2))) == []


def test_a_planted_place_is_found():
    with pytest.raises(ValueError, match="is no place"):
        list(unfit_texts(replace(GOOD, texts=("It has {distance}.",)), ""))
