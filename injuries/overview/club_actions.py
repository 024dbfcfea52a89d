"""Writes the club's runners and their logs, as fast as the database takes rows."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import Model

from injuries.overview.club import DOMAIN, SHORTEST_SHARE, Row, email_of, rows_of, zone_of
from injuries.symptoms.models import PainScore
from runlog.people.models import User
from runlog.training.models import Run, Shoe, StrengthSession, Walk

CHUNK = 100
# In an order in which what is named is there before what names it, with the links of each.
KINDS: dict[str, tuple[type[Model], dict[str, str]]] = {
    "shoes": (Shoe, {}),
    "runs": (Run, {"shoe": "shoes"}),
    "walks": (Walk, {}),
    "strength": (StrengthSession, {}),
    "pain": (PainScore, {"run": "runs"}),
}
# By kind, then by (athlete's key, log id).
Keys = dict[str, dict[tuple[int, str], int]]


def has_real_people() -> bool:
    """Tell whether anybody has an account who is neither of the demo nor of the club."""
    return User.objects.filter(is_demo=False).exclude(email__endswith=f"@{DOMAIN}").exists()


def make_club(
    *, athletes: int, years: float, seed: int, now: datetime, progress: Callable[[int], None], shortest_share: float = SHORTEST_SHARE
) -> int:
    """Make the runners of the club who are not there yet; return how many. Each hundred is a transaction of its own.

    Their logs are of `shortest_share` of `years` up to all of them.
    """
    there = set(User.objects.filter(email__endswith=f"@{DOMAIN}").values_list("email", flat=True))
    missing = [number for number in range(1, athletes + 1) if email_of(number) not in there]
    for start in range(0, len(missing), CHUNK):
        numbers = missing[start : start + CHUNK]
        with transaction.atomic():
            _make(numbers, years, seed, now, shortest_share)
        progress(start + len(numbers))
    with connection.cursor() as cursor:
        # So that the database knows how much there is now, as it would of a club that has grown by and by.
        cursor.execute("ANALYZE")
    return len(missing)


def _make(numbers: Sequence[int], years: float, seed: int, now: datetime, shortest_share: float) -> None:
    people = User.objects.bulk_create(_runner(number, now) for number in numbers)
    logs = [
        (person.pk, rows_of(number, today=person.today(now), years=years, seed=seed, shortest_share=shortest_share))
        for number, person in zip(numbers, people, strict=True)
    ]
    keys: Keys = {}
    for kind, (model, links) in KINDS.items():
        rows = [_linked(row, athlete, links, keys) for athlete, log in logs for row in log[kind]]
        _write(model, rows)
        if kind in {"shoes", "runs"}:
            found = model._default_manager.filter(athlete_id__in=[person.pk for person in people])
            keys[kind] = {(athlete, log_id): pk for athlete, log_id, pk in found.values_list("athlete_id", "log_id", "pk")}


def _runner(number: int, now: datetime) -> User:
    about: dict[str, Any] = {"display_name": f"Runner {number}", "time_zone": zone_of(number), "password": make_password(None)}
    return User(email=email_of(number), consented_at=now, welcomed_at=now, **about)


def _linked(row: Row, athlete: int, links: dict[str, str], keys: Keys) -> Row:
    return row | {"athlete": athlete} | {name: keys[kind].get((athlete, row[name])) for name, kind in links.items()}


def _write(model: type[Model], rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns; what is not named stays NULL."""
    if not rows:
        return
    table = connection.ops.quote_name(model._meta.db_table)
    names = {each.name: each.column or each.name for each in model._meta.concrete_fields}
    columns = ", ".join(connection.ops.quote_name(names[name]) for name in rows[0])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(tuple(row.values()))
        else:
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", [tuple(row.values()) for row in rows])
