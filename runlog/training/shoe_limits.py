"""When a pair is due for a look and for replacement, and when it will get there (pure: guidance section 5)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

REPLACE_M = Decimal(800_000)
INSPECT_M = Decimal(480_000)
RACING_REPLACE_M = Decimal(450_000)
RACING_INSPECT_M = Decimal(240_000)
INSPECT_SHARE = Decimal("0.6")
"""Of an own limit, where no own distance for the look is set."""

CHECK_AGAIN_M = Decimal(160_000)
"""After a clean check the pair is looked at again once this much was added."""

LEAST_LIMIT_M = Decimal(150_000)
MOST_LIMIT_M = Decimal(1_600_000)
RATE_DAYS = 28
FARTHEST_DAYS = 3650
"""A date further off than ten years says nothing."""


@dataclass(frozen=True)
class Limits:
    """The distances in force for a pair, in metres."""

    replace_m: Decimal
    inspect_m: Decimal


def limits_in_force(*, is_racing: bool, limit_m: Decimal | None, inspect_m: Decimal | None) -> Limits:
    """Return the pair's own limits, or those of its kind where it has none of its own."""
    replace = limit_m if limit_m is not None else RACING_REPLACE_M if is_racing else REPLACE_M
    if inspect_m is not None:
        return Limits(replace, inspect_m)
    if limit_m is not None:
        return Limits(replace, limit_m * INSPECT_SHARE)
    return Limits(replace, RACING_INSPECT_M if is_racing else INSPECT_M)


def reaches_on(*, distance_m: Decimal, limit_m: Decimal, recent_m: Decimal, today: date) -> date | None:
    """Return the day on which a pair reaches its limit at the rate of the last 28 days (`recent_m` metres in them).

    None when it is there already, was not worn in those days, or would take more than ten years.
    """
    left = limit_m - distance_m
    if left <= 0 or recent_m <= 0:
        return None
    days = left * RATE_DAYS / recent_m
    if days > FARTHEST_DAYS:
        return None
    return today + timedelta(days=int(days.to_integral_value(ROUND_CEILING)))
