"""What judges a log is tested to its last branch, by cases that are the same each time: invented logs may reach it or not."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from runlog.environment import ROOT

ROOMS = ("injuries.engine", "injuries.rules")
TESTS = ("tests/injuries/engine", "tests/injuries/rules")
# The one test that searches among invented logs by itself.
LEFT_OUT = "tests/injuries/engine/test_reach.py"


def measure(folder: Path, *tests: str) -> dict[str, dict[str, int]]:
    """Run the tests, and count the lines and branches of each file and in all ("")."""
    report = folder / "coverage.json"
    measured = [f"--cov={room}" for room in ROOMS]
    command = ["pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "-m", "not hypothesis", f"--ignore={LEFT_OUT}", *tests]
    done = subprocess.run(
        [sys.executable, "-m", *command, *measured, "--cov-branch", f"--cov-report=json:{report}"],
        cwd=ROOT,
        # Beside it the suite may itself be measured.
        env={**os.environ, "COVERAGE_FILE": str(folder / "coverage"), "RUNLOG_TEST_DATABASE": "sqlite"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(report.read_text())
    return {name: each["summary"] for name, each in found["files"].items()} | {"": found["totals"]}


def gaps(counts: dict[str, dict[str, int]]) -> list[str]:
    """Say of each file how much of it no test has reached."""
    return [
        f"{name or 'in all'}: {count['missing_lines']} lines, {count['missing_branches']} branches"
        for name, count in counts.items()
        if count["missing_lines"] or count["missing_branches"]
    ]


def test_engine_and_rules_are_covered(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    counts = measure(tmp_path, *TESTS)
    assert {name.split("/")[1] for name in counts if name} == {"engine", "rules"}
    whole = counts[""]
    record_property("told", f"engine and rules: {whole['covered_lines']} lines, {whole['covered_branches']} branches, all covered")
    assert gaps(counts) == []


def test_a_planted_gap_is_found(tmp_path: Path) -> None:
    assert any(gap.startswith("injuries/rules/worn_shoes.py:") for gap in gaps(measure(tmp_path, "tests/injuries/rules/test_old_shoes.py")))
