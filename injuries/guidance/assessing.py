"""Assessing logs and keeping the flags true: after a change, on an athlete's own stale page, or for everybody."""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from traceback import extract_tb

from django.db import transaction
from django.db.models import F

from injuries.engine.assess import assess
from injuries.engine.assessment import Assessment as Found
from injuries.engine.log import Log
from injuries.guidance.history import days_of, load_log, load_logs
from injuries.guidance.keeping import keep
from injuries.guidance.models import Assessment
from injuries.guidance.queries import State, state_of
from injuries.rules import all_rules
from runlog.people.models import User

logger = logging.getLogger(__name__)
CHUNK = 25

Dated = tuple[date, Log]
# Called with how many athletes are done, and of how many.
Progress = Callable[[int, int], None]


def assess_rows(athlete: User, now: datetime, on: date | None = None) -> Found:
    """Return what the rules say of a stored log at `now`, or on the day `on`; writes nothing. Two statements, one with a day."""
    return _assess(_load(athlete, now, on))


def keep_true(athlete: User, now: datetime, loaded: Dated | None = None) -> bool:
    """Assess a log and keep its flags true, in a savepoint; the caller holds the athlete's row. Tell whether it worked.

    Whatever goes wrong is undone and noted, so that the change which led here is kept.
    """
    try:
        with transaction.atomic():
            found = _assess(loaded or _load(athlete, now))
            keep(athlete, found, now=now)
    except Exception as error:
        logger.error("An assessment failed: %s.", _named(error))
        _mark_failed(athlete)
        return False
    for failure in found.failures:
        logger.error("The rule %s failed: %s.", failure.rule, _named(failure.error))
    return True


def ensure_assessed(athlete: User, now: datetime) -> State:
    """Return how the athlete's log stands at `now`, assessed first where it is stale: for the athlete's own pages.

    Two statements when it is up to date. When the assessment fails, `State.has_failed` says so.
    """
    state, today = state_of(athlete), athlete.today(now)
    if not state.is_stale(today):
        return state
    with transaction.atomic():
        held = _hold([athlete.pk])[0]
        # Another page may have assessed the log while this one waited for the row.
        if state_of(held).is_stale(today):
            keep_true(held, now)
    return state_of(athlete)


def assess_all(now: datetime, progress: Progress | None = None) -> int:
    """Assess everybody and store the flags; return for how many it worked.

    Each chunk is a transaction of its own, those longest not assessed come first: after an interruption a new call goes on with the rest.
    """
    oldest_first = User.objects.order_by(F("assessment__assessed_at").asc(nulls_first=True), "pk")
    keys, worked = list(oldest_first.values_list("pk", flat=True)), 0
    for start in range(0, len(keys), CHUNK):
        worked += _assess_chunk(keys[start : start + CHUNK], now)
        if progress:
            progress(min(start + CHUNK, len(keys)), len(keys))
    return worked


def _assess_chunk(keys: Sequence[int], now: datetime) -> int:
    with transaction.atomic():
        athletes = _hold(keys)
        loaded = _load_together(athletes, now)
        return sum(keep_true(athlete, now, loaded.get(athlete.pk)) for athlete in athletes)


def _hold(keys: Sequence[int]) -> list[User]:
    """Take the rows of some athletes, as every change of their logs does, in one order so that no two wait for each other."""
    return list(User.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))


def _load(athlete: User, now: datetime, on: date | None = None) -> Dated:
    day = on or days_of([athlete], now)[athlete.pk]
    return day, load_log(athlete, day)


def _load_together(athletes: Sequence[User], now: datetime) -> Mapping[int, Dated]:
    """Return the logs of many by key; none where that fails, so that each is loaded by itself and only the faulty one fails."""
    by_day: dict[date, list[User]] = defaultdict(list)
    try:
        with transaction.atomic():
            days = days_of(athletes, now)
            for athlete in athletes:
                by_day[days[athlete.pk]].append(athlete)
            return {key: (day, log) for day, own in by_day.items() for key, log in load_logs(own, day).items()}
    except Exception as error:
        logger.error("Logs could not be loaded together: %s.", _named(error))
        return {}


def _assess(loaded: Dated) -> Found:
    day, log = loaded
    return assess(log, day, rules=all_rules())


def _mark_failed(athlete: User) -> None:
    row = Assessment(athlete_id=athlete.pk, is_due=True, has_failed=True)
    Assessment.objects.bulk_create([row], update_conflicts=True, unique_fields=["athlete"], update_fields=["is_due", "has_failed"])


def _named(error: Exception) -> str:
    """Return the type of an error and where it arose: its message could hold what somebody logged."""
    frames = extract_tb(error.__traceback__)
    place = f" in {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
