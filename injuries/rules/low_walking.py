"""After back pain has gone quiet, a week with little walking and little running.

Says: how many minutes were walked and run in the week.
Because: regular walking is what has been tested best for people who have got over back pain.
Source: guidance section 7; WalkBack trial, Lancet 2024;404:134-144 (701 people, hazard ratio 0.72; not runners, and taught as well).
Never says: that walking will keep pain away.
"""

from collections.abc import Iterator
from datetime import timedelta

from injuries.engine.arithmetic import total
from injuries.engine.history import History
from injuries.engine.levels import INFO, STRENGTH, URGENT
from injuries.engine.rule import Facts, Finding, Missing, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

SENTENCE = _("You walked {walked_s:duration} in the last {days:days}; {wanted_s:duration} are the aim after back pain.")
NO_WALK = _("You logged no walk in the last {days:days}; {wanted_s:duration} are the aim after back pain.")
IN_SHORT = _("Walked {walked_s:duration} of {wanted_s:duration} in {days:days}")
CLEARS = _("{wanted_s:duration} of walking, or {running_s:duration} of running, within {days:days}.")
UNTIMED = _("A run of the last {days:days} has no duration.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding | Missing]:
    """Yield a finding for such a week, or what is missing when a run without a duration may change it."""
    days = int(thresholds["days"])
    if earlier.reached_after_care(URGENT) or not _back_is_better(history, int(thresholds["closed_days"])):
        return
    runs, walks = history.last(days, history.runs), history.last(days, history.walks)
    walked_s = total(walk.minutes for walk in walks) * 60
    ran_s = total(run.duration_s for run in runs if run.duration_s is not None)
    wanted_s, running_s = thresholds["walking"] * 60, thresholds["running"] * 60
    if walked_s >= wanted_s or ran_s >= running_s:
        return
    facts: Facts = {
        "walk_ids": [walk.id for walk in walks],
        "run_ids": [run.id for run in runs],
        "walked_s": walked_s,
        "ran_s": ran_s,
        "wanted_s": wanted_s,
        "running_s": running_s,
        "days": days,
        "since_on": None,
    }
    if any(run.duration_s is None for run in runs):
        yield Missing(UNTIMED, facts=facts)
    else:
        yield Finding(INFO, "", SENTENCE if walks else NO_WALK, IN_SHORT, CLEARS, facts)


def _back_is_better(history: History, days: int) -> bool:
    """Tell whether the latest episode is quiet, or closed in the last `days` days."""
    latest, still_open = history.latest_episode, history.open_episode
    if latest is None or latest.closed_on is None:
        return still_open is not None and still_open.course.state == "quiet"
    return history.on - latest.closed_on < timedelta(days=days)


RULE = Rule(
    key="low_walking",
    element=STRENGTH,
    stage=3,
    label=_("Little walking"),
    check=check,
    texts=(SENTENCE, NO_WALK, IN_SHORT, CLEARS, UNTIMED),
    thresholds=(
        Threshold("days", default=7, low=7, high=14, unit="d", label=_("Days looked back")),
        Threshold("walking", default=60, low=20, high=150, unit="min", label=_("Minutes of walking aimed at")),
        Threshold("running", default=150, low=60, high=300, unit="min", label=_("Minutes of running that do as well")),
        Threshold("closed_days", default=180, low=60, high=365, unit="d", label=_("Days after an episode has closed")),
    ),
    example=Finding(
        INFO,
        "",
        SENTENCE,
        IN_SHORT,
        CLEARS,
        {"walked_s": 1_500, "ran_s": 3_600, "wanted_s": 3_600, "running_s": 9_000, "days": 7},
    ),
)
