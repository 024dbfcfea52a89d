"""Mutants of the engine and the rules: each small change of the code must be noticed by a test, or be one that changes nothing.

mutmut makes the changes and runs the tests; equivalent.toml holds those that no test can notice, each with the reason.
"""

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.proof.outcome import Outcome
from tests.support.started import copy_of_repository

EQUIVALENT = Path(__file__).with_name("equivalent.toml")
# What mutmut prints of a mutant that no test has noticed; one that makes a test hang is noticed.
_LEFT = re.compile(r"^\s*(\S+__mutmut_\d+): (?!killed|timeout)(.+)$", re.MULTILINE)
_CHANGE = re.compile(r"^([-+])(?![-+]{2} )(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Mutant:
    """A change that no test has noticed: the module, the lines as they are and as they became."""

    module: str
    was: str
    became: str

    def __str__(self) -> str:
        return f"{self.module}\n  - {self.was}\n  + {self.became}"


def prove() -> Outcome:
    """Run all mutants in a copy of the repository."""
    with tempfile.TemporaryDirectory(prefix="runlog-proof-") as folder:
        copy = copy_of_repository(Path(folder))
        run = _mutmut(copy, "run", "--max-children", str(min(os.cpu_count() or 1, 8)))
        if run.returncode:
            return Outcome("mutants of engine and rules", f"mutmut failed: {run.stdout[-400:]}", is_proved=False)
        results = _mutmut(copy, "results", "--all", "true").stdout
        left = list(_left(copy, results))
    known = explained()
    unexplained = [mutant for mutant in left if mutant not in known]
    stale = known.keys() - set(left)
    for mutant in unexplained:
        print(f"  no test notices: {mutant}", flush=True)
    for mutant in stale:
        print(f"  explained, but noticed or gone: {mutant}", flush=True)
    total = len(re.findall(r"__mutmut_\d+:", results))
    said = f"{total - len(left)} of {total} noticed, {len(left) - len(unexplained)} explained, {len(unexplained)} not, {len(stale)} stale"
    return Outcome("mutants of engine and rules", said, is_proved=bool(total) and not unexplained and not stale)


def explained() -> dict[Mutant, str]:
    """The changes that change nothing, with the reason of each."""
    rows = tomllib.loads(EQUIVALENT.read_text()).get("mutant", [])
    return {Mutant(row["module"], row["was"], row["became"]): row["because"] for row in rows}


def _left(copy: Path, results: str) -> Iterator[Mutant]:
    for name, _state in _LEFT.findall(results):
        lines = _CHANGE.findall(_mutmut(copy, "show", name).stdout)
        was, became = ("\n".join(text.strip() for sign, text in lines if sign == wanted) for wanted in "-+")
        yield Mutant(name.rpartition(".")[0], was, became)


def _mutmut(copy: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    program = Path(sys.executable).parent / "mutmut"
    return subprocess.run([program, *arguments], cwd=copy, stdin=subprocess.DEVNULL, capture_output=True, text=True)
