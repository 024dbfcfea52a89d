"""Pairs with their distance, all of an athlete in one query."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from runlog.core.units import MILLI
from runlog.people.models import User
from runlog.training.models import Run, Shoe, ShoeCheck, Walk
from runlog.training.queries.facts import Check, Part, ShoeFacts
from runlog.training.shoe_limits import RATE_DAYS

Worn = type[Run] | type[Walk]
_METRES = DecimalField(max_digits=20, decimal_places=3)


def shoes_of(athlete: User, now: datetime) -> list[ShoeFacts]:
    """Return every pair, those in use first, then by name. One query."""
    today = athlete.today(now)
    facts = [_facts(shoe, today) for shoe in _with_use(Shoe.objects.filter(athlete=athlete), today, now)]
    return sorted(facts, key=lambda each: (each.is_retired, each.shoe.name.casefold(), each.shoe.pk))


def shoe_facts(athlete: User, pk: int, now: datetime) -> ShoeFacts:
    """Return one pair of the athlete. One query; raises Shoe.DoesNotExist."""
    today = athlete.today(now)
    row = _with_use(Shoe.objects.filter(athlete=athlete), today, now).get(pk=pk)
    row.athlete = athlete
    return _facts(row, today)


def wearable(athlete: User, now: datetime, *, keep: int | None = None) -> list[ShoeFacts]:
    """Return the pairs that a picker offers: those not retired, and the pair `keep` (a key) that the record names already."""
    return [facts for facts in shoes_of(athlete, now) if not facts.is_retired or facts.shoe.pk == keep]


def _with_use(shoes: QuerySet[Shoe], today: date, now: datetime) -> QuerySet[Any]:
    checks = ShoeCheck.objects.filter(shoe=OuterRef("pk"), on__lte=today).order_by("-on", "-position")
    shoes = shoes.annotate(
        check_on=Subquery(checks.values("on")[:1]),
        check_worn=Subquery(checks.values("worn")[:1]),
        check_note=Subquery(checks.values("note")[:1]),
    )
    for name, model in (("run", Run), ("walk", Walk)):
        rows = worn_until(model, today, now)
        recent = rows.filter(local_on__gt=today - timedelta(days=RATE_DAYS))
        after = rows.filter(local_on__gt=OuterRef("check_on"))
        shoes = shoes.annotate(
            **{
                f"{name}_count": Coalesce(_one(rows, Count("pk")), 0),
                f"{name}_known": Coalesce(_one(rows, Count("distance_m")), 0),
                f"{name}_first": _one(rows, Min("local_on")),
                f"{name}_last": _one(rows, Max("local_on")),
                f"{name}_m": _metres(rows),
                f"{name}_recent_m": _metres(recent),
                f"{name}_after_m": _metres(after),
            }
        )
    return shoes


def worn_until(model: Worn, today: date, now: datetime) -> QuerySet[Any]:
    """Return the runs (or walks) of the outer query's pair that have happened: dated today at most, or begun by now further east."""
    rows = model.objects.filter(Q(local_on__lte=today) | Q(started_at__lte=now), shoe=OuterRef("pk"))
    return started(rows) if model is Run else rows


def started(runs: QuerySet[Any]) -> QuerySet[Any]:
    """Leave out missed sessions, which are no runs."""
    return runs.exclude(limited_by_back=Run.Limited.NOT_STARTED)


def _one(rows: QuerySet[Any], aggregate: Any) -> Subquery:
    return Subquery(rows.order_by().values("shoe").annotate(found=aggregate).values("found"))


def _metres(rows: QuerySet[Any]) -> Coalesce:
    return Coalesce(_one(rows, Sum("distance_m", output_field=_METRES)), Decimal(0), output_field=_METRES)


def _facts(row: Any, today: date) -> ShoeFacts:
    runs, walks = (_part(row, name) for name in ("run", "walk"))
    worn = [on for on in (row.run_first, row.walk_first, row.run_last, row.walk_last) if on is not None]
    return ShoeFacts(
        shoe=row,
        today=today,
        runs=runs,
        walks=walks,
        recent_m=_exact(row.run_recent_m) + _exact(row.walk_recent_m),
        first_worn_on=min(worn, default=None),
        last_worn_on=max(worn, default=None),
        check=_check(row, runs, walks),
    )


def _part(row: Any, name: str) -> Part:
    count = getattr(row, f"{name}_count")
    return Part(count, _exact(getattr(row, f"{name}_m")), count - getattr(row, f"{name}_known"))


def _check(row: Any, runs: Part, walks: Part) -> Check | None:
    if row.check_on is None:
        return None
    since = _exact(row.run_after_m) + _exact(row.walk_after_m)
    total = (row.start_distance_m or Decimal(0)) + runs.distance_m + walks.distance_m
    return Check(row.check_on, tuple(row.check_worn), row.check_note, since, total - since)


def _exact(metres: Decimal) -> Decimal:
    """Return the sum with its three decimals: SQLite adds in binary floats."""
    return Decimal(metres).quantize(MILLI)
