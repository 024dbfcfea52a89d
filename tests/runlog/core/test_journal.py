"""The journal is emptied where nobody reads what was, and put off where somebody does."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection, transaction

from runlog.core.journal import empty_journal
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def journal() -> Path:
    """The journal, with something in it."""
    make_user("Ann")
    return Path(f"{connection.settings_dict['NAME']}-wal")


def test_is_emptied(journal: Path) -> None:
    if connection.vendor == "sqlite":
        assert journal.stat().st_size
    assert empty_journal()
    if connection.vendor == "sqlite":
        assert not journal.stat().st_size


def test_is_put_off_while_somebody_reads_or_writes(journal: Path) -> None:
    if connection.vendor != "sqlite":
        return
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        for beginning in ("BEGIN; SELECT 1 FROM people_user", "BEGIN IMMEDIATE"):
            # In two statements: the driver takes one at a time.
            for statement in beginning.split("; "):
                other.execute(statement).fetchall()
            if beginning.startswith("BEGIN;"):
                make_user("Eve")
            assert not empty_journal()
            assert journal.stat().st_size
            other.execute("ROLLBACK")
    assert empty_journal()
    assert not journal.stat().st_size


def test_is_put_off_inside_a_transaction_and_waits_for_writers_as_before(journal: Path) -> None:
    if connection.vendor != "sqlite":
        return
    with transaction.atomic():
        assert not empty_journal()
    empty_journal()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (20_000,)
