"""Writing what one form of this room says: a run with its scores and its leg report, as one change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from injuries.symptoms.actions.pain import save_run_scores
from injuries.symptoms.actions.reports import save_run_leg_report
from injuries.symptoms.models import LegReport, PainScore
from injuries.symptoms.run_marks import RunPain, Times
from runlog.core.events import change
from runlog.people.models import User
from runlog.training.actions import save_run
from runlog.training.models import Run


@dataclass(frozen=True)
class Logged:
    """What was saved: the run, those of its scores that were made or given another number, its leg report."""

    run: Run
    scores: tuple[PainScore, ...] = ()
    report: LegReport | None = None


def log_run(
    *,
    athlete: User,
    log_id: str,
    values: Mapping[str, Any],
    pain: RunPain,
    leg: Mapping[str, bool | None] | None,
    now: datetime,
    was: Times | None = None,
    replaces: bool | None = None,
) -> Logged:
    """Make or change a run with what its form says of back and legs; assessed once.

    `leg` is None where no leg is reported; `was` are the `score_times` of a run that is edited, as it stood before.
    `replaces` is for the form of a new run: where that is there and something else was said of it, this takes its place or, if not,
    raises SavedBefore.
    """
    with change(athlete):
        was_there = replaces is not None and Run.objects.filter(athlete=athlete, log_id=log_id).exists()
        run = save_run(athlete=athlete, log_id=log_id, now=now, replaces=replaces is not False, **values)
        scores = save_run_scores(athlete=athlete, run=run, pain=pain, now=now, was=was, replaces=replaces if was_there else None)
        report = None if leg is None else save_run_leg_report(athlete=athlete, run=run, answers=leg, now=now)
    return Logged(run, tuple(scores), report)
