"""Which stored logs are to be assessed again, asked of the database."""

from collections import defaultdict
from datetime import date, datetime
from zoneinfo import ZoneInfoNotFoundError

from django.db.models import Max, Q

from injuries.guidance.models import Sweep, ThresholdVersion
from runlog.core.dates import today_in
from runlog.people.models import User


def stale(now: datetime) -> Q:
    """Return the condition for athletes whose own page would assess first: never done, changed, a day gone, older thresholds.

    Two statements, however many athletes and time zones there are.
    """
    newest = ThresholdVersion.objects.aggregate(newest=Max("pk"))["newest"] or 0
    old = Q(assessment=None) | Q(assessment__is_due=True) | Q(assessment__on=None) | Q(assessment__threshold_version__lt=newest)
    for today, zones in _zones_by_today(now).items():
        old |= Q(time_zone__in=zones, assessment__on__lt=today)
    return old


def not_swept(sweep: Sweep, now: datetime) -> Q:
    """Return the condition for athletes whom a sweep has still to assess: not since it began, or stale again. Two statements."""
    return stale(now) | Q(assessment__assessed_at__lt=sweep.started_at)


def is_anybody_stale(now: datetime) -> bool:
    """Tell whether there is anything to do. Three statements."""
    return User.objects.filter(stale(now)).exists()


def _zones_by_today(now: datetime) -> dict[date, list[str]]:
    zones: dict[date, list[str]] = defaultdict(list)
    for zone in User.objects.order_by().values_list("time_zone", flat=True).distinct():
        zones[_today_in(now, zone)].append(zone)
    return zones


def _today_in(now: datetime, zone: str) -> date:
    try:
        return today_in(now, zone)
    except (ZoneInfoNotFoundError, ValueError):
        # A zone that this machine does not know (any more) stops nobody else's log from being assessed.
        return today_in(now, "UTC")
