"""Cells that a spreadsheet would work out are made plain text."""

import pytest

from runlog.core.spreadsheets import plain_cell


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_a_formula_is_made_text(text: str) -> None:
    assert plain_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Pegasus", "1-1", "'=1", "2026-11-22"])
def test_other_texts_stay(text: str) -> None:
    assert plain_cell(text) == text
