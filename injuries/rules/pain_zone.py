"""The back hurt noticeably during or after one of the latest runs.

Says: how high the score was, and on which run.
Because: a little discomfort that settles is often acceptable; above that an easier next run is worth a thought.
Source: guidance section 8; Silbernagel et al., AJSM 2007;35:897-906, doi 10.1177/0363546506298279 (38 people with a sore Achilles tendon):
a rule of thumb for backs. Running with stable mild back pain is acceptable (Neason et al. 2024, doi 10.1136/bjsports-2024-108245).
Never says: that running must stop, or that a score below is without harm.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from injuries.engine.history import History
from injuries.engine.levels import CAUTION, NOTICE, PAIN
from injuries.engine.log import Run
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

DURING = _("Your back was at {worst:score} of 10 during your run on {run_on:date}.")
AFTER = _("Your back was at {worst:score} of 10 after your run on {run_on:date}.")
IN_SHORT = _("{worst:score} of 10 with the run on {run_on:date}")
CLEARS_CAUTION = _("{runs:count} runs in a row that stay below {caution:score}; or by itself on {clears_on:date}.")
CLEARS_NOTICE = _("A run that stays below {notice:score}; or by itself on {clears_on:date}.")


@dataclass(frozen=True, slots=True)
class Scored:
    """A run with the worst score during or after it."""

    run: Run
    worst: int


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield at most one finding."""
    runs = history.last(int(thresholds["days"]), history.runs)
    scored = [Scored(run, worst) for run in runs if (worst := history.worst(run, "during_run", "after_run")) is not None]
    high = [each for each in scored[-int(thresholds["runs"]) :] if each.worst >= thresholds["caution"]]
    if high:
        yield _finding(CAUTION, CLEARS_CAUTION, high[-1], history, thresholds)
    elif scored and scored[-1].worst >= thresholds["notice"]:
        yield _finding(NOTICE, CLEARS_NOTICE, scored[-1], history, thresholds)


def _finding(level: str, clears: str, scored: Scored, history: History, thresholds: Numbers) -> Finding:
    run, during = scored.run, history.worst(scored.run, "during_run")
    facts: Facts = {
        "run_ids": [run.id],
        "run_on": run.on,
        "since_on": run.on,
        "worst": scored.worst,
        "during": during,
        "after": history.worst(run, "after_run"),
        "pain_ids": [score.id for score in history.linked[run.id] if score.moment in {"during_run", "after_run"}],
        "runs": thresholds["runs"],
        "caution": thresholds["caution"],
        "notice": thresholds["notice"],
        "clears_on": run.on + timedelta(days=int(thresholds["days"])),
    }
    return Finding(level, f"run:{run.id}", DURING if during == scored.worst else AFTER, IN_SHORT, clears, facts)


RULE = Rule(
    key="pain_zone",
    element=PAIN,
    stage=2,
    label=_("Pain with a run"),
    check=check,
    texts=(DURING, AFTER, IN_SHORT, CLEARS_CAUTION, CLEARS_NOTICE),
    thresholds=(
        Threshold("days", default=14, low=7, high=28, unit="d", label=_("Days looked back")),
        Threshold("notice", default=3, low=2, high=4, unit="score", label=_("Score for a notice")),
        Threshold("caution", default=6, low=5, high=8, unit="score", label=_("Score for a caution")),
        Threshold("runs", default=2, low=1, high=4, unit="count", label=_("Latest runs looked at for a caution")),
    ),
    ascending=(("notice", "caution"),),
    example=Finding(
        CAUTION,
        "run:made-up",
        DURING,
        IN_SHORT,
        CLEARS_CAUTION,
        {
            "run_on": date(2026, 11, 20),
            "since_on": date(2026, 11, 20),
            "worst": 6,
            "during": 6,
            "after": 4,
            "runs": 2,
            "caution": 6,
            "notice": 3,
            "clears_on": date(2026, 12, 4),
        },
    ),
)
