"""Writing pairs of shoes, and what hangs on them."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from runlog.core.events import change
from runlog.core.saving import change_record, save_record, update_rows
from runlog.people.models import User
from runlog.training.actions.edited import note_edited
from runlog.training.actions.owners import refuse_foreign
from runlog.training.choices import SourceKind
from runlog.training.models import ComfortRating, Run, Shoe, ShoeCheck, Walk


def save_shoe(*, athlete: User, log_id: str, now: datetime, **fields: Any) -> Shoe:
    """Make or change a pair."""
    return save_record(Shoe, athlete, log_id=log_id, now=now, **fields)


def set_limits(*, shoe: Shoe, now: datetime, limit_m: Decimal | None, inspect_m: Decimal | None) -> Shoe:
    """Set the pair's own limits in metres; None is back to those of its kind."""
    return change_record(shoe, now=now, limit_m=limit_m, inspect_m=inspect_m)


def retire_shoe(*, shoe: Shoe, now: datetime, on: date) -> Shoe:
    """Take the pair out of use from that day; its history stays."""
    return change_record(shoe, now=now, retired_on=on)


def unretire_shoe(*, shoe: Shoe, now: datetime) -> Shoe:
    """Put the pair back into use."""
    return change_record(shoe, now=now, retired_on=None)


def log_shoe_check(*, shoe: Shoe, on: date, worn: Iterable[str] = (), note: str | None = None) -> ShoeCheck:
    """Add a look at the pair at the end of its list; the same one sent twice is added once."""
    return _append(shoe, ShoeCheck, on=on, worn=list(worn), note=note)


def log_comfort(*, shoe: Shoe, on: date, score: int) -> ComfortRating:
    """Add a comfort rating, 0 to 10, at the end of the pair's list; the same one sent twice is added once."""
    return _append(shoe, ComfortRating, on=on, score=score)


def _append(shoe: Shoe, model: Any, **fields: Any) -> Any:
    with change(shoe.athlete):
        last = model.objects.filter(shoe=shoe).order_by("-position").first()
        if last is not None and all(getattr(last, name) == value for name, value in fields.items()):
            return last
        return model.objects.create(shoe=shoe, position=last.position + 1 if last else 0, **fields)


def move_runs(*, shoe: Shoe, to: Shoe | None, now: datetime) -> int:
    """Give all runs and walks of the pair to another one of the same athlete, or to none; returns how many. Raises ValueError."""
    refuse_foreign(shoe.athlete, to)
    if to == shoe:
        raise ValueError("a pair's runs cannot move to itself")
    with change(shoe.athlete):
        imported = Run.objects.filter(shoe=shoe).exclude(source_kind=None).exclude(source_kind=SourceKind.MANUAL)
        update_rows(note_edited(imported, "shoe"), ["edited"])
        moved = [model.objects.filter(shoe=shoe).update(shoe=to, edited_at=now) for model in (Run, Walk)]
    return sum(moved)
