"""Stores a document in an athlete's log: all of it or nothing."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from injuries.guidance.resuming import resume_responses
from injuries.logfile.document import Document
from runlog.core.events import change
from runlog.core.models import Record
from runlog.core.records import RecordKind, kinds
from runlog.core.shapes import Problem
from runlog.people.models import User

Rows = dict[str, dict[str, Any]]


def import_document(athlete: User, document: Document) -> int:
    """Add every record of the document to the log and take over its profile; return how many records.

    What it says of flags goes on counting where the log shows that they stood since. Raises Problem, with nothing stored, where a
    record of that id is in the log already.
    """
    with transaction.atomic():
        with change(athlete):
            _refuse_known(athlete, document)
            _take_over_profile(athlete, document.athlete)
            stored: Rows = {}
            for kind in kinds():
                stored[kind.name] = _store(athlete, kind, document.lists[kind.name], stored)
        if document.lists["flag_responses"]:
            resume_responses(athlete, timezone.now())
    return sum(len(rows) for rows in stored.values())


def _refuse_known(athlete: User, document: Document) -> None:
    for kind in kinds():
        if not (kind.id_key and document.lists[kind.name]):
            continue
        known = set(kind.model.objects.filter(athlete=athlete).values_list("log_id", flat=True))
        for place, values in enumerate(document.lists[kind.name]):
            if kind.id_of(values) in known:
                raise Problem(f"{kind.name}[{place}].{kind.id_key}", "is in this log already")


def _take_over_profile(athlete: User, values: Mapping[str, Any]) -> None:
    given = {name: value for name, value in values.items() if value is not None}
    for name, value in given.items():
        setattr(athlete, name, value)
    if given:
        athlete.save(update_fields=list(given))


def _store(athlete: User, kind: RecordKind, rows: list[dict[str, Any]], stored: Rows) -> dict[str, Any]:
    made: list[Record] = []
    for values in rows:
        links = {link.field: stored[link.to].get(values[link.field]) for link in kind.links}
        made.append(kind.row_of(values, athlete=athlete, **links))
    kind.model.objects.bulk_create(made, batch_size=500)
    for child in kind.children:
        parts = [part for values, row in zip(rows, made, strict=True) for part in kind.children_of(values, row)]
        own = [part for part in parts if type(part) is child.model]
        child.model._default_manager.bulk_create(own, batch_size=500)
    return {row.log_id: row for row in made}
