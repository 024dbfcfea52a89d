"""Writing one record of a log: the same id again is a change of the same record, never a second one."""

from datetime import datetime
from typing import Any, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser

from runlog.core.events import change
from runlog.core.models import Record

R = TypeVar("R", bound=Record)


def save_record(model: type[R], athlete: AbstractBaseUser, /, *, log_id: str, now: datetime, **fields: Any) -> R:
    """Make the athlete's record of that id, or change the one that is there (`edited_at` is then `now`).

    Reads one row and writes one; writes nothing when nothing differs.
    """
    with change(athlete):
        row: R | None = model.objects.filter(athlete=athlete, log_id=log_id).select_related("athlete").first()
        if row is None:
            made: R = model.objects.create(athlete=athlete, log_id=log_id, **fields)
            return made
        return change_record(row, now=now, **fields)


def change_record(row: R, /, *, now: datetime, **fields: Any) -> R:
    """Set the fields of a record that is there; `edited_at` is then `now`. Writes nothing when nothing differs."""
    with change(row.athlete):
        differing = [name for name, value in fields.items() if getattr(row, name) != value]
        for name in differing:
            setattr(row, name, fields[name])
        if differing:
            row.edited_at = now
            row.save(update_fields=[*differing, "edited_at"])
    return row
