"""Limits in force and the forecast, at their boundaries."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal

import pytest

from injuries.rules.worn_shoes import RULE
from runlog.training.shoe_limits import UsualLimits, limits_in_force, reaches_on

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("is_racing", "limit", "inspect", "expected"),
    [
        (False, None, None, (800_000, 480_000)),
        (True, None, None, (450_000, 240_000)),
        (False, 700_000, None, (700_000, 420_000)),
        (True, 300_000, None, (300_000, 180_000)),
        (False, None, 100_000, (800_000, 100_000)),
        (True, None, 100_000, (450_000, 100_000)),
        (False, 700_000, 650_000, (700_000, 650_000)),
        (False, None, 0, (800_000, 0)),
        (False, 800_000, None, (800_000, 480_000)),
    ],
)
def test_own_limits_go_before_those_of_the_kind(is_racing, limit, inspect, expected):
    own = {name: None if value is None else Decimal(value) for name, value in (("limit_m", limit), ("inspect_m", inspect))}
    found = limits_in_force(UsualLimits(), is_racing=is_racing, **own)
    assert (found.replace_m, found.inspect_m) == expected


def test_the_numbers_are_the_defaults_of_the_rule_that_flags_worn_shoes():
    defaults = {threshold.key: threshold.default for threshold in RULE.thresholds}
    assert defaults == asdict(UsualLimits())


@pytest.mark.parametrize(
    ("distance", "limit", "recent", "expected"),
    [
        (744_000, 800_000, 56_000, date(2026, 12, 20)),  # 28 days
        (798_000, 800_000, 56_000, date(2026, 11, 23)),  # exactly one day
        ("798000.001", 800_000, 56_000, date(2026, 11, 23)),
        ("797999.999", 800_000, 56_000, date(2026, 11, 24)),  # a day and a little: the next
        (0, 800_000, 800_000, date(2026, 12, 20)),
        (541_000, 800_000, 62_000, date(2027, 3, 19)),
    ],
)
def test_the_day_the_limit_is_reached(distance, limit, recent, expected):
    assert reaches_on(distance_m=Decimal(distance), limit_m=Decimal(limit), recent_m=Decimal(recent), today=TODAY) == expected


@pytest.mark.parametrize(
    ("distance", "limit", "recent"),
    [
        (800_000, 800_000, 56_000),
        (900_000, 800_000, 56_000),
        (700_000, 800_000, 0),
        (0, 800_000, 6_000),  # some 3,733 days
        (0, 10_000_000, "0.001"),
    ],
)
def test_no_day_is_named_where_none_can_be(distance, limit, recent):
    assert reaches_on(distance_m=Decimal(distance), limit_m=Decimal(limit), recent_m=Decimal(recent), today=TODAY) is None
