"""Sentence templates with typed places, such as "{shoe:text} has {distance_m:distance} on it"."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from functools import cache
from typing import Any

KINDS = frozenset({"distance", "days", "date", "score", "count", "percent", "duration", "text"})
"""What a place can hold: metres; whole days with their word; a date; a score; a bare number; a share of one; seconds; words."""

_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Place:
    """A gap in a template, to be filled from the fact `name` and shown as `kind`."""

    name: str
    kind: str


def gettext_noop(message: str) -> str:
    """Mark a message for translation and return it unchanged."""
    return message


@cache
def parse(template: str) -> tuple[str | Place, ...]:
    """Split a template into its words and places; a stray brace or an unknown kind is a ValueError."""
    pieces = _PLACE.split(template)
    return tuple(
        _place(piece, template) if index % 2 else _words(piece, template) for index, piece in enumerate(pieces) if piece or index % 2
    )


def places(template: str) -> tuple[Place, ...]:
    """Return the places of a template in their order."""
    return tuple(part for part in parse(template) if isinstance(part, Place))


@cache
def names_in(template: str) -> frozenset[str]:
    """Return the names of the facts that a template shows."""
    return frozenset(place.name for place in places(template))


def plain(template: str, facts: Mapping[str, Any]) -> str:
    """Fill a template in plain English and metric units, for documents and tests; a missing fact is a KeyError."""
    return "".join(part if isinstance(part, str) else _SHOWN[part.kind](facts[part.name]) for part in parse(template))


def _place(piece: str, template: str) -> Place:
    name, _, kind = piece.partition(":")
    if not name.isidentifier() or kind not in KINDS:
        raise ValueError(f"{{{piece}}} is no place: {template}")
    return Place(name, kind)


def _words(piece: str, template: str) -> str:
    if "{" in piece or "}" in piece:
        raise ValueError(f"a stray brace: {template}")
    return piece


def _trimmed(value: Decimal, step: str) -> str:
    return f"{value.quantize(Decimal(step), rounding=ROUND_DOWN).normalize():,f}"


def _days(value: int) -> str:
    return "1 day" if value == 1 else f"{value} days"


def _date(value: date) -> str:
    return f"{value.day} {value:%b %Y}"


def _duration(value: Decimal) -> str:
    return f"{_trimmed(Decimal(value) / 60, '0.1')} min"


_SHOWN: Mapping[str, Callable[[Any], str]] = {
    "distance": lambda value: f"{_trimmed(Decimal(value) / 1000, '0.01')} km",
    "days": _days,
    "date": _date,
    "score": lambda value: _trimmed(Decimal(value), "0.1"),
    "count": lambda value: _trimmed(Decimal(value), "0.1"),
    "percent": lambda value: f"{_trimmed(Decimal(value) * 100, '0.1')} %",
    "duration": _duration,
    "text": str,
}
