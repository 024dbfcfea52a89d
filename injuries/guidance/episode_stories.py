"""Episodes as the pages of a back tell them, in numbers; the words for them are made elsewhere (pure)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from injuries.engine.episodes import ENTRIES_NEEDED, PERSISTENT_FROM, SILENCE, WEEK, Course, Episode, course_of
from injuries.engine.history import History
from injuries.engine.log import HomeCare, Onset


@dataclass(frozen=True)
class Tried:
    """One kind of home care: on how many days, first and last; an empty kind stands for entries that name none."""

    kind: str
    days: int
    first: date
    last: date


@dataclass(frozen=True)
class Return:
    """That an episode is one of pain that comes back: after which episode (None: pain before the log), and after how many days."""

    previous: Episode | None
    gap_days: int


class Story:
    """One episode with everything the log says of it, as of its closing, or as of the day of the history while it is open.

    `lost` are all days of the log with a session not started because of the back and without a run, oldest first; pain comes back
    when it opens within `within_days` of what was before it.
    """

    def __init__(self, history: History, episode: Episode, lost: Sequence[date] = (), within_days: int = 0) -> None:
        self.history = history
        self.episode = episode
        self.last = episode.closed_on or history.on
        self._lost = lost
        self._within_days = within_days

    @property
    def is_closed(self) -> bool:
        """Whether it has closed."""
        return self.episode.closed_on is not None

    @property
    def is_latest(self) -> bool:
        """Whether no episode opened after it."""
        return self.history.latest_episode == self.episode

    @cached_property
    def course(self) -> Course:
        """Age, stage, state, first days and last seven days (guidance section 3); the state means nothing once it has closed."""
        return course_of(self.episode, self.history.days, self.last)

    @property
    def is_long(self) -> bool:
        """Whether it has lasted for 84 days or more."""
        return self.course.age_days >= PERSISTENT_FROM

    @cached_property
    def scores(self) -> list[int]:
        """The highest score of each day with an entry since it opened, oldest first."""
        return self.history.days.entries(self.days, self.last)

    @property
    def days(self) -> int:
        """How many days it has stood in the log, its first and its last included."""
        return (self.last - self.episode.opened_on).days + 1

    @property
    def week_entries(self) -> int:
        """On how many of its last seven days there is an entry."""
        return len(self.history.days.entries(WEEK, self.last))

    @property
    def entries_missing(self) -> int:
        """How many more of these days need an entry before a middle score can be told."""
        return max(ENTRIES_NEEDED - self.week_entries, 0)

    @property
    def closing_entries(self) -> int:
        """On how many of its last 28 days there is an entry."""
        return len(self.history.days.entries(SILENCE.days, self.last))

    @property
    def days_lost(self) -> int:
        """Days of running lost: days with a session not started because of the back and no run, from the day the pain began on."""
        return bisect_right(self._lost, self.last) - bisect_left(self._lost, self.episode.onset_on)

    @cached_property
    def tried(self) -> tuple[Tried, ...]:
        """Home care from the day the pain began on, the kind of most days first; empty when none is logged."""
        return tuple(tried_between(self.history.home_care, self.episode.onset_on, self.last))

    @property
    def came_back(self) -> Return | None:
        """What it followed closely enough: an episode, or the pain before the log (`recurring_pain`, guidance section 8)."""
        place = self.history.episodes.index(self.episode)
        previous = self.history.episodes[place - 1] if place else None
        known = self.history.began_on if self.history.log.back_pain_in_year_before else None
        before = previous.closed_on if previous else known
        gap = (self.episode.opened_on - before).days if before else None
        return Return(previous, gap) if gap is not None and gap <= self._within_days else None


def tried_between(care: Iterable[HomeCare], first: date, last: date) -> list[Tried]:
    """Return what was tried in `first` .. `last`, by kind."""
    by_kind: dict[str, set[date]] = {}
    for each in care:
        if first <= each.on <= last:
            for kind in each.kinds or ("",):
                by_kind.setdefault(kind, set()).add(each.on)
    found = [Tried(kind, len(days), min(days), max(days)) for kind, days in by_kind.items()]
    return sorted(found, key=lambda each: (-each.days, each.first, each.kind))


def correction_in_force(onsets: Iterable[Onset], episode: Episode, on: date) -> Onset | None:
    """Return the correction that counts for an episode: of several that lie in it the one of the latest opening (guidance section 3)."""
    last = episode.closed_on or on
    own = [each for each in onsets if episode.opened_on <= each.opened_on <= last]
    return max(own, key=lambda each: each.opened_on, default=None)


def silences(entry_days: Sequence[date], first: date, last: date, shortest: int) -> list[tuple[date, date]]:
    """Return the stretches of at least `shortest` days without an entry that end in `first` .. `last`, each after some entry."""
    day = timedelta(days=1)
    known = [*entry_days[max(bisect_left(entry_days, first) - 1, 0) : bisect_right(entry_days, last)], last + day]
    gaps = ((before + day, after - day) for before, after in pairwise(known))
    return [(start, end) for start, end in gaps if (end - start).days + 1 >= shortest and end >= first]
