"""What one proof came to, the table of some, and what is kept of each between runs: all of them take an hour."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Outcome:
    """What was tried, what came of it, whether that is what it must be, and the seconds that it took."""

    what: str
    said: str
    is_proved: bool
    seconds: float = 0
    on: str = ""

    def after(self, seconds: float, on: date) -> "Outcome":
        """The same, with the time that its proof took, and the day."""
        return replace(self, seconds=seconds, on=f"{on:%-d %B %Y}")


def as_table(outcomes: Iterable[Outcome]) -> str:
    """A table of Markdown, which reads in a terminal too."""
    rows = [f"| {one.what} | {one.said} | {'yes' if one.is_proved else 'NO'} | {one.seconds:.0f} | {one.on} |" for one in outcomes]
    return "\n".join(["| What | Came to | As it must be | Seconds | On |", "|---|---|---|---|---|", *rows])


def kept(file: Path) -> dict[str, list[Outcome]]:
    """Return what each proof, by name, last came to; nothing where none was kept."""
    found = json.loads(file.read_text()) if file.exists() else {}
    return {name: [Outcome(**one) for one in outcomes] for name, outcomes in found.items()}


def keep(file: Path, outcomes: Mapping[str, Sequence[Outcome]]) -> None:
    """Keep what each proof came to, all of it or nothing."""
    unfinished = file.with_suffix(".unfinished")
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    unfinished.write_text(json.dumps({name: [asdict(one) for one in own] for name, own in outcomes.items()}, indent=1) + "\n")
    unfinished.replace(file)
