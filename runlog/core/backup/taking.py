"""An installation into one file, while people write."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from runlog.core import presence
from runlog.core.backup import archive
from runlog.core.backup.archive import DATABASE, FILES, Manifest
from runlog.core.backup.refusal import Progress
from runlog.core.backup.stores import PEOPLE, SESSIONS, store


def take(target: Path, *, replaces: bool, now: datetime, progress: Progress) -> Manifest:
    """Write the backup; it is whole when it appears. Raises Refusal, OSError, django.db.Error, ImproperlyConfigured."""
    presence.stay()
    database = store()
    database.check_can_dump()
    manifest = Manifest(database.vendor, database.server, _applied(), database.count(PEOPLE) or 0, now)
    with archive.sealed(target, replaces=replaces) as file:
        archive.write_manifest(file, manifest)
        with archive.member(file, DATABASE) as dump:
            database.dump(dump, archive.unfinished(target.with_name(f"{target.name}.{DATABASE}")), SESSIONS, progress)
        # After the database: what it names is there then, unless the import has ended meanwhile.
        for path in _kept_files():
            _add(file, path, progress)
    return manifest


def _applied() -> tuple[str, ...]:
    return tuple(sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()))


def _kept_files() -> Iterator[Path]:
    yield from sorted(path for path in Path(settings.IMPORT_FOLDER).glob("*/*") if path.is_file() and _is_key(path))


def _is_key(path: Path) -> bool:
    return path.name.isdigit() and path.parent.name.isdigit()


def _add(file: ZipFile, path: Path, progress: Progress) -> None:
    try:
        source = path.open("rb")
    except FileNotFoundError:
        # The import has ended since the folder was read.
        return
    with source, archive.member(file, f"{FILES}/{path.parent.name}/{path.name}") as target:
        archive.copy(source, target, "Packing files of imports", progress)
