"""Warm-ups as a calendar: weeks of days, each day marked with the least of what its runs had."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from runlog.core.charts import each_day
from runlog.core.looks import Look
from runlog.core.weeks import LAST_DAY, mondays_to
from runlog.training.choices import WarmUp

OPEN = "open"
# The least first. What was not recorded may have been anything, so a day has a warm-up only where each of its runs has one.
LEAST_FIRST = (WarmUp.SKIPPED, WarmUp.SHORT, OPEN, WarmUp.DONE)
LOOKS = {
    WarmUp.DONE: Look(gettext_lazy("Done"), "disc-check"),
    WarmUp.SHORT: Look(gettext_lazy("Short"), "disc-half"),
    WarmUp.SKIPPED: Look(gettext_lazy("Skipped"), "ring"),
    OPEN: Look(gettext_lazy("Not recorded"), "ring-dashed"),
}
COUNTED = {
    WarmUp.DONE: gettext_lazy("%(count)s with a warm-up"),
    WarmUp.SHORT: gettext_lazy("%(count)s with a short one"),
    WarmUp.SKIPPED: gettext_lazy("%(count)s with none"),
    OPEN: gettext_lazy("%(count)s not recorded"),
}


@dataclass(frozen=True)
class CalendarDay:
    """A day of the calendar; `state` is one of LOOKS, empty on a day without a run."""

    on: date
    runs: int
    state: str
    is_today: bool
    is_ahead: bool

    @property
    def look(self) -> Look:
        """The icon and the word of a day with a run."""
        return LOOKS[self.state]

    @property
    def words(self) -> str:
        """What the mark of a day with a run says."""
        if self.runs == 1:
            return str(self.look.word)
        return _("%(state)s, %(runs)s runs") % {"state": self.look.word, "runs": self.runs}


@dataclass(frozen=True)
class CalendarWeek:
    """Seven days from a Monday on; `names_month`: its month stands beside it, being another one than that of the week above."""

    days: tuple[CalendarDay, ...]
    names_month: bool

    @property
    def first(self) -> date:
        """Its Monday."""
        return self.days[0].on


@dataclass(frozen=True)
class WarmUpCalendar:
    """The weeks, oldest first, and how many runs had which warm-up."""

    weeks: tuple[CalendarWeek, ...]
    counts: Mapping[str, int]

    @property
    def looks(self) -> Mapping[str, Look]:
        """What the marks mean."""
        return LOOKS

    @property
    def weekdays(self) -> tuple[date, ...]:
        """A day of each name, from Monday on."""
        return tuple(day.on for day in self.weeks[0].days)

    @property
    def has_several(self) -> bool:
        """Tell whether a day has more runs than one, so that the least of them counts."""
        return any(day.runs > 1 for week in self.weeks for day in week.days)

    @property
    def sentence(self) -> str:
        """How many runs there were, and what they had."""
        runs, weeks = sum(self.counts.values()), len(self.weeks)
        if not runs:
            return _("No run logged in these %(weeks)s weeks.") % {"weeks": weeks}
        parts = ", ".join(str(words) % {"count": self.counts[state]} for state, words in COUNTED.items() if self.counts.get(state))
        text = ngettext("%(runs)s run in these %(weeks)s weeks: %(parts)s.", "%(runs)s runs in these %(weeks)s weeks: %(parts)s.", runs)
        return text % {"runs": runs, "weeks": weeks, "parts": parts}


def warm_up_calendar(*, on: date, weeks: int, runs: Iterable[tuple[date, str | None]]) -> WarmUpCalendar:
    """Build the calendar of that many weeks up to the one of `on`; runs of other days are left out. `runs` holds their warm-ups."""
    mondays = mondays_to(on, weeks)
    states: dict[date, list[str]] = defaultdict(list)
    for day, warm_up in runs:
        if mondays[0] <= day <= on:
            states[day].append(warm_up or OPEN)
    months = [monday.month for monday in mondays]
    return WarmUpCalendar(
        weeks=tuple(
            CalendarWeek(tuple(_day(day, states, on) for day in each_day(monday, monday + LAST_DAY)), names_month=month != above)
            for monday, month, above in zip(mondays, months, [None, *months], strict=False)
        ),
        counts=Counter(state for of_day in states.values() for state in of_day),
    )


def _day(day: date, states: Mapping[date, list[str]], on: date) -> CalendarDay:
    found = states.get(day, [])
    least = min(found, key=LEAST_FIRST.index, default="")
    return CalendarDay(on=day, runs=len(found), state=least, is_today=day == on, is_ahead=day > on)
