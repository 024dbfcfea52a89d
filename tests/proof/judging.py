"""Judges mutants: collects the tests once, and runs them for each mutant in a fork of the process that has collected them.

mutmut itself starts pytest anew for each mutant, which takes longer than the few tests that notice it.

    python -m tests.proof.judging SECONDS [ARGUMENT_OF_PYTEST ...]

is given in the folder that mutmut has made. It reads names of mutants and writes those that no test has noticed. A test that takes
so many seconds of a processor hangs, and has noticed too.
"""

import gc
import os
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from itertools import zip_longest
from math import ceil
from pathlib import Path

import pytest

# By this mutmut's functions know which mutant to be: none of them, one by its name, or all broken, each raising an error.
VARIABLE, NONE, BROKEN = "MUTANT_UNDER_TEST", "", "fail"
PROCESSES = min(os.cpu_count() or 1, 8)
# What the process of a mutant ends with; 2 where it could not judge it.
UNNOTICED, NOTICED, NOT_JUDGED = range(3)


@dataclass
class Judging:
    """A plugin of pytest that, instead of running the tests once, runs them for each mutant until one of them fails."""

    mutants: Iterable[str]
    patience_s: int
    unnoticed: list[str] = field(default_factory=list)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Judge the mutants, once it is clear that the tests pass as they are and fail where everything is broken."""
        # What was collected is not looked through again by each process.
        gc.freeze()
        if dict(self._judged(session, [NONE, BROKEN])) != {NONE: False, BROKEN: True}:
            pytest.exit("the tests fail without a mutant, or pass though everything is broken", returncode=pytest.ExitCode.TESTS_FAILED)
        self.unnoticed = [mutant for mutant, is_noticed in self._judged(session, self.mutants) if not is_noticed]
        return True

    def _judged(self, session: pytest.Session, mutants: Iterable[str]) -> Iterator[tuple[str, bool]]:
        """Yield each mutant and whether a test has noticed it, as many at a time as there are processors."""
        running: dict[int, str] = {}
        for mutant in mutants:
            if len(running) == PROCESSES:
                yield _ended(running)
            running[self._started(session, mutant)] = mutant
        while running:
            yield _ended(running)

    def _started(self, session: pytest.Session, mutant: str) -> int:
        process = os.fork()
        if process:
            return process
        verdict = NOT_JUDGED
        try:
            os.environ[VARIABLE] = mutant
            verdict = NOTICED if self._is_noticed(session, mutant) else UNNOTICED
        finally:
            os._exit(verdict)

    def _is_noticed(self, session: pytest.Session, mutant: str) -> bool:
        tests = nearest_first(session.items, mutant)
        for test, following in zip_longest(tests, tests[1:]):
            _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
            resource.setrlimit(resource.RLIMIT_CPU, (ceil(time.process_time()) + self.patience_s, hard))
            test.config.hook.pytest_runtest_protocol(item=test, nextitem=following)
            if session.testsfailed:
                return True
        return False


def nearest_first(tests: Iterable[pytest.Item], mutant: str) -> list[pytest.Item]:
    """Return first the tests that name the module of the mutant, then one of every file, then another of every file, and so on."""
    module = mutant.rpartition(".")[0].rpartition(".")[2]
    earlier: Counter[Path] = Counter()
    places = {}
    for test in tests:
        places[test] = (module not in test.nodeid.replace("-", "_"), earlier[test.path])
        earlier[test.path] += 1
    return sorted(places, key=lambda test: places[test])


def _ended(running: dict[int, str]) -> tuple[str, bool]:
    process, status = os.wait()
    mutant, verdict = running.pop(process), os.waitstatus_to_exitcode(status)
    if verdict not in (UNNOTICED, NOTICED, -signal.SIGXCPU):
        raise RuntimeError(f"{mutant or 'the code as it is'} could not be judged: {verdict}")
    return mutant, verdict != UNNOTICED


def main() -> int:
    """Judge the mutants whose names stand in the standard input."""
    patience_s, *arguments = sys.argv[1:]
    judging = Judging(sys.stdin.read().split(), int(patience_s))
    with redirect_stdout(sys.stderr):
        status = pytest.main(arguments, plugins=[judging])
    print(*judging.unnoticed, sep="\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
