"""What the columns of a training log are, by their names in the languages of the services, and the units that the names hold."""

import re
from dataclasses import dataclass

from runlog.imports.formats.folding import folded
from runlog.imports.formats.tables.words import COLUMN_WORDS, UNIT_WORDS, Field

_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
# A spreadsheet of another alphabet writes a question mark for each letter that it does not know.
_LOST = re.compile(r"(?<=\w)[?\ufffd]+(?=\w)")
_LOST_MARK = "lost0letter"
_FIELDS: dict[str, Field] = {folded(word): field for field, words in COLUMN_WORDS.items() for word in words.split(",")}
_UNITS: dict[str, str] = {folded(word): unit for unit, words in UNIT_WORDS.items() for word in words.split(",")}
_BARE_UNITS: dict[str, Field] = {"km": "distance", "mi": "distance", "min": "duration"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place in the row, what it is, its unit where the name tells it ("km", "min/mi") and its name."""

    place: int
    field: Field
    unit: str | None
    name: str


def columns_of(header: list[str]) -> dict[Field, Column]:
    """The columns that are understood, the first of each kind."""
    found: dict[Field, Column] = {}
    for place, name in enumerate(header):
        column = _column(place, name)
        if column and column.field not in found:
            found[column.field] = column
    if "date" not in found and "clock" in found:
        # A start is a moment where there is no date beside it.
        found["date"] = found.pop("clock")
    return found


def durations_of(header: list[str]) -> list[Column]:
    """All columns that are named like a duration: where there are two, the first may be the time of day."""
    columns = (_column(place, name) for place, name in enumerate(header))
    return [column for column in columns if column and column.field == "duration"]


def score(header: list[str]) -> int:
    """How much a row looks like the header of a training log: 0 without a date and an amount."""
    found = columns_of(header)
    return len(found) if "date" in found and found.keys() & {"distance", "duration", "moving", "elapsed"} else 0


def _column(place: int, name: str) -> Column | None:
    words, unit = _split(name[:200])
    field = _FIELDS.get(folded(name[:200])) or _field(words)
    if field is None and unit and not words:
        field = _BARE_UNITS.get(unit)
    return Column(place, field, unit, name) if field else None


def _split(name: str) -> tuple[str, str | None]:
    """A name without its unit, and the unit: in brackets or at the end, with or without "in"."""
    inside = _BRACKETS.search(name)
    # "/km" is "per km", but signs are lost in folding.
    unit = _UNITS.get(folded(re.sub(r"^\s*/", "per ", inside.group(1)))) if inside else None
    if unit:
        return _words(_BRACKETS.sub(" ", name, count=1)), unit
    words = _words(name).split()
    for length in (3, 2, 1):
        unit = _UNITS.get(" ".join(words[-length:])) if len(words) >= length else None
        if unit:
            return " ".join(words[:-length]).removesuffix(" in"), unit
    return " ".join(words), None


def _words(name: str) -> str:
    return folded(_LOST.sub(_LOST_MARK, name))


def _field(words: str) -> Field | None:
    if _LOST_MARK not in words:
        return _FIELDS.get(words)
    pattern = re.compile(".{1,3}".join(map(re.escape, words.split(_LOST_MARK))))
    fields = {field for word, field in _FIELDS.items() if pattern.fullmatch(word)}
    return fields.pop() if len(fields) == 1 else None


def unit_named(word: str) -> str | None:
    """The unit that a word stands for."""
    return _UNITS.get(folded(word))
