"""Mutants of the engine and the rules: each small change of the code must be noticed by a test, or be one that changes nothing.

mutmut makes the changes, judging.py runs the tests; equivalent.toml holds those that no test can notice, each with the reason.
"""

import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from runlog.environment import ROOT
from tests.proof.outcome import Outcome
from tests.support.started import copy_of_repository

WHAT = "mutants of engine and rules"
EQUIVALENT = Path(__file__).with_name("equivalent.toml")
# mutmut makes all mutants before it judges those it was asked for: one that a few quick tests notice.
FIRST = "injuries.engine.history.x_as_of__mutmut_1"
# The longest test takes a third of a second.
PATIENCE_S = 5
_NAME = re.compile(r"\S+__mutmut_\d+(?=:)")
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
    """Judge all mutants in a copy of the repository."""
    with tempfile.TemporaryDirectory(prefix="runlog-proof-") as folder:
        copy = copy_of_repository(Path(folder))
        made = _mutmut(copy, "run", FIRST)
        names = _NAME.findall(_mutmut(copy, "results", "--all", "true").stdout)
        if made.returncode or not names:
            return Outcome(WHAT, f"mutmut failed: {made.stdout[-400:]}", is_proved=False)
        judged = _judge(copy / "mutants", names, _arguments())
        if judged.returncode:
            return Outcome(WHAT, f"the tests failed: {judged.stderr[-400:]}", is_proved=False)
        left = [_mutant(copy, name) for name in judged.stdout.split()]
    known = explained()
    unexplained = [mutant for mutant in left if mutant not in known]
    stale = known.keys() - set(left)
    for mutant in unexplained:
        print(f"  no test notices: {mutant}", flush=True)
    for mutant in stale:
        print(f"  explained, but noticed or gone: {mutant}", flush=True)
    noticed, in_vain = len(names) - len(left), len(unexplained)
    said = f"{noticed} of {len(names)} noticed, {len(left) - in_vain} explained, {in_vain} not, {len(stale)} stale"
    return Outcome(WHAT, said, is_proved=not unexplained and not stale)


def explained() -> dict[Mutant, str]:
    """The changes that change nothing, with the reason of each."""
    rows = tomllib.loads(EQUIVALENT.read_text()).get("mutant", [])
    return {Mutant(row["module"], row["was"], row["became"]): row["because"] for row in rows}


def _mutant(copy: Path, name: str) -> Mutant:
    lines = _CHANGE.findall(_mutmut(copy, "show", name).stdout)
    was, became = ("\n".join(text.strip() for sign, text in lines if sign == wanted) for wanted in "-+")
    return Mutant(name.rpartition(".")[0], was, became)


def _arguments() -> list[str]:
    """Return what mutmut gives to pytest too."""
    own = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mutmut"]
    return ["-q", "--tb=native", *own["pytest_add_cli_args"], *own["pytest_add_cli_args_test_selection"]]


def _judge(
    folder: Path, names: Iterable[str], arguments: Iterable[str], patience_s: int = PATIENCE_S
) -> "subprocess.CompletedProcess[str]":
    program = [sys.executable, "-m", "tests.proof.judging", str(patience_s), "--rootdir=.", *arguments]
    return subprocess.run(program, cwd=folder, input="\n".join(names), capture_output=True, text=True)


def _mutmut(copy: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    program = Path(sys.executable).parent / "mutmut"
    return subprocess.run([program, *arguments], cwd=copy, stdin=subprocess.DEVNULL, capture_output=True, text=True)
