"""The first run after a month and more without one.

Says: how long the gap was.
Because: after a gap there is no recent longest run to compare with, so the log cannot say whether a run was much longer.
Source: guidance section 7; a convention that fills the gap which `session_spike` leaves.
Never says: how far one may run, or that a break was wrong.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from injuries.engine.history import History
from injuries.engine.levels import INFO, STRENGTH
from injuries.engine.log import Run
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

SENTENCE = _("Your run on {run_on:date} was the first in {gap:days}.")
IN_SHORT = _("First run in {gap:days}, on {run_on:date}")
CLEARS = _("{runs:count} runs, this one included; or by itself on {clears_on:date}.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield a finding for each such run that fewer than the number of runs have followed, itself included."""
    runs, lookback = history.runs, timedelta(days=int(thresholds["lookback_days"]))
    for run in history.last(int(thresholds["days"]), runs[1 - int(thresholds["runs"]) :]):
        place = bisect_left(runs, run.started_at, key=lambda each: each.started_at)
        before = _latest(history, place)
        if before and run.started_at - before > lookback and len(runs) - place < thresholds["runs"]:
            yield _finding(run, run.started_at - before, thresholds)


def _latest(history: History, place: int) -> datetime | None:
    """Return the latest start of a run before the one at `place`, however long ago."""
    starts = [*(run.started_at for run in history.runs[:place]), history.last_run_at_before_window]
    return max((start for start in starts if start), default=None)


def _finding(run: Run, gap: timedelta, thresholds: Numbers) -> Finding:
    facts: Facts = {
        "run_ids": [run.id],
        "run_on": run.on,
        "since_on": run.on,
        "gap": gap.days,
        "distance_m": run.distance_m,
        "runs": thresholds["runs"],
        "clears_on": run.on + timedelta(days=int(thresholds["days"])),
    }
    return Finding(INFO, f"run:{run.id}", SENTENCE, IN_SHORT, CLEARS, facts)


RULE = Rule(
    key="return_after_gap",
    element=STRENGTH,
    stage=2,
    label=_("Back after a gap"),
    check=check,
    texts=(SENTENCE, IN_SHORT, CLEARS),
    thresholds=(
        Threshold("days", default=14, low=7, high=28, unit="d", label=_("Days for which a run is named")),
        Threshold("lookback_days", default=30, low=14, high=60, unit="d", label=_("Days without a run")),
        Threshold("runs", default=3, low=2, high=6, unit="count", label=_("Runs at which it goes")),
    ),
    example=Finding(
        INFO,
        "run:made-up",
        SENTENCE,
        IN_SHORT,
        CLEARS,
        {
            "run_on": date(2026, 11, 19),
            "since_on": date(2026, 11, 19),
            "gap": 43,
            "distance_m": 6_200,
            "runs": 3,
            "clears_on": date(2026, 12, 3),
        },
    ),
)
