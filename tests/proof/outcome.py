"""What one proof came to, and the table of all."""

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Outcome:
    """What was tried, what came of it, whether that is what it must be, and the seconds that it took."""

    what: str
    said: str
    is_proved: bool
    seconds: float = 0

    def after(self, seconds: float) -> "Outcome":
        """The same, with the time that its proof took."""
        return replace(self, seconds=seconds)


def as_table(outcomes: Iterable[Outcome]) -> str:
    """A table of Markdown, which reads in a terminal too."""
    rows = [f"| {one.what} | {one.said} | {'yes' if one.is_proved else 'NO'} | {one.seconds:.0f} |" for one in outcomes]
    return "\n".join(["| What | Came to | As it must be | Seconds |", "|---|---|---|---|", *rows])
