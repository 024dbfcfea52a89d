"""One log on the days of a simulation: today, and the same weekday of each of the 12 weeks before (pure)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from injuries.engine.assess import Thresholds, assess
from injuries.engine.assessment import Assessment
from injuries.engine.log import Log, Shoe
from injuries.engine.rule import Rule

WEEKS = 12
TODAY, BEFORE = "today", "before"
"""The two parts in which it is counted. They do not overlap, so that neither can be subtracted from the other."""
ADDED, REMOVED = "added", "removed"

Key = tuple[str, str, str]
"""What a flag of one log and day is told by here: rule, scope and level."""


@dataclass
class Differences:
    """How the flags of one log differ: how many by (part, what, level), and the parts in which a rule could not be run."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    failed: bool = False


def days_of(on: date) -> tuple[date, ...]:
    """Return the 13 days, the latest first."""
    return tuple(on - timedelta(weeks=weeks) for weeks in range(WEEKS + 1))


def first_of(on: date) -> date:
    """Return the earliest of the days: a log loaded for it serves them all."""
    return days_of(on)[-1]


def rules_compared(rule: Rule, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Return the rules whose flags may change with a rule's thresholds: itself, and those of the last stage where it is of the first."""
    return tuple(each for each in rules if each.key == rule.key or (rule.stage == 1 and each.stage == 3))


def rules_run(compared: Sequence[Rule], rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Return the rules that have to run for these: those of the last stage read all of the first."""
    keys = {each.key for each in compared}
    reads = any(each.stage == 3 for each in compared)
    return tuple(each for each in rules if each.key in keys or (reads and each.stage == 1))


def differences(log: Log, on: date, old: Thresholds, new: Thresholds, *, rule: Rule, rules: Sequence[Rule]) -> Differences:
    """Compare the flags under two sets of thresholds, on each of the days; `log` was loaded for the earliest of them.

    A flag whose level changes counts as removed at the old level and as added at the new one.
    """
    compared = rules_compared(rule, rules)
    run, found = rules_run(compared, rules), Differences()
    for day in days_of(on):
        as_of, part = _as_of(log, day, first_of(on)), TODAY if day == on else BEFORE
        before, after = (assess(as_of, day, thresholds, rules=run) for thresholds in (old, new))
        failed = {failure.rule for each in (before, after) for failure in each.failures}
        keys = {each.key for each in compared} - failed
        found.failed |= any(each.key in failed for each in compared)
        was, now = _flags(before, keys), _flags(after, keys)
        found.counts.update((part, ADDED, level) for _rule, _scope, level in now - was)
        found.counts.update((part, REMOVED, level) for _rule, _scope, level in was - now)
    return found


def _flags(assessment: Assessment, keys: set[str]) -> set[Key]:
    return {(flag.rule, flag.scope, flag.level) for flag in assessment.flags if flag.rule in keys}


def _as_of(log: Log, day: date, loaded_for: date) -> Log:
    """Return a log loaded for an earlier day as one of `day`: what went before the window on a shoe is not after a check made since."""
    checked = set(_checked_since(log.shoes, loaded_for, day))
    if not checked:
        return log
    use = log.earlier.shoe_use
    later = {key: replace(each, distance_after_check_m=Decimal(0)) if key in checked else each for key, each in use.items()}
    return replace(log, earlier=replace(log.earlier, shoe_use=later))


def _checked_since(shoes: Sequence[Shoe], since: date, day: date) -> Iterator[str]:
    return (shoe.id for shoe in shoes if any(since < check.on <= day for check in shoe.checks))
