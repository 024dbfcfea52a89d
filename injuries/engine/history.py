"""Everything the rules read of a log as of one day, derived once and only when asked for."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import chain
from typing import TypeVar

from injuries.engine.days import DAY, PainDays, first_of
from injuries.engine.episodes import Episode, OpenEpisode, course_of, find_episodes
from injuries.engine.footwear import Pair, pairs_of
from injuries.engine.log import Appointment, HomeCare, LegReport, Log, PainScore, Resolution, Run, SignCheck, StrengthSession, Walk
from injuries.engine.windowing import WINDOW_DAYS, daily_max_of, days_of

Timed = TypeVar("Timed", Run, Walk, PainScore, LegReport, SignCheck)
AnyDated = TypeVar("AnyDated", Run, Walk, PainScore, LegReport, SignCheck, StrengthSession, HomeCare)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DISORDER = timedelta(days=2)
"""Of two records in the order of their instants, the later one's local date can be that much before the other's: offsets differ."""


class History:
    """A log up to and including `on`: records of a later local date do not exist, appointments excepted.

    Records with a moment go by (instant, id), earliest first. `runs` are without the missed sessions, `sessions` with them;
    `pain` holds the scores of the back only.
    """

    def __init__(self, log: Log, on: date) -> None:
        self.log = log
        self.on = on

    def first_day(self, days: int) -> date:
        """Return the first of the last `days` days."""
        return first_of(days, self.on)

    def last(self, days: int, records: Sequence[AnyDated]) -> list[AnyDated]:
        """Return those of some records, earliest first, whose local date is in the last `days` days."""
        first = self.first_day(days)
        start, surely_before = len(records), first - DISORDER
        while start and records[start - 1].on >= surely_before:
            start -= 1
        return [record for record in records[start:] if record.on >= first]

    def happened(self, resolution: Resolution | None) -> bool:
        """Tell whether a leg report or sign check is resolved by now."""
        return resolution is not None and resolution.on <= self.on

    def by_mistake(self, resolution: Resolution | None) -> bool:
        """Tell whether a leg report or sign check is by now known to have been ticked by mistake."""
        return resolution is not None and self.happened(resolution) and resolution.how == "ticked_by_mistake"

    @cached_property
    def sessions(self) -> list[Run]:
        """Runs and missed sessions."""
        return self._ordered(self.log.runs, lambda run: run.started_at)

    @cached_property
    def runs(self) -> list[Run]:
        """Runs, with or without a distance."""
        return [run for run in self.sessions if not run.missed]

    @cached_property
    def walks(self) -> list[Walk]:
        """Walks."""
        return self._ordered(self.log.walks, lambda walk: walk.started_at)

    @cached_property
    def strength(self) -> list[StrengthSession]:
        """Strength sessions, by (date, id)."""
        return self._dated(self.log.strength)

    @cached_property
    def home_care(self) -> list[HomeCare]:
        """Days of home care, by (date, id)."""
        return self._dated(self.log.home_care)

    @cached_property
    def pain(self) -> list[PainScore]:
        """Scores of the back."""
        return self._ordered((score for score in self.log.pain if score.of_back), lambda score: score.at)

    @cached_property
    def leg_reports(self) -> list[LegReport]:
        """Leg reports, resolved ones too."""
        return self._ordered(self.log.leg_reports, lambda report: report.at)

    @cached_property
    def sign_checks(self) -> list[SignCheck]:
        """Sign checks, incomplete and resolved ones too."""
        return self._ordered(self.log.sign_checks, lambda check: check.at)

    @cached_property
    def appointments(self) -> list[Appointment]:
        """Appointments that were not cancelled, past and ahead, by (date, id)."""
        return sorted((each for each in self.log.appointments if not each.cancelled), key=lambda each: (each.on, each.id))

    @cached_property
    def began_on(self) -> date | None:
        """The day on which the log began."""
        # Of the scores of the back, which are the most, only the first day is looked at.
        others = days_of(replace(self.log, pain=tuple(score for score in self.log.pain if not score.of_back)))
        days = chain(others, self.days.entry_days[:1], [self.log.earlier.began_on])
        return min((day for day in days if day is not None and day <= self.on), default=None)

    @cached_property
    def last_run_at_before_window(self) -> datetime | None:
        """The latest start of a run before the window of the log."""
        return self.log.earlier.last_run_at

    @cached_property
    def days(self) -> PainDays:
        """The back, day by day."""
        highest = dict(self.log.earlier.daily_max)
        for day, score in daily_max_of(self.log, until=self.on).items():
            highest[day] = max(score, highest.get(day, 0))
        return PainDays(highest)

    @cached_property
    def episodes(self) -> tuple[Episode, ...]:
        """All episodes, oldest first."""
        return find_episodes(self.days, self.log.onsets, self.on)

    @property
    def latest_episode(self) -> Episode | None:
        """The latest episode, open or closed."""
        return self.episodes[-1] if self.episodes else None

    @property
    def episode(self) -> Episode | None:
        """The open episode."""
        latest = self.latest_episode
        return latest if latest and latest.closed_on is None else None

    @cached_property
    def open_episode(self) -> OpenEpisode | None:
        """The open episode, and how it stands."""
        return OpenEpisode(self.episode, course_of(self.episode, self.days, self.on)) if self.episode else None

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """All shoes with their use, by id."""
        return pairs_of(self.log.shoes, [*self.runs, *self.walks], self.log.earlier.shoe_use, self.on)

    @cached_property
    def pairs_in_use(self) -> tuple[Pair, ...]:
        """The shoes in use, by id."""
        return tuple(pair for pair in self.pairs if pair.in_use)

    @cached_property
    def linked(self) -> Mapping[str, list[PainScore]]:
        """Back scores by the id of the run to which they are linked."""
        found: dict[str, list[PainScore]] = {}
        for score in self.pain:
            if score.run:
                found.setdefault(score.run, []).append(score)
        return found

    def worst(self, run: Run, *moments: str) -> int | None:
        """Return the highest back score linked to a run that is of one of the moments, None without one."""
        return max((score.score for score in self.linked.get(run.id, ()) if score.moment in moments), default=None)

    def pain_on(self, day: date) -> list[PainScore]:
        """Return the back scores of a local date."""
        midnight = datetime.combine(day, time(), UTC)
        # Wherever on earth it was that day.
        return [score for score in self.pain_between(midnight - DAY, midnight + 2 * DAY) if score.on == day]

    def pain_of(self, days: Collection[date]) -> list[PainScore]:
        """Return the back scores of some local dates that lie in the window; before it a day has its highest score alone."""
        return [score for score in self.last(WINDOW_DAYS, self.pain) if score.on in days]

    def pain_between(self, after: datetime, before: datetime) -> list[PainScore]:
        """Return the back scores from the instant `after` on, and before the instant `before`."""
        low = bisect_left(self.pain, after, key=lambda score: score.at)
        return self.pain[low : bisect_left(self.pain, before, key=lambda score: score.at)]

    def _ordered(self, records: Iterable[Timed], moment: Callable[[Timed], datetime]) -> list[Timed]:
        # Differences are compared faster than moments of different offsets.
        ordered = sorted(records, key=lambda record: (moment(record) - EPOCH, record.id))
        end, surely_past = len(ordered), self.on - DISORDER
        while end and ordered[end - 1].on > surely_past:
            end -= 1
        return ordered[:end] + [record for record in ordered[end:] if record.on <= self.on]

    def _dated(self, records: Iterable[AnyDated]) -> list[AnyDated]:
        return sorted((record for record in records if record.on <= self.on), key=lambda record: (record.on, record.id))


def as_of(now: datetime, zone_today: date, moments: Iterable[datetime]) -> date:
    """Return the day of an assessment: today in the athlete's zone or, if later, the latest local date of a moment not after now."""
    return max([zone_today, *(moment.date() for moment in moments if moment <= now)])
