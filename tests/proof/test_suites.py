"""The tests that a proof starts: they end with it, however it ends, and all that takes random logs is among them."""

import signal
import subprocess
import sys
import time
from functools import partial

import pytest

from runlog.environment import ROOT
from tests.fuzz.amounts import VARIABLE
from tests.house.sources import modules
from tests.proof import suites
from tests.support.processes import lives

PROOF = """
import time
from tests.proof import suites
print(suites._pytest("tests/fuzz").pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("ctrl_c", [signal.SIG_DFL, signal.SIG_IGN], ids=["at a terminal", "in a shell's background"])
def test_suite_ends_with_a_killed_proof(ctrl_c: signal.Handlers) -> None:
    proof = subprocess.Popen(
        [sys.executable, "-c", PROOF],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, ctrl_c),
    )
    with proof:
        suite = int(next(iter(proof.stdout or ())))
        assert lives(suite)
        proof.kill()
        end = time.monotonic() + 30
        while lives(suite):
            assert time.monotonic() < end, "it goes on alone"
            time.sleep(0.05)


@pytest.mark.parametrize("processes", [1, 2, 3, 8])
def test_a_million_inputs_are_a_hundred_rounds_each_of_them_once(monkeypatch: pytest.MonkeyPatch, processes: int) -> None:
    started: list[str] = []

    def start(*_arguments: str, **variables: str) -> subprocess.Popen[bytes]:
        started.append(variables[VARIABLE])
        return subprocess.Popen(["true"])

    monkeypatch.setattr(suites, "PROCESSES", processes)
    monkeypatch.setattr(suites, "_pytest", start)
    assert suites.inputs().is_proved
    parts = [range(int(first), int(last) + 1) for first, last in (part.split("-") for part in started)]
    assert sorted(number for part in parts for number in part) == list(range(100))


def test_whatever_takes_random_logs_takes_more_in_a_proof() -> None:
    taking = [module for module in modules(packages=("tests",)) if "from tests.support.examples import" in module.source]
    assert len(taking) > 3
    assert [module.name for module in taking if "pytest.mark.often" not in module.source] == []
