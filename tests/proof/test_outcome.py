"""The table of a proof, and the list of mutants that change nothing."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import tests.proof.__main__ as proofs
from tests.proof import mutation
from tests.proof.lighthouse import CATEGORIES, Score
from tests.proof.outcome import Outcome, as_table, on_page

DAY = date(2026, 11, 30)


def test_the_table_says_what_failed() -> None:
    table = as_table({"pages": [Outcome("a", "b", is_proved=True).after(1.4, DAY), Outcome("c", "d|e", is_proved=False)]})
    assert table.splitlines()[2:] == ["| pages | a | b | yes | 1 | 30 November 2026 |", "| pages | c | d/e | NO | 0 |  |"]


class TestPage:
    @pytest.fixture
    def prove(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., str]:
        """Give `prove(*words, said="well")`: do two made-up proofs as `make proof` would; return the page."""
        monkeypatch.setattr(proofs, "PAGE", tmp_path / "proof.md")
        monkeypatch.setattr(proofs, "PROOFS", ("pages", "once"))

        def prove(*words: str, said: str = "well") -> str:
            monkeypatch.setattr(sys, "argv", ["proof", *words])
            monkeypatch.setattr(proofs, "_outcomes", lambda name, _given: [Outcome(name, said, is_proved=said == "well")] * 2)
            assert proofs.main() == (said != "well")
            return proofs.PAGE.read_text() if proofs.PAGE.exists() else ""

        return prove

    def test_names_what_was_never_done(self, prove: Callable[..., str]) -> None:
        assert "Not done yet: pages." in prove("--only", "once")
        assert "Not done yet" not in prove("--only", "pages")

    def test_stands_in_the_order_of_the_proofs(self, prove: Callable[..., str]) -> None:
        prove("--only", "once")
        assert list(on_page(prove("--only", "pages"))) == ["pages", "once"]

    def test_a_part_done_again_takes_the_place_of_its_lines(self, prove: Callable[..., str]) -> None:
        prove()
        found = on_page(prove("--only", "once", said="badly"))
        assert {name: [(one.said, one.is_proved) for one in own] for name, own in found.items()} == {
            "pages": [("well", True)] * 2,
            "once": [("badly", False)] * 2,
        }

    def test_less_than_a_proof_is_not_kept(self, prove: Callable[..., str]) -> None:
        prove()
        assert "badly" not in prove("--only", "once", "--rounds", "1", said="badly")


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
