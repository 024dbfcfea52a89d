"""Stores a log's document as rows, so that what is said of the rows can be held against what is said of the document."""

from collections.abc import Mapping
from typing import Any

from runlog.core.records import RecordKind, kinds
from runlog.people.models import User

PROFILE = ("display_name", "time_zone", "units", "country", "language", "back_pain_in_year_before")


def athlete_of(document: Mapping[str, Any], email: str = "ann@example.org") -> User:
    """Make an athlete with the document's profile and records."""
    profile = {key: value for key, value in document["athlete"].items() if key in PROFILE and value is not None}
    athlete = User.objects.create(email=email, **profile)
    store(athlete, document)
    return athlete


def store(athlete: User, document: Mapping[str, Any]) -> None:
    """Add the document's records to the athlete's log."""
    for kind in kinds():
        _store(kind, athlete, document.get(kind.name) or [])


def _store(kind: RecordKind, athlete: User, records: list[Any]) -> None:
    values = [kind.shape.read(record, "") for record in records]
    targets = {link.field: _by_log_id(link.to, athlete) for link in kind.links}
    rows = [kind.row_of(each, athlete=athlete, **{name: own.get(each[name]) for name, own in targets.items()}) for each in values]
    kind.model.objects.bulk_create(rows)
    for each, row in zip(values, rows, strict=True):
        for child in kind.children_of(each, row):
            child.save(force_insert=True)


def _by_log_id(name: str, athlete: User) -> dict[str, Any]:
    model = next(kind.model for kind in kinds() if kind.name == name)
    return {row.log_id: row for row in model.objects.filter(athlete=athlete)}
