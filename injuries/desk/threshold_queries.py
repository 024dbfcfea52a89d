"""What the desk reads of thresholds: every rule with its numbers as they stand, and the versions of one rule with their differences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from injuries.desk.threshold_amounts import as_read
from injuries.engine.levels import ELEMENTS
from injuries.engine.rule import Number, Numbers, Rule, Threshold
from injuries.guidance.models import ThresholdVersion
from injuries.guidance.stored_thresholds import FOREVER, standing
from injuries.rules import all_rules


@dataclass(frozen=True)
class Line:
    """One threshold in words; `was` is what it is compared with, empty where that is the same."""

    label: str
    value: str
    was: str


@dataclass(frozen=True)
class RuleNumbers:
    """A rule with its numbers as they stand; `version` is the one that counts, None while they are the defaults."""

    rule: Rule
    label: str
    version: ThresholdVersion | None
    numbers: Numbers
    lines: tuple[Line, ...]

    @property
    def number(self) -> int:
        """The number of the version that counts, 0 of none."""
        return self.version.number if self.version else 0

    @property
    def is_changed(self) -> bool:
        """Whether any number differs from its default."""
        return any(line.was for line in self.lines)


@dataclass(frozen=True)
class Past:
    """A version and what it changed."""

    version: ThresholdVersion
    changes: tuple[Line, ...]


def by_element(units: str) -> list[tuple[str, list[RuleNumbers]]]:
    """Return every rule with its numbers, in the order of the elements. One statement."""
    versions = {version.rule: version for version in standing(FOREVER).select_related("written_by")}
    known = [_numbers(rule, versions.get(rule.key), units) for rule in all_rules()]
    return [(element, [each for each in known if each.rule.element == element]) for element in ELEMENTS]


def rule_numbers(rule: Rule, units: str) -> RuleNumbers:
    """Return one rule with its numbers. One statement."""
    return _numbers(rule, versions_of(rule).first(), units)


def versions_of(rule: Rule) -> QuerySet[ThresholdVersion]:
    """Ask for the versions of a rule, newest first."""
    return ThresholdVersion.objects.filter(rule=rule.key).select_related("written_by").order_by("-number")


def past_of(rule: Rule, units: str) -> list[Past]:
    """Return the versions of a rule, newest first, each compared with the one before it, the first with the defaults. One statement."""
    versions = list(versions_of(rule))
    before = [numbers_in(rule, each) for each in (*versions[1:], None)]
    return [
        Past(version, tuple(_changes(rule, numbers_in(rule, version), was, units))) for version, was in zip(versions, before, strict=False)
    ]


def numbers_in(rule: Rule, version: ThresholdVersion | None) -> Numbers:
    """Return a version's numbers as the rule reads them, the defaults of none."""
    return rule.numbers({key: Decimal(text) for key, text in version.numbers.items()} if version else None)


def changes_between(rule: Rule, numbers: Numbers, was: Numbers, units: str) -> tuple[Line, ...]:
    """Return the thresholds that differ."""
    return tuple(_changes(rule, numbers, was, units))


def _numbers(rule: Rule, version: ThresholdVersion | None, units: str) -> RuleNumbers:
    numbers = numbers_in(rule, version)
    lines = tuple(_line(each, numbers[each.key], each.default, units) for each in rule.thresholds)
    return RuleNumbers(rule, _(rule.label), version, numbers, lines)


def _changes(rule: Rule, numbers: Numbers, was: Mapping[str, Number], units: str) -> Iterator[Line]:
    lines = (_line(each, numbers[each.key], was[each.key], units) for each in rule.thresholds)
    return (line for line in lines if line.was)


def _line(threshold: Threshold, value: Number, was: Number, units: str) -> Line:
    other = "" if Decimal(value) == Decimal(was) else as_read(was, threshold, units)
    return Line(_(threshold.label), as_read(value, threshold, units), other)
