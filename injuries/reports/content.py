"""What the log knows for an appointment, as one value of plain facts; the words for them are made in `words` (pure)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from injuries.engine.arithmetic import median
from injuries.engine.days import PainDays
from injuries.engine.episodes import Course, Episode
from injuries.engine.history import History
from injuries.engine.log import HomeCare, Run, StrengthSession, Walk
from injuries.engine.records import BACK_AREAS
from injuries.engine.signs import SIGNS
from injuries.engine.warm_ups import answered, counted, skipped
from injuries.guidance.episode_stories import Story, Tried, tried_between
from injuries.symptoms.signs import RANK
from runlog.core.charts import BackChart, Shade, back_chart

BEFORE = timedelta(days=56)
"""The eight weeks before the pain began."""
NO_EPISODE = timedelta(days=83)
"""Without an episode the report tells of twelve weeks."""
RECENT_DAYS = 28
CHART_DAYS = 182
CHART_BEFORE = timedelta(days=28)
LIMITS = ("not_started", "shortened", "slowed", "stopped", "no")


@dataclass(frozen=True)
class Span:
    """Some days, first and last included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class ScoreGroup:
    """How many scores are alike in all of this; None is not recorded."""

    area: str
    side: str | None
    moment: str | None
    worse_with_impact: bool | None
    score: int
    count: int


@dataclass(frozen=True)
class Entries:
    """The highest back score of each day with an entry, over the days of `span`; worst and best are (score, its latest day)."""

    span: Span
    count: int
    worst: tuple[int, date] | None
    best: tuple[int, date] | None


@dataclass(frozen=True)
class Moment:
    """The back scores of one moment of the day or of a run."""

    key: str
    count: int
    low: int
    middle: Decimal
    high: int


@dataclass(frozen=True)
class Place:
    """How many scores name an area, and how many of these each side; None stands for a side that was not given."""

    area: str
    count: int
    sides: Mapping[str | None, int]


@dataclass(frozen=True)
class Impact:
    """How often scores of the back say that impact makes it worse, or not, or leave it open."""

    yes: int
    no: int
    unanswered: int


@dataclass(frozen=True)
class Running:
    """Sessions of `span` by what the back did to them, those without an answer, and days lost altogether."""

    span: Span
    limited: Mapping[str, int]
    unanswered: int
    days_lost: int


@dataclass(frozen=True)
class Distance:
    """The runs of `span`: how many, how many with a distance, the sum of those and the longest."""

    span: Span
    runs: int
    known: int
    total_m: Decimal
    longest_m: Decimal | None


@dataclass(frozen=True)
class Worn:
    """A pair that was run in: distance on it in all and in the time of the report; in all it is a floor where its start is not known."""

    name: str
    total_m: Decimal
    span_m: Decimal
    is_floor: bool
    is_retired: bool


@dataclass(frozen=True)
class WarmUps:
    """Runs of `span` that are long enough to count: with a warm-up, without or too short a one, and not recorded."""

    span: Span
    done: int
    skipped: int
    unrecorded: int


@dataclass(frozen=True)
class Sessions:
    """Strength sessions and walks of `span`."""

    span: Span
    strength: int
    strength_min: Decimal
    walks: int
    walks_min: Decimal


@dataclass(frozen=True)
class Answered:
    """One check or leg report: its day, its answers, and how it was closed (None: it is open)."""

    on: date
    answers: Mapping[str, str] | Mapping[str, bool | None]
    resolved_on: date | None = None
    resolved_how: str | None = None

    @property
    def is_mistake(self) -> bool:
        """Whether it was ticked by mistake."""
        return self.resolved_how == "ticked_by_mistake"

    @property
    def seen_on(self) -> date | None:
        """The day on which a clinician saw it."""
        return None if self.is_mistake else self.resolved_on


@dataclass(frozen=True)
class SignAnswer:
    """The highest answer to one warning sign, and the latest check that gave it."""

    key: str
    answer: str
    on: date
    seen_on: date | None


@dataclass(frozen=True)
class Signs:
    """What the checks since `since` say, and older ones that are open: no sign is in two of the lists."""

    since: date
    checks: int
    given: tuple[SignAnswer, ...]
    unanswered: tuple[str, ...]


@dataclass(frozen=True)
class Legs:
    """One leg report: the follow-ups answered with yes, and how many were left open."""

    on: date
    yes: tuple[str, ...]
    unanswered: int
    seen_on: date | None


@dataclass(frozen=True)
class Recorded:
    """What was read of a log beside its history."""

    runs: Sequence[Run] = ()
    scores: Sequence[ScoreGroup] = ()
    checks: Sequence[Answered] = ()
    leg_reports: Sequence[Answered] = ()
    lost: Sequence[date] = ()


@dataclass(frozen=True)
class AppointmentReport:
    """The facts of a log for an appointment, as of `on`; `span` is the time of the pain, or twelve weeks without an episode."""

    on: date
    span: Span
    episode: Episode | None
    course: Course | None
    week_entries: int
    entries: Entries
    chart: BackChart
    places: tuple[Place, ...]
    moments: tuple[Moment, ...]
    impact: Impact
    running: Running
    before: Distance
    shoes: tuple[Worn, ...]
    warm_ups: WarmUps
    sessions: Sessions
    tried: tuple[Tried, ...]
    signs: Signs
    legs: tuple[Legs, ...]


def span_of(history: History) -> Span:
    """Return the days that a report tells of: from the day the latest episode's pain began, to its closing or to now."""
    episode = history.latest_episode
    if episode is None:
        return Span(history.on - NO_EPISODE, history.on)
    return Span(episode.onset_on, episode.closed_on or history.on)


def before_of(span: Span) -> Span:
    """Return the eight weeks before the time of the report."""
    return Span(span.first - BEFORE, span.first - timedelta(days=1))


def report_of(history: History, found: Recorded, units: str) -> AppointmentReport:
    """Put together what the log knows; `found` covers the time of the report and the eight weeks before."""
    span, episode = span_of(history), history.latest_episode
    before = before_of(span)
    around = Span(before.first, span.last)
    story = Story(history, episode, found.lost) if episode else None
    back = [group for group in found.scores if group.area in BACK_AREAS]
    care: Iterable[HomeCare] = history.home_care
    return AppointmentReport(
        on=history.on,
        span=span,
        episode=episode,
        course=story.course if story else None,
        week_entries=story.week_entries if story else 0,
        entries=_entries(history.days, span),
        chart=_chart(history, found.runs, span, units),
        places=_places(found.scores),
        moments=_moments(back),
        impact=_impact(back),
        running=_running(found.runs, span, story.days_lost if story else _lost(found.lost, span)),
        before=_distance(found.runs, before),
        shoes=_shoes(history, found.runs),
        warm_ups=_warm_ups(found.runs, around),
        sessions=_sessions(history),
        tried=story.tried if story else tuple(tried_between(care, span.first, span.last)),
        signs=signs_of(found.checks, span.first),
        legs=legs_of(found.leg_reports, span.first),
    )


def _entries(days: PainDays, span: Span) -> Entries:
    known = [(days.daily_max[day], day) for day in days.entry_days if span.first <= day <= span.last]
    best = min((score for score, _day in known), default=None)
    return Entries(span, len(known), max(known, default=None), max((each for each in known if each[0] == best), default=None))


def _chart(history: History, runs: Iterable[Run], span: Span, units: str) -> BackChart:
    """Draw the time of the pain and four weeks before; of more than half a year the last half."""
    first = max(span.first - CHART_BEFORE, span.last - timedelta(days=CHART_DAYS - 1))
    return back_chart(
        first=first,
        last=span.last,
        pains=history.days.daily_max,
        runs=[(run.on, run.distance_m) for run in runs if not run.missed],
        units=units,
        episodes=[Shade(each.onset_on, each.closed_on or history.on) for each in history.episodes],
    )


def _places(groups: Iterable[ScoreGroup]) -> tuple[Place, ...]:
    """Return the areas, the one named most often first; scores of 0 say no place."""
    sides: dict[str, Counter[str | None]] = {}
    for group in groups:
        if group.score:
            sides.setdefault(group.area, Counter())[group.side] += group.count
    found = [Place(area, sum(own.values()), dict(own.most_common())) for area, own in sides.items()]
    return tuple(sorted(found, key=lambda place: (-place.count, place.area)))


def _moments(groups: Iterable[ScoreGroup]) -> tuple[Moment, ...]:
    scores: dict[str, list[int]] = {}
    for group in groups:
        if group.moment:
            scores.setdefault(group.moment, []).extend([group.score] * group.count)
    return tuple(Moment(key, len(own), min(own), median(own), max(own)) for key, own in scores.items())


def _impact(groups: Iterable[ScoreGroup]) -> Impact:
    counts: Counter[bool | None] = Counter()
    for group in groups:
        counts[group.worse_with_impact] += group.count
    return Impact(counts[True], counts[False], counts[None])


def _within(runs: Iterable[Run], span: Span) -> list[Run]:
    return [run for run in runs if span.first <= run.on <= span.last]


def _running(runs: Iterable[Run], span: Span, days_lost: int) -> Running:
    counts = Counter(run.limited_by_back for run in _within(runs, span))
    return Running(span, {key: counts[key] for key in LIMITS}, counts[None], days_lost)


def _lost(days: Iterable[date], span: Span) -> int:
    return sum(span.first <= day <= span.last for day in days)


def _distance(runs: Iterable[Run], span: Span) -> Distance:
    own = [run for run in _within(runs, span) if not run.missed]
    known = [run.distance_m for run in own if run.distance_m is not None]
    return Distance(span, len(own), len(known), sum(known, Decimal(0)), max(known, default=None))


def _shoes(history: History, runs: Iterable[Run]) -> tuple[Worn, ...]:
    """Return the pairs that were run in, the one run in furthest first."""
    used: dict[str, Decimal] = {}
    for run in runs:
        if run.shoe and not run.missed:
            used[run.shoe] = used.get(run.shoe, Decimal(0)) + (run.distance_m or Decimal(0))
    pairs = {pair.shoe.id: pair for pair in history.pairs}
    found = [(pairs[key], metres) for key, metres in used.items() if key in pairs]
    return tuple(
        Worn(
            pair.shoe.name,
            pair.distance_m,
            metres,
            is_floor=pair.shoe.start_distance_m is None,
            is_retired=pair.shoe.retired_on is not None and pair.shoe.retired_on <= history.on,
        )
        for pair, metres in sorted(found, key=lambda each: (-each[1], each[0].shoe.id))
    )


def _warm_ups(runs: Iterable[Run], span: Span) -> WarmUps:
    long_enough = counted(run for run in _within(runs, span) if not run.missed)
    told = answered(long_enough)
    without = sum(map(skipped, told))
    return WarmUps(span, len(told) - without, without, len(long_enough) - len(told))


def _sessions(history: History) -> Sessions:
    strength: list[StrengthSession] = history.last(RECENT_DAYS, history.strength)
    walks: list[Walk] = history.last(RECENT_DAYS, history.walks)
    return Sessions(
        Span(history.first_day(RECENT_DAYS), history.on),
        len(strength),
        sum((each.minutes for each in strength), Decimal(0)),
        len(walks),
        sum((each.minutes for each in walks), Decimal(0)),
    )


def _telling(reports: Iterable[Answered], since: date) -> list[Answered]:
    """Return what was reported from a day on, and what is open from before; oldest first, without what was ticked by mistake."""
    told = [each for each in reports if not each.is_mistake and (each.on >= since or each.resolved_on is None)]
    return sorted(told, key=lambda each: each.on)


def signs_of(checks: Iterable[Answered], since: date) -> Signs:
    """Return the highest answer to each sign; one that no check answers is unanswered, never a no."""
    telling = _telling(checks, since)
    given = [answer for key in SIGNS if (answer := _answer(key, telling))]
    known = {answer.key for answer in given}
    return Signs(since, len(telling), tuple(given), tuple(key for key in SIGNS if key not in known))


def _answer(key: str, checks: Iterable[Answered]) -> SignAnswer | None:
    own = [(str(each.answers[key]), each) for each in checks if key in each.answers]
    if not own:
        return None
    # Of two the higher counts, of equal ones the later.
    answer, check = max(own, key=lambda each: (RANK[each[0]], each[1].on))
    return SignAnswer(key, answer, check.on, check.seen_on)


def legs_of(reports: Iterable[Answered], since: date) -> tuple[Legs, ...]:
    """Return the leg reports, oldest first."""
    return tuple(
        Legs(
            each.on,
            tuple(key for key, answer in each.answers.items() if answer),
            sum(answer is None for answer in each.answers.values()),
            each.seen_on,
        )
        for each in _telling(reports, since)
    )
