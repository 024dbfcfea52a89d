"""A run began without a warm-up, or with one of under 5 minutes.

Says: which run it was, and how long the warm-up was if one was noted.
Because: the guidance asks for a warm-up before each run, so a run without one is named as such.
Source: guidance section 4; van Mechelen et al., AJSM 1993;21:711-719 found no fewer injuries with a warm-up; Wu et al., Pain Res Manag
2021, doi 10.1155/2021/6660304 found a missing one more often among runners with back pain.
Never says: that a warm-up keeps injuries away, or that a missing one did harm.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from injuries.engine.history import History
from injuries.engine.levels import INFO, WARM_UP
from injuries.engine.log import Run
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _
from injuries.engine.warm_ups import ENOUGH_S, counted, skipped

NONE = _("No warm-up before your run on {run_on:date}.")
NONE_WITH_DISTANCE = _("No warm-up before your {distance_m:distance} on {run_on:date}.")
SHORT = _("A warm-up of under {enough_s:duration} before your run on {run_on:date}.")
SHORT_WITH_DISTANCE = _("A warm-up of under {enough_s:duration} before your {distance_m:distance} on {run_on:date}.")
TIMED = _("A warm-up of {warm_up_s:duration} before your run on {run_on:date}; {enough_s:duration} count as one.")
TIMED_WITH_DISTANCE = _(
    "A warm-up of {warm_up_s:duration} before your {distance_m:distance} on {run_on:date}; {enough_s:duration} count as one."
)
SENTENCES = {
    ("none", False): NONE,
    ("none", True): NONE_WITH_DISTANCE,
    ("short", False): SHORT,
    ("short", True): SHORT_WITH_DISTANCE,
    ("timed", False): TIMED,
    ("timed", True): TIMED_WITH_DISTANCE,
}
NONE_IN_SHORT = _("No warm-up on {run_on:date}")
SHORT_IN_SHORT = _("Short warm-up on {run_on:date}")
CLEARS = _("This goes by itself on {clears_on:date}, {days:days} after the run.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield a finding for each such run of the last days."""
    days = int(thresholds["days"])
    for run in counted(history.last(days, history.runs)):
        if skipped(run):
            yield _finding(run, days)


def _finding(run: Run, days: int) -> Finding:
    warm_up_s = run.warm_up_minutes * 60 if run.warm_up_minutes else None
    kind = "none" if run.warm_up_state == "skipped" else "timed" if warm_up_s else "short"
    facts: Facts = {
        "run_ids": [run.id],
        "run_on": run.on,
        "since_on": run.on,
        "distance_m": run.distance_m,
        "state": run.warm_up_state,
        "warm_up_s": warm_up_s,
        "enough_s": ENOUGH_S,
        "days": days,
        "clears_on": run.on + timedelta(days=days),
    }
    short = NONE_IN_SHORT if kind == "none" else SHORT_IN_SHORT
    return Finding(INFO, f"run:{run.id}", SENTENCES[kind, bool(run.distance_m)], short, CLEARS, facts)


RULE = Rule(
    key="skipped_warm_up",
    element=WARM_UP,
    stage=2,
    label=_("Skipped warm-up"),
    check=check,
    texts=(*SENTENCES.values(), NONE_IN_SHORT, SHORT_IN_SHORT, CLEARS),
    thresholds=(Threshold("days", default=7, low=3, high=28, unit="d", label=_("Days for which a run is named")),),
    example=Finding(
        INFO,
        "run:made-up",
        NONE_WITH_DISTANCE,
        NONE_IN_SHORT,
        CLEARS,
        {
            "run_on": date(2026, 11, 21),
            "since_on": date(2026, 11, 21),
            "distance_m": 8_200,
            "state": "skipped",
            "enough_s": ENOUGH_S,
            "days": 7,
            "clears_on": date(2026, 11, 28),
        },
    ),
)
