"""How many inputs each test invents: ten thousand together in one round, and `make proof` does a hundred rounds.

A round is known by its number, from which its inputs follow, so that whoever meets a fault can have it again by `RUNLOG_TEST_ROUNDS`.
Without numbers Hypothesis would invent the same inputs in each round wherever `CI` is set.
"""

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings

from tests.fuzz.strange import Luck, made

VARIABLE = "RUNLOG_TEST_ROUNDS"
_FIRST, _, _LAST = os.environ.get(VARIABLE, "0").partition("-")
ROUNDS = range(int(_FIRST), int(_LAST or _FIRST) + 1)
if not ROUNDS:
    raise ValueError(f"{VARIABLE} must be a number, or a first and a last one, as 20-29.")
OF_ONE_ROUND = 10_000
# Far more than any input may take on a machine that is busy; who takes longer hangs.
DEADLINE = timedelta(seconds=10)
# A proof is asked how far it is.
SHOWN_EACH = 10
SHARES = {
    "changed bytes": 2500,
    "strange words": 2500,
    "archives": 460,
    "documents": 1500,
    "texts of documents": 1000,
    "stored documents": 100,
    "forms": 1700,
    "pages": 200,
    "queries": 40,
}

Test = Callable[..., None]


def inputs(share: str, make: Callable[[Luck], Any]) -> Callable[[Test], Test]:
    """Give the test as many inputs in each round as its share is, as its last argument; fixtures come by name, as ever."""

    def decorate(test: Test) -> Test:
        checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
        one_round = settings(max_examples=SHARES[share], deadline=DEADLINE, suppress_health_check=checks)(given(made(make))(test))

        @wraps(one_round)
        def rounds(*args: Any, **kwargs: Any) -> None:
            for number in ROUNDS:
                if number % SHOWN_EACH == 0 and len(ROUNDS) > 1:
                    print(f"{share}: round {number} of {ROUNDS[0]} to {ROUNDS[-1]}", file=sys.__stderr__)
                try:
                    seed(number)(one_round)(*args, **kwargs)
                except (Exception, pytest.fail.Exception) as error:
                    error.add_note(f"{VARIABLE}={number} has it again.")
                    raise

        return rounds

    return decorate
