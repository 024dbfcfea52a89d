"""The difference of two texts is readable, and holds all of both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from injuries.desk.advice_difference import GONE, NEW, SAME, difference, differs

TEXTS = st.lists(st.sampled_from(["a", "b", "it’s", " ", "  ", "\n", "\n\n", ".", ", ", "- "]), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        (
            "far past what we recommend.",
            "far past you set.",
            [(SAME, "far past "), (GONE, "what we recommend"), (NEW, "you set"), (SAME, ".")],
        ),
        ("One.", "One.\n\nTwo.", [(SAME, "One."), (NEW, "\n\nTwo.")]),
        ("the heel.", "the heel, too.", [(SAME, "the heel"), (NEW, ", too"), (SAME, ".")]),
        ("", "All new.", [(NEW, "All new.")]),
        ("Gone.", "", [(GONE, "Gone.")]),
        ("Same.", "Same.", [(SAME, "Same.")]),
    ],
)
def test_words(before: str, after: str, pieces: list[tuple[str, str]]) -> None:
    assert [(piece.kind, piece.text) for piece in difference(before, after)] == pieces


@given(TEXTS, TEXTS)
def test_nothing_is_lost(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != NEW) == before
    assert "".join(piece.text for piece in pieces if piece.kind != GONE) == after
    assert differs(pieces) == (before != after)
