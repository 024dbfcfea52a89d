"""The tests that a proof starts: they end with it, however it ends, and all that takes random logs is among them."""

import subprocess
import sys
import time

from runlog.environment import ROOT
from tests.house.sources import modules
from tests.support.processes import lives

PROOF = """
import time
from tests.proof import suites
print(suites._pytest("tests/fuzz", "--verbose", PYTHONUNBUFFERED="1").pid, flush=True)
time.sleep(60)
"""


def test_suite_ends_with_a_killed_proof() -> None:
    proof = subprocess.Popen([sys.executable, "-c", PROOF], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    with proof:
        lines = iter(proof.stdout or ())
        suite = int(next(lines))
        # While Python itself begins, an interrupt may be lost in what cannot fail.
        assert any("test session starts" in line for line in lines)
        assert lives(suite)
        proof.kill()
        end = time.monotonic() + 30
        while lives(suite):
            assert time.monotonic() < end, "it goes on alone"
            time.sleep(0.05)


def test_whatever_takes_random_logs_takes_more_in_a_proof() -> None:
    taking = [module for module in modules(packages=("tests",)) if "from tests.support.examples import" in module.source]
    assert len(taking) > 3
    assert [module.name for module in taking if "pytest.mark.often" not in module.source] == []
