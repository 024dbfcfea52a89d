"""Taking in another copy of a warning-sign check or leg report: what it adds or raises comes in, nothing is lowered or dropped."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from injuries.symptoms.merging import merge_answers, merge_follow_ups, raised
from injuries.symptoms.models import AuditEntry, LegReport, SignCheck
from injuries.symptoms.run_marks import derived_id
from runlog.core.events import change
from runlog.core.records import kind_of

Report = SignCheck | LegReport
RESOLUTION = ("resolved_on", "resolved_how", "resolved_reason")


@dataclass(frozen=True)
class Incoming:
    """What a copy changes: the report that it is about, the answers raised by [old, new], the fields that then differ.

    `new_id`: the report is resolved, and what would be raised makes a report of its own.
    """

    report: Report
    raised: Mapping[str, list[object]]
    fields: Mapping[str, Any]
    new_id: str = ""

    @property
    def is_something(self) -> bool:
        """Whether anything changes that counts; a later time of change alone does not."""
        return bool(self.raised or self.fields.keys() - {"edited_at"})


def incoming(row: Report, given: Report) -> Incoming:
    """Compare a report with an unsaved copy of it. A statement more only where the copy raises what is resolved.

    A resolution speaks for the answers that it has seen: one that comes in counts where the copy holds all that the log does.
    """
    merge: Callable[..., dict[str, Any]] = merge_answers if isinstance(row, SignCheck) else merge_follow_ups
    merged = merge(row.answers, given.answers)
    differing = raised(row.answers, merged)
    if differing and row.resolved_on and not given.resolved_on:
        apart = derived_id(_prefix(row), row.log_id)
        standing = type(row).objects.filter(athlete=row.athlete_id, log_id=apart).first()
        return incoming(standing, given) if standing else Incoming(row, raised({}, merge({}, given.answers)), {}, new_id=apart)
    fields: dict[str, Any] = {}
    if differing:
        fields = {"answers": merged} if isinstance(row, SignCheck) else {key: merged[key] for key in differing}
    has_seen_all = not raised(given.answers, merged)
    is_resolved_later = bool(row.resolved_on) and _is_later(given.edited_at, row.edited_at)
    if given.resolved_on and (is_resolved_later or (has_seen_all and not row.resolved_on)):
        fields |= {name: getattr(given, name) for name in RESOLUTION if getattr(given, name) != getattr(row, name)}
    if _is_later(given.edited_at, row.edited_at):
        fields["edited_at"] = given.edited_at
    return Incoming(row, differing, fields)


def take_in(found: Incoming, given: Report, *, now: datetime) -> None:
    """Write what a copy changes, and note in the audit trail what was raised or resolved."""
    row = found.report
    with change(row.athlete):
        if found.new_id:
            answers = {"answers": merge_answers({}, given.answers)} if isinstance(given, SignCheck) else dict(given.answers)
            moment = type(given).moment_fields(given.moment)
            row = type(row).objects.create(athlete=row.athlete, log_id=found.new_id, edited_at=given.edited_at, **moment, **answers)
        elif found.fields:
            for name, value in found.fields.items():
                setattr(row, name, value)
            row.save(update_fields=list(found.fields))
        if found.raised:
            _note(row, AuditEntry.What.ANSWERED, {"answers": dict(found.raised)}, now)
        if found.fields.keys() & {*RESOLUTION} and row.resolved_on:
            _note(
                row,
                AuditEntry.What.RESOLVED,
                {"how": row.resolved_how, "on": row.resolved_on.isoformat(), "reason": row.resolved_reason},
                now,
            )


def _note(row: Report, what: str, details: Mapping[str, Any], now: datetime) -> None:
    kind = kind_of(type(row)).name
    AuditEntry.objects.create(athlete=row.athlete, kind=kind, log_id=row.log_id, at=now, what=what, details=details)


def _prefix(row: Report) -> str:
    return kind_of(type(row)).prefix


def _is_later(given: datetime | None, own: datetime | None) -> bool:
    return given is not None and (own is None or given > own)
