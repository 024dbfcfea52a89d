"""Assessing logs and keeping the flags true: after a change, on an athlete's own stale page, or of many together."""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from traceback import extract_tb

from django.db import transaction

from injuries.engine.assess import assess
from injuries.engine.assessment import Assessment as Found
from injuries.guidance.history import days_of, load_cases
from injuries.guidance.keeping import keep
from injuries.guidance.models import Assessment
from injuries.guidance.queries import State, state_of
from injuries.guidance.stored_thresholds import FOREVER, end_of
from injuries.rules import all_rules
from runlog.people.models import User

logger = logging.getLogger(__name__)


def assess_rows(athlete: User, now: datetime, on: date | None = None) -> Found:
    """Return what the rules say of a stored log at `now`, or what they gave on the day `on`; writes nothing. At most two statements.

    A past day is read as it ended in the athlete's time zone: with the records up to it and the thresholds that stood by then. What
    was added, edited or deleted since is not taken back.
    """
    day = on or days_of([athlete], now)[athlete.pk]
    cases = load_cases([athlete], day, end_of(on, athlete.time_zone) if on else FOREVER)
    return assess(cases.logs[athlete.pk], day, cases.thresholds.numbers, rules=all_rules())


def keep_true(athlete: User, now: datetime) -> bool:
    """Assess a log and keep its flags true, in a savepoint; the caller holds the athlete's row. Tell whether it worked.

    Whatever goes wrong is undone and noted, so that the change which led here is kept.
    """
    try:
        _keep_all([athlete], now)
    except Exception as error:
        logger.error("An assessment failed: %s.", _named(error))
        _mark_failed(athlete)
        return False
    return True


def keep_all_true(athletes: Sequence[User], now: datetime) -> int:
    """Do the same for many at once, in a number of statements that they do not raise; return for how many it worked.

    Should anything go wrong, each is assessed by itself, so that only the faulty one is noted.
    """
    try:
        _keep_all(athletes, now)
    except Exception as error:
        logger.error("Logs could not be assessed together: %s.", _named(error))
        return sum(keep_true(athlete, now) for athlete in athletes)
    return len(athletes)


def ensure_assessed(athlete: User, now: datetime) -> State:
    """Return how the athlete's log stands at `now`, assessed first where it is stale: for the athlete's own pages.

    Two statements when it is up to date. When the assessment fails, `State.has_failed` says so.
    """
    state, today = state_of(athlete), athlete.today(now)
    if not state.is_stale(today):
        return state
    with transaction.atomic():
        held = User.objects.select_for_update(no_key=True).get(pk=athlete.pk)
        # Another page may have assessed the log while this one waited for the row.
        if state_of(held).is_stale(today):
            keep_true(held, now)
    return state_of(athlete)


def _keep_all(athletes: Sequence[User], now: datetime) -> None:
    with transaction.atomic():
        days = days_of(athletes, now)
        by_day: dict[date, list[User]] = defaultdict(list)
        for athlete in athletes:
            by_day[days[athlete.pk]].append(athlete)
        found, version = _assess(by_day)
        keep(found, threshold_version=version, now=now)
    _tell_failures(found.values())


def _assess(by_day: dict[date, list[User]]) -> tuple[dict[int, Found], int]:
    """Assess the athletes of each day, one statement for each; return also the key of the newest thresholds that all have in common."""
    found, versions, rules = {}, [], all_rules()
    for day, athletes in by_day.items():
        cases = load_cases(athletes, day)
        versions.append(cases.thresholds.version)
        for key, log in cases.logs.items():
            found[key] = assess(log, day, cases.thresholds.numbers, rules=rules)
    return found, min(versions, default=0)


def _tell_failures(found: Iterable[Found]) -> None:
    failures = Counter((failure.rule, _named(failure.error)) for each in found for failure in each.failures)
    for (rule, error), times in failures.items():
        logger.error("The rule %s failed for %s logs: %s.", rule, times, error)


def _mark_failed(athlete: User) -> None:
    row = Assessment(athlete_id=athlete.pk, is_due=True, has_failed=True)
    Assessment.objects.bulk_create([row], update_conflicts=True, unique_fields=["athlete"], update_fields=["is_due", "has_failed"])


def _named(error: Exception) -> str:
    """Return the type of an error and where it arose: its message could hold what somebody logged."""
    frames = extract_tb(error.__traceback__)
    place = f" in {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
