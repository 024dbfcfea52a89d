"""The window of a log: the last days record by record, and everything before them summed up."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from injuries.engine.arithmetic import total
from injuries.engine.days import first_of
from injuries.engine.log import Earlier, HomeCare, LegReport, Log, PainScore, Run, Shoe, ShoeUse, SignCheck, StrengthSession, Walk

_Record = Run | Walk | StrengthSession | PainScore | LegReport | SignCheck | HomeCare

WINDOW_DAYS = 120
"""How far back records are needed one by one: above the longest look-back that any rule's bounds allow."""


def window_start(on: date) -> date:
    """Return the first local date of the window of an assessment on `on`."""
    return first_of(WINDOW_DAYS, on)


def summarise(log: Log, from_on: date) -> Log:
    """Return a log read whole as its window from `from_on` on, with what stands before it in `earlier`.

    Runs, walks, strength sessions and pain scores stay when their local date is in the window, and so do pain scores linked to a
    run in it; everything else stays whole. Good for an assessment of the day whose window starts on `from_on`.
    """
    runs = tuple(run for run in log.runs if run.on >= from_on)
    inside = {run.id for run in runs}
    return replace(
        log,
        runs=runs,
        walks=tuple(walk for walk in log.walks if walk.on >= from_on),
        strength=tuple(session for session in log.strength if session.on >= from_on),
        pain=tuple(score for score in log.pain if score.on >= from_on or score.run in inside),
        earlier=_earlier(log, from_on),
    )


def _earlier(log: Log, from_on: date) -> Earlier:
    return Earlier(
        began_on=min((day for day in days_of(log) if day < from_on), default=None),
        daily_max=daily_max_of(log, until=from_on - timedelta(days=1)),
        last_run_at=_last_start(run for run in log.runs if run.on < from_on and not run.missed),
        shoe_use=_shoe_use(log, from_on),
    )


def days_of(log: Log) -> Iterable[date]:
    """Return the local dates of all records that can begin a log."""
    lists: tuple[Sequence[_Record], ...] = (log.runs, log.walks, log.strength, log.pain, log.leg_reports, log.sign_checks, log.home_care)
    return (record.on for records in lists for record in records)


def moments_of(log: Log) -> Iterable[datetime]:
    """Return the instants of all records that have one, each in its own offset."""
    yield from (record.started_at for record in (*log.runs, *log.walks))
    yield from (record.at for record in (*log.pain, *log.leg_reports, *log.sign_checks))


def daily_max_of(log: Log, *, until: date) -> dict[date, int]:
    """Return the highest back score of each local date up to `until` that has one."""
    highest: dict[date, int] = {}
    for score in log.pain:
        if score.of_back and (day := score.on) <= until and score.score >= highest.get(day, 0):
            highest[day] = score.score
    return highest


def _last_start(runs: Iterable[Run]) -> datetime | None:
    return max((run.started_at for run in runs), default=None)


def _shoe_use(log: Log, from_on: date) -> dict[str, ShoeUse]:
    on = from_on + timedelta(days=WINDOW_DAYS - 1)
    checked = {shoe.id: _last_check(shoe, on) for shoe in log.shoes}
    uses: dict[str, list[Run | Walk]] = {}
    sessions: list[Run | Walk] = [*(run for run in log.runs if not run.missed), *log.walks]
    for session in sessions:
        if session.shoe is not None and session.on < from_on:
            uses.setdefault(session.shoe, []).append(session)
    return {shoe: _sum_up(own, checked.get(shoe)) for shoe, own in uses.items()}


def _last_check(shoe: Shoe, on: date) -> date | None:
    return max((check.on for check in shoe.checks if check.on <= on), default=None)


def _sum_up(uses: list[Run | Walk], checked_on: date | None) -> ShoeUse:
    after = [use for use in uses if checked_on is not None and use.on > checked_on]
    return ShoeUse(distance_m=_distance(uses), distance_after_check_m=_distance(after), first_on=min(use.on for use in uses))


def _distance(uses: list[Run | Walk]) -> Decimal:
    return total(use.distance_m for use in uses if use.distance_m is not None)
