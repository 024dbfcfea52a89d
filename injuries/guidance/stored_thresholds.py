"""The thresholds as curators have set them: those that stand now, and those that stood at the end of a past day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from injuries.guidance.models import ThresholdVersion

# Later than any moment at which thresholds were set.
FOREVER = datetime(9999, 12, 30, tzinfo=UTC)


@dataclass(frozen=True)
class StoredThresholds:
    """Numbers by rule and threshold; rules that nobody has touched are left out. `version` is the newest one's key, 0 of none."""

    numbers: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    version: int = 0


def current_thresholds() -> StoredThresholds:
    """Return what stands now. One statement."""
    return stored(standing(FOREVER).values_list("pk", "rule", "numbers"))


def numbers_of(rule: str) -> QuerySet[ThresholdVersion, dict[str, str]]:
    """Ask for the numbers of one rule as they stand now, as text; no row where nobody has touched them."""
    return ThresholdVersion.objects.filter(rule=rule).order_by("-number").values_list("numbers", flat=True)[:1]


def hold_thresholds() -> None:
    """Let nobody else set thresholds until the transaction around ends; to be called before a version is numbered and stored.

    So a later key is never seen before an earlier one, and whoever was assessed without a version has an older key than that.
    """
    if connection.vendor == "postgresql":
        # SQLite has one writer anyway.
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(ThresholdVersion._meta.db_table)} IN SHARE ROW EXCLUSIVE MODE")


def standing(before: datetime) -> QuerySet[ThresholdVersion]:
    """Ask for the versions that stood right before a moment: of each rule the one with the highest number set by then."""
    set_by_then = ThresholdVersion.objects.filter(at__lt=before)
    return set_by_then.filter(~Exists(set_by_then.filter(rule=OuterRef("rule"), number__gt=OuterRef("number"))))


def stored(rows: Iterable[Any]) -> StoredThresholds:
    """Read rows of key, rule and numbers."""
    known = list(rows)
    numbers = {rule: {key: Decimal(text) for key, text in own.items()} for _pk, rule, own in known}
    return StoredThresholds(numbers, max((pk for pk, *_ in known), default=0))


def end_of(day: date, time_zone: str) -> datetime:
    """Return the moment at which a day ends where clocks show the time of the zone."""
    if day.year >= FOREVER.year:
        return FOREVER
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(time_zone))
