"""Logs in a few words for table tests: days count back from `ON`, distances are in kilometres."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from injuries.engine.assess import Thresholds, assess
from injuries.engine.assessment import Assessment, Flag
from injuries.engine.log import (
    Appointment,
    HomeCare,
    LegReport,
    Log,
    PainScore,
    Resolution,
    Run,
    Shoe,
    ShoeCheck,
    SignCheck,
    StrengthSession,
    Walk,
)
from injuries.engine.rule import Rule
from injuries.engine.sentences import plain
from injuries.engine.signs import SIGNS
from injuries.rules import all_rules

ON = date(2026, 11, 22)
INSUFFICIENT = "insufficient"


def day(ago: int) -> date:
    """A date some days before `ON`, or after it when negative."""
    return ON - timedelta(days=ago)


def at(ago: int, hour: float = 9, zone: float = 1) -> datetime:
    """A moment of that local date; `zone` is the offset in hours."""
    midnight = datetime.combine(day(ago), datetime.min.time(), timezone(timedelta(hours=zone)))
    return midnight + timedelta(hours=hour)


def km(value: float | str | None) -> Decimal | None:
    return None if value is None else Decimal(str(value)) * 1000


def run(ago: int, distance: float | str | None = 5, *, hour: float = 9, zone: float = 1, id: str | None = None, **fields) -> Run:
    fields.setdefault("duration_s", Decimal(1800))
    return Run(id=id or f"r{ago}", started_at=at(ago, hour, zone), distance_m=km(distance), **fields)


def walk(ago: int, minutes: float = 30, *, hour: float = 18, id: str | None = None, distance: float | None = None, **fields) -> Walk:
    return Walk(id=id or f"w{ago}", started_at=at(ago, hour), minutes=Decimal(str(minutes)), distance_m=km(distance), **fields)


def strength(ago: int, minutes: float = 20, *, id: str | None = None) -> StrengthSession:
    return StrengthSession(id=id or f"s{ago}", on=day(ago), minutes=Decimal(str(minutes)))


def shoe(id: str = "a", start: float | None = 0, *, limit: float | None = None, inspect: float | None = None, **fields) -> Shoe:
    return Shoe(id=id, name=f"Shoe {id}", start_distance_m=km(start), limit_m=km(limit), inspect_m=km(inspect), **fields)


def wear(ago: int, *worn: str) -> ShoeCheck:
    return ShoeCheck(on=day(ago), worn=worn)


def pain(ago: int, score: int, *, hour: float = 20, zone: float = 1, id: str | None = None, **fields) -> PainScore:
    return PainScore(id=id or f"p{ago}-{hour}", at=at(ago, hour, zone), score=score, **fields)


def scores(by_day: Mapping[int, int]) -> tuple[PainScore, ...]:
    """One score on each of some days."""
    return tuple(pain(ago, score) for ago, score in by_day.items())


def leg(ago: int, *, hour: float = 21, id: str | None = None, **answers) -> LegReport:
    """A report whose follow-ups are all answered no, but for those given."""
    follow_ups = dict.fromkeys(("both_legs", "cannot_lift_foot", "catching", "numbness", "lasting", "worsening"), False)
    return LegReport(id=id or f"l{ago}", at=at(ago, hour), **follow_ups | answers)


def check(
    ago: int, *, hour: float = 20.5, id: str | None = None, complete: bool = True, resolved: Resolution | None = None, **answers
) -> SignCheck:
    """A check whose signs are all answered no, but for those given; an incomplete one holds those alone."""
    given = (dict.fromkeys(SIGNS, "no") if complete else {}) | answers
    return SignCheck(id=id or f"c{ago}", at=at(ago, hour), answers=given, resolved=resolved)


def seen(ago: int) -> Resolution:
    return Resolution(day(ago), "seen_by_clinician")


def mistake(ago: int) -> Resolution:
    return Resolution(day(ago), "ticked_by_mistake")


def care(ago: int, *kinds: str) -> HomeCare:
    return HomeCare(id=f"h{ago}", on=day(ago), kinds=kinds or ("heat",))


def visit(ago: int, *, id: str | None = None, **fields) -> Appointment:
    return Appointment(id=id or f"a{ago}", on=day(ago), with_whom="doctor", **fields)


def rule_of(key: str) -> Rule:
    return next(rule for rule in all_rules() if rule.key == key)


def said(log: Log, on: date = ON, thresholds: Thresholds | None = None) -> Assessment:
    """Assess with every rule, and see that each text can be filled and the whole be written as JSON."""
    assessment = assess(log, on, thresholds, rules=all_rules())
    assert assessment.failures == ()
    json.dumps(assessment.as_document(), allow_nan=False)
    for flag in assessment.flags:
        assert {flag.sentence, flag.short, flag.clears} <= set(rule_of(flag.rule).texts)
        assert "since_on" in flag.facts
        shown(flag)
        plain(flag.short, flag.facts)
    for each in assessment.insufficient:
        assert each.missing in rule_of(each.rule).texts
    scopes = [(each.rule, each.scope) for each in (*assessment.flags, *assessment.insufficient)]
    assert len(scopes) == len(set(scopes))
    return assessment


def judged(key: str, log: Log, on: date = ON, **numbers: int | Decimal) -> dict[str, str]:
    """What one rule says: the level by scope, or `INSUFFICIENT`."""
    assessment = said(log, on, {key: numbers})
    levels = {flag.scope: flag.level for flag in assessment.flags if flag.rule == key}
    return levels | {each.scope: INSUFFICIENT for each in assessment.insufficient if each.rule == key}


def flag_of(key: str, log: Log, scope: str | None = None, on: date = ON) -> Flag:
    """The only flag of a rule, or the one of a scope."""
    [flag] = [flag for flag in said(log, on).flags if flag.rule == key and scope in (None, flag.scope)]
    return flag


def shown(flag: Flag) -> str:
    return plain(flag.sentence, flag.facts)
