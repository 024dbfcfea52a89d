"""Keeps the stored flags true to an assessment: raises, changes and clears them, and writes their history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from injuries.engine import assessment as engine
from injuries.engine.assess import NEVER_SUPPRESSED
from injuries.engine.assessment import as_json
from injuries.engine.levels import CAUTION, LEVELS, URGENT, at_least, highest, rank
from injuries.guidance.bookshelf import current_versions
from injuries.guidance.models import Assessment, Flag, FlagEvent
from runlog.people.models import User

# Rules that read warning signs: without them signs may go unseen.
SIGN_RULES = frozenset({"emergency_signs", "urgent_signs", "leg_weakness"})
CHANGING = ("element", "level", "is_suppressed", "sentence", "short", "clears", "facts", "level_since_on", "risen_at", "cleared_on")
Key = tuple[str, str]


@dataclass
class Steps:
    """What is to be written: new flags, changed ones, and what goes into their history, each with what happened."""

    raised: list[Flag] = field(default_factory=list)
    changed: list[Flag] = field(default_factory=list)
    history: list[tuple[Flag, FlagEvent.What]] = field(default_factory=list)


def keep(athlete: User, found: engine.Assessment, *, now: datetime) -> None:
    """Store what an assessment found. An open flag of a rule that failed stays as it is: a crash clears no warning.

    Two statements, and three more when flags change. The caller holds the athlete's row.
    """
    failed = {failure.rule for failure in found.failures}
    standing = {(flag.rule, flag.scope): flag for flag in Flag.objects.of(athlete).open()}
    kept = [flag for flag in standing.values() if flag.rule in failed]
    steps = _compare(athlete, found, {key: flag for key, flag in standing.items() if flag.rule not in failed}, kept, now)
    _write(steps, found.on, now)
    _store(athlete, found, kept, now)


def _compare(athlete: User, found: engine.Assessment, standing: Mapping[Key, Flag], kept: Iterable[Flag], now: datetime) -> Steps:
    steps = Steps()
    hides = at_least(highest(flag.level for flag in kept), URGENT)
    for flag in found.flags:
        values = _values(flag, hides=hides)
        row = standing.get((flag.rule, flag.scope))
        if row is None:
            row = Flag(
                athlete_id=athlete.pk, rule=flag.rule, scope=flag.scope, raised_on=found.on, level_since_on=found.on, risen_at=now, **values
            )
            steps.raised.append(row)
            steps.history.append((row, FlagEvent.What.RAISED))
        else:
            _change(row, values, found.on, now, steps)
    _clear(standing, found, steps)
    return steps


def _values(flag: engine.Flag, *, hides: bool) -> dict[str, Any]:
    """Return the columns of a flag; `hides`: a flag that was kept hides small ones, as the engine would have it."""
    small = not at_least(flag.level, CAUTION) and flag.rule not in NEVER_SUPPRESSED
    return {
        "element": flag.element,
        "level": flag.level,
        "is_suppressed": flag.suppressed or (hides and small),
        "sentence": flag.sentence,
        "short": flag.short,
        "clears": flag.clears,
        "facts": as_json(flag.facts),
    }


def _change(row: Flag, values: Mapping[str, Any], on: date, now: datetime, steps: Steps) -> None:
    rises = rank(values["level"]) > rank(row.level)
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    if "level" in differing:
        row.level_since_on = on
        row.risen_at = now if rises else row.risen_at
        steps.history.append((row, FlagEvent.What.LEVEL))
    if differing:
        steps.changed.append(row)


def _clear(standing: Mapping[Key, Flag], found: engine.Assessment, steps: Steps) -> None:
    still = {(flag.rule, flag.scope) for flag in found.flags}
    for key, row in standing.items():
        if key not in still:
            row.cleared_on = found.on
            steps.changed.append(row)
            steps.history.append((row, FlagEvent.What.CLEARED))


def _write(steps: Steps, on: date, now: datetime) -> None:
    if steps.raised:
        Flag.objects.bulk_create(steps.raised)
    if steps.changed:
        Flag.objects.bulk_update(steps.changed, CHANGING)
    if steps.history:
        versions = current_versions({flag.rule for flag, _ in steps.history}, on)
        FlagEvent.objects.bulk_create(_event(flag, what, on, now, versions.get(flag.rule)) for flag, what in steps.history)


def _event(flag: Flag, what: FlagEvent.What, on: date, now: datetime, version: Any) -> FlagEvent:
    facts = {key: value for key, value in flag.facts.items() if key != "thresholds"}
    return FlagEvent(
        flag=flag,
        what=what,
        on=on,
        at=now,
        level=flag.level,
        facts=facts,
        sentence=flag.sentence,
        thresholds=flag.facts.get("thresholds", {}),
        advice_version=version,
    )


def _store(athlete: User, found: engine.Assessment, kept: Iterable[Flag], now: datetime) -> None:
    row = Assessment(
        athlete_id=athlete.pk,
        on=found.on,
        is_due=False,
        has_failed=any(failure.rule in SIGN_RULES for failure in found.failures),
        result=_result(found, kept),
        assessed_at=now,
    )
    columns = ["on", "is_due", "has_failed", "result", "assessed_at"]
    Assessment.objects.bulk_create([row], update_conflicts=True, unique_fields=["athlete"], update_fields=columns)


def _result(found: engine.Assessment, kept: Iterable[Flag]) -> dict[str, Any]:
    return {
        "episode": found.as_document()["episode"],
        "elements": {element: _state(element, state, kept) for element, state in found.elements.items()},
        "insufficient": [
            {"rule": each.rule, "scope": each.scope, "element": each.element, "missing": each.missing, "facts": as_json(each.facts)}
            for each in found.insufficient
        ],
        "failures": [{"rule": each.rule, "element": each.element} for each in found.failures],
    }


def _state(element: str, state: str, kept: Iterable[Flag]) -> str:
    """Return the state of an element: the highest level known, also of flags that were kept because their rule failed."""
    levels = [flag.level for flag in kept if flag.element == element]
    return highest([*levels, state] if state in LEVELS else levels) or state
