"""What stands before the window of a log, summed up by the database into `engine.Earlier`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce, Round

from injuries.engine.log import Earlier, ShoeUse
from injuries.guidance.rows import RowArray, RowObject, read_instant
from injuries.symptoms.models import PainScore
from runlog.core.models import DatedRecord
from runlog.training.models import Run, ShoeCheck, StrengthSession, Walk

Part = QuerySet[Any, tuple[str, int, Any]]
Rows = Mapping[str, Sequence[Any]]

DONE = ~Q(limited_by_back=Run.Limited.NOT_STARTED)
# Whole millimetres, so that SQLite adds up exactly too.
MILLIMETRES = Cast(Round(F("distance_m") * 1000), BigIntegerField())
KINDS = ("began", "last_run", "daily_max", "shoe_use")


def sums(keys: Sequence[int], from_on: date, on: date) -> list[Part]:
    """Ask for the sums over all records before `from_on`, for an assessment of the day `on`."""
    before = {"athlete_id__in": keys, "local_on__lt": from_on}
    return [
        *(_began(model, before) for model in (Run, Walk, StrengthSession, PainScore)),
        _last_run(before),
        _daily_max(before),
        *(_shoe_use(rows, on) for rows in (Run.objects.filter(DONE, **before), Walk.objects.filter(**before))),
    ]


def earlier(rows: Rows, others: Iterable[date], from_on: date) -> Earlier:
    """Read the sums of one athlete; `others` are the dates of the records that are always read one by one."""
    began = [date.fromisoformat(row["on"]) for row in rows["began"]]
    return Earlier(
        began_on=min([*began, *(day for day in others if day < from_on)], default=None),
        daily_max={date.fromisoformat(on): highest for on, highest in rows["daily_max"]},
        last_run_at=_last_start(rows),
        shoe_use=_uses(rows),
    )


def _began(model: type[DatedRecord], before: Mapping[str, Any]) -> Part:
    first = model.objects.filter(**before).order_by().values("athlete_id").annotate(first=Min("local_on"))
    return first.values_list(Value("began"), "athlete_id", RowObject(on="first"))


def _last_run(before: Mapping[str, Any]) -> Part:
    last = Run.objects.filter(DONE, **before).order_by().values("athlete_id").annotate(last=Max("started_at"))
    return last.values_list(Value("last_run"), "athlete_id", RowObject(at="last"))


def _daily_max(before: Mapping[str, Any]) -> Part:
    backs = PainScore.objects.filter(area__in=PainScore.BACK_AREAS, **before).order_by()
    highest = backs.values("athlete_id", "local_on").annotate(highest=Max("score"))
    return highest.values_list(Value("daily_max"), "athlete_id", RowArray("local_on", "highest"))


def _shoe_use(uses: QuerySet[Any], on: date) -> Part:
    """Ask for each shoe's use; the distance after a check is that of days after the shoe's latest check up to `on`."""
    checks = ShoeCheck.objects.filter(shoe=OuterRef("shoe"), on__lte=on).order_by("-on").values("on")[:1]
    per_shoe = uses.filter(shoe__isnull=False).order_by().annotate(checked=Subquery(checks)).values("athlete_id", "shoe__log_id")
    summed = per_shoe.annotate(
        all=Coalesce(Sum(MILLIMETRES), 0),
        after=Coalesce(Sum(MILLIMETRES, filter=Q(local_on__gt=F("checked"))), 0),
        first=Min("local_on"),
    )
    row = RowObject(shoe="shoe__log_id", all="all", after="after", first="first")
    return summed.values_list(Value("shoe_use"), "athlete_id", row)


def _last_start(rows: Rows) -> datetime | None:
    return next((read_instant(row["at"]) for row in rows["last_run"]), None)


def _uses(rows: Rows) -> dict[str, ShoeUse]:
    """Return the use of each shoe: its runs and its walks come in two rows."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows["shoe_use"]:
        found[row["shoe"]].append(row)
    return {shoe: _use(own) for shoe, own in found.items()}


def _use(rows: Sequence[Mapping[str, Any]]) -> ShoeUse:
    return ShoeUse(
        distance_m=Decimal(sum(row["all"] for row in rows)) / 1000,
        distance_after_check_m=Decimal(sum(row["after"] for row in rows)) / 1000,
        first_on=min(date.fromisoformat(row["first"]) for row in rows),
    )
