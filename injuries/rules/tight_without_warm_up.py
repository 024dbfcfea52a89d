"""Muscles felt tight, and the run began without a warm-up.

Says: how tight they felt, on which run.
Because: the article's own reason for a warm-up is tightness; a stiff body and a cold start are the case it has in mind.
Source: guidance section 4; Sadler et al. 2017, doi 10.1186/s12891-017-1534-0 (tight hamstrings and back pain: a weak link).
Never says: that tightness is damage, or that it pulls on the pelvis or the back.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from injuries.engine.history import DISORDER, History
from injuries.engine.levels import NOTICE, WARM_UP
from injuries.engine.log import Run
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _
from injuries.engine.warm_ups import counted, done, skipped

NONE = _("You felt tight ({tightness:score} of 10) on {run_on:date}, and the run began without a warm-up.")
SHORT = _("You felt tight ({tightness:score} of 10) on {run_on:date}, and the run began with only a short warm-up.")
IN_SHORT = _("Tight and not warmed up on {run_on:date}")
CLEARS = _("A warm-up on the next run that feels as tight; or by itself on {clears_on:date}, {days:days} after the run.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield a finding for each such run since the latest tight run with a warm-up."""
    days = int(thresholds["days"])
    near = counted(history.last(days + DISORDER.days, history.runs))
    tight = [run for run in near if (felt := tightness(run)) is not None and felt >= thresholds["tightness"]]
    warmed = max((place for place, run in enumerate(tight) if done(run)), default=-1)
    for run in history.last(days, tight[warmed + 1 :]):
        if skipped(run):
            yield _finding(run, days)


def tightness(run: Run) -> int | None:
    """Return the highest tightness given for a run, None without any."""
    given = (run.tightness_quads, run.tightness_hamstrings, run.tightness_hip_flexors)
    return max((score for score in given if score is not None), default=None)


def _finding(run: Run, days: int) -> Finding:
    facts: Facts = {
        "run_ids": [run.id],
        "run_on": run.on,
        "since_on": run.on,
        "tightness": tightness(run),
        "state": run.warm_up_state,
        "days": days,
        "clears_on": run.on + timedelta(days=days),
    }
    return Finding(NOTICE, f"run:{run.id}", NONE if run.warm_up_state == "skipped" else SHORT, IN_SHORT, CLEARS, facts)


RULE = Rule(
    key="tight_without_warm_up",
    element=WARM_UP,
    stage=2,
    label=_("Tight and not warmed up"),
    check=check,
    texts=(NONE, SHORT, IN_SHORT, CLEARS),
    thresholds=(
        Threshold("days", default=14, low=7, high=28, unit="d", label=_("Days for which a run is named")),
        Threshold("tightness", default=5, low=3, high=8, unit="score", label=_("Tightness from which it counts")),
    ),
    example=Finding(
        NOTICE,
        "run:made-up",
        NONE,
        IN_SHORT,
        CLEARS,
        {
            "run_on": date(2026, 11, 20),
            "since_on": date(2026, 11, 20),
            "tightness": 6,
            "state": "skipped",
            "days": 14,
            "clears_on": date(2026, 12, 4),
        },
    ),
)
