"""Writing warning-sign checks and leg reports: append-only, an answer may be added or raised, never lowered or deleted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from injuries.symptoms.merging import FollowUps, merge_answers, merge_follow_ups, raised
from injuries.symptoms.models import AuditEntry, LegReport, SignCheck
from injuries.symptoms.queries import form_leg_report
from injuries.symptoms.run_marks import RUN_MOMENTS, derived_id, leg_id, score_times
from runlog.core.dates import at_offset
from runlog.core.events import change
from runlog.core.records import kind_of
from runlog.people.models import User
from runlog.training.models import Run


def save_sign_check(*, athlete: User, log_id: str, at: datetime, answers: Mapping[str, str | None], now: datetime) -> SignCheck:
    """Make a check, or add to the one of that id; `at` counts only for a new one.

    What would raise an answer of a check that is resolved makes a check of its own: a resolution speaks for what it has seen.
    """
    with change(athlete):
        row = SignCheck.objects.of(athlete).filter(log_id=log_id).first()
        return _add_answers(row, answers, now) if row else _new_check(athlete, log_id, at, answers, now)


def answer_sign_check(*, check: SignCheck, answers: Mapping[str, str | None], now: datetime) -> SignCheck:
    """Add answers to a check, or raise some."""
    at = at_offset(now, check.offset_min)
    return save_sign_check(athlete=check.athlete, log_id=check.log_id, at=at, answers=answers, now=now)


def _new_check(athlete: User, log_id: str, at: datetime, answers: Mapping[str, str | None], now: datetime) -> SignCheck:
    given = merge_answers({}, answers)
    moment = SignCheck.moment_fields(at.replace(microsecond=0))
    row = SignCheck.objects.create(athlete=athlete, log_id=log_id, answers=given, **moment)
    return _told(row, raised({}, given), now)


def _add_answers(row: SignCheck, answers: Mapping[str, str | None], now: datetime) -> SignCheck:
    merged = merge_answers(row.answers, answers)
    differing = raised(row.answers, merged)
    if row.resolved_on and differing:
        at = at_offset(now, row.offset_min)
        return save_sign_check(athlete=row.athlete, log_id=derived_id("check", row.log_id), at=at, answers=answers, now=now)
    row.answers = merged
    return _raise(row, differing, ["answers"], now)


def save_leg_report(*, athlete: User, log_id: str, at: datetime, answers: FollowUps, now: datetime) -> LegReport:
    """Make a report that a leg felt weak, lazy or dragged, or add to the one of that id; `at` counts only for a new one.

    What would raise an answer of a report that is resolved makes a report of its own.
    """
    with change(athlete):
        row = LegReport.objects.of(athlete).filter(log_id=log_id).first()
        return _add_follow_ups(row, answers, now) if row else _new_report(athlete, log_id, at, answers, now)


def save_run_leg_report(*, athlete: User, run: Run, answers: FollowUps, now: datetime) -> LegReport:
    """Make or add to the leg report of a run's form; a new one stands one minute after the run, no later than `now`.

    It keeps its time when the run moves: reports are append-only.
    """
    with change(athlete):
        row = form_leg_report(run)
        if row is not None:
            return _add_follow_ups(row, answers, now)
        after = score_times(run.moment, run.duration_s)[RUN_MOMENTS[-1]]
        at = min(after, at_offset(now, run.offset_min))
        return _new_report(athlete, leg_id(run.log_id), at, answers, now, run)


def answer_leg_report(*, report: LegReport, answers: FollowUps, now: datetime) -> LegReport:
    """Add answers to a report, or raise some."""
    at = at_offset(now, report.offset_min)
    return save_leg_report(athlete=report.athlete, log_id=report.log_id, at=at, answers=answers, now=now)


def _new_report(athlete: User, log_id: str, at: datetime, answers: FollowUps, now: datetime, run: Run | None = None) -> LegReport:
    given = merge_follow_ups({}, answers)
    moment = LegReport.moment_fields(at.replace(microsecond=0))
    row = LegReport.objects.create(athlete=athlete, log_id=log_id, run=run, **moment, **given)
    return _told(row, raised({}, given), now)


def _add_follow_ups(row: LegReport, answers: FollowUps, now: datetime) -> LegReport:
    merged = merge_follow_ups(row.answers, answers)
    differing = raised(row.answers, merged)
    if row.resolved_on and differing:
        at = at_offset(now, row.offset_min)
        return save_leg_report(athlete=row.athlete, log_id=derived_id("leg", row.log_id), at=at, answers=answers, now=now)
    for key in differing:
        setattr(row, key, merged[key])
    return _raise(row, differing, list(differing), now)


def _raise(row: Any, differing: Mapping[str, Any], fields: list[str], now: datetime) -> Any:
    if not differing:
        return row
    row.edited_at = now
    row.save(update_fields=[*fields, "edited_at"])
    return _told(row, differing, now)


def _told(row: Any, differing: Mapping[str, Any], now: datetime) -> Any:
    details = {"answers": dict(differing)}
    kind = kind_of(type(row)).name
    AuditEntry.objects.create(athlete=row.athlete, kind=kind, log_id=row.log_id, at=now, what=AuditEntry.What.ANSWERED, details=details)
    return row
