"""Giving many runs a pair, a kind or a warm-up at once, and taking it back.

What a run has of each part is kept in JSON's terms: of "shoe" the pair's log id, of "kind" the word, of "warm_up_state" the list
[state, kind, minutes]; None is "not recorded".
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from runlog.core.events import change
from runlog.core.models import KEPT_DAYS
from runlog.core.saving import BATCH, update_rows
from runlog.people.models import User
from runlog.training.actions.edited import is_imported, with_edited
from runlog.training.actions.owners import refuse_foreign
from runlog.training.models import BulkChange, Run, Shoe
from runlog.training.warm_up import check_warm_up

COLUMNS = ("shoe", "kind", "warm_up_state", "warm_up_kind", "warm_up_minutes", "edited", "edited_at")
# A part's name among the fields that a run notes as typed over.
_NAMES = {"shoe": "shoe", "kind": "kind", "warm_up_state": "warm_up"}


def give(*, athlete: User, log_id: str, runs: QuerySet[Run], given: Mapping[str, Any], replaces: bool, now: datetime) -> BulkChange:
    """Give these runs of the athlete what is given: "shoe" (a Shoe), "kind", "warm_up_state", each maybe None; the same `log_id` once.

    Without `replaces` a run keeps what it has. A kind of warm-up or minutes that contradict the new state are cleared.
    Raises ValueError for a pair of somebody else.
    """
    refuse_foreign(athlete, given.get("shoe"))
    words = {part: value.log_id if isinstance(value, Shoe) else value for part, value in given.items()}
    with change(athlete):
        made = BulkChange.objects.filter(athlete=athlete, log_id=log_id).first()
        if made is not None:
            return made
        pairs, rows, changed = _pairs(athlete), [], []
        for run in runs.filter(athlete=athlete).select_related("shoe"):
            had = {part: _had(run, part) for part in words}
            gets = {part: _after(part, had[part], word) for part, word in words.items() if replaces or not _is_recorded(had[part])}
            gets = {part: after for part, after in gets.items() if after != had[part]}
            if gets:
                rows.append({"run": run.log_id, "had": {part: had[part] for part in gets}, "edited": run.edited, "edited_at": _text(run)})
                changed.append(run)
                run.edited = with_edited(run.edited, gets) if is_imported(run) else run.edited
                run.edited_at = now
                _set(run, gets, pairs)
        update_rows(changed, COLUMNS)
        return BulkChange.objects.create(athlete=athlete, log_id=log_id, given=words, rows=rows, run_count=len(rows), made_at=now)


def take_back(*, bulk: BulkChange, now: datetime) -> int:
    """Set the runs back to what they had, but for what was changed since; returns how many. Twice is as once."""
    with change(bulk.athlete):
        bulk.refresh_from_db()
        if bulk.undone_at is not None:
            return 0
        pairs, rows, changed = _pairs(bulk.athlete), {row["run"]: row for row in bulk.rows}, []
        for run in _named(bulk.athlete, rows):
            row = rows[run.log_id]
            stands = {part: had for part, had in row["had"].items() if _had(run, part) == _after(part, had, bulk.given[part])}
            # A pair that is gone cannot be given back.
            gets = {part: had for part, had in stands.items() if part != "shoe" or had is None or had in pairs}
            if gets:
                changed.append(run)
                ours = {_NAMES[part] for part in gets} - set(row["edited"] or [])
                run.edited = [name for name in run.edited or [] if name not in ours] or None
                run.edited_at = _moment(row["edited_at"]) if run.edited_at == bulk.made_at else now
                _set(run, gets, pairs)
        update_rows(changed, COLUMNS)
        bulk.undone_at = now
        bulk.save(update_fields=["undone_at"])
    return len(changed)


def purge() -> None:
    """Delete changes that can no longer be taken back. Called by the queue every day."""
    BulkChange.objects.filter(made_at__lt=timezone.now() - timedelta(days=KEPT_DAYS)).delete()


def _had(run: Run, part: str) -> Any:
    if part == "shoe":
        return run.shoe.log_id if run.shoe else None
    if part == "kind":
        return run.kind
    minutes = None if run.warm_up_minutes is None else f"{run.warm_up_minutes.normalize():f}"
    return [run.warm_up_state, run.warm_up_kind, minutes]


def _is_recorded(had: Any) -> bool:
    return (had[0] if isinstance(had, list) else had) is not None


def _after(part: str, had: Any, given: str | None) -> Any:
    if part != "warm_up_state":
        return given
    if given is None:
        return [None, None, None]
    contradicted = {name for name, _sentence in check_warm_up(given, had[1], _number(had[2]))}
    return [given, None if "warm_up_kind" in contradicted else had[1], None if "warm_up_minutes" in contradicted else had[2]]


def _set(run: Run, gets: Mapping[str, Any], pairs: Mapping[str, int]) -> None:
    for part, value in gets.items():
        if part == "shoe":
            run.shoe_id = None if value is None else pairs[value]
        elif part == "kind":
            run.kind = value
        else:
            run.warm_up_state, run.warm_up_kind, minutes = value
            run.warm_up_minutes = _number(minutes)


def _named(athlete: User, log_ids: Iterable[str]) -> Iterator[Run]:
    wanted = list(log_ids)
    for first in range(0, len(wanted), BATCH):
        yield from Run.objects.filter(athlete=athlete, log_id__in=wanted[first : first + BATCH]).select_related("shoe")


def _pairs(athlete: User) -> dict[str, int]:
    return dict(Shoe.objects.filter(athlete=athlete).values_list("log_id", "pk"))


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _text(run: Run) -> str | None:
    return run.edited_at.isoformat() if run.edited_at else None
