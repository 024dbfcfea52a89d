"""What "Log a run" opens with: the last run of this weekday, and the pair whose turn it is. Nothing about the body."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Exists, Max, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from runlog.people.models import User
from runlog.training.models import Run, Shoe, Walk
from runlog.training.queries.shoes import started, worn_until
from runlog.training.rotation import WORN_WITHIN_DAYS, PairUse, shoe_turn

WEEKS_BACK = 26
"""How many weeks back the run of a weekday still says what one runs on it."""


@dataclass(frozen=True)
class Suggestion:
    """What a new run opens with, None where there is nothing to go by; metres, seconds, the pair's primary key.

    `run` is the run that it comes from, and `is_same_weekday` tells whether that was on this day of the week.
    """

    run: Run | None = None
    is_same_weekday: bool = False
    kind: str | None = None
    distance_m: Decimal | None = None
    duration_s: Decimal | None = None
    shoe: int | None = None


def suggest(athlete: User, now: datetime) -> Suggestion:
    """Return what to open "Log a run" with. Two queries."""
    today = athlete.today(now)
    run = last_run(athlete, today, now)
    shoe = shoe_turn_of(athlete, now, kind=run.kind if run else None)
    if run is None:
        return Suggestion(shoe=shoe)
    same = run.local_on.weekday() == today.weekday()
    return Suggestion(run, same, run.kind, run.distance_m, run.duration_s, shoe)


def last_run(athlete: User, today: date, now: datetime) -> Run | None:
    """Return the last run of today's weekday in half a year, else the last run; missed sessions and runs ahead do not count. One query."""
    latest = started(Run.objects.filter(athlete=athlete, started_at__lte=now)).order_by("-started_at", "-log_id")
    # Days instead of a weekday: an index finds them, and SQLite would ask Python for the weekday of every run.
    same = latest.filter(local_on__in=[today - timedelta(weeks=weeks) for weeks in range(WEEKS_BACK + 1)])
    return Run.objects.filter(pk=Coalesce(*(Subquery(each.values("pk")[:1]) for each in (same, latest)))).first()


def shoe_turn_of(athlete: User, now: datetime, *, kind: str | None) -> int | None:
    """Return the key of the pair whose turn it is for a run of that kind (None: of any kind). One query."""
    pairs = [
        PairUse(pair.pk, pair.kind == Shoe.Kind.RACING, _later(pair.run_at, pair.walk_at), pair.is_worn_for_kind)
        for pair in _pairs(athlete, athlete.today(now), now, kind)
    ]
    return shoe_turn(pairs, is_race=kind == Run.Kind.RACE)


def _pairs(athlete: User, today: date, now: datetime, kind: str | None) -> QuerySet[Any]:
    runs, walks = worn_until(Run, today, now), worn_until(Walk, today, now)
    lately = runs.filter(local_on__gt=today - timedelta(days=WORN_WITHIN_DAYS), **({"kind": kind} if kind else {}))
    in_use = Q(retired_on__isnull=True) | Q(retired_on__gt=today)
    return Shoe.objects.filter(in_use, athlete=athlete).annotate(
        run_at=Subquery(runs.order_by().values("shoe").annotate(at=Max("started_at")).values("at")),
        walk_at=Subquery(walks.order_by().values("shoe").annotate(at=Max("started_at")).values("at")),
        is_worn_for_kind=Exists(lately),
    )


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((at for at in (one, other) if at is not None), default=None)
