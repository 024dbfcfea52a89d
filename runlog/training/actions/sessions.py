"""Writing runs, walks and strength sessions."""

from datetime import datetime
from typing import Any

from runlog.core.events import change
from runlog.core.saving import change_record, save_record
from runlog.people.models import User
from runlog.training.actions.edited import edited_after, is_imported
from runlog.training.actions.owners import refuse_foreign
from runlog.training.choices import Limited, SourceKind
from runlog.training.models import Run, StrengthSession, Walk

# What a session that was not started cannot have; forms open with some of it filled in.
NOT_OF_MISSED = ("distance_m", "duration_s", "shoe", "warm_up_state", "warm_up_kind", "warm_up_minutes")


def save_run(*, athlete: User, log_id: str, now: datetime, started_at: datetime, replaces: bool = True, **fields: Any) -> Run:
    """Make or change a run (or missed session); `started_at` is aware, the other fields are the model's.

    A missed session is stored without distance, time, shoe and warm-up. On a run that was imported, what this changes is
    listed in `edited`. Raises ValueError for somebody else's shoe, and without `replaces` SavedBefore (`core.saving`).
    """
    refuse_foreign(athlete, fields.get("shoe"))
    fields |= Run.moment_fields(started_at)
    if fields.get("limited_by_back") == Limited.NOT_STARTED:
        fields |= dict.fromkeys(NOT_OF_MISSED)
    with change(athlete):
        run = Run.objects.filter(athlete=athlete, log_id=log_id).select_related("shoe").first()
        if run is None:
            return Run.objects.create(athlete=athlete, log_id=log_id, **{"source_kind": SourceKind.MANUAL} | fields)
        run.athlete = athlete
        if is_imported(run):
            fields["edited"] = edited_after(run, fields)
        return change_record(run, now=now, replaces=replaces, **fields)


def save_walk(*, athlete: User, log_id: str, now: datetime, started_at: datetime, **fields: Any) -> Walk:
    """Make or change a walk. Raises ValueError for somebody else's shoe."""
    refuse_foreign(athlete, fields.get("shoe"))
    return save_record(Walk, athlete, log_id=log_id, now=now, **Walk.moment_fields(started_at), **fields)


def save_strength(*, athlete: User, log_id: str, now: datetime, **fields: Any) -> StrengthSession:
    """Make or change a strength session."""
    return save_record(StrengthSession, athlete, log_id=log_id, now=now, **fields)
