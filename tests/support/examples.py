"""How many examples the tests of properties take: few in a usual run, as many as wanted in a long one."""

import os

from django.conf import settings

TIMES = int(os.environ.get("RUNLOG_TEST_TIMES", "1"))


def examples(usual: int) -> int:
    """Return how many examples to take where `usual` are usual."""
    return usual * TIMES


def stored_examples(usual: int) -> int:
    """Return how many to take of what fills logs: a quarter on PostgreSQL, since where the two databases differ shows itself in few."""
    return examples(usual) // 4 if settings.TEST_DATABASE == settings.POSTGRESQL else examples(usual)
