"""Closing a check or leg report, and noting that help is on its way; both are kept in the audit trail."""

from collections.abc import Iterable
from datetime import date, datetime

from injuries.symptoms.choices import Resolved
from injuries.symptoms.models import AuditEntry, LegReport, SignCheck
from runlog.core.events import change
from runlog.core.records import kind_of
from runlog.people.models import User

Report = LegReport | SignCheck


def resolve(*, report: Report, how: str, on: date, now: datetime, reason: str | None = None) -> Report:
    """Close a check or report: seen by a clinician on a date, or ticked by mistake for a reason. One that is closed stays as it is.

    One whose resolution, out of a log from elsewhere, is dated ahead is not closed yet.
    Raises ValueError for a mistake without a reason and for a date before the report's or after today.
    """
    with change(report.athlete):
        row = type(report).objects.select_related("athlete").get(pk=report.pk)
        if row.is_closed(row.athlete.today(now)):
            return row
        _refuse(row, how, on, now, reason)
        row.resolved_on, row.resolved_how, row.resolved_reason, row.edited_at = on, how, reason, now
        row.save(update_fields=["resolved_on", "resolved_how", "resolved_reason", "edited_at"])
        details = {"how": how, "on": on.isoformat(), "reason": reason}
        AuditEntry.objects.create(what=AuditEntry.What.RESOLVED, details=details, **_about(row, now))
    return row


def get_help(*, athlete: User, reports: Iterable[Report], now: datetime) -> None:
    """Note with its time that the athlete is getting help about the reports. Resolves nothing."""
    with change(athlete):
        AuditEntry.objects.bulk_create(AuditEntry(what=AuditEntry.What.GETTING_HELP, **_about(report, now)) for report in reports)


def latest_day(report: Report, now: datetime) -> date:
    """Return the last day on which a clinician can have seen it: today, or the report's own day, made further east, if that is later."""
    return max(report.athlete.today(now), report.local_on)


def _refuse(row: Report, how: str, on: date, now: datetime, reason: str | None) -> None:
    if not row.local_on <= on <= latest_day(row, now):
        raise ValueError(f"{on} is before the report or after today")
    if how == Resolved.MISTAKE and not (reason or "").strip():
        raise ValueError("a mistake needs a reason")


def _about(row: Report, now: datetime) -> dict[str, object]:
    return {"athlete": row.athlete, "kind": kind_of(type(row)).name, "log_id": row.log_id, "at": now}
