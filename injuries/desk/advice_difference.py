"""What two texts differ in, word by word (pure)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

TOKEN = re.compile(r"\n+|[^\S\n]+|[\w'’-]+|[^\w\s]")
SAME, NEW, GONE = "same", "new", "gone"


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they are in both texts, new, or gone."""

    kind: str
    text: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces of both texts in their order; what was replaced comes as gone, then new."""
    return tuple(piece for gone, new in _steps(TOKEN.findall(before), TOKEN.findall(after)) for piece in _pieces(gone, new))


def differs(pieces: Iterable[Piece]) -> bool:
    """Tell whether anything is new or gone."""
    return any(piece.kind != SAME for piece in pieces)


def _steps(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    """Return what stands in either text, step by step; a blank between two changes belongs to them, so that a phrase reads as one."""
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    steps: list[tuple[str, str]] = []
    for place, (step, first, end, new_first, new_end) in enumerate(codes):
        own = "".join(old[first:end]), "".join(new[new_first:new_end])
        is_between = step == "equal" and own[0].isspace() and "\n" not in own[0] and 0 < place < len(codes) - 1
        if (step != "equal" or is_between) and steps and steps[-1][0] != steps[-1][1]:
            steps[-1] = steps[-1][0] + own[0], steps[-1][1] + own[1]
        else:
            steps.append(own)
    return steps


def _pieces(gone: str, new: str) -> Iterator[Piece]:
    if gone == new:
        yield Piece(SAME, new)
        return
    if gone:
        yield Piece(GONE, gone)
    if new:
        yield Piece(NEW, new)
