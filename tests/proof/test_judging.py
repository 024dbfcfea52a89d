"""Judging mutants: which are noticed, that one which hangs is, and that tests which cannot judge are not asked."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from runlog.environment import ROOT
from tests.proof import mutation
from tests.proof.judging import nearest_first

MUTANTS = [f"a.b.x_f__mutmut_{number}" for number in (1, 2, 3)]
SOUND = """
import os

mutant = lambda: os.environ["MUTANT_UNDER_TEST"]

def test_notices_the_first():
    assert mutant() not in ("a.b.x_f__mutmut_1", "fail")

def test_hangs_with_the_second():
    while mutant() == "a.b.x_f__mutmut_2":
        pass
"""
BLIND = "def test_nothing():\n    pass\n"
FAILING = "def test_itself():\n    assert False\n"


def judged(tests: str, folder: Path) -> "tuple[int, list[str]]":
    """Judge three mutants by some tests; return the exit status and those that were not noticed."""
    module = folder / "test_it.py"
    module.write_text(tests)
    done = mutation._judge(ROOT, MUTANTS, ["-q", "-p", "no:cacheprovider", str(module)], patience_s=1)
    return done.returncode, done.stdout.split()


def test_what_no_test_notices_is_named(tmp_path: Path) -> None:
    assert judged(SOUND, tmp_path) == (0, MUTANTS[2:])


@pytest.mark.parametrize("tests", [BLIND, FAILING])
def test_tests_that_cannot_judge_are_not_asked(tests: str, tmp_path: Path) -> None:
    assert judged(tests, tmp_path) == (1, [])


@dataclass(frozen=True)
class Item:
    nodeid: str

    @property
    def path(self) -> Path:
        return Path(self.nodeid.partition("::")[0])


def test_tests_that_name_the_module_come_first_then_one_of_every_file() -> None:
    names = ["test_a.py::one", "test_a.py::two", "test_a.py::old-shoes", "test_b.py::one", "test_old_shoes.py::one"]
    tests = cast("list[pytest.Item]", [Item(name) for name in names])
    ordered = [test.nodeid for test in nearest_first(tests, "rules.old_shoes.x_check__mutmut_1")]
    assert ordered == ["test_old_shoes.py::one", "test_a.py::old-shoes", "test_a.py::one", "test_b.py::one", "test_a.py::two"]
