"""Keeps the stored flags true to an assessment: raises, changes and clears them, and writes their history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from injuries.engine import assessment as engine
from injuries.engine.assess import NEVER_SUPPRESSED
from injuries.engine.assessment import as_json
from injuries.engine.levels import CAUTION, LEVELS, URGENT, at_least, highest, rank
from injuries.guidance.bookshelf import in_force
from injuries.guidance.models import Assessment, Flag, FlagEvent
from runlog.core.saving import update_rows

# Rules that read warning signs: without them signs may go unseen.
SIGN_RULES = frozenset({"emergency_signs", "urgent_signs", "leg_weakness"})
CHANGING = ("element", "level", "is_suppressed", "sentence", "short", "clears", "facts", "level_since_on", "risen_at", "cleared_on")
ASSESSED = ("on", "is_due", "has_failed", "result", "assessed_at", "threshold_version")
Key = tuple[str, str]


@dataclass
class Steps:
    """What is to be written: new flags, changed ones, and what goes into their history, each with what happened and its day."""

    now: datetime
    raised: list[Flag] = field(default_factory=list)
    changed: list[Flag] = field(default_factory=list)
    history: list[tuple[Flag, FlagEvent.What, date]] = field(default_factory=list)


def keep(found: Mapping[int, engine.Assessment], *, threshold_version: int, now: datetime) -> None:
    """Store what the assessments of some athletes, by key, have found. An open flag of a rule that failed stays: a crash clears no warning.

    Two statements for any number of athletes, and at most four more when flags change, one again for each further day that they
    are of. The caller holds the athletes' rows.
    """
    standing: dict[int, dict[Key, Flag]] = {athlete: {} for athlete in found}
    for flag in Flag.objects.filter(athlete_id__in=list(found)).open():
        standing[flag.athlete_id][flag.rule, flag.scope] = flag
    steps, rows = Steps(now), []
    for athlete, own in found.items():
        kept = _kept(standing[athlete].values(), own)
        _compare(athlete, own, standing[athlete], kept, steps)
        rows.append(_row(athlete, own, kept, threshold_version, now))
    _write(steps)
    Assessment.objects.bulk_create(rows, update_conflicts=True, unique_fields=["athlete"], update_fields=ASSESSED)


def _kept(standing: Iterable[Flag], found: engine.Assessment) -> list[Flag]:
    failed = {failure.rule for failure in found.failures}
    return [flag for flag in standing if flag.rule in failed]


def _compare(athlete: int, found: engine.Assessment, standing: Mapping[Key, Flag], kept: Sequence[Flag], steps: Steps) -> None:
    hides = at_least(highest(flag.level for flag in kept), URGENT)
    for flag in found.flags:
        values = _values(flag, hides=hides)
        row = standing.get((flag.rule, flag.scope))
        if row is None:
            since = {"raised_on": found.on, "level_since_on": found.on, "risen_at": steps.now}
            row = Flag(athlete_id=athlete, rule=flag.rule, scope=flag.scope, **since, **values)
            steps.raised.append(row)
            steps.history.append((row, FlagEvent.What.RAISED, found.on))
        else:
            _change(row, values, found.on, steps)
    still = {(flag.rule, flag.scope) for flag in found.flags} | {(flag.rule, flag.scope) for flag in kept}
    for key, row in standing.items():
        if key not in still:
            _clear(row, found.on, steps)


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


def _change(row: Flag, values: Mapping[str, Any], on: date, steps: Steps) -> None:
    rises = rank(values["level"]) > rank(row.level)
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    if "level" in differing:
        row.level_since_on = on
        row.risen_at = steps.now if rises else row.risen_at
        steps.history.append((row, FlagEvent.What.LEVEL, on))
    if differing:
        steps.changed.append(row)


def _clear(row: Flag, on: date, steps: Steps) -> None:
    row.cleared_on = on
    steps.changed.append(row)
    steps.history.append((row, FlagEvent.What.CLEARED, on))


def _write(steps: Steps) -> None:
    if steps.raised:
        Flag.objects.bulk_create(steps.raised)
    if steps.changed:
        update_rows(steps.changed, CHANGING)
    if steps.history:
        versions = {on: _versions(steps, on) for on in {on for _flag, _what, on in steps.history}}
        FlagEvent.objects.bulk_create(_event(flag, what, on, steps.now, versions[on].get(flag.rule)) for flag, what, on in steps.history)


def _versions(steps: Steps, on: date) -> dict[str, int]:
    """Return the keys of the advice in force on a day, by rule. One statement."""
    rules = {flag.rule for flag, _what, day in steps.history if day == on}
    return dict(in_force(on).filter(advice__key__in=rules).values_list("advice__key", "pk"))


def _event(flag: Flag, what: FlagEvent.What, on: date, now: datetime, version: int | None) -> FlagEvent:
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
        advice_version_id=version,
    )


def _row(athlete: int, found: engine.Assessment, kept: Sequence[Flag], threshold_version: int, now: datetime) -> Assessment:
    return Assessment(
        athlete_id=athlete,
        on=found.on,
        is_due=False,
        has_failed=any(failure.rule in SIGN_RULES for failure in found.failures),
        result=_result(found, kept),
        assessed_at=now,
        threshold_version=threshold_version,
    )


def _result(found: engine.Assessment, kept: Sequence[Flag]) -> dict[str, Any]:
    return {
        "episode": found.as_document()["episode"],
        "elements": {element: _state(element, state, kept) for element, state in found.elements.items()},
        "insufficient": [
            {"rule": each.rule, "scope": each.scope, "element": each.element, "missing": each.missing, "facts": as_json(each.facts)}
            for each in found.insufficient
        ],
        "failures": [{"rule": each.rule, "element": each.element} for each in found.failures],
    }


def _state(element: str, state: str, kept: Sequence[Flag]) -> str:
    """Return the state of an element: the highest level known, also of flags that were kept because their rule failed."""
    levels = [flag.level for flag in kept if flag.element == element]
    return highest([*levels, state] if state in LEVELS else levels) or state
