"""When a pair is due for a look and for replacement, and when it will get there (pure: guidance section 5)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Self

LEAST_LIMIT_M = Decimal(150_000)
MOST_LIMIT_M = Decimal(1_600_000)
RATE_DAYS = 28
FARTHEST_DAYS = 3650
"""A date further off than ten years says nothing."""


@dataclass(frozen=True)
class UsualLimits:
    """The distances that count where a pair has none of its own, in metres; without a number the guidance's own.

    The first look at a pair with an own limit comes at `inspect_share` of that; once `again_m` was added to a pair since a clean
    check, it is looked at again.
    """

    limit_m: Decimal = Decimal(800_000)
    racing_limit_m: Decimal = Decimal(450_000)
    inspect_m: Decimal = Decimal(480_000)
    racing_inspect_m: Decimal = Decimal(240_000)
    inspect_share: Decimal = Decimal("0.6")
    again_m: Decimal = Decimal(160_000)

    @classmethod
    def of(cls, numbers: Mapping[str, str]) -> Self:
        """Read numbers that are kept as text, by the names of the fields; other names say nothing here."""
        return cls(**{each.name: Decimal(numbers[each.name]) for each in fields(cls) if each.name in numbers})


@dataclass(frozen=True)
class Limits:
    """The distances in force for a pair, in metres."""

    replace_m: Decimal
    inspect_m: Decimal


def limits_in_force(usual: UsualLimits, *, is_racing: bool, limit_m: Decimal | None, inspect_m: Decimal | None) -> Limits:
    """Return the pair's own limits, or those that are usual for its kind where it has none of its own."""
    replace = limit_m if limit_m is not None else usual.racing_limit_m if is_racing else usual.limit_m
    if inspect_m is not None:
        return Limits(replace, inspect_m)
    if limit_m is not None:
        return Limits(replace, limit_m * usual.inspect_share)
    return Limits(replace, usual.racing_inspect_m if is_racing else usual.inspect_m)


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
