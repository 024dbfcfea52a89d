"""Writes an athlete's whole log as one document, record by record."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, Any

from injuries.logfile.document import ATHLETE, FORMAT
from runlog.core.dates import format_moment
from runlog.core.models import RecordQuerySet
from runlog.core.records import RecordKind, kinds
from runlog.core.snapshots import snapshot
from runlog.people.models import User

CHUNK = 500

# Writes something of an athlete's at a moment.
Write = Callable[[User, datetime, IO[bytes]], None]


def exported(athlete: User, write: Write, *, now: datetime) -> IO[bytes]:
    """Return a temporary file, at its beginning, that holds what `write` gives of the log as it stands; whoever reads it closes it.

    A file rather than a stream out of the database: whoever downloads slowly would hold a transaction open all the while, and a log
    that changes meanwhile would name records that are not in the file.
    """
    file: IO[bytes] = TemporaryFile()  # noqa: SIM115  the reader closes it
    try:
        with snapshot():
            write(User.objects.get(pk=athlete.pk), now, file)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file


def write_document(athlete: User, now: datetime, out: IO[bytes]) -> None:
    """Write the log as a `runlog/1` document. One statement for each kind, and one for each list of its records, a chunk."""
    out.writelines(piece.encode() for piece in _pieces(athlete, now))


def documents(kind: RecordKind, athlete: User) -> Iterator[dict[str, Any]]:
    """Yield the documents of all of the athlete's records of a kind, in the order in which they were made."""
    for row in with_what_it_names(kind, kind.model.objects.filter(athlete=athlete).order_by("pk")).iterator(chunk_size=CHUNK):
        yield kind.document_of(row)


def with_what_it_names(kind: RecordKind, rows: RecordQuerySet) -> RecordQuerySet:
    """Let records bring what their documents name along."""
    # Without a name select_related would follow every key.
    linked = rows.select_related(*(link.field for link in kind.links)) if kind.links else rows
    return linked.prefetch_related(*(child.key for child in kind.children))


def profile_of(athlete: User) -> dict[str, Any]:
    """Return what the person has told of themselves, without what they left open."""
    return ATHLETE.write({name: None if value == "" else value for name in ATHLETE.attributes for value in [getattr(athlete, name)]})


def _pieces(athlete: User, now: datetime) -> Iterator[str]:
    """Yield the document's text: one record a line."""
    head = {"format": FORMAT, "exported_at": format_moment(now.replace(microsecond=0)), "athlete": profile_of(athlete)}
    yield "{\n" + ",\n".join(f"{_json(key)}: {_json(value)}" for key, value in head.items())
    for kind in kinds():
        before = begin = f",\n{_json(kind.name)}: [\n"
        for document in documents(kind, athlete):
            yield before + _json(document)
            before = ",\n"
        if before != begin:
            yield "\n]"
    yield "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
