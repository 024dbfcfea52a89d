"""An episode of back pain is open, and no score has come for a week.

Says: for how long there was no score, and what the last one was.
Because: silence is neither good nor bad news; without a score nobody can tell whether the pain eased.
Source: guidance section 8; a convention.
Never says: that the pain is gone, or that it is not.
"""

from collections.abc import Iterator
from datetime import date

from injuries.engine.history import History
from injuries.engine.levels import NOTICE, PAIN
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

SENTENCE = _("No back score for {silent:days}; the last was {latest:score}.")
STALE = _("No back score for {silent:days}; the last was {latest:score}. How is it now? Your next score starts afresh.")
IN_SHORT = _("No back score for {silent:days}")
CLEARS = _("Any score of the back.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield a finding while an episode is open and the last days hold no entry."""
    if history.open_episode is None:
        return
    episode, course, last_on = history.open_episode.episode, history.open_episode.course, history.days.entry_days[-1]
    silent = (history.on - last_on).days
    if silent >= thresholds["days"]:
        facts: Facts = {
            "opened_on": episode.opened_on,
            "onset_on": episode.onset_on,
            "latest": history.days.daily_max[last_on],
            "latest_on": last_on,
            "since_on": last_on,
            "silent": silent,
        }
        yield Finding(NOTICE, episode.scope, STALE if course.state == "stale" else SENTENCE, IN_SHORT, CLEARS, facts)


RULE = Rule(
    key="silent_episode",
    element=PAIN,
    stage=2,
    label=_("No score of late"),
    check=check,
    texts=(SENTENCE, STALE, IN_SHORT, CLEARS),
    thresholds=(Threshold("days", default=7, low=3, high=21, unit="d", label=_("Days without a score")),),
    example=Finding(
        NOTICE,
        "episode:2026-10-28",
        SENTENCE,
        IN_SHORT,
        CLEARS,
        {
            "opened_on": date(2026, 10, 28),
            "onset_on": date(2026, 10, 28),
            "latest": 3,
            "latest_on": date(2026, 11, 14),
            "since_on": date(2026, 11, 14),
            "silent": 8,
        },
    ),
)
