"""How many examples the tests of properties take: few in a usual run, and more in `make proof`, which runs what is marked `often`."""

import os

TIMES = int(os.environ.get("RUNLOG_TEST_TIMES", "1"))


def examples(usual: int) -> int:
    """Return how many examples to take where `usual` are usual."""
    return usual * TIMES
