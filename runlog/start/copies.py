"""Keeps a backup of an embedded database before a newer version changes its tables; the last three of them stay."""

from datetime import UTC, datetime
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from runlog.start.progress import step

KEPT = 3
# As long as an upgrade has not come to its end: a second try finds the database half changed, and must not take this one's place.
UNDER_WAY = "upgrade-under-way.zip"


def keep_copy(folder: Path) -> None:
    """Make a backup in the folder if migrations are to come, unless an upgrade that was broken off has. Raises CommandError, OSError."""
    copy = folder / UNDER_WAY
    if copy.exists() or not _is_behind():
        return
    folder.mkdir(mode=0o700, exist_ok=True)
    with step("Making a backup before the upgrade"):
        call_command("backup", str(copy), verbosity=0)


def file_copy(folder: Path) -> None:
    """Give the backup its date, now that the upgrade is done, and delete the oldest beyond the last three."""
    copy = folder / UNDER_WAY
    if not copy.exists():
        return
    made = datetime.fromtimestamp(copy.stat().st_mtime, UTC)
    copy.rename(folder / f"before-upgrade-{made:%Y%m%d-%H%M%S}.zip")
    for old in sorted(folder.glob("before-upgrade-*.zip"))[:-KEPT]:
        old.unlink()


def _is_behind() -> bool:
    executor = MigrationExecutor(connection)
    # A database without any tables holds nothing to keep.
    return bool(executor.loader.applied_migrations and executor.migration_plan(executor.loader.graph.leaf_nodes()))
