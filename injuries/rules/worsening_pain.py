"""Back pain has got clearly worse since it began, or has been severe on several days, and has not come down since.

Says: how the scores were at first and how they were when they rose, or on how many days they were severe.
Because: a clear rise is a reason to have a back looked at, even if flares often settle.
Source: guidance section 8; 2 points are the smallest change that matters (Ostelo et al., Spine 2008;33:90-94), agreed for easing and used
here for a rise; 7 as severe is a convention.
Never says: what has changed in the back, or that the rise does harm.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from injuries.engine.arithmetic import median
from injuries.engine.care import CareTexts, under_care
from injuries.engine.days import DAY, PainDays
from injuries.engine.episodes import WEEK, Course, Episode, baseline_days
from injuries.engine.history import History
from injuries.engine.levels import PAIN, SEE_PROVIDER
from injuries.engine.rule import Fact, Finding, Missing, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

BEGAN_BEFORE = timedelta(days=6)
"""The condition began that long before the walk opened it."""

RISEN = _("Your back has got worse: {baseline:score} in the first days, {middle:score} in the last {week_days:days}.")
SEVERE = _("Your back was at {severe:score} or more on {severe_count:count} of the latest {severe_of:count} days with a score.")
RISEN_BEFORE = _(
    "Your back got worse: {baseline:score} in the first days, {middle:score} in the {week_days:days} to {raised_on:date}. "
    "It has not come down to {closing_score:score} since."
)
SEVERE_BEFORE = _(
    "Your back was at {severe:score} or more on {severe_count:count} of {severe_of:count} days with a score up to {raised_on:date}. "
    "It has not come down to {closing_score:score} since."
)
SENTENCES = {("risen", True): RISEN, ("risen", False): RISEN_BEFORE, ("severe", True): SEVERE, ("severe", False): SEVERE_BEFORE}
AHEAD = _("Your back got worse around {raised_on:date}; you have an appointment on {appointment_on:date}.")
AFTERWARDS = _("Your back got worse around {raised_on:date}; you had an appointment on {appointment_on:date}.")
IN_SHORT = _("Worse since {raised_on:date}")
CLEARS = _("A week with scores on at least {closing_entries:count} days and a middle value of {closing_score:score} or less; or its end.")
STALE = _("No back score for 28 days or more.")


@dataclass(frozen=True, slots=True)
class Opening:
    """Why the day `on` opens the flag: the facts that say so, and the days with a score that they are of."""

    on: date
    facts: Mapping[str, Fact]
    days: list[date]


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an episode, with the numbers by which one of them opens or closes the flag."""

    days: PainDays
    baseline: Decimal
    numbers: Mapping[str, int]

    def opening(self, day: date) -> Opening | None:
        """Return why a day opens the flag, None when it does not."""
        return self._risen(day) or self._severe(day)

    def _risen(self, day: date) -> Opening | None:
        days = self.days.known(self.numbers["week_days"], day)
        scores = [self.days.daily_max[each] for each in days]
        high = max(self.baseline + self.numbers["rise"], Decimal(self.numbers["floor"]))
        if len(scores) >= self.numbers["entries_needed"] and max(scores) >= high and (middle := median(scores)) >= high:
            return Opening(day, {"kind": "risen", "middle": middle}, days)
        return None

    def _severe(self, day: date) -> Opening | None:
        days = self.days.known(self.numbers["severe_days"], day)[-self.numbers["severe_of"] :]
        severe = sum(self.days.daily_max[each] >= self.numbers["severe"] for each in days)
        if severe >= self.numbers["severe_times"]:
            return Opening(day, {"kind": "severe", "severe_count": severe, "severe_of": len(days)}, days)
        return None

    def closes(self, day: date) -> bool:
        """Tell whether a day that does not open the flag closes it."""
        week = self.days.entries(self.numbers["week_days"], day)
        return len(week) >= self.numbers["closing_entries"] and median(week) <= self.numbers["closing_score"]


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding | Missing]:
    """Yield the flag while it is open at the end of the walk, or ask while the episode is stale."""
    if history.open_episode is None:
        return
    episode, course = history.open_episode.episode, history.open_episode.course
    if course.state == "stale":
        yield Missing(STALE, episode.scope)
        return
    days = Days(history.days, course.baseline, {key: int(number) for key, number in thresholds.items()})
    raised = _raised(days, episode, history.on)
    if raised:
        finding = _finding(history, days, raised, episode, course)
        yield under_care(history, finding, raised.on - BEGAN_BEFORE, CareTexts(AHEAD, AFTERWARDS))


def _raised(days: Days, episode: Episode, on: date) -> Opening | None:
    """Walk the days backwards to the latest one that closes: the first after it that opens raised what is open today."""
    raised, day = None, on
    while day >= episode.opened_on:
        if opening := days.opening(day):
            raised = opening
        elif days.closes(day):
            break
        day -= DAY
    return raised


def _finding(history: History, days: Days, raised: Opening, episode: Episode, course: Course) -> Finding:
    now = days.opening(history.on)
    reason = now or raised
    first, latest = baseline_days(history.days, episode.opened_on), history.days.known(WEEK, history.on)
    facts: dict[str, Fact] = {
        **days.numbers,
        "opened_on": episode.opened_on,
        "onset_on": episode.onset_on,
        "raised_on": raised.on,
        "since_on": raised.on,
        "baseline": course.baseline,
        "current": course.current,
        "pain_ids": [score.id for score in history.pain_of({*first, *raised.days, *reason.days, *latest})],
        **reason.facts,
    }
    return Finding(SEE_PROVIDER, episode.scope, SENTENCES[str(reason.facts["kind"]), now is not None], IN_SHORT, CLEARS, facts)


RULE = Rule(
    key="worsening_pain",
    element=PAIN,
    stage=1,
    label=_("Pain getting worse"),
    check=check,
    texts=(*SENTENCES.values(), AHEAD, AFTERWARDS, IN_SHORT, CLEARS, STALE),
    thresholds=(
        Threshold("week_days", default=7, low=5, high=10, unit="d", label=_("Days of the latest scores")),
        Threshold("entries_needed", default=3, low=2, high=5, unit="count", label=_("Days with a score needed among them")),
        Threshold("rise", default=2, low=1, high=3, unit="score", label=_("Points above the first days")),
        Threshold("floor", default=4, low=3, high=6, unit="score", label=_("Middle value from which a rise counts")),
        Threshold("severe", default=7, low=6, high=8, unit="score", label=_("Score that counts as severe")),
        Threshold("severe_times", default=2, low=1, high=3, unit="count", label=_("Severe days")),
        Threshold("severe_of", default=3, low=3, high=5, unit="count", label=_("of the latest days with a score")),
        Threshold("severe_days", default=14, low=7, high=21, unit="d", label=_("within days")),
        Threshold("closing_entries", default=4, low=3, high=6, unit="count", label=_("Days with a score in a better week")),
        Threshold("closing_score", default=3, low=1, high=3, unit="score", label=_("Middle value of a better week")),
    ),
    ascending=(
        ("entries_needed", "week_days"),
        ("closing_entries", "week_days"),
        ("closing_score", "floor"),
        ("severe_times", "severe_of"),
    ),
    example=Finding(
        SEE_PROVIDER,
        "episode:2026-11-02",
        RISEN,
        IN_SHORT,
        CLEARS,
        {
            "opened_on": date(2026, 11, 2),
            "onset_on": date(2026, 11, 2),
            "raised_on": date(2026, 11, 21),
            "since_on": date(2026, 11, 21),
            "baseline": 3,
            "current": 5,
            "middle": 5,
            "kind": "risen",
            "week_days": 7,
            "closing_entries": 4,
            "closing_score": 3,
        },
    ),
)
