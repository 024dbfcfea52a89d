"""Back pain has come back within a year.

Says: how long after the last episode this one opened, or that there was back pain in the year before the log.
Because: back pain often comes back, and who knows that can act early without alarm.
Source: guidance section 8; earlier injury and running injury: Saragiotto et al. 2014, doi 10.1007/s40279-014-0194-6; against it for backs
Wu et al., Pain Res Manag 2021, doi 10.1155/2021/6660304 (no link).
Never says: that something is worn out, or that it will keep coming back.
"""

from collections.abc import Iterator
from datetime import date

from injuries.engine.episodes import Episode
from injuries.engine.history import History
from injuries.engine.levels import NOTICE, PAIN
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

AGAIN = _("This back pain opened {gap:days} after the last one had ended.")
BEFORE_THE_LOG = _("You had back pain in the year before your log began, and it is back since {opened_on:date}.")
IN_SHORT = _("Back again since {opened_on:date}")
CLEARS = _("The end of this episode.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield a finding when the open episode followed another, or pain before the log, within the days."""
    episode = history.episode
    if episode is None:
        return
    before = _before(history)
    if before and (episode.opened_on - before).days <= thresholds["days"]:
        yield _finding(episode, before, first=len(history.episodes) == 1)


def _before(history: History) -> date | None:
    """Return the day from which the time to this episode counts, None when nothing is known of pain before it."""
    if len(history.episodes) > 1:
        return history.episodes[-2].closed_on
    return history.began_on if history.log.back_pain_in_year_before else None


def _finding(episode: Episode, before: date, *, first: bool) -> Finding:
    facts: Facts = {
        "opened_on": episode.opened_on,
        "since_on": episode.opened_on,
        "began_on": before if first else None,
        "closed_on": None if first else before,
        "gap": (episode.opened_on - before).days,
    }
    return Finding(NOTICE, episode.scope, BEFORE_THE_LOG if first else AGAIN, IN_SHORT, CLEARS, facts)


RULE = Rule(
    key="recurring_pain",
    element=PAIN,
    stage=2,
    label=_("Pain that comes back"),
    check=check,
    texts=(AGAIN, BEFORE_THE_LOG, IN_SHORT, CLEARS),
    thresholds=(Threshold("days", default=365, low=180, high=730, unit="d", label=_("Days since the pain before")),),
    example=Finding(
        NOTICE,
        "episode:2026-11-18",
        AGAIN,
        IN_SHORT,
        CLEARS,
        {
            "opened_on": date(2026, 11, 18),
            "since_on": date(2026, 11, 18),
            "began_on": date(2026, 1, 5),
            "closed_on": date(2026, 7, 1),
            "gap": 140,
        },
    ),
)
