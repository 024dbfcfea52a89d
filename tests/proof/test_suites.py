"""The tests that a proof has started end with it, however it ends."""

import subprocess
import sys
import time

from runlog.environment import ROOT
from tests.support.processes import lives

PROOF = """
import time
from tests.proof import suites
print(suites._pytest("tests/fuzz").pid, flush=True)
time.sleep(60)
"""


def test_suite_ends_with_a_killed_proof() -> None:
    proof = subprocess.Popen([sys.executable, "-c", PROOF], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    with proof:
        suite = int(next(iter(proof.stdout or ())))
        assert lives(suite)
        proof.kill()
        end = time.monotonic() + 30
        while lives(suite):
            assert time.monotonic() < end, "it goes on alone"
            time.sleep(0.05)
