"""A backup in the place of what was there: checked to the last byte first, then in steps of which none leaves a mixture in use."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from runlog.core import presence
from runlog.core.backup.archive import Backup, Manifest, checked, sync_folder
from runlog.core.backup.refusal import Progress, Refusal
from runlog.core.backup.stores import PEOPLE, Store, store

NAMES = {"sqlite": "an SQLite file", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class Plan:
    """A backup that fits this installation, which is at rest until the plan is done or given up."""

    backup: Backup
    database: Store
    # None: what is here cannot be read.
    people_here: int | None
    is_older: bool


@contextmanager
def planned(file: Path, progress: Progress) -> Iterator[Plan]:
    """Check all that can be checked. Raises Refusal, presence.AtWork, OSError, django.db.Error; nothing has been touched then."""
    backup = checked(file, progress)
    database = store()
    is_older = _check_fits(backup.manifest, database.vendor)
    with presence.alone():
        database.check_can_restore(backup.manifest.server)
        yield Plan(backup, database, database.count(PEOPLE), is_older)


def put_back(plan: Plan, *, now: datetime, progress: Progress) -> list[str]:
    """Put the backup in the place of what is there; return what keeps that. Raises Refusal, OSError.

    At any moment before the last step what was there still stands. Database and files of imports belong together, and no one step
    exchanges both: a mark stands around the two, and while it stands neither server nor worker starts.
    """
    aside, files = f"before-restore-{now:%Y%m%d-%H%M%S}", Path(settings.IMPORT_FOLDER)
    staged, mark = files.with_name(f"{files.name}.restoring"), settings.DATA_DIR / presence.UNDER_WAY
    _clear(plan.database.staging, staged)
    try:
        plan.backup.unpack_database(plan.database.staging, progress)
        plan.backup.unpack_files(staged, progress)
        kept = [plan.database.replace(aside, when_ready=lambda: _mark(mark), progress=progress), _exchange(files, staged, aside)]
        mark.unlink()
        sync_folder(mark.parent)
    finally:
        _clear(plan.database.staging, staged)
    return [place for place in kept if place]


def _check_fits(manifest: Manifest, vendor: str) -> bool:
    """Tell whether the backup is of an older version. Raises Refusal where it is of a newer one, or of the other kind of database."""
    if manifest.vendor != vendor:
        raise Refusal(
            f"This backup is of {NAMES.get(manifest.vendor, manifest.vendor)}, and this installation's database is {NAMES[vendor]}: "
            "set DATABASE_URL to one of the backup's kind. export_log and import_log take single logs from one kind to the other. "
            "Nothing was touched."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if not set(manifest.migrations) <= known:
        raise Refusal("This backup is of a newer version of Runlog: install that version first. Nothing was touched.")
    return known != set(manifest.migrations)


def _mark(mark: Path) -> None:
    mark.touch(mode=0o600)
    sync_folder(mark.parent)


def _exchange(files: Path, staged: Path, aside: str) -> str:
    """Put the staged folder in the place of the files; return what keeps those that were there."""
    kept = ""
    if files.exists():
        old = files.rename(files.with_name(f"{files.name}.{aside}"))
        kept = f"the folder {old}" if any(old.iterdir()) else ""
        if not kept:
            old.rmdir()
    staged.rename(files)
    sync_folder(files.parent)
    return kept


def _clear(database: Path, files: Path) -> None:
    database.unlink(missing_ok=True)
    shutil.rmtree(files, ignore_errors=True)
