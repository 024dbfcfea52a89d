"""An SQLite database: copied while others write to it, and a copy put in its place in one step."""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from runlog.core.backup.archive import copy, sync_folder
from runlog.core.backup.refusal import Progress, Refusal

WAIT_S = 20
# How many of SQLite's own steps lie between two words of how far it is.
STEPS = 100_000
JOURNALS = ("-wal", "-journal")
# Left beside another database, any of them would be taken for that one's.
COMPANIONS = (*JOURNALS, "-shm")


class SqliteStore:
    """The file, and whoever may have it open."""

    vendor = "sqlite"
    server = 0

    def __init__(self, file: Path) -> None:
        self._file = file
        # Beside the file, so that it can take its place in one step.
        self.staging = file.with_name(f"{file.name}.restoring")

    def count(self, table: str) -> int | None:
        """Return how many rows a table has; 0 without database or table, None where that cannot be read."""
        if not self._file.exists():
            return 0
        try:
            with _opened(self._file, "ro") as database:
                return _count(database, table)
        except sqlite3.DatabaseError:
            return None

    def check_can_dump(self) -> None:
        """Raises Refusal where there is no database."""
        if not self._file.exists():
            raise Refusal(f"There is no database yet at {self._file}: there is nothing to keep.")

    def check_can_restore(self, server: int) -> None:
        """Nothing is needed but Python's own SQLite."""

    def dump(self, target: IO[bytes], beside: Path, left_out: Sequence[str], progress: Progress) -> None:
        """Write a copy as of one moment, without what was deleted before and without the rows of the tables left out.

        `beside` is where the copy lies meanwhile. Raises Refusal, OSError.
        """
        try:
            beside.unlink(missing_ok=True)
            # VACUUM would let everybody read the file; one that is there and empty it takes as it is.
            os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            with _errors_of_disk(beside), _opened(self._file, "rw") as database:
                database.set_progress_handler(lambda: progress.tell("Copying the database …"), STEPS)
                database.execute("VACUUM INTO ?", [str(beside)])
            with _errors_of_disk(beside), _opened(beside, "rw") as database:
                _empty(database, left_out)
                if fault := _fault(database, progress):
                    raise Refusal(f"The database {self._file} is damaged ({fault}): restore an earlier backup. No backup was made.")
            with beside.open("rb") as source:
                copy(source, target, "Packing the database", progress)
        finally:
            beside.unlink(missing_ok=True)

    def replace(self, aside: str, *, when_ready: Callable[[], None], progress: Progress) -> str:
        """Put what lies at `staging` in the place of the database, in one step after `when_ready`; return what keeps the old one.

        Raises Refusal where somebody has the old one open, OSError.
        """
        kept = ""
        with _opened(self.staging, "rw") as database:
            if fault := _fault(database, progress):
                raise Refusal(f"The backup holds a damaged database ({fault}): take an earlier one. Nothing was touched.")
        if self._file.exists():
            self._settle()
        for ending in ("", *JOURNALS):
            old = self._beside(ending)
            # Until the last step both names stand for the old one.
            if old.exists():
                os.link(old, self._beside(f".{aside}{ending}"))
                kept = f"the file {self._beside(f'.{aside}')}"
        when_ready()
        for ending in COMPANIONS:
            self._beside(ending).unlink(missing_ok=True)
        self.staging.replace(self._file)
        sync_folder(self._file.parent)
        return kept

    def _beside(self, ending: str) -> Path:
        return self._file.with_name(self._file.name + ending)

    def _settle(self) -> None:
        """Have what the journal holds written into the file, so that the file alone is the whole database; not where it is damaged."""
        try:
            with _opened(self._file, "ro") as database:
                database.execute("PRAGMA schema_version").fetchone()
        except sqlite3.DatabaseError:
            return
        try:
            with _opened(self._file, "rw", wait_s=2) as database:
                # Only who has it for themselves may change this.
                database.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.DatabaseError as error:
            raise Refusal(f"Another program has {self._file} open ({error}): end it first. Nothing was touched.") from error


@contextmanager
def _opened(file: Path, mode: str, wait_s: float = WAIT_S) -> Iterator[sqlite3.Connection]:
    """Open a file that is there, for single statements: "rw", or "ro", which leaves a journal as it is too."""
    address = f"{file.absolute().as_uri()}?mode={mode}"
    with closing(sqlite3.connect(address, uri=True, timeout=wait_s, isolation_level=None)) as database:
        yield database


def _fault(database: sqlite3.Connection, progress: Progress) -> str:
    """Return what is wrong with a database; "" where nothing is."""
    database.set_progress_handler(lambda: progress.tell("Checking the copy …"), STEPS)
    try:
        found = str(database.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if found == "ok" else found


def _count(database: sqlite3.Connection, table: str) -> int:
    if not database.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [table]).fetchone():
        return 0
    return int(database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])


def _empty(database: sqlite3.Connection, tables: Sequence[str]) -> None:
    """Delete the rows, and write zeros over them."""
    database.execute("PRAGMA secure_delete=ON")
    for table in tables:
        if _count(database, table):
            database.execute(f'DELETE FROM "{table}"')


@contextmanager
def _errors_of_disk(file: Path) -> Iterator[None]:
    """Tell of a full disk as the system does, and of damage in a sentence."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file)) from error
        raise Refusal(f"The database could not be copied: {error}. No backup was made.") from error
