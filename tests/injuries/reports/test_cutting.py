"""Texts cut to the room there is, and how much was cut is known."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from injuries.reports.cutting import LONGEST_WORD, MAY_BREAK, ROOMS, breakable, cut, cut_list, cut_name
from tests.support.examples import examples


def test_short_texts_stay_whole():
    assert cut("One.\n\n  Two.\n", 200) == cut("One.\nTwo.", 200)
    assert (cut("One.\nTwo.", 200).lines, cut("One.\nTwo.", 200).missing) == (("One.", "Two."), 0)


def test_what_is_missing_is_counted():
    found = cut("a b " * 2500, 90)
    assert (len(found.lines), found.missing) == (1, 9999 - len(found.lines[0]))
    assert found.missing > 9900


def test_many_short_lines_take_no_more_room_than_a_long_one():
    found = cut("\n".join("x" for _ in range(5000)), 900)
    assert len(found.lines) <= 18
    assert found.missing == 5000 - len(found.lines)


@pytest.mark.often
@given(st.text(st.characters(exclude_characters=MAY_BREAK), max_size=400), st.integers(1, 300))
@settings(max_examples=examples(100))
def test_nothing_is_lost_uncounted(text: str, room: int):
    found = cut(text, room)
    kept = "".join(found.lines).replace(MAY_BREAK, "")
    assert len(kept) + found.missing == sum(len(line.strip()) for line in text.splitlines())
    assert len(kept) <= room


def test_long_words_may_break():
    assert breakable("short words stay") == "short words stay"
    assert all(len(part) <= LONGEST_WORD for part in breakable("W" * 10_000).split(MAY_BREAK))


def test_names_and_lists():
    assert cut_name("Ann", 40) == "Ann"
    assert cut_name("Ann Whitfield", 5) == "Ann…"
    assert cut_list(["a", "b", "c"], 2) == (("a", "b"), 1)


@pytest.mark.parametrize("field", ["text", "question", "questions", "name"])
def test_each_room_is_no_greater_than_the_one_before(field: str):
    rooms = [getattr(room, field) for room in ROOMS]
    assert rooms == sorted(rooms, reverse=True)
