"""The table of a proof, and the list of mutants that change nothing."""

from pathlib import Path

import pytest

from tests.proof import mutation
from tests.proof.lighthouse import CATEGORIES, Score
from tests.proof.outcome import Outcome, as_table


def test_the_table_says_what_failed() -> None:
    table = as_table([Outcome("a", "b", is_proved=True).after(1.4), Outcome("c", "d", is_proved=False)])
    assert table.splitlines()[2:] == ["| a | b | yes | 1 |", "| c | d | NO | 0 |"]


def test_every_category_has_to_be_enough() -> None:
    enough = dict.fromkeys(CATEGORIES, 95)
    assert Score("home", enough, ()).is_enough
    assert not Score("home", enough | {"seo": 94}, ()).is_enough


def test_every_equivalent_mutant_is_of_a_line_that_is_there_once_and_has_a_reason() -> None:
    for mutant, reason in mutation.explained().items():
        source = Path(*mutant.module.split(".")).with_suffix(".py").read_text()
        assert len(reason.split()) > 3
        # Of another line that reads the same the reason might not be true.
        assert all(source.count(line) == 1 for line in mutant.was.splitlines()), mutant


def test_what_mutmut_says_is_understood(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shown = "--- a/b.py\n+++ a/b.py\n-    return 1\n+    return 2\n"
    monkeypatch.setattr(mutation, "_mutmut", lambda copy, what, name: type("Done", (), {"stdout": shown}))
    assert mutation._mutant(tmp_path, "a.b.x_f__mutmut_2") == mutation.Mutant("a.b", "return 1", "return 2")
