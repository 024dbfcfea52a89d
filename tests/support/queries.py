"""Counts SQL statements, and lists them when there are more than a page may need."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

QueryCount = Callable[[int], AbstractContextManager[CaptureQueriesContext]]

# Savepoints are round trips too, but SQLite makes none for them; a bound is on what both databases do.
SILENT = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


@pytest.fixture
def query_count(db: None) -> QueryCount:
    """Give `with query_count(12): ...`, which fails with the statements listed when there were more than that."""
    return at_most


@contextmanager
def at_most(number: int) -> Iterator[CaptureQueriesContext]:
    """Fail with the statements listed when the block makes more than `number` of them; savepoints are not counted."""
    with CaptureQueriesContext(connection) as captured:
        yield captured
    statements = statements_of(captured)
    if len(statements) > number:
        listed = "\n".join(f"{place}. {sql}" for place, sql in enumerate(statements, start=1))
        pytest.fail(f"{len(statements)} statements, at most {number} are allowed:\n{listed}", pytrace=False)


def statements_of(captured: CaptureQueriesContext) -> list[str]:
    """Return the statements that were captured, without savepoints."""
    return [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(SILENT)]
