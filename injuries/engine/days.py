"""Days of a back: which have an entry, which have pain, and how much at most; with the spans of days that rules look at."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date, timedelta

DAY = timedelta(days=1)


def first_of(days: int, last: date) -> date:
    """Return the first of the last `days` days to `last`, both inclusive."""
    return last - timedelta(days=days - 1)


class PainDays:
    """The highest back score of each day that has one; a day without an entry is unknown, neither painful nor free of pain."""

    def __init__(self, daily_max: Mapping[date, int]) -> None:
        self.daily_max = daily_max
        self.entry_days = sorted(daily_max)
        self.pain_days = [day for day in self.entry_days if daily_max[day] >= 1]

    def known(self, days: int, last: date) -> list[date]:
        """Return the entry days among the last `days` days to `last`, oldest first."""
        low = bisect_left(self.entry_days, first_of(days, last))
        return self.entry_days[low : bisect_right(self.entry_days, last)]

    def entries(self, days: int, last: date) -> list[int]:
        """Return their daily maxima, oldest first."""
        return [self.daily_max[day] for day in self.known(days, last)]

    def painful(self, days: int, last: date) -> list[date]:
        """Return the pain days among the last `days` days to `last`, oldest first."""
        low = bisect_left(self.pain_days, first_of(days, last))
        return self.pain_days[low : bisect_right(self.pain_days, last)]

    def latest_entry(self, last: date) -> date | None:
        """Return the latest entry day up to `last`."""
        index = bisect_right(self.entry_days, last)
        return self.entry_days[index - 1] if index else None
