"""Fills the engine's sentence templates for a reader: translated, in the reader's units, dates as people write them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from injuries.engine.sentences import parse
from runlog.core.units import NO_BREAK, format_distance, format_number

NOT_KNOWN = "–"


@dataclass(frozen=True)
class Reader:
    """Who reads: the units of distances ("km" or "mi"), and the day on which they read."""

    units: str
    today: date


def fill(template: str, facts: Mapping[str, Any], reader: Reader) -> str:
    """Return the sentence that a template (a msgid) and the facts of a flag make. An unknown place is a KeyError."""
    parts = parse(gettext(template)) if template else ()
    return "".join(part if isinstance(part, str) else show(facts[part.name], part.kind, reader) for part in parts)


def show(value: Any, kind: str, reader: Reader) -> str:
    """Write a fact, SI or as JSON holds it, as a place of that kind."""
    return NOT_KNOWN if value is None else SHOWN[kind](value, reader)


def write_number(value: Any, places: int = 1) -> str:
    """Write a number with at most `places` decimals, none that say nothing."""
    text = format_number(Decimal(str(value)), places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_day(day: date | str, today: date) -> str:
    """Write a date: 21 Nov, with the year where it is not this one."""
    on = date.fromisoformat(day) if isinstance(day, str) else day
    return _written(on, "j M" if on.year == today.year else "j M Y", get_language() or "")


# Pages with many rows name the same few days again and again.
@lru_cache(maxsize=4096)
def _written(on: date, style: str, language: str) -> str:
    return date_format(on, style).replace(" ", NO_BREAK)


def _distance(metres: Any, reader: Reader) -> str:
    amount, _, unit = format_distance(Decimal(str(metres)), reader.units).partition(NO_BREAK)
    return f"{amount.removesuffix('.0')}{NO_BREAK}{unit}"


def _days(value: Any, reader: Reader) -> str:
    count = int(value)
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def _minutes(seconds: Any, reader: Reader) -> str:
    return (gettext("%(minutes)s min") % {"minutes": write_number(Decimal(str(seconds)) / 60)}).replace(" ", NO_BREAK)


def _percent(share: Any, reader: Reader) -> str:
    return f"{write_number(Decimal(str(share)) * 100)}{NO_BREAK}%"


SHOWN: Mapping[str, Callable[[Any, Reader], str]] = {
    "distance": _distance,
    "days": _days,
    "date": lambda value, reader: write_day(value, reader.today),
    "score": lambda value, reader: write_number(value),
    "count": lambda value, reader: write_number(value),
    "percent": _percent,
    "duration": _minutes,
    "text": lambda value, reader: str(value),
}
