"""How many inputs each test invents: ten thousand together in one round, and `make proof` does a hundred rounds."""

import os
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

VARIABLE = "RUNLOG_TEST_ROUNDS"
ROUNDS = int(os.environ.get(VARIABLE, "1"))
OF_ONE_ROUND = 10_000
# Far more than any input may take on a machine that is busy; who takes longer hangs.
DEADLINE = timedelta(seconds=10)
SHARES = {
    "changed bytes": 2500,
    "strange words": 2500,
    "archives": 400,
    "documents": 1500,
    "texts of documents": 1000,
    "stored documents": 100,
    "forms": 1700,
    "pages": 260,
    "queries": 40,
}

Test = Callable[..., None]


def inputs(share: str, *strategies: SearchStrategy[Any]) -> Callable[[Test], Test]:
    """Give the test as many inputs in each round as its share is; fixtures come by name, as ever."""

    def decorate(test: Test) -> Test:
        checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
        one_round = settings(max_examples=SHARES[share], deadline=DEADLINE, suppress_health_check=checks)(given(*strategies)(test))

        @wraps(one_round)
        def rounds(*args: Any, **kwargs: Any) -> None:
            for _round in range(ROUNDS):
                one_round(*args, **kwargs)

        return rounds

    return decorate
