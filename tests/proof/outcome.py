"""What one proof came to, and the page with the table of all: it is kept between runs, since all of them take an hour."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

HEADS = ("Part", "What", "Came to", "As it must be", "Seconds", "On")
HEAD = """# What `make proof` last showed

{machine}. A part that is done again as a whole, as by `make proof ARGS="--only pages"`, takes the place of its lines.
Of what is done on both databases at once, the seconds of the second count from the end of the first.
"""


@dataclass(frozen=True)
class Outcome:
    """What was tried, what came of it, whether that is what it must be, the seconds that it took, and the day."""

    what: str
    said: str
    is_proved: bool
    seconds: float = 0
    on: str = ""

    def after(self, seconds: float, on: date) -> "Outcome":
        """The same, with the time that its proof took, and the day."""
        return replace(self, seconds=seconds, on=f"{on:%-d %B %Y}")


Outcomes = Mapping[str, Sequence[Outcome]]


def as_table(outcomes: Outcomes) -> str:
    """A table of Markdown, which reads in a terminal too, of what each part came to."""
    rows = [_row(part, one) for part, own in outcomes.items() for one in own]
    return "\n".join(map(_line, (HEADS, ["---"] * len(HEADS), *rows)))


def as_page(outcomes: Outcomes, parts: Iterable[str], *, machine: str) -> str:
    """The page of all parts, in their order; it names those that have never been done."""
    there = {part: outcomes[part] for part in parts if part in outcomes}
    lacking = [part for part in parts if part not in outcomes]
    missing = f"\nNot done yet: {', '.join(lacking)}.\n" if lacking else ""
    return f"{HEAD.format(machine=machine)}{missing}\n{as_table(there)}\n"


def on_page(page: str) -> dict[str, list[Outcome]]:
    """Return what stands on such a page, by part."""
    found: dict[str, list[Outcome]] = {}
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == len(HEADS) and cells[4].isdigit():
            part, what, said, proved, seconds, on = cells
            found.setdefault(part, []).append(Outcome(what, said, proved == "yes", float(seconds), on))
    return found


def _row(part: str, one: Outcome) -> list[str]:
    return [part, one.what, one.said, "yes" if one.is_proved else "NO", f"{one.seconds:.0f}", one.on]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
