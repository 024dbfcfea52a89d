"""Assessing: a pure function of a log, thresholds and a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from injuries.engine.assessment import Assessment, Failure, Flag, Insufficient, as_json
from injuries.engine.contract import FIRST_STAGE, keys_of
from injuries.engine.history import History
from injuries.engine.levels import CAUTION, ELEMENTS, LEVELS, OK, UNCHECKED, UNKNOWN, URGENT, at_least, highest, rank
from injuries.engine.log import Log
from injuries.engine.rule import Finding, Missing, Number, Numbers, Raised, Rule
from injuries.engine.sentences import names_in

NEVER_SUPPRESSED = frozenset({"warning_sign_check_due"})
NOT_NEEDED = frozenset({"low_energy"})
"""Rules whose missing data leave the state of their element as it is."""

Thresholds = Mapping[str, Mapping[str, Number]]
"""Stored numbers by rule key and threshold key; what is not there has its default."""


class NotReached(Exception):
    """A rule was not run because one whose flags it reads had failed."""


@dataclass(slots=True)
class _Results:
    flags: list[Flag] = field(default_factory=list)
    insufficient: list[Insufficient] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def assess(log: Log, on: date, thresholds: Thresholds | None = None, *, rules: Iterable[Rule]) -> Assessment:
    """Return what `rules` say of a log on the day `on`; one that raises is a failure, and the others still run."""
    history, results, stored = History(log, on), _Results(), thresholds or {}
    ordered = sorted(rules, key=lambda rule: (rule.stage, rule.key))
    for rule in ordered:
        _run(rule, history, stored.get(rule.key), results)
    return _assessment(history, results, frozenset(rule.key for rule in ordered))


def _run(rule: Rule, history: History, stored: Mapping[str, Number] | None, results: _Results) -> None:
    try:
        numbers = rule.numbers(stored)
        outcomes = list(rule.check(history, numbers, _raised(rule, results)))
        _refuse_unsound(outcomes)
    except Exception as error:
        results.failures.append(Failure(rule.key, rule.element, error))
        return
    results.flags += [_flag(rule, each, numbers) for each in outcomes if isinstance(each, Finding)]
    results.insufficient += [_insufficient(rule, each, numbers) for each in outcomes if isinstance(each, Missing)]


def _refuse_unsound(outcomes: Sequence[Finding | Missing]) -> None:
    """Raise where an outcome could not be stored or read: it would take those of the other rules with it."""
    if len({each.scope for each in outcomes}) != len(outcomes):
        raise ValueError("a scope is judged twice")
    for each in outcomes:
        as_json(each.facts)
        for text in (each.sentence, each.short, each.clears) if isinstance(each, Finding) else (each.missing,):
            if lacking := names_in(text) - each.facts.keys():
                raise KeyError(*sorted(lacking))
        if isinstance(each, Finding) and each.level not in LEVELS:
            raise ValueError(each.level)


def _raised(rule: Rule, results: _Results) -> Raised:
    """Return the levels of the first stage, for the rules that read them."""
    if rule.stage < 3:
        return Raised()
    if any(failure.rule in FIRST_STAGE for failure in results.failures):
        raise NotReached(rule.key)
    first = [flag for flag in results.flags if flag.rule in FIRST_STAGE]
    return Raised(before_care=tuple(flag.level_before_care for flag in first), after_care=tuple(flag.level for flag in first))


def _flag(rule: Rule, finding: Finding, numbers: Numbers) -> Flag:
    return Flag(
        rule=rule.key,
        scope=finding.scope,
        element=rule.element,
        level=finding.level,
        level_before_care=finding.uncared_level,
        suppressed=False,
        sentence=finding.sentence,
        short=finding.short,
        clears=finding.clears,
        facts={**finding.facts, "thresholds": dict(numbers)},
    )


def _insufficient(rule: Rule, missing: Missing, numbers: Numbers) -> Insufficient:
    return Insufficient(rule.key, missing.scope, rule.element, missing.missing, {**missing.facts, "thresholds": dict(numbers)})


def _assessment(history: History, results: _Results, registered: frozenset[str]) -> Assessment:
    flags = _suppressed(sorted(results.flags, key=lambda flag: (-rank(flag.level), flag.rule, flag.scope)))
    return Assessment(
        on=history.on,
        episode=history.open_episode,
        elements={element: _state(element, flags, results, registered) for element in ELEMENTS},
        flags=tuple(flags),
        insufficient=tuple(sorted(results.insufficient, key=lambda each: (each.rule, each.scope))),
        failures=tuple(sorted(results.failures, key=lambda each: each.rule)),
    )


def _suppressed(flags: list[Flag]) -> list[Flag]:
    if not flags or not at_least(flags[0].level, URGENT):
        return flags
    return [replace(flag, suppressed=not at_least(flag.level, CAUTION) and flag.rule not in NEVER_SUPPRESSED) for flag in flags]


def _state(element: str, flags: list[Flag], results: _Results, registered: frozenset[str]) -> str:
    if level := highest(flag.level for flag in flags if flag.element == element):
        return level
    lacking = any(each.element == element and each.rule not in NOT_NEEDED for each in results.insufficient)
    if lacking or any(each.element == element for each in results.failures):
        return UNKNOWN
    return OK if keys_of(element) <= registered else UNCHECKED
