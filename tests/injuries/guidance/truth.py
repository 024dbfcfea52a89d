"""The stored flags of an athlete, held against what a fresh assessment finds."""

from datetime import datetime
from typing import Any

from injuries.engine.assessment import as_json
from injuries.guidance.assessing import assess_rows
from injuries.guidance.models import Assessment, Flag
from runlog.people.models import User
from tests.support.clock import NOW

Told = list[tuple[Any, ...]]


def truth(athlete: User, now: datetime = NOW) -> Told:
    """Return the open flags with all that is said of them; they and the states are what a fresh assessment finds, facts and all."""
    stored, found = _stored(athlete), assess_rows(athlete, now)
    fresh = [(f.rule, f.scope, f.element, f.level, f.suppressed, f.sentence, f.short, f.clears, as_json({**f.facts})) for f in found.flags]
    assert stored == sorted(fresh, key=lambda flag: flag[:2])
    row = Assessment.objects.get(athlete=athlete)
    assert (row.is_due, row.on, row.result["elements"]) == (False, found.on, dict(found.elements))
    assert [(each["rule"], each["scope"]) for each in row.result["insufficient"]] == [
        (each.rule, each.scope) for each in found.insufficient
    ]
    return stored


def _stored(athlete: User) -> Told:
    flags = Flag.objects.of(athlete).open()
    told = [(f.rule, f.scope, f.element, f.level, f.is_suppressed, f.sentence, f.short, f.clears, f.facts) for f in flags]
    return sorted(told, key=lambda flag: flag[:2])
