"""What a document may hold: shapes that read JSON values into Python's and write them back (pure).

A shape reads what `json.loads(..., parse_float=Decimal)` gives. What does not fit raises `Problem`, which names the path
(`pain[3].score`) and says in one sentence what belongs there. Missing and null both read as None.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Protocol

from runlog.core.dates import format_moment, parse_moment

# Python also reads week dates and days without hyphens.
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Problem(ValueError):
    """A fault in a document: where it is, and what belongs there."""

    def __init__(self, path: str, sentence: str) -> None:
        """Take the path (`pain[3].score`) and a sentence that goes on from it ("must be a whole number from 0 to 10")."""
        # A path can hold keys that somebody made up, and no page and no database shows every character.
        self.path = "".join(letter if letter.isprintable() else "?" for letter in path)
        super().__init__(f"{self.path}: {sentence}." if path else f"{sentence}.")
        self.sentence = sentence


class Shape(Protocol):
    """Reads one JSON value and writes it back."""

    def read(self, value: Any, path: str) -> Any:
        """Return the Python value, or raise Problem."""

    def write(self, value: Any) -> Any:
        """Return the JSON value; the inverse of `read`."""


def write_number(value: Decimal) -> int | float:
    """Return the JSON number of a decimal; with at most 3 decimals and 11 digits a float prints exactly as it stands."""
    return int(value) if value == value.to_integral_value() else float(value)


@dataclass(frozen=True)
class Text:
    """A text of at most `most` characters; tab and line ends are its only control characters."""

    most: int = 10_000
    least: int = 0
    one_line: bool = False

    def read(self, value: Any, path: str) -> str:
        """Return the text as it stands."""
        if not isinstance(value, str):
            raise Problem(path, "must be a text")
        if not self.least <= len(value) <= self.most:
            raise Problem(path, f"must have {self.least} to {self.most:,} characters")
        allowed = "" if self.one_line else "\t\n\r"
        if any((ord(c) < 32 and c not in allowed) or ord(c) == 127 or 0xD800 <= ord(c) <= 0xDFFF for c in value):
            raise Problem(path, "must not hold control characters")
        return value

    def write(self, value: str) -> str:
        """Return the text."""
        return value


@dataclass(frozen=True)
class Number:
    """A finite number from `least` to `most` with at most 3 decimals, kept exactly."""

    most: int
    least: int = 0

    def read(self, value: Any, path: str) -> Decimal:
        """Return the number as a Decimal."""
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise Problem(path, "must be a number")
        number = Decimal(value)
        if not (number.is_finite() and self.least <= number <= self.most):
            raise Problem(path, f"must be from {self.least:,} to {self.most:,}")
        if number != round(number, 3):
            raise Problem(path, "must have at most 3 decimals")
        return number

    def write(self, value: Decimal) -> int | float:
        """Return the JSON number."""
        return write_number(value)


@dataclass(frozen=True)
class Score:
    """A whole number from 0 to 10."""

    def read(self, value: Any, path: str) -> int:
        """Return the score."""
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10:
            raise Problem(path, "must be a whole number from 0 to 10")
        return value

    def write(self, value: int) -> int:
        """Return the score."""
        return value


@dataclass(frozen=True)
class YesNo:
    """True or false."""

    def read(self, value: Any, path: str) -> bool:
        """Return the answer."""
        if not isinstance(value, bool):
            raise Problem(path, "must be true or false")
        return value

    def write(self, value: bool) -> bool:
        """Return the answer."""
        return value


@dataclass(frozen=True)
class OneOf:
    """One of some words."""

    words: tuple[str, ...]

    def read(self, value: Any, path: str) -> str:
        """Return the word."""
        if not isinstance(value, str) or value not in self.words:
            raise Problem(path, f"must be one of {', '.join(self.words)}")
        return value

    def write(self, value: str) -> str:
        """Return the word."""
        return value


@dataclass(frozen=True)
class AnyOf:
    """A list of some words, none twice."""

    words: tuple[str, ...]

    def read(self, value: Any, path: str) -> list[str]:
        """Return the words in the order given."""
        if not isinstance(value, list):
            raise Problem(path, "must be a list")
        words = [OneOf(self.words).read(item, f"{path}[{place}]") for place, item in enumerate(value)]
        if len(set(words)) < len(words):
            raise Problem(path, "names a value twice")
        return words

    def write(self, value: Iterable[str]) -> list[str]:
        """Return the words."""
        return list(value)


@dataclass(frozen=True)
class Day:
    """A date, `YYYY-MM-DD`."""

    def read(self, value: Any, path: str) -> date:
        """Return the date."""
        try:
            if not _DAY.fullmatch(value):
                raise ValueError
            return date.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise Problem(path, "must be a date such as 2026-11-22") from error

    def write(self, value: date) -> str:
        """Return the date as text."""
        return value.isoformat()


@dataclass(frozen=True)
class Moment:
    """An RFC 3339 timestamp with seconds and an offset, which is kept."""

    def read(self, value: Any, path: str) -> datetime:
        """Return the moment in its own fixed offset."""
        try:
            moment = parse_moment(value)
            moment.astimezone(UTC)  # at the edges of the calendar this leaves it
        except (TypeError, ValueError, OverflowError) as error:
            raise Problem(path, "must be a time such as 2026-11-22T07:40:00+01:00") from error
        return moment

    def write(self, value: datetime) -> str:
        """Return the moment as text."""
        return format_moment(value)


@dataclass(frozen=True)
class ListOf:
    """A list of things of one shape; where `is_distinct`, texts of which none stands in it twice."""

    item: Shape
    is_distinct: bool = False

    def read(self, value: Any, path: str) -> list[Any]:
        """Return the things read."""
        if not isinstance(value, list):
            raise Problem(path, "must be a list")
        things = [self.item.read(item, f"{path}[{place}]") for place, item in enumerate(value)]
        if self.is_distinct and len(set(things)) < len(things):
            raise Problem(path, "names a value twice")
        return things

    def write(self, value: Iterable[Any]) -> list[Any]:
        """Return the things written."""
        return [self.item.write(item) for item in value]


@dataclass(frozen=True)
class MapOf:
    """An object whose keys are among `keys` and whose values have one shape."""

    keys: tuple[str, ...]
    item: Shape

    def read(self, value: Any, path: str) -> dict[str, Any]:
        """Return the keys with their values read."""
        if not isinstance(value, dict):
            raise Problem(path, "must be an object")
        for key in value:
            if key not in self.keys:
                raise Problem(_join(path, key), "is not a key of this format")
        return {key: self.item.read(item, _join(path, key)) for key, item in value.items()}

    def write(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return the keys with their values written."""
        return {key: self.item.write(item) for key, item in value.items()}


@dataclass(frozen=True)
class Object:
    """An object with known keys; those in `needed` must be there and not null, the others read as None where missing."""

    attributes: Mapping[str, Shape]
    needed: frozenset[str] = field(default_factory=frozenset)

    def read(self, value: Any, path: str) -> dict[str, Any]:
        """Return every known key with its value or None; an unknown key is a Problem that names its path."""
        if not isinstance(value, dict):
            raise Problem(path, "must be an object")
        for key in value:
            if key not in self.attributes:
                raise Problem(_join(path, key), "is not a key of this format")
        return {key: self._read_attribute(key, value.get(key), path) for key in self.attributes}

    def _read_attribute(self, key: str, value: Any, path: str) -> Any:
        if value is not None:
            return self.attributes[key].read(value, _join(path, key))
        if key in self.needed:
            raise Problem(_join(path, key), "is missing")
        return None

    def write(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return the keys that have a value; what is None is left out."""
        return {key: shape.write(value[key]) for key, shape in self.attributes.items() if value.get(key) is not None}


def _join(path: str, key: str) -> str:
    return f"{path}.{key[:80]}" if path else key[:80]
