"""What cannot be done, as one sentence; and how far a long piece of work has come."""

from collections.abc import Callable
from time import monotonic

QUIET_S = 2.0

Say = Callable[[str], object]


class Refusal(Exception):
    """The message says what is wrong and what to do; nothing has been touched, or all is as it was."""


class Progress:
    """Says nothing of what takes a moment, then a line every two seconds."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._next = monotonic() + QUIET_S

    def tell(self, line: str) -> None:
        """Say the line, if it is time."""
        if monotonic() >= self._next:
            self._say(line)
            self._next = monotonic() + QUIET_S


def megabytes(size: int) -> str:
    """Return a number of bytes for people."""
    return f"{size / 1_000_000:,.1f} MB"
