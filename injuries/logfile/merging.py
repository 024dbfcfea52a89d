"""What reading a document in would do to a log, record by record: nothing is written here.

The same id is the same record, and the later `edited_at` wins; without one a record is older than any. What is just as old stays as it
is in the log. Lists inside a record (looks at a pair, how it felt) only ever grow: what the log has not is added at their end. Answers
about warning signs are never lowered (injuries/symptoms/actions/incoming.py).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from injuries.logfile.document import Values
from injuries.logfile.exporting import with_what_it_names
from injuries.symptoms.actions.incoming import Incoming, incoming
from runlog.core.models import Record, Trashed
from runlog.core.records import RecordKind
from runlog.people.models import User

CHUNK = 500
# The log id of what a record named before that was deleted: by link, and by the record's own log id.
Unlinked = dict[tuple[str, str], str]
# In the order in which they are told.
NEW, BACK, CHANGED, KEPT, SAME = VERDICTS = ("new", "back", "changed", "kept", "same")


@dataclass(frozen=True)
class Case:
    """One record of the document beside that of the log, None where the log has none.

    `fields` are those of the row that are to change; `added` the items that its lists lack, by key; `report` what changes about
    warning signs, with the copy that brings it.
    """

    values: Values
    verdict: str
    row: Any = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    added: Mapping[str, list[Values]] = field(default_factory=dict)
    report: tuple[Incoming, Any] | None = None


def cases(athlete: User, kind: RecordKind, records: Iterable[Values]) -> Iterator[list[Case]]:
    """Yield the records of a kind with their verdicts, a chunk at a time. Two statements a chunk, one more for each list and link."""
    told = _Told(athlete, kind) if kind.alike else None
    remaining = iter(records)
    while chunk := list(islice(remaining, CHUNK)):
        yield [told.case(values) for values in chunk] if told else compare(athlete, kind, chunk)


def compare(athlete: User, kind: RecordKind, records: Sequence[Values]) -> list[Case]:
    """Return the records with their verdicts."""
    ids = [kind.id_of(values) for values in records]
    mine = {"athlete": athlete, "log_id__in": ids}
    rows = {row.log_id: row for row in with_what_it_names(kind, kind.model.objects.filter(**mine)).select_related("athlete")}
    binned = set(Trashed.objects.filter(kind=kind.name, **mine).values_list("log_id", flat=True))
    unlinked = _unlinked(athlete, kind, records)
    return [
        _case(kind, values, rows.get(log_id), unlinked, is_binned=log_id in binned) for log_id, values in zip(ids, records, strict=True)
    ]


def _unlinked(athlete: User, kind: RecordKind, records: Sequence[Values]) -> Unlinked:
    """Return the links that come back with records of the bin which these records name. One statement for each link."""
    found: Unlinked = {}
    for link in kind.links:
        ids = {values[link.field] for values in records} - {None}
        for trashed in Trashed.objects.filter(athlete=athlete, kind=link.to, log_id__in=ids):
            found |= {(field, log_id): trashed.log_id for name, field, log_id in trashed.named_by if name == kind.name}
    return found


def _case(kind: RecordKind, values: Values, row: Record | None, unlinked: Unlinked, *, is_binned: bool) -> Case:
    if row is None:
        return Case(values, BACK if is_binned else NEW)
    return _report_case(kind, values, row) if kind.append_only else _record_case(kind, values, row, unlinked)


def _record_case(kind: RecordKind, values: Values, row: Record, unlinked: Unlinked) -> Case:
    differing = {name: value for name, value in kind.to_fields(values).items() if getattr(row, name) != value}
    named = {link.field: _log_id(getattr(row, link.field)) or unlinked.get((link.field, row.log_id)) for link in kind.links}
    relinked = {field: values[field] for field, log_id in named.items() if log_id != values[field]}
    added = {child.key: _lacking(child.to_values, getattr(row, child.key).all(), values.get(child.key)) for child in kind.children}
    added = {key: items for key, items in added.items() if items}
    is_later = _is_later(values.get("edited_at"), row.edited_at)
    fields = {**differing, **relinked, "edited_at": values["edited_at"]} if is_later else {}
    if added or (is_later and (differing or relinked)):
        return Case(values, CHANGED, row, fields, added)
    return Case(values, KEPT if differing or relinked else SAME, row, fields, added)


def _report_case(kind: RecordKind, values: Values, row: Any) -> Case:
    given: Any = kind.row_of(values)
    found = incoming(row, given)
    is_equal = all(getattr(row, name) == value for name, value in kind.to_fields(values).items())
    verdict = CHANGED if found.is_something else SAME if is_equal else KEPT
    return Case(values, verdict, row, report=(found, given))


class _Told:
    """Records without ids: one is in the log already when one that is alike is there for it."""

    def __init__(self, athlete: User, kind: RecordKind) -> None:
        self._kind = kind
        rows = kind.model.objects.filter(athlete=athlete)
        self._there = Counter(self._mark(kind.to_values(row)) for row in rows.iterator(chunk_size=CHUNK))

    def case(self, values: Values) -> Case:
        """Return a record with its verdict."""
        mark = self._mark(values)
        if not self._there[mark]:
            return Case(values, NEW)
        self._there[mark] -= 1
        return Case(values, SAME)

    def _mark(self, values: Values) -> tuple[Any, ...]:
        return tuple(values[key] for key in self._kind.alike)


def _lacking(to_values: Any, parts: Iterable[Any], items: Sequence[Values] | None) -> list[Values]:
    """Return the items of the document's list for which the log's has no equal."""
    there = [to_values(part) for part in parts]
    lacking = []
    for item in items or ():
        if item in there:
            there.remove(item)
        else:
            lacking.append(item)
    return lacking


def _log_id(row: Record | None) -> str | None:
    return row.log_id if row else None


def _is_later(given: datetime | None, own: datetime | None) -> bool:
    return given is not None and (own is None or given > own)
