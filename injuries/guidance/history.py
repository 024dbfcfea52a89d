"""Rows into `engine.Log`: one SQL statement for any number of athletes, whatever the length of their logs.

The window of days that `engine.windowing` names is read record by record, what stands before it is summed up by the database;
the outcome equals `summarise()` of the whole log.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, QuerySet, Value

from injuries.engine.log import Log
from injuries.engine.windowing import window_start
from injuries.guidance.rows import PLACE, SHOE_PARTS, SOURCES, RowArray, Source, decode, read_json
from injuries.guidance.stored_thresholds import FOREVER, StoredThresholds, standing, stored
from injuries.guidance.sums import Part, earlier, sums
from runlog.core.models import TimedRecord
from runlog.core.prepared import Prepared
from runlog.people.models import User
from runlog.training.models import Run

# Kinds of which only the window is read; all others are few and always read whole.
WINDOWED = frozenset({"runs", "walks", "strength", "pain"})
# Of the kinds read whole, those that can begin a log.
BEGINNING = ("leg_reports", "sign_checks", "home_care")
TIMED = tuple(source.model for source in SOURCES.values() if issubclass(source.model, TimedRecord))

GATHERED = {**SOURCES, **SHOE_PARTS}
# Thresholds belong to nobody's log.
THRESHOLDS, NOBODY = "thresholds", 0

Found = Mapping[str, Sequence[Any]]


@dataclass(frozen=True)
class Cases:
    """What an assessment of some athletes needs: their logs by key, and the thresholds."""

    logs: dict[int, Log]
    thresholds: StoredThresholds


def days_of(athletes: Iterable[User], now: datetime) -> dict[int, date]:
    """Return by athlete's key the day that an assessment at `now` is of (guidance section 3). One statement."""
    days = {athlete.pk: athlete.today(now) for athlete in athletes}
    if not days:
        return {}
    for key, day in _LATER_DAYS.rows(list(days), min(days.values()), now):
        # SQLite gives a date that it has worked out as text.
        days[key] = max(days[key], date.fromisoformat(day) if isinstance(day, str) else day)
    return days


def _write_later_days(keys: Sequence[int], first: date, now: datetime) -> QuerySet[Any, Any]:
    """Ask for the latest local date of records whose instant is not after `now`: some are made far east of the profile's zone."""
    made = (model.objects.filter(athlete_id__in=keys, local_on__gt=first, **{f"{model.MOMENT}__lte": now}) for model in TIMED)
    own, *others = (
        rows.order_by().values("athlete_id").annotate(latest=Max("local_on")).values_list("athlete_id", "latest") for rows in made
    )
    return own.union(*others, all=True)


def load_logs(athletes: Sequence[User], on: date) -> dict[int, Log]:
    """Return the logs of some athletes by key, as an assessment of the day `on` needs them. One statement."""
    return load_cases(athletes, on).logs


def load_cases(athletes: Sequence[User], on: date, before: datetime = FOREVER) -> Cases:
    """Return the logs with the thresholds that stood right before a moment. One statement, none without an athlete."""
    if not athletes:
        return Cases({}, StoredThresholds())
    keys, from_on = [athlete.pk for athlete in athletes], window_start(on)
    found: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for kind, key, rows in _EVERYTHING.rows(keys, from_on, on, before):
        found[key][kind] += decode(rows) if kind in GATHERED else [decode(rows)]
    thresholds = stored((pk, rule, read_json(numbers)) for pk, rule, numbers in found[NOBODY][THRESHOLDS])
    return Cases({athlete.pk: _log(athlete, found[athlete.pk], from_on) for athlete in athletes}, thresholds)


def _write_everything(keys: Sequence[int], from_on: date, on: date, before: datetime) -> QuerySet[Any, Any]:
    numbers = standing(before).values_list(Value(THRESHOLDS), Value(NOBODY), RowArray("pk", "rule", "numbers"))
    return numbers.union(*_records(keys, from_on), *sums(keys, from_on, on), all=True)


def _records(keys: Sequence[int], from_on: date) -> Iterator[Part]:
    for name, source in GATHERED.items():
        own = source.model._default_manager.filter(**{f"{source.athlete}__in": keys}).order_by()
        for rows in _within(name, own, keys, from_on):
            gathered = rows.values(source.athlete).annotate(rows=source.select())
            yield gathered.values_list(Value(name), source.athlete, "rows")


def _within(name: str, rows: QuerySet[Any], keys: Sequence[int], from_on: date) -> list[QuerySet[Any]]:
    """Return the rows that are read one by one; in a part of their own the scores from before the window that belong to a run in it."""
    if name not in WINDOWED:
        return [rows]
    inside = rows.filter(local_on__gte=from_on)
    if name != "pain":
        return [inside]
    runs = Run.objects.filter(athlete_id__in=keys, local_on__gte=from_on)
    return [inside, rows.filter(local_on__lt=from_on, run__in=runs.values("pk"))]


def _log(athlete: User, found: Found, from_on: date) -> Log:
    records = {name: tuple(map(source.read, found[name])) for name, source in SOURCES.items() if name != "shoes"}
    others = (record.on for name in BEGINNING for record in records[name])
    return Log(
        back_pain_in_year_before=athlete.back_pain_in_year_before,
        shoes=tuple(_shoe(row, found) for row in found["shoes"]),
        **records,
        earlier=earlier(found, others, from_on),
    )


def _shoe(row: list[Any], found: Found) -> Any:
    log_id = row[SOURCES["shoes"].place_of("log_id")]
    return SOURCES["shoes"].read(row, **{name: _parts(source, found[name], log_id) for name, source in SHOE_PARTS.items()})


def _parts(source: Source, rows: Sequence[list[Any]], shoe: str) -> tuple[Any, ...]:
    """Return the rows of a shoe's list in their order."""
    position, of = (source.place_of(column) for column in PLACE)
    return tuple(source.read(row) for row in sorted((row for row in rows if row[of] == shoe), key=lambda row: row[position]))


_LATER_DAYS = Prepared(_write_later_days)
_EVERYTHING = Prepared(_write_everything)
