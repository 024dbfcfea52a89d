"""Fewer strength sessions than two in two weeks.

Says: how many sessions were logged.
Because: the article asks to make time for strength; runners with long-lasting back pain ran better with leg exercises.
Source: guidance section 7; Cai et al. 2017, doi 10.1249/MSS.0000000000001396 (84 runners with back pain, three kinds of exercise); against
it Wu et al. 2024, doi 10.1007/s40279-024-01993-7 (9 trials: fewer injuries only where sessions were supervised).
Never says: that weakness is why a back hurts, or that exercise will stop it.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from injuries.engine.history import History
from injuries.engine.levels import INFO, NOTICE, SEE_PROVIDER, STRENGTH
from injuries.engine.rule import Facts, Finding, Missing, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

NONE = _("You logged no strength session of {enough_s:duration} or more in {days:days}; {wanted:count} are the aim.")
ONE = _("You logged 1 strength session of {enough_s:duration} or more in {days:days}; {wanted:count} are the aim.")
FEW = _("You logged {sessions:count} strength sessions of {enough_s:duration} or more in {days:days}; {wanted:count} are the aim.")
SENTENCES = {0: NONE, 1: ONE}
IN_SHORT = _("Strength sessions in {days:days}: {sessions:count} of {wanted:count}")
CLEARS = _("{wanted:count} sessions of {enough_s:duration} or more within {days:days}.")
NOT_BEGUN = _("Nothing is logged yet; {days:days} of a log are needed.")
TOO_NEW = _("The log began on {began_on:date}; {days:days} of it are needed.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding | Missing]:
    """Yield a finding when there are too few, unless pain comes first."""
    days = int(thresholds["days"])
    sessions = [each for each in history.last(days, history.strength) if each.minutes >= thresholds["minutes"]]
    if len(sessions) >= thresholds["sessions"] or _pain_comes_first(history, thresholds, earlier):
        return
    facts: Facts = {
        "strength_ids": [each.id for each in sessions],
        "sessions": len(sessions),
        "wanted": thresholds["sessions"],
        "enough_s": thresholds["minutes"] * 60,
        "days": days,
        "began_on": history.began_on,
        "since_on": None,
    }
    if history.began_on is None or history.began_on > history.first_day(days):
        yield Missing(TOO_NEW if history.began_on else NOT_BEGUN, facts=facts)
    else:
        level = NOTICE if _back_hurt(history, int(thresholds["episode_days"])) else INFO
        yield Finding(level, "", SENTENCES.get(len(sessions), FEW), IN_SHORT, CLEARS, facts)


def _pain_comes_first(history: History, thresholds: Numbers, earlier: Raised) -> bool:
    latest = history.days.entries(int(thresholds["pain_days"]), history.on)[-1:]
    return earlier.reached_before_care(SEE_PROVIDER) or any(score >= thresholds["pain_score"] for score in latest)


def _back_hurt(history: History, days: int) -> bool:
    """Tell whether an episode is open or closed in the last `days` days."""
    episode = history.latest_episode
    return episode is not None and (episode.closed_on is None or history.on - episode.closed_on < timedelta(days=days))


RULE = Rule(
    key="low_strength",
    element=STRENGTH,
    stage=3,
    label=_("Little strength work"),
    check=check,
    texts=(NONE, ONE, FEW, IN_SHORT, CLEARS, NOT_BEGUN, TOO_NEW),
    thresholds=(
        Threshold("days", default=14, low=7, high=28, unit="d", label=_("Days looked back")),
        Threshold("sessions", default=2, low=1, high=6, unit="count", label=_("Sessions aimed at")),
        Threshold("minutes", default=10, low=5, high=30, unit="min", label=_("Minutes from which a session counts")),
        Threshold("episode_days", default=180, low=60, high=365, unit="d", label=_("Days for which a closed episode adds weight")),
        Threshold("pain_days", default=14, low=7, high=28, unit="d", label=_("Days of the latest score")),
        Threshold("pain_score", default=6, low=4, high=8, unit="score", label=_("Latest score from which nothing is said")),
    ),
    example=Finding(
        NOTICE,
        "",
        ONE,
        IN_SHORT,
        CLEARS,
        {"sessions": 1, "wanted": 2, "enough_s": 600, "days": 14, "began_on": date(2026, 1, 5)},
    ),
)
