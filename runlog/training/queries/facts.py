"""A pair with its distance and what it is made of: the value that pages and pickers of shoes read."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from runlog.training.choices import ShoeKind, Wear
from runlog.training.models import Shoe
from runlog.training.shoe_limits import Limits, UsualLimits, limits_in_force, reaches_on

SPOILS = frozenset({Wear.OUTSOLE, Wear.MIDSOLE, Wear.HEEL, Wear.UPPER})
"""Wear that makes a check not clean; one side more worn than the other is usual."""


@dataclass(frozen=True)
class Part:
    """The runs, or the walks, of a pair: how many, their distance in metres, and how many have none recorded."""

    count: int = 0
    distance_m: Decimal = Decimal(0)
    without_distance: int = 0


@dataclass(frozen=True)
class Check:
    """The latest look at a pair; `since_m` is the distance added on days after it, `at_m` what was on the pair by its day.

    Once `again_m` was added since a clean one, the pair is looked at again.
    """

    on: date
    worn: tuple[str, ...]
    note: str | None
    since_m: Decimal
    at_m: Decimal
    again_m: Decimal

    @property
    def is_clean(self) -> bool:
        """Whether nothing was ticked that counts."""
        return SPOILS.isdisjoint(self.worn)

    @property
    def words(self) -> list[str]:
        """What was ticked, in words."""
        return [str(Wear(worn).label) for worn in self.worn]

    @property
    def again_at_m(self) -> Decimal:
        """The distance at which the pair is looked at again after a clean check."""
        return self.at_m + self.again_m


@dataclass(frozen=True)
class ShoeFacts:
    """A pair as of a day; `recent_m` is the distance of the last 28 days. A missing distance adds nothing: sums are floors."""

    shoe: Shoe
    today: date
    runs: Part
    walks: Part
    recent_m: Decimal
    first_worn_on: date | None
    last_worn_on: date | None
    check: Check | None
    usual: UsualLimits

    @property
    def distance_m(self) -> Decimal:
        """All that is known to be on the pair."""
        return (self.shoe.start_distance_m or Decimal(0)) + self.runs.distance_m + self.walks.distance_m

    @property
    def is_floor(self) -> bool:
        """Whether more may be on the pair than is known: what it had gone before it was added is not."""
        return self.shoe.start_distance_m is None

    @property
    def is_new(self) -> bool:
        """Whether the pair is known to have gone nowhere yet."""
        return not self.is_floor and not self.distance_m and self.last_worn_on is None

    @property
    def first_used_on(self) -> date | None:
        """The date given, else that of the first run or walk."""
        return self.shoe.first_used_on or self.first_worn_on

    @property
    def is_retired(self) -> bool:
        """Whether the pair is out of use; a date ahead has not come yet."""
        return self.shoe.retired_on is not None and self.shoe.retired_on <= self.today

    @property
    def limits(self) -> Limits:
        """The limits in force, in metres."""
        own = {"limit_m": self.shoe.limit_m, "inspect_m": self.shoe.inspect_m}
        return limits_in_force(self.usual, is_racing=self.shoe.kind == ShoeKind.RACING, **own)

    @property
    def mark_m(self) -> Decimal | None:
        """Where the bar shows the distance for a look; None where that is not below the limit."""
        return self.limits.inspect_m if self.limits.inspect_m < self.limits.replace_m else None

    @property
    def over_m(self) -> Decimal | None:
        """How far past the limit the pair is; None while it is below."""
        over = self.distance_m - self.limits.replace_m
        return over if over >= 0 else None

    @property
    def is_check_due(self) -> bool:
        """Whether the distance for a look is reached and no clean check of late answers it."""
        is_answered = self.check is not None and self.check.is_clean and self.check.since_m < self.check.again_m
        return self.over_m is None and self.distance_m >= self.limits.inspect_m and not is_answered

    @property
    def reaches_limit_on(self) -> date | None:
        """The day on which the pair reaches its limit at the last 28 days' rate, where that can be said."""
        if self.is_retired:
            return None
        return reaches_on(distance_m=self.distance_m, limit_m=self.limits.replace_m, recent_m=self.recent_m, today=self.today)

    @property
    def without_distance(self) -> int:
        """How many runs and walks add nothing because their distance is not recorded."""
        return self.runs.without_distance + self.walks.without_distance
