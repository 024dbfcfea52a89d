"""How many inputs each test invents: ten thousand together in one round, and `make proof` does a hundred rounds.

A round is known by its number, from which its inputs follow, so that whoever meets a fault can have it again by `RUNLOG_TEST_ROUNDS`.
Without numbers Hypothesis would invent the same inputs in each round wherever `CI` is set.
"""

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from inspect import signature
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings

from tests.fuzz.strange import AT_ONCE, Luck, made

VARIABLE = "RUNLOG_TEST_ROUNDS"
_FIRST, _, _LAST = os.environ.get(VARIABLE, "0").partition("-")
ROUNDS = range(int(_FIRST), int(_LAST or _FIRST) + 1)
if not ROUNDS:
    raise ValueError(f"{VARIABLE} must be a number, or a first and a last one, as 20-29.")
OF_ONE_ROUND = 10_000
# Far more than the inputs of one time may take on a machine that is busy; who takes longer hangs.
DEADLINE = timedelta(seconds=10)
# A proof is asked how far it is.
SHOWN_EACH = 10
SHARES = {
    "changed bytes": 2500,
    "strange words": 2500,
    "archives": 520,
    "documents": 1500,
    "texts of documents": 1000,
    "stored documents": 100,
    "forms": 1700,
    "pages": 140,
    "queries": 40,
}

Test = Callable[..., None]


def inputs(share: str, make: Callable[[Luck], Any]) -> Callable[[Test], Test]:
    """Give the test as many inputs in each round as its share is, as its last argument; fixtures come by name, as ever."""

    def decorate(test: Test) -> Test:
        checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
        times = SHARES[share] // AT_ONCE
        one_round = settings(max_examples=times, deadline=DEADLINE, suppress_health_check=checks)(given(made(make))(_one_by_one(test)))

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


def _one_by_one(test: Test) -> Test:
    """The test of each of the inputs that its last argument holds."""
    last = [*signature(test).parameters][-1]

    @wraps(test)
    def each(*args: Any, **kwargs: Any) -> None:
        for sent in kwargs.pop(last):
            try:
                test(*args, **kwargs, **{last: sent})
            except (Exception, pytest.fail.Exception) as error:
                error.add_note(f"The input was {sent!r}")
                raise

    return each
