"""Episodes of back pain: when each opened, when its pain began and when it closed, as guidance section 3 defines them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import zip_longest

from injuries.engine.arithmetic import median
from injuries.engine.days import DAY, PainDays
from injuries.engine.log import Onset

OPENING_SCORE = 4
NEIGHBOUR = timedelta(days=3)
SILENCE = timedelta(days=28)
CLOSING_FREE_DAYS = 4
WEEK = 7
BASELINE_DAYS = 3
ENTRIES_NEEDED = 4
SUBACUTE_FROM, PERSISTENT_FROM = 42, 84
IMPROVED_POINTS, IMPROVED_SHARE = 2, Decimal("0.30")


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch of back pain; `closed_on` is None while it is open."""

    opened_on: date
    onset_on: date
    closed_on: date | None

    @property
    def scope(self) -> str:
        """The scope of its flags."""
        return f"episode:{self.opened_on.isoformat()}"


@dataclass(frozen=True, slots=True)
class Course:
    """How an open episode stands on one day; scores are medians of daily maxima, `current` is None with too few entries."""

    age_days: int
    stage: str
    state: str
    baseline: Decimal
    current: Decimal | None
    improving: bool | None


@dataclass(frozen=True, slots=True)
class OpenEpisode:
    """The open episode, and how it stands."""

    episode: Episode
    course: Course


def find_episodes(days: PainDays, onsets: Iterable[Onset], on: date) -> tuple[Episode, ...]:
    """Return all episodes up to `on`, oldest first; only the last can be open."""
    corrections = sorted(onsets, key=lambda onset: onset.opened_on)
    return tuple(Episode(opened, _onset(opened, closed or on, corrections), closed) for opened, closed in _spans(days, on))


def course_of(episode: Episode, days: PainDays, on: date) -> Course:
    """Return how an open episode stands on `on`."""
    age = (on - episode.onset_on).days
    baseline = _baseline(days, episode.opened_on)
    week = days.entries(WEEK, on)
    current = median(week) if len(week) >= ENTRIES_NEEDED else None
    return Course(age, _stage(age), _state(days, week, on), baseline, current, _improving(baseline, current))


def baseline_days(days: PainDays, opened_on: date) -> list[date]:
    """Return the first pain days of an episode, whose middle value is its baseline."""
    return days.painful(WEEK, opened_on + timedelta(days=WEEK - 1))[:BASELINE_DAYS]


def _spans(days: PainDays, on: date) -> Iterator[tuple[date, date | None]]:
    closed: date | None = date.min
    for day in days.pain_days:
        if closed is None:
            return
        if day > closed and _opens(days, day):
            closed = _close(days, day, on)
            yield day, closed


def _opens(days: PainDays, day: date) -> bool:
    return days.daily_max[day] >= OPENING_SCORE or bool(days.painful(NEIGHBOUR.days, day + NEIGHBOUR))


def _close(days: PainDays, opened_on: date, on: date) -> date | None:
    last_pain = opened_on
    free: list[date] = []
    entries = days.entry_days[bisect_left(days.entry_days, opened_on) :]
    for day, following in zip_longest(entries, entries[1:]):
        if days.daily_max[day]:
            last_pain, free = day, []
        else:
            free.append(day)
        if closed := _close_before(following, day, last_pain, free, on):
            return closed
    return None


def _close_before(following: date | None, day: date, last_pain: date, free: list[date], on: date) -> date | None:
    """Return the first closing day from the entry day `day` on, before the entry that follows it.

    Between two entries the pain-free days within the last 28 can only become fewer, so only the first day of the gap on which 28
    days have passed since the last pain can close by them.
    """
    last = following - DAY if following else on
    closings = []
    settled = max(last_pain + SILENCE, day)
    if settled <= last and len(free) >= CLOSING_FREE_DAYS and free[-CLOSING_FREE_DAYS] > settled - SILENCE:
        closings.append(settled)
    if following and day + SILENCE <= last:
        closings.append(day + SILENCE)
    return min(closings, default=None)


def _onset(opened_on: date, last: date, corrections: list[Onset]) -> date:
    own = [each.onset_on for each in corrections if opened_on <= each.opened_on <= last]
    return min(opened_on, own[-1]) if own else opened_on


def _stage(age: int) -> str:
    if age < SUBACUTE_FROM:
        return "acute"
    return "subacute" if age < PERSISTENT_FROM else "persistent"


def _state(days: PainDays, week: list[int], on: date) -> str:
    if not days.entries(SILENCE.days, on):
        return "stale"
    return "quiet" if len(week) >= ENTRIES_NEEDED and not any(week) else "open"


def _baseline(days: PainDays, opened_on: date) -> Decimal:
    return median([days.daily_max[day] for day in baseline_days(days, opened_on)])


def _improving(baseline: Decimal, current: Decimal | None) -> bool | None:
    if current is None:
        return None
    eased = baseline - current
    return eased >= IMPROVED_POINTS or eased >= IMPROVED_SHARE * baseline
