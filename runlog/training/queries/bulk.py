"""Which runs are changed at once, and which changes can still be taken back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from runlog.core.models import KEPT_DAYS
from runlog.people.models import User
from runlog.training.choices import SourceKind
from runlog.training.models import BulkChange, Run
from runlog.training.queries.shoes import started

NONE = "none"


@dataclass(frozen=True)
class Selection:
    """Runs from `first` to `last`, in the pair of that key or in NONE, of that source; what is None does not count."""

    first: date | None = None
    last: date | None = None
    shoe: int | str | None = None
    source: str | None = None

    def runs(self, athlete: User) -> QuerySet[Run]:
        """Return the athlete's runs that it takes in, newest first; a missed session is no run."""
        runs: QuerySet[Any] = Run.objects.filter(athlete=athlete)
        if self.first is not None:
            runs = runs.filter(local_on__gte=self.first)
        if self.last is not None:
            runs = runs.filter(local_on__lte=self.last)
        if self.shoe is not None:
            runs = runs.filter(shoe=None if self.shoe == NONE else self.shoe)
        if self.source is not None:
            typed = Q(source_kind=None) | Q(source_kind=SourceKind.MANUAL)
            runs = runs.filter(typed if self.source == SourceKind.MANUAL else Q(source_kind=self.source))
        return started(runs).order_by("-started_at", "-pk")


@dataclass(frozen=True)
class Extent:
    """How many runs were selected, and from which day to which."""

    count: int
    first: date | None
    last: date | None


def extent_of(runs: QuerySet[Run]) -> Extent:
    """Return how far a selection goes. One query."""
    return Extent(**runs.order_by().aggregate(count=Count("pk"), first=Min("local_on"), last=Max("local_on")))


def sources_of(athlete: User) -> set[str]:
    """Return the sources that the athlete's runs came from. One query."""
    found = Run.objects.filter(athlete=athlete).order_by().values_list("source_kind", flat=True).distinct()
    return {kind or SourceKind.MANUAL for kind in found}


def changes_to_take_back(athlete: User, now: datetime) -> list[BulkChange]:
    """Return the changes of the last 30 days that stand, the latest first, without their rows. One query."""
    kept = BulkChange.objects.filter(athlete=athlete, undone_at=None, run_count__gt=0, made_at__gte=now - timedelta(days=KEPT_DAYS))
    return list(kept.defer("rows").order_by("-made_at", "-pk"))
