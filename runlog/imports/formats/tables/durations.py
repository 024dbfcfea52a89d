"""Durations as tables write them, as seconds of the plainest reading, with the form that tells how else they could be read."""

import re
from decimal import Decimal
from typing import Literal

from runlog.imports.formats.tables.amounts import amount

# "two" is 52:30, "three" 1:02:30, "number" 52.5, "words" 1 h 2 min: only the last has one reading.
Form = Literal["two", "three", "number", "words"]
_CLOCK = re.compile(r"'?(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2}(?:[.,]\d{1,6})?)(?:\.\d+)?")
_WORDS = re.compile(
    r"(?:(\d{1,3})\s*(?:h|hr|hrs|hours?|std|stunden)\.?)?\s*(?:(\d{1,4})\s*(?:m|min|mins|minutes?|minuten|['’′]))?\.?"
    r"\s*(?:(\d{1,2})\s*(?:s|sek|sec|secs|seconds?|[\"”″]|''))?\.?",
    re.IGNORECASE,
)


def duration(cell: str) -> tuple[Form, Decimal] | None:
    """The form of a cell and its seconds, read as m:ss, h:mm:ss or seconds; None for what is absent: 0, dashes, blank."""
    read = _clock(cell) or _number(cell) or _words(cell)
    return read if read and read[1] > 0 else None


def _clock(cell: str) -> tuple[Form, Decimal] | None:
    found = _CLOCK.fullmatch(cell)
    if not found:
        return None
    hours, minutes, seconds = found.groups()
    total = int(hours or 0) * 3600 + int(minutes) * 60 + Decimal(seconds.replace(",", "."))
    return ("three" if hours is not None else "two"), total


def _number(cell: str) -> tuple[Form, Decimal] | None:
    value = amount(cell) if cell[-1:].isdigit() else None
    return None if value is None else ("number", value)


def _words(cell: str) -> tuple[Form, Decimal] | None:
    found = _WORDS.fullmatch(cell) if cell else None
    if not found or not any(found.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return "words", Decimal(hours * 3600 + minutes * 60 + seconds)
