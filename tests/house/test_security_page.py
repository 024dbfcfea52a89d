"""docs/security.md answers every requirement of the standard once, and what it names is there."""

import re

import pytest

from runlog.environment import ROOT
from tests.house.files import texts

PAGE = (ROOT / "docs" / "security.md").read_text()
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (.*?) \| (.+) \|$", re.MULTILINE)
ANSWERS = {"Held", "In part", "Not held", "n/a"}
# How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; those of level 3 come last in all of them.
SECTIONS = (
    {
        "1.1": 2,
        "1.2": 9,
        "1.3": 11,
        "1.4": 3,
        "1.5": 2,
        "2.1": 3,
        "2.2": 3,
        "2.3": 4,
        "2.4": 1,
        "3.2": 2,
        "3.3": 4,
        "3.4": 6,
        "3.5": 5,
        "3.7": 2,
    }
    | {"4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3}
    | {"6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2}
    | {"8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4}
    | {"10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3}
    | {"11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4}
    | {"13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7}
    | {"16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2}
)
WANTED = [f"{section}.{number}" for section, most in SECTIONS.items() for number in range(1, most + 1)]


def test_every_requirement_is_answered_once_and_in_order() -> None:
    assert len(WANTED) == 253
    assert [number for number, _answer, _how in ROW.findall(PAGE)] == WANTED


def test_answers_are_plain() -> None:
    assert {answer for _number, answer, _how in ROW.findall(PAGE)} == ANSWERS


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`((?:runlog|injuries|tests|static|docs)/[\w/.]+)`", PAGE))))
def test_file_is_there(name: str) -> None:
    assert (ROOT / name).exists()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(test_\w+)`", PAGE))))
def test_test_is_there(name: str) -> None:
    assert any(f"def {name}(" in text for path, text in texts(ROOT, ".py").items() if path.startswith("tests/"))
