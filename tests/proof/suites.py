"""The tests that do more in a proof: a hundred rounds of invented inputs, more random logs, every page in both themes and sizes."""

import os
import signal
import subprocess
import sys
from functools import partial

from runlog.environment import ROOT
from runlog.start.kinship import end_with_parent
from tests.fuzz.amounts import OF_ONE_ROUND, VARIABLE
from tests.proof.outcome import Outcome

SQLITE, POSTGRESQL = DATABASES = ("sqlite", "postgresql")
ROUNDS = 100
TIMES = 10
PROCESSES = min(os.cpu_count() or 1, 8)
SHARED = ("-n", str(PROCESSES), "--dist", "worksteal")


def inputs() -> Outcome:
    """A million inputs, by as many processes as there are processors: each does its part of the rounds."""
    shares = [range(ROUNDS)[ROUNDS * number // PROCESSES : ROUNDS * (number + 1) // PROCESSES] for number in range(PROCESSES)]
    # So that each says on the terminal in which round it is.
    running = [_pytest("tests/fuzz", "--capture=sys", **{VARIABLE: f"{share[0]}-{share[-1]}"}) for share in shares]
    failed = sum(bool(process.wait()) for process in running)
    said = "each got a plain answer" if not failed else "some did not: the output above says which"
    return Outcome(f"{ROUNDS * OF_ONE_ROUND:,} invented inputs to every form and reader", said, is_proved=not failed)


def random_logs() -> Outcome:
    """What holds of any log, of more random logs than a usual run takes."""
    more = {"RUNLOG_TEST_TIMES": str(TIMES)}
    failed = [one for one in DATABASES if _pytest("tests", "-m", "often", *SHARED, **more, RUNLOG_TEST_DATABASE=one).wait()]
    said = "nothing fails" if not failed else f"faults on {' and '.join(failed)}: the output above says which"
    return Outcome(f"what holds of any log, of {TIMES} times as many random logs as in a usual run", said, is_proved=not failed)


def pages() -> Outcome:
    """Every page as axe sees it, on a phone and a laptop, light and dark, and enlarged; what is done there with JavaScript and without."""
    failed = _pytest("tests/browser", "-m", "looks", *SHARED, RUNLOG_TEST_ALL_LOOKS="1").wait()
    said = "axe finds no violation, nothing is cut at 200 and 400 %" if not failed else "faults: the output above says which"
    return Outcome("every page, 390 and 1280 pixels, light and dark, with JavaScript and without", said, is_proved=not failed)


def pages_on_postgresql() -> Outcome:
    """The tests that `make test` does on SQLite alone."""
    failed = _pytest("tests", "-m", "once", *SHARED, RUNLOG_TEST_DATABASE=POSTGRESQL).wait()
    said = "nothing fails" if not failed else "faults: the output above says which"
    return Outcome("the tests that a usual run does on SQLite alone, postgresql", said, is_proved=not failed)


def _pytest(*arguments: str, **variables: str) -> "subprocess.Popen[bytes]":
    # As in CI: what is skipped is not proved.
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", "-o", "timeout=0", *arguments]
    environment = {**os.environ, "CI": "true", "RUNLOG_TEST_DATABASE": SQLITE, **variables}
    return subprocess.Popen(command, cwd=ROOT, env=environment, preexec_fn=partial(end_with_parent, signal.SIGINT))
