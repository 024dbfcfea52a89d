"""What the forms and pages of this room read of a log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Q

from injuries.symptoms.models import AuditEntry, LegReport, PainScore, SignCheck
from injuries.symptoms.run_marks import RUN_MOMENTS, leg_id, score_ids
from runlog.core.dates import at_offset
from runlog.core.records import kind_of
from runlog.training.models import Run


def form_scores(run: Run) -> Mapping[str, PainScore]:
    """Return the scores that the run's form shows, by moment. One query.

    Of several linked to one moment (from an import, or another area) the form's own, else the earliest.
    """
    ids = score_ids(run.log_id)
    rows = list(PainScore.objects.of(run.athlete_id).filter(Q(run=run) | Q(log_id__in=ids.values())).order_by("at", "pk"))
    linked = {row.moment_of_day: row for row in reversed(rows) if row.run_id == run.pk and row.log_id not in ids.values()}
    own = {row.log_id: row for row in rows}
    found = {moment: own.get(ids[moment]) or linked.get(moment) for moment in RUN_MOMENTS}
    return {moment: row for moment, row in found.items() if row is not None}


def form_leg_report(run: Run) -> LegReport | None:
    """Return the leg report that the run's form would add to: its own, else the latest linked one. One query."""
    own_id = leg_id(run.log_id)
    rows = LegReport.objects.of(run.athlete_id).filter(Q(run=run) | Q(log_id=own_id)).order_by("-at", "-pk")
    return max(rows, key=lambda row: row.log_id == own_id, default=None)


@dataclass(frozen=True)
class Step:
    """One thing that happened to a check or report: what, and when in the record's own offset."""

    what: str
    moment: datetime


def trail(record: LegReport | SignCheck) -> list[Step]:
    """Return what happened to a check or report, oldest first, the same within a minute once. One query."""
    entries = AuditEntry.objects.filter(athlete=record.athlete_id, kind=kind_of(type(record)).name, log_id=record.log_id)
    steps = [Step(entry.get_what_display(), at_offset(entry.at, record.offset_min)) for entry in entries.order_by("at", "pk")]
    return [next(same) for _, same in groupby(steps, lambda step: (step.what, step.moment.replace(second=0, microsecond=0)))]
