"""What the page of weeks reads: the runs since a day, and when the latest was."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max, Q, QuerySet

from runlog.people.models import User
from runlog.training.models import Run
from runlog.training.queries.shoes import started


@dataclass(frozen=True)
class Ran:
    """What weeks show of a run: its local date, its distance in metres and its warm-up, `None` where it was not recorded."""

    on: date
    distance_m: Decimal | None
    warm_up: str | None


def runs_since(athlete: User, first: date, now: datetime) -> list[Ran]:
    """Return the runs from the day on, in no order; missed sessions are none. One statement."""
    runs = _past(athlete, now).filter(local_on__gte=first)
    return [Ran(*row) for row in runs.values_list("local_on", "distance_m", "warm_up_state")]


def latest_run_on(athlete: User, now: datetime) -> date | None:
    """Return the local date of the latest run, None where there is none. One statement."""
    latest: date | None = _past(athlete, now).aggregate(latest=Max("local_on"))["latest"]
    return latest


def _past(athlete: User, now: datetime) -> QuerySet[Any]:
    """Leave out what is dated ahead. A run that began where it is tomorrow already has been."""
    has_been = Q(local_on__lte=athlete.today(now)) | Q(started_at__lte=now)
    return started(Run.objects.of(athlete).filter(has_been)).order_by()
