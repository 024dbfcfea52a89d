"""How far a long command is, on the terminal: again and again in one line, or in a line now and then where nobody looks on."""

from collections.abc import Callable
from time import monotonic
from typing import Protocol

LOOKED_ON_S, ALONE_S = 0.5, 30.0


class Output(Protocol):
    """Where a command writes to."""

    def write(self, msg: str = "", *, ending: str | None = None) -> object:
        """Write a line."""


class ProgressLine:
    """Writes done and total, how many a second, and the time that is left."""

    def __init__(self, output: Output, *, in_place: bool, clock: Callable[[], float] = monotonic) -> None:
        self._output = output
        self._in_place = in_place
        self._clock = clock
        self._began = self._told = clock()
        self._first: int | None = None

    def __call__(self, done: int, total: int) -> None:
        """Tell how far it is, if it is time."""
        now = self._clock()
        self._first = done if self._first is None else self._first
        if now - self._told < (LOOKED_ON_S if self._in_place else ALONE_S):
            return
        self._told = now
        rate = (done - self._first) / (now - self._began)
        left = f"about {_duration((total - done) / rate)} left" if rate else "time left not known yet"
        line = f"{done} of {total} logs, {rate:.0f} a second, {left}"
        self._output.write(f"\r{line:<70}" if self._in_place else line, ending="" if self._in_place else "\n")

    def end(self) -> None:
        """Leave the line that was written again and again."""
        if self._in_place:
            self._output.write("")


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{max(1, round(seconds))} s" if seconds < 90 else f"{minutes} min"
