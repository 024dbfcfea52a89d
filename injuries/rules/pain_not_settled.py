"""The morning after a run, the back hurt more than before it.

Says: the score before the run and the one of the next morning.
Because: discomfort that has settled by the next morning is one thing; discomfort that has not is worth an easier next run.
Source: guidance section 8; the same rule of thumb as `pain_zone` (Silbernagel et al. 2007, doi 10.1177/0363546506298279), made for tendons.
Never says: that the run did harm, or that running must stop.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from injuries.engine.days import DAY
from injuries.engine.history import History
from injuries.engine.levels import CAUTION, PAIN
from injuries.engine.log import PainScore, Run
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

ONCE = _("Your back was at {before:score} before your run on {run_on:date} and at {morning:score} the next morning.")
AGAIN = _(
    "Your back was worse the morning after {runs:count} runs: from {before:score} to {morning:score} after the latest, on {run_on:date}."
)
IN_SHORT = _("From {before:score} to {morning:score} the morning after {run_on:date}")
CLEARS = _("A run after which the next morning is no worse than before it; or by itself on {clears_on:date}.")


@dataclass(frozen=True, slots=True)
class Mornings:
    """A run with the highest score linked to the time before it and the highest of the next morning."""

    run: Run
    before: PainScore
    morning: PainScore

    @property
    def rise(self) -> int:
        """How much worse the morning was."""
        return self.morning.score - self.before.score


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield at most one finding, on the latest run with both scores."""
    runs = history.last(int(thresholds["days"]), history.runs)
    mornings = {day: _morning_after(day, history, thresholds) for day in {run.on for run in runs}}
    known = [each for run in runs if (each := _mornings(run, mornings[run.on], history))]
    count = int(thresholds["runs"])
    if known and known[-1].rise >= thresholds["rise"]:
        yield _finding(known[-1:], ONCE, thresholds)
    elif len(known) >= count and all(each.rise >= thresholds["small_rise"] for each in known[-count:]):
        yield _finding(known[-count:], AGAIN, thresholds)


def _mornings(run: Run, morning: PainScore | None, history: History) -> Mornings | None:
    before = _highest(score for score in history.linked.get(run.id, ()) if score.moment == "before_run")
    return None if before is None or morning is None else Mornings(run, before, morning)


def _morning_after(day: date, history: History, thresholds: Numbers) -> PainScore | None:
    """Return the highest score of the morning after a day."""
    return _highest(score for score in history.pain_on(day + DAY) if _is_morning(score, thresholds))


def _highest(scores: Iterable[PainScore]) -> PainScore | None:
    """Return the highest of some scores in the order of their instants, the earliest of equals."""
    return max(scores, key=lambda score: score.score, default=None)


def _is_morning(score: PainScore, thresholds: Numbers) -> bool:
    early = thresholds["morning_from"] <= score.at.hour < thresholds["morning_until"] and score.moment not in {"during_run", "after_run"}
    return score.moment == "morning" or early


def _finding(used: Sequence[Mornings], sentence: str, thresholds: Numbers) -> Finding:
    latest = used[-1]
    # The morning after one run can be the time before the next.
    scores = dict.fromkeys(score.id for each in used for score in (each.before, each.morning))
    facts: Facts = {
        "run_ids": [each.run.id for each in used],
        "run_on": latest.run.on,
        "since_on": latest.run.on + DAY,
        "before": latest.before.score,
        "morning": latest.morning.score,
        "pain_ids": list(scores),
        "runs": thresholds["runs"],
        "clears_on": latest.run.on + timedelta(days=int(thresholds["days"])),
    }
    return Finding(CAUTION, f"run:{latest.run.id}", sentence, IN_SHORT, CLEARS, facts)


RULE = Rule(
    key="pain_not_settled",
    element=PAIN,
    stage=2,
    label=_("Worse the next morning"),
    check=check,
    texts=(ONCE, AGAIN, IN_SHORT, CLEARS),
    thresholds=(
        Threshold("days", default=14, low=7, high=28, unit="d", label=_("Days looked back")),
        Threshold("rise", default=2, low=2, high=4, unit="score", label=_("Points worse once")),
        Threshold("small_rise", default=1, low=1, high=3, unit="score", label=_("Points worse several times")),
        Threshold("runs", default=2, low=2, high=4, unit="count", label=_("How many times")),
        Threshold("morning_from", default=4, low=3, high=6, unit="h", label=_("Hour from which a score is of the morning")),
        Threshold("morning_until", default=12, low=10, high=14, unit="h", label=_("Hour until which it is")),
    ),
    ascending=(("small_rise", "rise"), ("morning_from", "morning_until")),
    example=Finding(
        CAUTION,
        "run:made-up",
        ONCE,
        IN_SHORT,
        CLEARS,
        {
            "run_on": date(2026, 11, 20),
            "since_on": date(2026, 11, 21),
            "before": 1,
            "morning": 4,
            "runs": 2,
            "clears_on": date(2026, 12, 4),
        },
    ),
)
