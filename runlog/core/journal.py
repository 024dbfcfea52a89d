"""SQLite's journal beside the database, in which pages stand as they were before something was deleted from them."""

from django.db import connection


def empty_journal() -> bool:
    """Have SQLite carry the journal into the database and empty it; tell whether that is done. Nothing where there is no such journal.

    It is put off, not waited for, while somebody reads what was, and inside a transaction.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (patience_ms,) = cursor.fetchone()
        # While it waits nobody can write.
        cursor.execute("PRAGMA busy_timeout=0")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (is_busy, _pages, _carried) = cursor.fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout={patience_ms}")
    return not is_busy
