"""The facts and thresholds of a flag as rows of a table; what `fact_words` does not describe still shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from injuries.engine.rule import Rule, Threshold
from injuries.guidance.fact_words import ENDINGS, FACTS, HIDDEN, SAID_WHEN_MISSING, THRESHOLD_KINDS, WORDS, Label
from injuries.guidance.sentences import Reader, show, write_number
from injuries.rules import all_rules
from injuries.symptoms.signs import FOLLOW_UPS, SIGN_BY_KEY

SECONDS = 60


@dataclass(frozen=True)
class FactRow:
    """One line of a table: what is looked at, and what the log or the rule says of it."""

    label: Label
    value: str


def rule_of(key: str) -> Rule | None:
    """Return the rule of that key; None when the product no longer has it."""
    return next((rule for rule in all_rules() if rule.key == key), None)


def rule_label(key: str) -> str:
    """Return what people call the rule."""
    rule = rule_of(key)
    return _(rule.label) if rule else _humanised(key)


def facts_of(rule: str, facts: Mapping[str, Any], reader: Reader) -> tuple[FactRow, ...]:
    """Return the facts of a rule's flag that people read; ids of records are left to links."""
    return (*_plain_facts(rule, facts, reader), *_answers(facts.get("answers") or {}))


def thresholds_of(rule: str, thresholds: Mapping[str, Any], reader: Reader) -> tuple[FactRow, ...]:
    """Return the thresholds as they were used."""
    known = rule_of(rule)
    described = {each.key: each for each in (known.thresholds if known else ())}
    return tuple(_threshold(key, value, described.get(key), reader) for key, value in thresholds.items())


def _plain_facts(rule: str, facts: Mapping[str, Any], reader: Reader) -> Iterator[FactRow]:
    used = facts.get("thresholds") or {}
    for key, value in facts.items():
        described = FACTS.get(f"{rule}.{key}") or FACTS.get(key)
        is_said = (value is not None or key in SAID_WHEN_MISSING) and key not in HIDDEN and not key.endswith("_ids")
        # What is not described and has the name of a threshold repeats it; that stands in the other table.
        if is_said and (described or key not in used):
            label, kind = described or (_humanised(key), _kind_of(key, value))
            yield FactRow(label, _shown(value, kind, reader))


def _kind_of(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes_no"
    if isinstance(value, dict | list):
        return "words"
    ending = next((kind for end, kind in ENDINGS.items() if key.endswith(end)), None)
    return ending or ("count" if isinstance(value, int | float) else "text")


def _shown(value: Any, kind: str, reader: Reader) -> str:
    if value is None:
        return _("not known")
    if kind == "yes_no":
        return str(WORDS["yes" if value else "no"])
    if kind == "word":
        return str(WORDS.get(value, value))
    if kind == "words":
        return ", ".join(str(WORDS.get(each, each)) for each in map(str, value))
    if kind == "ratio":
        return write_number(value, 3)
    return show(value, kind, reader)


def _answers(answers: Mapping[str, Any]) -> Iterator[FactRow]:
    """Yield the answers about warning signs, or about a leg, in the words in which they were asked."""
    for key, answer in answers.items():
        if isinstance(answer, str):
            yield FactRow(SIGN_BY_KEY[key].question, str(WORDS[answer]))
        else:
            yield FactRow(FOLLOW_UPS[key][0], _("not answered") if answer is None else str(WORDS["yes" if answer else "no"]))


def _threshold(key: str, value: Any, described: Threshold | None, reader: Reader) -> FactRow:
    if described is None:
        return FactRow(_humanised(key), write_number(value, 2))
    amount = value * SECONDS if described.unit == "min" else value
    return FactRow(_(described.label), _shown(amount, THRESHOLD_KINDS.get(described.unit, "count"), reader))


def _humanised(key: str) -> str:
    return key.replace("_", " ").capitalize()
