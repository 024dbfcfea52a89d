"""Writes an athlete's whole log as one document."""

from datetime import datetime
from typing import Any

from injuries.logfile.document import ATHLETE, FORMAT
from runlog.core.dates import format_moment
from runlog.core.records import RecordKind, kinds
from runlog.people.models import User


def document_of(athlete: User, *, now: datetime) -> dict[str, Any]:
    """Return the athlete's log as a `runlog/1` document. A fixed number of queries, two or three a kind."""
    names = ("display_name", "time_zone", "units", "country", "language", "back_pain_in_year_before")
    profile = {name: getattr(athlete, name) for name in names}
    document: dict[str, Any] = {
        "format": FORMAT,
        "exported_at": format_moment(now.replace(microsecond=0)),
        "athlete": ATHLETE.write({name: None if value == "" else value for name, value in profile.items()}),
    }
    for kind in kinds():
        rows = [kind.document_of(row) for row in _rows(kind, athlete)]
        if rows:
            document[kind.name] = rows
    return document


def _rows(kind: RecordKind, athlete: User) -> Any:
    rows = kind.model.objects.filter(athlete=athlete).order_by("pk")
    return rows.select_related(*(link.field for link in kind.links)).prefetch_related(*(child.key for child in kind.children))
