"""Putting an import into the log: all of it in one transaction, so that nothing is there half or twice, and the log is assessed once."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from runlog.core.events import change
from runlog.core.models import Record
from runlog.core.records import kind, new_id
from runlog.core.saving import update_rows
from runlog.imports.comparing import NEW_PAIR, listed_gear, matches_of, minutes_of
from runlog.imports.entries import KINDS, kind_of, lacks_time, richness_of, seconds_of
from runlog.imports.matching import richness
from runlog.imports.merging import FIELDS, MOMENT, SOURCE, merged
from runlog.imports.models import Batch, BatchState, Decision, Entry, EntryKind, Outcome
from runlog.imports.uploads import delete_bytes
from runlog.imports.values import plain
from runlog.people.models import User
from runlog.training.choices import SourceKind
from runlog.training.models import Run, Shoe

BATCH = 500
RUN_COLUMNS = [*FIELDS, *MOMENT, *SOURCE, "also", "shoe"]


def store(batch: Batch, now: datetime) -> None:
    """Store what was decided, once, and delete what was sent; done twice, what was left undone is done."""
    with change(batch.athlete):
        held = Batch.objects.select_for_update().get(pk=batch.pk)
        if held.state == BatchState.STORING:
            _store(held, batch.athlete, now)
    # Also where it is in the log already: a worker may have been killed between that and this.
    if not held.keeps_files:
        delete_bytes(held)


def _store(batch: Batch, athlete: User, now: datetime) -> None:
    wanted = Entry.objects.filter(batch=batch, problem="", started_at__isnull=False)
    # In the order of the files: what several of them say of a run fills its gaps by turns.
    entries = list(wanted.select_related("shoe").order_by("file", "part", "place"))
    _note_meanwhile(athlete, entries)
    pairs = _Pairs(batch, athlete, entries)
    _add(athlete, entries, pairs)
    _merge(athlete, entries, pairs)
    update_rows(entries, ["outcome", "made_kind", "made_id", "before", "after"])
    Batch.objects.filter(pk=batch.pk).update(state=BatchState.STORED, stored_at=now, made_shoes=pairs.made)


def _note_meanwhile(athlete: User, entries: Sequence[Entry]) -> None:
    """Leave out what has come into the log since the review, by another import or by hand."""
    for entry in entries:
        entry.outcome = Outcome.LEFT
    adding = [entry for entry in entries if entry.decision == Decision.ADD and not entry.match_kind]
    matches = matches_of(athlete, adding)
    for entry in adding:
        found = matches[str(entry.pk)]
        if found.kind in ("runs", "walks", "strength"):
            entry.outcome, entry.match_kind, entry.match_id = Outcome.MEANWHILE, found.kind, found.key


class _Pairs:
    """The pairs that entries were done in; those that an import brings are made."""

    def __init__(self, batch: Batch, athlete: User, entries: Sequence[Entry]) -> None:
        self._choices: Mapping[str, str] = batch.gear
        self._by_log_id = {shoe.log_id: shoe for shoe in Shoe.objects.filter(athlete=athlete)}
        self.made: list[str] = []
        listed = listed_gear(batch)
        names = sorted({entry.gear for entry in entries if entry.outcome == Outcome.LEFT and entry.decision != Decision.LEAVE})
        for name in names:
            if name and self._choices.get(name) == NEW_PAIR:
                self._choices = {**self._choices, name: self._make(athlete, name, listed.get(name, {}))}

    def _make(self, athlete: User, name: str, listed: Mapping[str, Any]) -> str:
        log_id = _log_id("shoe", athlete, name.casefold(), self._by_log_id)
        shoe = Shoe.objects.create(
            athlete=athlete, log_id=log_id, name=name, brand=listed.get("brand") or None, model=listed.get("model") or None
        )
        self._by_log_id[log_id] = shoe
        self.made.append(log_id)
        return log_id

    def of(self, entry: Entry) -> Shoe | None:
        """Return the pair of an entry: its own, else that of the name in the file."""
        if entry.shoe is not None or entry.is_without_shoe:
            return entry.shoe
        return self._by_log_id.get(self._choices.get(entry.gear, ""))


def _add(athlete: User, entries: Sequence[Entry], pairs: _Pairs) -> None:
    """Make the records, of each kind at once."""
    adding = [entry for entry in entries if entry.outcome == Outcome.LEFT and entry.decision == Decision.ADD and kind_of(entry) in KINDS]
    for wanted, name in KINDS.items():
        model = kind(name).model
        taken = set(model._default_manager.filter(athlete=athlete).values_list("log_id", flat=True))
        rows: list[Record] = []
        for entry in adding:
            if kind_of(entry) != wanted or lacks_time(entry):
                continue
            log_id = _log_id(kind(name).prefix, athlete, _identity(entry), taken)
            taken.add(log_id)
            rows.append(model(athlete=athlete, log_id=log_id, **_fields(entry, wanted, pairs)))
            entry.outcome, entry.made_kind, entry.made_id = Outcome.ADDED, name, log_id
        model._default_manager.bulk_create(rows, batch_size=BATCH)


def _identity(entry: Entry) -> str:
    return "|".join([*sorted(entry.source_ids)[:1], entry.digest]) if entry.source_ids else entry.digest


def _log_id(prefix: str, athlete: User, identity: str, taken: Any) -> str:
    """Return the same id for the same activity of the same athlete, so that what was taken back comes again as it was."""
    log_id = f"{prefix}-{uuid.uuid5(uuid.NAMESPACE_OID, f'{athlete.pk}|{identity}').hex}"
    return new_id(prefix) if not identity or log_id in taken else log_id


def _fields(entry: Entry, wanted: EntryKind, pairs: _Pairs) -> dict[str, Any]:
    if wanted == EntryKind.STRENGTH:
        return {"local_on": entry.local_on, "minutes": minutes_of(seconds_of(entry))}
    moment = {"started_at": entry.started_at, "offset_min": entry.offset_min, "local_on": entry.local_on}
    if wanted == EntryKind.WALK:
        return {**moment, "minutes": minutes_of(seconds_of(entry)), "distance_m": entry.distance_m, "shoe": pairs.of(entry)}
    return {**_copy(entry), "shoe": pairs.of(entry)}


def _copy(entry: Entry) -> dict[str, Any]:
    """Return what an entry says of a run, by the run's columns."""
    return {
        "distance_m": entry.distance_m,
        "duration_s": seconds_of(entry),
        "average_heart_rate": entry.average_heart_rate,
        "cadence": entry.cadence,
        "ascent_m": entry.ascent_m,
        "surface": entry.surface,
        "started_at": entry.started_at,
        "offset_min": entry.offset_min,
        "local_on": entry.local_on,
        "source_kind": entry.source_kind,
        "source_name": entry.title or None,
        "source_digest": entry.digest or None,
        "also": [{"kind": entry.source_kind, "digest": one} for one in entry.source_ids if one != entry.digest] or None,
    }


def _merge(athlete: User, entries: Sequence[Entry], pairs: _Pairs) -> None:
    """Make one of each run and the copies that join it; the other records keep no source and stay as they are."""
    primaries = {str(entry.pk): entry for entry in entries if entry.outcome == Outcome.ADDED}
    joining = [entry for entry in entries if entry.outcome == Outcome.LEFT and entry.decision == Decision.MERGE]
    aims = {entry.pk: _aim(entry, primaries) for entry in joining}
    wanted = {log_id for log_id in aims.values() if log_id}
    runs = {run.log_id: run for run in Run.objects.filter(athlete=athlete).select_related("shoe") if run.log_id in wanted}
    for entry in joining:
        run = runs.get(aims[entry.pk])
        if run is not None:
            _join(entry, run, pairs)
    update_rows(runs.values(), RUN_COLUMNS)


def _aim(entry: Entry, primaries: Mapping[str, Entry]) -> str:
    if entry.match_kind == "entries":
        primary = primaries.get(entry.match_id)
        return primary.made_id if primary and primary.made_kind == "runs" else ""
    return entry.match_id if entry.match_kind == "runs" else ""


def _join(entry: Entry, run: Run, pairs: _Pairs) -> None:
    current = {name: getattr(run, name) for name in (*FIELDS, *MOMENT, *SOURCE, "also", "edited")}
    is_typed = run.source_kind in (None, SourceKind.MANUAL)
    stored = richness(run.source_kind or "", has_timer=run.source_kind in ("fit", "tcx"), has_heart_rate=run.average_heart_rate is not None)
    changes = merged(current, _copy(entry), is_richer=richness_of(entry) > stored, is_typed=is_typed)
    if run.shoe is None and "shoe" not in (run.edited or ()) and (shoe := pairs.of(entry)):
        run.shoe = shoe
        entry.before, entry.after = {"shoe": None}, {"shoe": shoe.log_id}
    entry.before = {**(entry.before or {}), **{name: plain(current[name]) for name in changes}}
    entry.after = {**(entry.after or {}), **{name: plain(value) for name, value in changes.items()}}
    for name, value in changes.items():
        setattr(run, name, value)
    entry.outcome, entry.made_kind, entry.made_id = Outcome.MERGED, "runs", run.log_id
