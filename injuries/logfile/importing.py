"""Stores a document in an athlete's log, empty or used: all of it or nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from injuries.guidance.resuming import resume_responses
from injuries.logfile.document import LogDocument, Values
from injuries.logfile.merging import BACK, CHUNK, NEW, Case, cases, compare
from injuries.logfile.reports import Report
from injuries.symptoms.actions.incoming import take_in
from runlog.core import trash
from runlog.core.events import change
from runlog.core.models import Record, Trashed
from runlog.core.records import Child, RecordKind, kinds
from runlog.core.records import kind as kind_named
from runlog.core.saving import update_rows
from runlog.core.snapshots import snapshot
from runlog.people.models import User
from runlog.people.time_zones import UTC

# What a profile holds before anything was told. Nobody can tell kilometres that were chosen from those that were not.
UNTOLD: Mapping[str, Any] = {"display_name": "", "country": "", "language": "", "time_zone": UTC, "back_pain_in_year_before": None}


def preview(athlete: User, document: LogDocument) -> Report:
    """Return what reading the document in would do now. Writes nothing."""
    with snapshot():
        report = Report(profile=list(_profile(athlete, document.athlete)))
        for kind in kinds():
            for chunk in cases(athlete, kind, document.records(kind.name)):
                _count(report, kind, chunk)
    return report


def import_document(athlete: User, document: LogDocument, *, now: datetime | None = None) -> Report:
    """Bring the document into the log and return what became of its records; read in twice, it is there once.

    A record that lies in the bin comes back as it was when it was deleted, with its links; then the later of both copies counts.
    Of the profile an empty log takes over all, a used one what was not told yet. What the document says of flags goes on counting
    where the log shows that they stood since.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        with change(athlete):
            profile = _profile(athlete, document.athlete)
            _take_over(athlete, profile)
            report = Report(profile=list(profile))
            for kind in kinds():
                for chunk in cases(athlete, kind, document.records(kind.name)):
                    _count(report, kind, chunk)
                    _store(athlete, kind, chunk, moment)
        if report.counts.get("flag_responses", {}).get(NEW):
            resume_responses(athlete, moment)
    return report


def _count(report: Report, kind: RecordKind, chunk: Sequence[Case]) -> None:
    for case in chunk:
        report.add(kind.name, case.verdict, case.values)


def _profile(athlete: User, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of the document's profile is to be taken over."""
    is_used = any(kind.model.objects.filter(athlete=athlete).exists() for kind in kinds())
    given = {name: value for name, value in values.items() if value is not None and value != getattr(athlete, name)}
    return {name: value for name, value in given.items() if not is_used or (name in UNTOLD and getattr(athlete, name) == UNTOLD[name])}


def _take_over(athlete: User, profile: Mapping[str, Any]) -> None:
    for name, value in profile.items():
        setattr(athlete, name, value)
    if profile:
        athlete.save(update_fields=list(profile))


def _store(athlete: User, kind: RecordKind, chunk: Sequence[Case], now: datetime) -> None:
    named = _named(athlete, kind, chunk)
    _add(athlete, kind, [case.values for case in chunk if case.verdict == NEW], named)
    _change(kind, chunk, named, now)
    back = [case.values for case in chunk if case.verdict == BACK]
    if back:
        _bring_back(athlete, kind, back)
        _store(athlete, kind, compare(athlete, kind, back), now)


def _named(athlete: User, kind: RecordKind, chunk: Sequence[Case]) -> dict[str, dict[str, int]]:
    """Return the keys of the records that those of the chunk name: by link, by log id. One statement for each link."""
    found: dict[str, dict[str, int]] = {}
    for link in kind.links:
        ids = {case.values[link.field] for case in chunk} - {None}
        rows = kind_named(link.to).model.objects.filter(athlete=athlete, log_id__in=ids)
        found[link.field] = dict(rows.values_list("log_id", "pk"))
    return found


def _keys(kind: RecordKind, values: Values, named: Mapping[str, Mapping[str, int]]) -> dict[str, int | None]:
    return {f"{link.field}_id": named[link.field].get(values[link.field]) for link in kind.links}


def _add(athlete: User, kind: RecordKind, records: Sequence[Values], named: Mapping[str, Mapping[str, int]]) -> None:
    rows: list[Record] = [kind.row_of(values, athlete=athlete, **_keys(kind, values, named)) for values in records]
    kind.model.objects.bulk_create(rows, batch_size=CHUNK)
    parts = [part for values, row in zip(records, rows, strict=True) for part in kind.children_of(values, row)]
    _create_parts(kind, parts)


def _change(kind: RecordKind, chunk: Sequence[Case], named: Mapping[str, Mapping[str, int]], now: datetime) -> None:
    changed = [case for case in chunk if case.fields]
    for case in changed:
        for name, value in _columns(kind, case, named).items():
            setattr(case.row, name, value)
    update_rows([case.row for case in changed], sorted({name for case in changed for name in case.fields}))
    _create_parts(kind, [part for case in chunk for child in kind.children for part in _parts(child, case)])
    for case in chunk:
        if case.report:
            take_in(*case.report, now=now)


def _columns(kind: RecordKind, case: Case, named: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """Return the values of the columns that change: of a link the key."""
    keys = _keys(kind, case.values, named)
    return {f"{name}_id" if f"{name}_id" in keys else name: keys.get(f"{name}_id", value) for name, value in case.fields.items()}


def _parts(child: Child, case: Case) -> list[Any]:
    """Return the unsaved rows of what a record's list lacks; they stand at its end."""
    items = case.added.get(child.key, [])
    first = max((part.position for part in getattr(case.row, child.key).all()), default=-1) + 1 if items else 0
    same = [{child.parent: case.row, "position": place} for place in range(first, first + len(items))]
    return [child.model(**where, **child.to_fields(item)) for where, item in zip(same, items, strict=True)]


def _create_parts(kind: RecordKind, parts: Sequence[Any]) -> None:
    for child in kind.children:
        child.model._default_manager.bulk_create([part for part in parts if type(part) is child.model], batch_size=CHUNK)


def _bring_back(athlete: User, kind: RecordKind, records: Sequence[Values]) -> None:
    for values in records:
        # One that another of them names has come back with that one.
        binned = Trashed.objects.filter(athlete=athlete, kind=kind.name, log_id=kind.id_of(values)).order_by("-deleted_at", "-pk").first()
        standing = kind.model.objects.filter(athlete=athlete, log_id=kind.id_of(values))
        if binned and not standing.exists():
            trash.undo(binned)
