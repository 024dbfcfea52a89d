"""What the story of an episode is told from: the history of a log, and the days of running lost."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef

from injuries.engine.history import History
from injuries.guidance.history import days_of, load_cases
from injuries.guidance.stored_thresholds import StoredThresholds
from runlog.people.models import User
from runlog.training.models import Run
from runlog.training.queries.shoes import started


def load_history(athlete: User, now: datetime) -> tuple[History, StoredThresholds]:
    """Return the athlete's history as of the day that an assessment at `now` is of, and the thresholds. Two statements."""
    on = days_of([athlete], now)[athlete.pk]
    cases = load_cases([athlete], on)
    return History(cases.logs[athlete.pk], on), cases.thresholds


def days_lost(athlete: User) -> list[date]:
    """Return the days with a session not started because of the back and without a run, oldest first. One statement."""
    run_that_day = started(Run.objects.filter(athlete=OuterRef("athlete"), local_on=OuterRef("local_on")))
    missed = Run.objects.of(athlete).filter(~Exists(run_that_day), limited_by_back=Run.Limited.NOT_STARTED)
    return list(missed.order_by("local_on").values_list("local_on", flat=True).distinct())
