"""How many examples the tests of properties take: few in a usual run, as many as wanted in a long one."""

import os

TIMES = int(os.environ.get("RUNLOG_TEST_TIMES", "1"))


def examples(usual: int) -> int:
    """Return how many examples to take where `usual` are usual."""
    return usual * TIMES
