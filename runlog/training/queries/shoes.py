"""Pairs with their distance, all of an athlete in one query."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import JSONObject

from runlog.core.prepared import Prepared
from runlog.core.units import MILLI
from runlog.people.models import User
from runlog.training.models import Run, Shoe, ShoeCheck, Walk
from runlog.training.queries.facts import Check, Part, ShoeFacts
from runlog.training.queries.usual import usual_numbers
from runlog.training.shoe_limits import RATE_DAYS, UsualLimits

Worn = type[Run] | type[Walk]
_METRES = DecimalField(max_digits=20, decimal_places=3)


def shoes_of(athlete: User, now: datetime) -> list[ShoeFacts]:
    """Return every pair, those in use first, then by name. One query."""
    today = athlete.today(now)
    facts = [_facts(shoe, today) for shoe in _OF_ATHLETE.objects([athlete.pk], *_moments(today, now))]
    return sorted(facts, key=lambda each: (each.is_retired, each.shoe.name.casefold(), each.shoe.pk))


def shoe_facts(athlete: User, pk: int, now: datetime) -> ShoeFacts:
    """Return one pair of the athlete. One query; raises Shoe.DoesNotExist."""
    today = athlete.today(now)
    row = _with_use(Shoe.objects.filter(athlete=athlete), *_moments(today, now)).get(pk=pk)
    row.athlete = athlete
    return _facts(row, today)


def wearable(pairs: Iterable[ShoeFacts], *, keep: int | None = None) -> list[ShoeFacts]:
    """Return the pairs that a picker offers: those not retired, and the pair `keep` (a key) that the record names already."""
    return [facts for facts in pairs if not facts.is_retired or facts.shoe.pk == keep]


def _moments(today: date, now: datetime) -> tuple[date, datetime, date]:
    """Return today, now, and the last day before those that say how fast a pair is worn."""
    return today, now, today - timedelta(days=RATE_DAYS)


def _write_of_athlete(athletes: Sequence[int], today: date, now: datetime, lately: date) -> QuerySet[Any]:
    return _with_use(Shoe.objects.filter(athlete__in=athletes), today, now, lately)


def _with_use(shoes: QuerySet[Shoe], today: date, now: datetime, lately: date) -> QuerySet[Any]:
    checks = ShoeCheck.objects.filter(shoe=OuterRef("pk"), on__lte=today).order_by("-on", "-position")
    latest = {f"check_{name}": Subquery(checks.values(name)[:1]) for name in ("on", "worn", "note")}
    return shoes.annotate(**latest).annotate(
        run_sums=_sums(worn_until(Run, today, now), lately),
        walk_sums=_sums(worn_until(Walk, today, now), lately),
        usual_numbers=usual_numbers(),
    )


def _sums(rows: QuerySet[Any], lately: date) -> Subquery:
    """Return all that is counted and added of a pair's runs (or walks), as one value, so that they are read once; null where none are."""
    facts = {
        "count": Count("pk"),
        "known": Count("distance_m"),
        "first": Min("local_on"),
        "last": Max("local_on"),
        "m": _metres(),
        "recent_m": _metres(local_on__gt=lately),
        "after_m": _metres(local_on__gt=OuterRef("check_on")),
    }
    return Subquery(rows.order_by().values("shoe").annotate(found=JSONObject(**facts)).values("found"))


def worn_until(model: Worn, today: date, now: datetime) -> QuerySet[Any]:
    """Return the runs (or walks) of the outer query's pair that have happened: dated today at most, or begun by now further east."""
    # The athlete is named too: where few walks name a pair, SQLite would read those of everybody.
    rows = model.objects.filter(Q(local_on__lte=today) | Q(started_at__lte=now), athlete=OuterRef("athlete"), shoe=OuterRef("pk"))
    return started(rows) if model is Run else rows


def started(runs: QuerySet[Any]) -> QuerySet[Any]:
    """Leave out missed sessions, which are no runs."""
    return runs.exclude(limited_by_back=Run.Limited.NOT_STARTED)


def _metres(**only: Any) -> Sum:
    return Sum("distance_m", filter=Q(**only), output_field=_METRES)


def _facts(row: Any, today: date) -> ShoeFacts:
    runs, walks = row.run_sums or {}, row.walk_sums or {}
    worn = [date.fromisoformat(sums[name]) for sums in (runs, walks) if sums for name in ("first", "last")]
    run_part, walk_part = _part(runs), _part(walks)
    usual = UsualLimits.of(row.usual_numbers or {})
    return ShoeFacts(
        shoe=row,
        today=today,
        runs=run_part,
        walks=walk_part,
        recent_m=_added("recent_m", runs, walks),
        first_worn_on=min(worn, default=None),
        last_worn_on=max(worn, default=None),
        check=_check(row, run_part.distance_m + walk_part.distance_m, _added("after_m", runs, walks), usual),
        usual=usual,
    )


def _part(sums: Mapping[str, Any]) -> Part:
    return Part(sums["count"], _added("m", sums), sums["count"] - sums["known"]) if sums else Part()


def _check(row: Any, worn_m: Decimal, since_m: Decimal, usual: UsualLimits) -> Check | None:
    if row.check_on is None:
        return None
    total = (row.start_distance_m or Decimal(0)) + worn_m
    return Check(row.check_on, tuple(row.check_worn), row.check_note, since_m, total - since_m, usual.again_m)


def _added(name: str, *sums: Mapping[str, Any]) -> Decimal:
    return sum((_exact(each.get(name) or 0) for each in sums), Decimal(0))


def _exact(metres: float) -> Decimal:
    """Return the sum with its three decimals: JSON and SQLite have binary floats only."""
    return Decimal(metres).quantize(MILLI)


_OF_ATHLETE = Prepared(_write_of_athlete)
