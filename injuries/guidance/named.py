"""The records that flags name by their log ids, with what a link to them says. One statement for all of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Value

from injuries.guidance.models import Flag
from injuries.guidance.rows import RowObject, decode
from injuries.guidance.steps import SCOPE_KINDS
from runlog.core.records import kind
from runlog.people.models import User

# What the facts call lists of ids, and the kind of record that the ids are of.
ID_LISTS = {
    "shoe_ids": "shoes",
    "run_ids": "runs",
    "longest_ids": "runs",
    "walk_ids": "walks",
    "strength_ids": "strength",
    "pain_ids": "pain",
    "leg_ids": "leg_reports",
    "check_ids": "sign_checks",
    "home_care_ids": "home_care",
    "appointment_ids": "appointments",
}
# The columns that a link shows: its day, an amount that tells it apart, a name.
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "shoes": {"name": "name"},
    "runs": {"on": "local_on", "amount": "distance_m"},
    "pain": {"on": "local_on", "amount": "score", "name": "moment_of_day"},
}
DATED = {"on": "local_on"}

Ids = Mapping[str, Iterable[str]]


@dataclass(frozen=True)
class Named:
    """A record that a flag names; `amount` is a run's distance in metres or a pain score, `name` a shoe's or the moment of a score."""

    kind: str
    log_id: str
    pk: int
    on: date | None = None
    amount: Decimal | None = None
    name: str = ""


def ids_in(facts: Mapping[str, Any]) -> dict[str, set[str]]:
    """Return the log ids that the facts name, by kind."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, name in ID_LISTS.items():
        found[name].update(facts.get(key) or ())
    return {name: ids for name, ids in found.items() if ids}


def scope_ids(flags: Iterable[Flag]) -> dict[str, set[str]]:
    """Return the log ids that the scopes of flags name, by kind."""
    found: dict[str, set[str]] = defaultdict(set)
    for flag in flags:
        word, _, log_id = flag.scope.partition(":")
        if word in SCOPE_KINDS:
            found[SCOPE_KINDS[word]].add(log_id)
    return dict(found)


def records_named(athlete: User, *several: Ids) -> tuple[Named, ...]:
    """Return those of the athlete's records that still stand, newest first. One statement, none for no ids."""
    merged: dict[str, set[str]] = defaultdict(set)
    for ids in several:
        for name, own in ids.items():
            merged[name].update(own)
    parts = [_ask(athlete, name, sorted(ids)) for name, ids in merged.items() if ids]
    rows = parts[0].union(*parts[1:], all=True) if parts else ()
    return tuple(sorted((_named(name, decode(row)) for name, row in rows), key=lambda each: (each.on or date.max, each.pk), reverse=True))


def targets_among(records: Iterable[Named]) -> dict[str, int]:
    """Return the keys of those records that a scope can name, by scope."""
    words = {name: word for word, name in SCOPE_KINDS.items()}
    return {f"{words[each.kind]}:{each.log_id}": each.pk for each in records if each.kind in words}


def _ask(athlete: User, name: str, ids: Sequence[str]) -> Any:
    columns = {"log_id": "log_id", "pk": "pk"} | dict(COLUMNS.get(name, DATED))
    rows = kind(name).model.objects.filter(athlete=athlete, log_id__in=ids).order_by()
    return rows.values_list(Value(name), RowObject(**{key: F(column) for key, column in columns.items()}))


def _named(name: str, row: Mapping[str, Any]) -> Named:
    on, amount = row.get("on"), row.get("amount")
    return Named(
        kind=name,
        log_id=row["log_id"],
        pk=row["pk"],
        on=date.fromisoformat(on) if on else None,
        amount=None if amount is None else Decimal(amount),
        name=row.get("name") or "",
    )
