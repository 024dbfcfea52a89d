"""A text as a runner would see it: on its rule's example flag, in kilometres and in miles, or as a page of the library."""

from datetime import date

from injuries.engine.assessment import as_json
from injuries.engine.rule import Rule
from injuries.guidance.evidence import rule_of
from injuries.guidance.models import Flag
from injuries.guidance.presentation import FlagView, render
from injuries.guidance.sentences import Reader
from runlog.people.models import User

EXAMPLE_DAY = date(2026, 11, 22)
"""The day as of which the facts of every example are made up."""


def example_flags(key: str) -> tuple[FlagView, ...]:
    """Return the example flag of a rule for who reads kilometres, then for who reads miles; none for a card or without an example."""
    rule = rule_of(key)
    flag = _flag(rule) if rule else None
    if flag is None:
        return ()
    return tuple(render(flag, Reader(units, EXAMPLE_DAY), {flag.scope: flag.pk}) for units in (User.Units.KM, User.Units.MI))


def _flag(rule: Rule) -> Flag | None:
    """Return the example as a flag that is in no table."""
    if (example := rule.example) is None:
        return None
    thresholds = {key: as_json(number) for key, number in rule.numbers().items()}
    facts = {key: as_json(fact) for key, fact in example.facts.items()}
    return Flag(
        pk=0,
        rule=rule.key,
        scope=example.scope,
        element=rule.element,
        level=example.level,
        sentence=example.sentence,
        short=example.short,
        clears=example.clears,
        facts=facts | {"thresholds": thresholds},
        raised_on=EXAMPLE_DAY,
    )
