"""Back pain has lasted, and has not clearly eased.

Says: for how many days the back has hurt, how it was in the first days and in the last 7, and whether care at home was logged.
Because: pain that goes on in spite of care at home is the article's own reason to see somebody.
Source: guidance section 8; 2 points or 30 % are the smallest change that matters to people (Ostelo et al., Spine 2008;33:90-94); the
recovery curve of new back pain flattens after six weeks (Wallwork et al., CMAJ 2024;196:E29).
Never says: what the pain is, how long it will last, or that running must stop.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from injuries.engine.care import CareTexts, under_care
from injuries.engine.episodes import IMPROVED_POINTS, IMPROVED_SHARE, WEEK, Course, Episode, baseline_days
from injuries.engine.history import History
from injuries.engine.levels import NOTICE, PAIN, SEE_PROVIDER
from injuries.engine.rule import Fact, Finding, Missing, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

EASED_LITTLE = _(
    "Your back has hurt for {age:days} and has not eased much: {baseline:score} in the first days, "
    "{current:score} in the last {current_days:days}."
)
NOT_EASED = _(
    "Your back has hurt for {age:days} and has not eased: {baseline:score} in the first days, "
    "{current:score} in the last {current_days:days}."
)
EASED_BUT_LONG = _(
    "Your back has hurt for {age:days}. It has eased, from {baseline:score} in the first days to {current:score} "
    "in the last {current_days:days}, but it has lasted long enough to have it looked at."
)
LONG = _("Your back has hurt for {age:days}; the latest score is {latest:score}.")
IN_SPITE_OF_CARE = _(
    "Your back has hurt for {age:days} in spite of what you did for it at home: {baseline:score} in the first days, "
    "{current:score} in the last {current_days:days}."
)
WHAT_TRIED = _(
    "Your back has hurt for {age:days}: {baseline:score} in the first days, {current:score} in the last {current_days:days}. "
    "What have you tried at home? Nothing is logged yet."
)
AHEAD = _("Your back has hurt for {age:days}; you have an appointment on {appointment_on:date}.")
AFTERWARDS = _("Your back has hurt for {age:days}; you had an appointment on {appointment_on:date}.")
IN_SHORT = _("Back pain for {age:days}, latest score {latest:score}")
CLEARS = _("A week with scores on at least {entries_needed:count} days, none above {settled_score:score}, or the end of the episode.")
CLEARS_EARLY = _(
    "Scores that ease by {improved_points:count} points or by {improved_share:percent}; a week with scores on at least "
    "{entries_needed:count} days, none above {settled_score:score}; or the end of the episode."
)
NO_ENTRY = _("No back score in {week_days:days}; {entries_needed:count} days with one are needed.")
ONE_ENTRY = _("A back score on 1 day of the last {week_days:days}; {entries_needed:count} days are needed.")
FEW_ENTRIES = _("Back scores on {entries:count} days of the last {week_days:days}; {entries_needed:count} are needed.")


@dataclass(frozen=True, slots=True)
class Case:
    """An open episode old enough to be looked at, with its scores of the last days."""

    history: History
    episode: Episode
    course: Course
    numbers: Numbers
    week: list[int]

    @property
    def settled(self) -> bool:
        """Whether the last days are known and hold next to no pain."""
        return len(self.week) >= self.numbers["entries_needed"] and max(self.week) <= self.numbers["settled_score"]

    @property
    def long(self) -> bool:
        """Whether the pain has lasted so long that easing no longer matters, and is still there."""
        return self.course.age_days >= self.numbers["provider_days"] and any(self.week)

    @property
    def care_ids(self) -> list[str]:
        """Ids of the home care since the pain began."""
        return [each.id for each in self.history.home_care if each.on >= self.episode.onset_on]


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding | Missing]:
    """Yield what fits first: settled, lasting long, too few entries, improving, in spite of care at home, or a mere notice."""
    found = history.open_episode
    if found is None or found.course.age_days < thresholds["first_days"]:
        return
    episode, course = found.episode, found.course
    case = Case(history, episode, course, thresholds, history.days.entries(int(thresholds["week_days"]), history.on))
    if case.settled:
        return
    if case.long:
        yield _finding(case, SEE_PROVIDER, _sentence_when_long(course), CLEARS)
    elif case.course.current is None or len(case.week) < thresholds["entries_needed"]:
        yield Missing({0: NO_ENTRY, 1: ONE_ENTRY}.get(len(case.week), FEW_ENTRIES), episode.scope, _facts(case))
    elif not course.improving:
        yield _early(case)


def _early(case: Case) -> Finding:
    if case.course.age_days < case.numbers["care_days"]:
        return _finding(case, NOTICE, _sentence(case.course), CLEARS_EARLY)
    if case.care_ids:
        return _finding(case, SEE_PROVIDER, IN_SPITE_OF_CARE, CLEARS_EARLY)
    return _finding(case, NOTICE, WHAT_TRIED, CLEARS_EARLY)


def _sentence_when_long(course: Course) -> str:
    if course.current is None:
        return LONG
    return EASED_BUT_LONG if course.improving else _sentence(course)


def _sentence(course: Course) -> str:
    eased = course.current is not None and course.current < course.baseline
    return EASED_LITTLE if eased else NOT_EASED


def _finding(case: Case, level: str, sentence: str, clears: str) -> Finding:
    finding = Finding(level, case.episode.scope, sentence, IN_SHORT, clears, _facts(case))
    return under_care(case.history, finding, case.episode.onset_on, CareTexts(AHEAD, AFTERWARDS))


def _facts(case: Case) -> dict[str, Fact]:
    history, week_days = case.history, int(case.numbers["week_days"])
    used = {*baseline_days(history.days, case.episode.opened_on), *history.days.known(week_days, history.on)}
    return {
        "opened_on": case.episode.opened_on,
        "onset_on": case.episode.onset_on,
        "since_on": case.episode.onset_on,
        "age": case.course.age_days,
        "stage": case.course.stage,
        "baseline": case.course.baseline,
        "current": case.course.current,
        "improving": case.course.improving,
        "improved_points": IMPROVED_POINTS,
        "improved_share": IMPROVED_SHARE,
        "latest": case.week[-1] if case.week else None,
        "current_days": WEEK,
        "week_days": week_days,
        "entries": len(case.week),
        "entries_needed": case.numbers["entries_needed"],
        "settled_score": case.numbers["settled_score"],
        "pain_ids": [score.id for score in history.pain_of(used)],
        "home_care_ids": case.care_ids,
    }


RULE = Rule(
    key="persistent_pain",
    element=PAIN,
    stage=1,
    label=_("Persistent pain"),
    check=check,
    texts=(
        *(EASED_LITTLE, NOT_EASED, EASED_BUT_LONG, LONG, IN_SPITE_OF_CARE, WHAT_TRIED, AHEAD, AFTERWARDS),
        *(IN_SHORT, CLEARS, CLEARS_EARLY, NO_ENTRY, ONE_ENTRY, FEW_ENTRIES),
    ),
    thresholds=(
        Threshold("first_days", default=7, low=4, high=10, unit="d", label=_("Days of pain before the first notice")),
        Threshold("care_days", default=14, low=10, high=21, unit="d", label=_("Days of pain in spite of care at home")),
        Threshold("provider_days", default=42, low=28, high=56, unit="d", label=_("Days of pain, eased or not")),
        Threshold("week_days", default=7, low=7, high=10, unit="d", label=_("Days of the latest scores")),
        Threshold("entries_needed", default=4, low=4, high=6, unit="count", label=_("Days with a score needed among them")),
        Threshold("settled_score", default=1, low=0, high=2, unit="score", label=_("Highest score that counts as settled")),
    ),
    ascending=(("first_days", "care_days"), ("care_days", "provider_days"), ("entries_needed", "week_days")),
    example=Finding(
        SEE_PROVIDER,
        "episode:2026-11-04",
        IN_SPITE_OF_CARE,
        IN_SHORT,
        CLEARS_EARLY,
        {
            "opened_on": date(2026, 11, 4),
            "onset_on": date(2026, 11, 4),
            "since_on": date(2026, 11, 4),
            "age": 18,
            "stage": "acute",
            "baseline": 4,
            "current": Decimal("3.5"),
            "improving": False,
            "improved_points": IMPROVED_POINTS,
            "improved_share": IMPROVED_SHARE,
            "latest": 4,
            "current_days": WEEK,
            "week_days": 7,
            "entries": 5,
            "entries_needed": 4,
            "settled_score": 1,
        },
    ),
)
