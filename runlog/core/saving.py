"""Writing records: the same id again is a change of the same record, never a second one; and the way to write many rows."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model

from runlog.core.events import change
from runlog.core.models import Record

R = TypeVar("R", bound=Record)
BATCH = 500


class SavedBefore(Exception):
    """The record that a form was to make is there already and says something else: which of the two is meant, the page asks."""


def save_record(model: type[R], athlete: AbstractBaseUser, /, *, log_id: str, now: datetime, replaces: bool = True, **fields: Any) -> R:
    """Make the athlete's record of that id, or change the one that is there (`edited_at` is then `now`).

    Reads one row and writes one; writes nothing when nothing differs. Without `replaces` raises SavedBefore where something does.
    """
    same: dict[str, Any] = {"athlete": athlete, "log_id": log_id}
    with change(athlete):
        row: R | None = model.objects.filter(**same).select_related("athlete").first()
        if row is None:
            made: R = model.objects.create(**same, **fields)
            return made
        return change_record(row, now=now, replaces=replaces, **fields)


def change_record(row: R, /, *, now: datetime, replaces: bool = True, **fields: Any) -> R:
    """Set the fields of a record that is there; `edited_at` is then `now`. Writes nothing when nothing differs.

    Without `replaces` raises SavedBefore where something does.
    """
    with change(row.athlete):
        differing = [name for name, value in fields.items() if getattr(row, name) != value]
        if differing and not replaces:
            raise SavedBefore
        for name in differing:
            setattr(row, name, fields[name])
        if differing:
            row.edited_at = now
            row.save(update_fields=[*differing, "edited_at"])
    return row


def update_rows(rows: Iterable[Model], fields: Sequence[str]) -> None:
    """Write these fields of many rows of one model that are there, loaded whole: one statement for 500, under a lock of the caller's.

    Django's own bulk_update takes five times as long: it builds an expression for each value.
    """
    rows = list(rows)
    if rows:
        manager = type(rows[0])._default_manager
        manager.bulk_create(rows, batch_size=BATCH, update_conflicts=True, unique_fields=["pk"], update_fields=fields)
