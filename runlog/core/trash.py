"""Deleting a record into the bin, and bringing it back with its links."""

from datetime import datetime, timedelta
from decimal import Decimal
from json import dumps, loads
from typing import Any

from django.db import IntegrityError, transaction

from runlog.core.events import change
from runlog.core.models import KEPT_DAYS, Record, Trashed
from runlog.core.records import Link, RecordKind, kind, kind_of, links_to


class InUse(Exception):
    """The record cannot be deleted: records that name it would lose it. `counts` holds how many, by kind."""

    def __init__(self, counts: dict[str, int]) -> None:
        """Take how many records of each kind name it."""
        super().__init__(counts)
        self.counts = counts


class CannotUndo(Exception):
    """The record cannot be brought back: a record with its id stands in the log again."""


def delete(row: Record, *, now: datetime) -> Trashed:
    """Move the record into the bin; one that is there by now stays there once. Raises InUse; append-only records raise ValueError."""
    row_kind = kind_of(type(row))
    if row_kind.append_only:
        raise ValueError(f"{row_kind.name} are never deleted")
    with change(row.athlete):
        # As it stands now: another page may have changed it since it was read.
        current = row_kind.model.objects.filter(pk=row.pk).first()
        if current is None:
            return Trashed.objects.filter(athlete=row.athlete, kind=row_kind.name, log_id=row.log_id).latest("deleted_at")
        refuse_in_use(row_kind, current)
        trashed = Trashed.objects.create(
            athlete=row.athlete,
            kind=row_kind.name,
            log_id=row.log_id,
            document=row_kind.document_of(current),
            named_by=_unlink(row_kind, current),
            deleted_at=now,
        )
        current.delete()
        Trashed.objects.filter(athlete=row.athlete, deleted_at__lt=now - timedelta(days=KEPT_DAYS)).delete()
    return trashed


def purge(*, now: datetime) -> None:
    """Empty everybody's bin of what can no longer be brought back."""
    Trashed.objects.filter(deleted_at__lt=now - timedelta(days=KEPT_DAYS)).delete()


def refuse_in_use(row_kind: RecordKind, row: Record) -> None:
    """Raise InUse when records name the row by a link that protects it."""
    counts = {
        other.name: count
        for other, link in links_to(row_kind.name)
        if link.protects and (count := other.model.objects.filter(**{link.field: row}).count())
    }
    if counts:
        raise InUse(counts)


def _unlink(row_kind: RecordKind, row: Record) -> list[list[str]]:
    named_by = []
    for other, link in links_to(row_kind.name):
        if link.protects:
            continue
        naming = other.model.objects.filter(**{link.field: row})
        named_by += [[other.name, link.field, log_id] for log_id in naming.values_list("log_id", flat=True)]
        naming.update(**{link.field: None})
    return named_by


def undo(trashed: Trashed) -> Record:
    """Bring a deleted record back, with what it named and what named it. Raises CannotUndo."""
    with change(trashed.athlete):
        return _restore(trashed)


def _restore(trashed: Trashed) -> Record:
    row_kind = kind(trashed.kind)
    values = row_kind.shape.read(loads(dumps(trashed.document), parse_float=Decimal), "")
    links = {link.field: _target(trashed, link, values[link.field]) for link in row_kind.links}
    row = row_kind.row_of(values, athlete=trashed.athlete, **links)
    row.log_id = trashed.log_id
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise CannotUndo from error
    for child in row_kind.children_of(values, row):
        child.save(force_insert=True)
    for name, field, log_id in trashed.named_by:
        naming = kind(name).model.objects.filter(athlete=trashed.athlete, log_id=log_id, **{f"{field}__isnull": True})
        naming.update(**{field: row})
    trashed.delete()
    return row


def _target(trashed: Trashed, link: Link, log_id: str | None) -> Any:
    """Return the record that the deleted one named; one that was deleted since comes back too."""
    if log_id is None:
        return None
    same = {"athlete": trashed.athlete, "log_id": log_id}
    target = kind(link.to).model.objects.filter(**same).first()
    if target is None:
        gone = Trashed.objects.filter(kind=link.to, **same).order_by("-deleted_at").first()
        target = _restore(gone) if gone else None
    return target
