"""Writes a log, and what others wrote, as a zip of tables with a page that explains them."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime
from io import TextIOWrapper
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from injuries.logfile.document import ATHLETE
from injuries.logfile.exporting import documents, profile_of
from injuries.logfile.others import tables_of_others
from injuries.logfile.table_words import readme_of_log, readme_of_others
from injuries.logfile.tables import Table, columns_of, tables_of
from runlog.core.records import RecordKind, kinds
from runlog.core.spreadsheets import UTF8_MARK
from runlog.people.models import User

README = "README.txt"
PROFILE = Table("profile", columns_of(ATHLETE))


def all_tables() -> Iterator[Table]:
    """Yield every table of a log."""
    yield PROFILE
    for kind in kinds():
        yield from tables_of(kind)


def write_tables(athlete: User, now: datetime, out: IO[bytes]) -> None:
    """Write the whole log as a zip of tables."""
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr(README, readme_of_log(all_tables()))
        with _Sheet(PROFILE.headings) as sheet:
            sheet.add(PROFILE.rows(profile_of(athlete)))
            sheet.put_into(archive, PROFILE.name)
        for kind in kinds():
            _write_kind(archive, kind, athlete)


def write_others(athlete: User, now: datetime, out: IO[bytes]) -> None:
    """Write what others brought about: who coaches the athlete, what they were shown when, and who has looked."""
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr(README, readme_of_others())
        for name, headings, rows in tables_of_others(athlete):
            with _Sheet(headings) as sheet:
                sheet.add(rows)
                sheet.put_into(archive, name)


def _write_kind(archive: ZipFile, kind: RecordKind, athlete: User) -> None:
    """Read the records once, however many tables they fill."""
    tables = tables_of(kind)
    with ExitStack() as stack:
        sheets = [stack.enter_context(_Sheet(table.headings)) for table in tables]
        for document in documents(kind, athlete):
            for table, sheet in zip(tables, sheets, strict=True):
                sheet.add(table.rows(document))
        for table, sheet in zip(tables, sheets, strict=True):
            sheet.put_into(archive, table.name)


class _Sheet:
    """A table on its way into an archive, which takes one file at a time: on the disk until it is whole."""

    def __init__(self, headings: Iterable[str]) -> None:
        self._file = TemporaryFile()  # noqa: SIM115  closed on leaving
        self._text = TextIOWrapper(self._file, encoding="utf-8", newline="", write_through=True)
        self._text.write(UTF8_MARK)
        self._writer = csv.writer(self._text)
        self._writer.writerow(headings)

    def __enter__(self) -> "_Sheet":
        return self

    def __exit__(self, *_error: object) -> None:
        self._text.close()

    def add(self, rows: Iterable[Iterable[str]]) -> None:
        """Add rows."""
        self._writer.writerows(rows)

    def put_into(self, archive: ZipFile, name: str) -> None:
        """Write the table into the archive."""
        self._text.flush()
        self._file.seek(0)
        with archive.open(f"{name}.csv", "w") as target:
            copyfileobj(self._file, target)
