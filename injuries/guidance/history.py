"""Rows into `engine.Log`: one SQL statement for any number of athletes, whatever the length of their logs.

The window of days that `engine.windowing` names is read record by record, what stands before it is summed up by the database;
the outcome equals `summarise()` of the whole log.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.db.models import Max, Q, QuerySet, Value

from injuries.engine.log import Log
from injuries.engine.windowing import window_start
from injuries.guidance.rows import SHOE_PARTS, SOURCES, Source, decode
from injuries.guidance.sums import Part, earlier, sums
from runlog.core.models import TimedRecord
from runlog.people.models import User

# Kinds of which only the window is read; all others are few and always read whole.
WINDOWED = frozenset({"runs", "walks", "strength", "pain"})
# Of the kinds read whole, those that can begin a log.
BEGINNING = ("leg_reports", "sign_checks", "home_care")
TIMED = tuple(source.model for source in SOURCES.values() if issubclass(source.model, TimedRecord))

Found = Mapping[str, Sequence[Mapping[str, Any]]]


def days_of(athletes: Iterable[User], now: datetime) -> dict[int, date]:
    """Return by athlete's key the day that an assessment at `now` is of (guidance section 3). One statement."""
    days = {athlete.pk: athlete.today(now) for athlete in athletes}
    if not days:
        return {}
    later = [_later_days(model, days, now) for model in TIMED]
    for key, day in later[0].union(*later[1:], all=True):
        days[key] = max(days[key], day)
    return days


def _later_days(model: type[TimedRecord], days: Mapping[int, date], now: datetime) -> QuerySet[Any, tuple[int, date]]:
    """Ask for the latest local date of records whose instant is not after `now`: some are made far east of the profile's zone."""
    made = model.objects.filter(athlete_id__in=list(days), local_on__gt=min(days.values()), **{f"{model.MOMENT}__lte": now})
    return made.order_by().values("athlete_id").annotate(latest=Max("local_on")).values_list("athlete_id", "latest")


def load_log(athlete: User, on: date) -> Log:
    """Return one athlete's log as an assessment of the day `on` needs it. One statement."""
    return load_logs([athlete], on)[athlete.pk]


def load_logs(athletes: Sequence[User], on: date) -> dict[int, Log]:
    """Return the logs of some athletes by key, as an assessment of the day `on` needs them. One statement."""
    if not athletes:
        return {}
    keys, from_on = [athlete.pk for athlete in athletes], window_start(on)
    first, *others = [*_records(keys, from_on), *sums(keys, from_on, on)]
    found: dict[int, dict[str, list[Any]]] = {key: defaultdict(list) for key in keys}
    for kind, key, row in first.union(*others, all=True):
        found[key][kind].append(decode(row))
    return {athlete.pk: _log(athlete, found[athlete.pk], from_on) for athlete in athletes}


def _records(keys: Sequence[int], from_on: date) -> Iterator[Part]:
    for name, source in chain(SOURCES.items(), SHOE_PARTS.items()):
        rows = source.model._default_manager.filter(**{f"{source.athlete}__in": keys}).order_by()
        if name in WINDOWED:
            rows = rows.filter(_within(name, from_on))
        yield rows.values_list(Value(name), source.athlete, source.select())


def _within(name: str, from_on: date) -> Q:
    window = Q(local_on__gte=from_on)
    return window | Q(run__local_on__gte=from_on) if name == "pain" else window


def _log(athlete: User, found: Found, from_on: date) -> Log:
    records = {name: tuple(source.read(row) for row in found[name]) for name, source in SOURCES.items() if name != "shoes"}
    others = (record.on for name in BEGINNING for record in records[name])
    return Log(
        back_pain_in_year_before=athlete.back_pain_in_year_before,
        shoes=tuple(_shoe(row, found) for row in found["shoes"]),
        **records,
        earlier=earlier(found, others, from_on),
    )


def _shoe(row: Mapping[str, Any], found: Found) -> Any:
    return SOURCES["shoes"].read(row, **{name: _parts(source, found[name], row["id"]) for name, source in SHOE_PARTS.items()})


def _parts(source: Source, rows: Sequence[Mapping[str, Any]], shoe: str) -> tuple[Any, ...]:
    """Return the rows of a shoe's list in their order."""
    own = sorted((row for row in rows if row["of"] == shoe), key=lambda row: row["position"])
    return tuple(source.read(row) for row in own)
