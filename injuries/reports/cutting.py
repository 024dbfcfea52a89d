"""Texts made to fit on a sheet: what is cut away is counted, so that the page can say how much it was (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

CHARACTERS_A_LINE = 52
"""A line of a column, roughly: so that many short lines do not take more room than one long one."""


LONGEST_WORD = 24
"""A longer one may be broken; to look for a place in a word of hundreds takes a page minutes."""
_LONG = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
MAY_BREAK = "\u200b"


@dataclass(frozen=True)
class Cut:
    """The beginning of a text by lines, and how many characters are missing behind it."""

    lines: tuple[str, ...]
    missing: int = 0


@dataclass(frozen=True)
class Room:
    """How much there is room for: characters of a text, of a question and of a name, and questions; `is_dense` sets smaller type."""

    text: int = 900
    question: int = 240
    questions: int = 10
    name: int = 200
    is_dense: bool = True


# Tried one after the other until the page fits.
ROOMS = (
    Room(is_dense=False),
    Room(),
    Room(text=450, question=160, questions=8),
    Room(text=200, question=100, questions=6, name=80),
    Room(text=90, question=60, questions=4, name=40),
)


def cut(text: str, room: int) -> Cut:
    """Return the beginning of a text that fits into `room` characters, empty lines dropped; lines count as if they were full."""
    lines: list[str] = []
    left, used = room, 0
    known = [line.strip() for line in text.splitlines() if line.strip()]
    for line in known:
        if left <= 0:
            break
        kept = line if len(line) <= left else line[:left].rstrip()
        lines.append(kept)
        used += len(kept)
        left -= max(len(kept), CHARACTERS_A_LINE)
        if kept != line:
            break
    return Cut(tuple(map(breakable, lines)), sum(map(len, known)) - used)


def cut_name(name: str, room: int) -> str:
    """Return a name that fits, an ellipsis in place of what is missing."""
    return breakable(name if len(name) <= room else f"{name[: room - 1].rstrip()}…")


def cut_list(lines: Sequence[str], room: int) -> tuple[tuple[str, ...], int]:
    """Return the first lines and how many are missing."""
    return tuple(lines[:room]), max(len(lines) - room, 0)


def breakable(text: str) -> str:
    """Return a text in whose long words a line may end, at a sign that nobody sees."""
    return _LONG.sub(rf"\g<0>{MAY_BREAK}", text)
