"""Reading a database as it stood at one moment, however many statements that takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """See the same moment in every statement of the block, which only reads; nobody who writes has to wait for it.

    Inside a transaction that is open already its own picture is all there is. Keep the block short: while it lasts, the database
    keeps what has been overwritten since.
    """
    if connection.in_atomic_block:
        yield
        return
    with _reads_only(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _reads_only() -> Iterator[None]:
    """Begin SQLite's transactions without the lock of a writer, which ours take at once; other databases take none to begin with."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    wrapper: Any = connection
    wrapper.transaction_mode, usual = "DEFERRED", wrapper.transaction_mode
    try:
        yield
    finally:
        wrapper.transaction_mode = usual
