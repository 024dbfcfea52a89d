"""Kilometres, miles and clock times for people; metres and seconds everywhere else (pure)."""

import re
from decimal import ROUND_HALF_UP, Decimal

# Between a number and its unit, and within a date.
NO_BREAK = "\u00a0"
METRES_PER_UNIT = {"km": Decimal(1000), "mi": Decimal("1609.344")}
MILLI = Decimal("0.001")
_LONGEST = 20  # longer ones leave the precision of Decimal
_NUMBER = re.compile(r"\d+(\.\d+)?|\.\d+")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
_CLOCK = re.compile(r"(?:(\d{1,6}):)?([0-5]?\d):([0-5]?\d(?:\.\d+)?)")


def parse_number(text: str) -> Decimal:
    """Read a number >= 0 typed with comma or point; `3,000` is three thousand, `8,2` and `0,750` are decimals.

    Raises ValueError for anything else.
    """
    compact = re.sub(r"[\s\u00a0\u202f']", "", text)
    compact = compact.replace(",", "") if _THOUSANDS.fullmatch(compact) else compact.replace(",", ".", 1)
    if not _NUMBER.fullmatch(compact) or len(compact) > _LONGEST:
        raise ValueError(text)
    return Decimal(compact)


def parse_distance(text: str, units: str) -> Decimal:
    """Read a distance typed in `units` ("km" or "mi") as metres, rounded to millimetres. Raises ValueError."""
    return (parse_number(text) * METRES_PER_UNIT[units]).quantize(MILLI, ROUND_HALF_UP)


def parse_duration(text: str) -> Decimal:
    """Read `1:02:03`, `47:30` (minutes and seconds) or `62` (minutes) as seconds. Raises ValueError."""
    clock = _CLOCK.fullmatch(text.strip().replace(",", "."))
    if clock:
        hours, minutes, seconds = clock.groups()
        return (Decimal(hours or 0) * 3600 + Decimal(minutes) * 60 + Decimal(seconds)).quantize(MILLI, ROUND_HALF_UP)
    long_minutes = re.fullmatch(r"(\d{2,3}):([0-5]\d)", text.strip())
    if long_minutes:
        return Decimal(long_minutes[1]) * 60 + Decimal(long_minutes[2])
    return (parse_number(text) * 60).quantize(MILLI, ROUND_HALF_UP)


def in_units(metres: Decimal, units: str) -> Decimal:
    """Convert metres into `units`, not rounded."""
    return metres / METRES_PER_UNIT[units]


def format_number(value: Decimal, places: int) -> str:
    """Write a number with at most `places` decimals, thousands with a comma: 1,234.5."""
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded:,f}"


def format_count(count: int) -> str:
    """Write a count with its thousands apart."""
    return format_number(Decimal(count), 0)


def format_distance(metres: Decimal, units: str, places: int = 1) -> str:
    """Write metres as people of `units` read them: `8.2 km`, with a no-break space."""
    return f"{format_number(in_units(metres, units), places)}{NO_BREAK}{units}"


def typed_distance(metres: Decimal, units: str) -> str:
    """Write metres as they would be typed into a field of `units`: up to three decimals, none that say nothing."""
    return f"{in_units(metres, units).quantize(MILLI, ROUND_HALF_UP).normalize():f}"


def format_duration(seconds: Decimal) -> str:
    """Write seconds as `1:02:03` or `47:30`; parse_duration reads both back."""
    whole = int(seconds.to_integral_value(ROUND_HALF_UP))
    hours, rest = divmod(whole, 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{second:02d}" if hours else f"{minutes}:{second:02d}"


def format_pace(metres: Decimal, seconds: Decimal, units: str) -> str:
    """Write the pace as minutes a kilometre or mile: `5:47 /km`. Both numbers must be above zero."""
    return f"{format_duration(seconds / in_units(metres, units))}{NO_BREAK}/{units}"
