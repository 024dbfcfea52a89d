"""Rows that stand for a whole module: made once, and gone with it; what a test does to them is undone after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker


@contextmanager
def standing(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep the rows that the block makes before it yields until its end, for a fixture of a wider scope than a test's.

    The tests' own transactions run inside, so that none of them may be a `transactional_db`.
    """
    whole = transaction.atomic()
    with blocker.unblock():
        whole.__enter__()
    try:
        yield
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)
