"""Brings the database up to date; a new embedded one appears only when it is complete, demo included."""

from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from runlog.start.copies import file_copy, keep_copy
from runlog.start.progress import Stop, step


def bring_up_to_date(*, demo: bool) -> None:
    """Migrate, load the starter advice, and load the demo into an embedded database that this very start creates."""
    # Only the server's workers need a pool; here it would try for half a minute to reach a server that is not there.
    connection.settings_dict["OPTIONS"].pop("pool", None)
    try:
        if connection.vendor == "sqlite":
            _bring_file_up_to_date(Path(str(settings.DATABASES["default"]["NAME"])), demo=demo and settings.IS_PRIVATE_MACHINE)
        else:
            _check_connection()
            _fill(demo=False)
    except (DatabaseError, CommandError) as error:
        raise Stop(f"the database could not be brought up to date: {_first_line(error)}") from error
    finally:
        connection.close()


def _bring_file_up_to_date(file: Path, *, demo: bool) -> None:
    if file.exists():
        _check_connection()
        copies = settings.DATA_DIR / "backups"
        keep_copy(copies)
        _fill(demo=False)
        file_copy(copies)
        return
    journal = Path(f"{file}-wal")
    if journal.exists():
        raise Stop(f"{journal} has lost its database {file.name}: put the database back beside it, or move that file away.")
    # An interrupted start leaves only this unfinished file, which the next one throws away: no half demo, no demo in a log in use.
    unfinished = Path(f"{file}.unfinished")
    for leftover in unfinished.parent.glob(f"{unfinished.name}*"):
        leftover.unlink()
    connection.settings_dict["NAME"] = str(unfinished)
    _check_connection()
    _fill(demo=demo)
    connection.close()
    connection.settings_dict["NAME"] = str(file)
    unfinished.rename(file)


def _fill(*, demo: bool) -> None:
    with step("Bringing the database up to date"):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    with step("Loading the starter advice"):
        call_command("load_advice", verbosity=0, stdout=StringIO())
    if demo:
        with step("Loading the demo"):
            call_command("load_demo", verbosity=0, stdout=StringIO())


def _check_connection() -> None:
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA schema_version")
    except DatabaseError as error:
        is_file = connection.vendor == "sqlite"
        where = f"the database {settings.DATABASES['default']['NAME']}" if is_file else "the database that DATABASE_URL names"
        raise Stop(f"{where} cannot be opened: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
