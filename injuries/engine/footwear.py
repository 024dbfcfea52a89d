"""A pair of shoes with its use: distance, when it was first and last used, its checks and ratings up to a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from injuries.engine.arithmetic import total
from injuries.engine.days import first_of
from injuries.engine.log import ComfortRating, Run, Shoe, ShoeCheck, ShoeUse, Walk

Dated = TypeVar("Dated", ShoeCheck, ComfortRating)

IN_USE_DAYS = 30
WEAR = frozenset({"outsole", "midsole", "heel", "upper"})
"""Parts whose wear spoils a check; one side more worn than the other is normal."""


@dataclass(frozen=True, slots=True)
class Use:
    """One run or walk in a pair of shoes; an unknown distance is zero here, so that sums are floors."""

    on: date
    distance_m: Decimal


@dataclass(frozen=True, slots=True)
class Pair:
    """A shoe as it stands on one day; `uses` go from the earliest local date to the latest."""

    shoe: Shoe
    uses: tuple[Use, ...]
    earlier: ShoeUse
    on: date

    @property
    def scope(self) -> str:
        """The scope of its flags."""
        return f"shoe:{self.shoe.id}"

    @property
    def distance_m(self) -> Decimal:
        """What is on the shoe: start distance, runs and walks; a floor, since what is not recorded adds nothing."""
        return (self.shoe.start_distance_m or Decimal(0)) + self.earlier.distance_m + _sum(self.uses)

    @property
    def in_use(self) -> bool:
        """Whether it is not retired and a run or walk was done in it in the last 30 days."""
        retired = self.shoe.retired_on is not None and self.shoe.retired_on <= self.on
        return not retired and bool(self.uses) and self.uses[-1].on >= first_of(IN_USE_DAYS, self.on)

    @property
    def first_used_on(self) -> date | None:
        """The date given by the athlete, else that of the first run or walk."""
        if self.shoe.first_used_on:
            return self.shoe.first_used_on
        return min((day for day in (self.earlier.first_on, *(use.on for use in self.uses[:1])) if day), default=None)

    @property
    def latest_check(self) -> ShoeCheck | None:
        """The latest check; of one date the one entered last."""
        return next(reversed(_until(self.shoe.checks, self.on)), None)

    @property
    def ratings(self) -> list[ComfortRating]:
        """All comfort ratings, earliest first; those of one date in the order in which they were entered."""
        return _until(self.shoe.comfort, self.on)

    def distance_after(self, check: ShoeCheck) -> Decimal:
        """Return the distance added on days after the latest check."""
        return self.earlier.distance_after_check_m + _sum(use for use in self.uses if use.on > check.on)

    def reached_on(self, distance_m: Decimal, since: date) -> date | None:
        """Return the day on which the shoe reached a distance, None when that was before `since`."""
        total = self.distance_m
        for use in reversed(self.uses):
            if use.on < since:
                return None
            total -= use.distance_m
            if total < distance_m:
                return use.on
        return None


def is_clean(check: ShoeCheck) -> bool:
    """Tell whether a check found no wear that counts."""
    return WEAR.isdisjoint(check.worn)


def pairs_of(shoes: Iterable[Shoe], sessions: Iterable[Run | Walk], earlier: Mapping[str, ShoeUse], on: date) -> tuple[Pair, ...]:
    """Return every shoe with its use, by id."""
    uses: dict[str, list[Use]] = {}
    for session in sessions:
        if session.shoe is not None:
            uses.setdefault(session.shoe, []).append(Use(session.on, session.distance_m or Decimal(0)))
    for own in uses.values():
        own.sort(key=lambda use: use.on)
    return tuple(
        Pair(shoe, tuple(uses.get(shoe.id, ())), earlier.get(shoe.id, ShoeUse()), on) for shoe in sorted(shoes, key=lambda each: each.id)
    )


def _until(records: Sequence[Dated], on: date) -> list[Dated]:
    return sorted((record for record in records if record.on <= on), key=lambda record: record.on)


def _sum(uses: Iterable[Use]) -> Decimal:
    return total(use.distance_m for use in uses)
