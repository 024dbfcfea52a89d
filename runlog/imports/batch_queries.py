"""Imports and what their records have become."""

from collections.abc import Iterable

from runlog.core.models import Record
from runlog.core.records import kind, links_to
from runlog.imports.models import Batch, BatchState, Entry, Outcome
from runlog.people.models import User

MOST_BATCHES = 50


def batches_of(athlete: User) -> list[Batch]:
    """Return the athlete's latest imports, the newest first. One query."""
    return list(Batch.objects.filter(athlete=athlete).select_related("job").order_by("-created_at", "-pk")[:MOST_BATCHES])


def made_by(batch: Batch) -> list[tuple[str, Record]]:
    """Return the records that an import added and that are still there, with the names of their kinds. One query a kind."""
    added = Entry.objects.filter(batch=batch, outcome=Outcome.ADDED)
    ids: dict[str, list[str]] = {"shoes": list(batch.made_shoes)}
    for name, log_id in added.order_by("pk").values_list("made_kind", "made_id"):
        ids.setdefault(name, []).append(log_id)
    return [(name, row) for name, keys in ids.items() if keys for row in rows_of(batch, name, keys)]


def changed_since(batch: Batch) -> list[Record]:
    """Return what an import added and the athlete has edited since, or logged something beside, or another import has joined.

    Some queries, whatever there is.
    """
    made: dict[str, list[Record]] = {}
    for name, row in made_by(batch):
        if name != "shoes":
            made.setdefault(name, []).append(row)
    named = {name: named_rows(batch.athlete_id, name, rows) for name, rows in made.items()}
    joined = _joined_by_others(batch)
    return [
        row
        for name, rows in made.items()
        for row in rows
        if row.edited_at is not None or row.pk in named[name] or (name, row.log_id) in joined
    ]


def _joined_by_others(batch: Batch) -> set[tuple[str, str]]:
    """Return the kinds and log ids of the records that the athlete's other imports have made one with theirs."""
    others = Entry.objects.filter(batch__athlete=batch.athlete_id, batch__state=BatchState.STORED).exclude(batch=batch)
    return set(others.filter(outcome=Outcome.MERGED).values_list("made_kind", "made_id"))


def named_rows(athlete: int, name: str, rows: Iterable[Record]) -> set[int]:
    """Return the keys of those rows of a kind that the athlete's other records name. One query for each kind that can."""
    keys = {row.pk for row in rows}
    found: set[int] = set()
    for other, link in links_to(name):
        naming = other.model._default_manager.filter(athlete=athlete, **{f"{link.field}__isnull": False})
        found |= set(naming.values_list(f"{link.field}_id", flat=True)) & keys
    return found


def rows_of(batch: Batch, name: str, log_ids: Iterable[str]) -> list[Record]:
    """Return the athlete's records of a kind with these log ids. One query."""
    wanted = set(log_ids)
    rows = kind(name).model._default_manager.filter(athlete=batch.athlete_id)
    return [row for row in rows if row.log_id in wanted]
