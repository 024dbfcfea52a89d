"""A run was much longer than the longest of the 30 days before it.

Says: how long the run was, how long the longest before it was, and by how much it was longer.
Because: of all that a log can count, a single run far beyond the recent ones has the best evidence.
Source: guidance section 7; Frandsen et al., BJSM 2025;59:1203-1210, doi 10.1136/bjsports-2024-109380: 5205 runners, hazard ratios against
up to 10 %: 1.64 (above 10 to 30 %), 1.52 (above 30 to 100 %), 2.28 (above 100 %); all overuse injuries, not backs; observational.
Never says: how likely an injury is, or that 10 % is a border between good and bad.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_UP, Decimal

from injuries.engine.history import DISORDER, History
from injuries.engine.levels import CAUTION, NOTICE, STRENGTH
from injuries.engine.log import Run
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

RUN = _(
    "Your {distance_m:distance} on {run_on:date} was {increase:percent} longer than your longest run of the {lookback_days:days} before, "
    "{longest_m:distance}."
)
RACE = _(
    "Your race of {distance_m:distance} on {run_on:date} was {increase:percent} longer than your longest run of the {lookback_days:days} "
    "before, {longest_m:distance}."
)
IN_SHORT = _("{distance_m:distance} on {run_on:date}, {increase:percent} longer than before")
CLEARS = _("This goes by itself on {clears_on:date}, {days:days} after the run.")


@dataclass(frozen=True, slots=True)
class Long:
    """A run with a distance above zero."""

    run: Run
    distance_m: Decimal

    @property
    def at(self) -> datetime:
        """When it started."""
        return self.run.started_at


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield a finding for each such run of the last days."""
    days, lookback_days = int(thresholds["days"]), int(thresholds["lookback_days"])
    first, near = history.first_day(days), history.last(days + lookback_days + DISORDER.days, history.runs)
    runs = [Long(run, run.distance_m) for run in near if run.distance_m]
    for each, longest in _with_longest_before(runs, timedelta(days=lookback_days)):
        more = each.distance_m - longest.distance_m
        if each.run.on >= first and more >= thresholds["guard_m"] and each.distance_m > thresholds["ratio"] * longest.distance_m:
            yield _finding(each, longest, thresholds)


def _with_longest_before(runs: Sequence[Long], lookback: timedelta) -> Iterator[tuple[Long, Long]]:
    """Yield each run with the longest that started before it, not earlier than `lookback`; those without one are left out.

    `best` holds the runs that can still be the longest: later ones behind, each shorter than the one before it.
    """
    best: deque[Long] = deque()
    entering = 0
    for each in runs:
        while runs[entering].at < each.at:
            while best and best[-1].distance_m <= runs[entering].distance_m:
                best.pop()
            best.append(runs[entering])
            entering += 1
        while best and each.at - best[0].at > lookback:
            best.popleft()
        if best:
            yield each, best[0]


def _finding(each: Long, longest: Long, thresholds: Numbers) -> Finding:
    run, band, days = each.run, _band(each.distance_m, longest.distance_m, thresholds), int(thresholds["days"])
    ratio = (each.distance_m / longest.distance_m).quantize(Decimal("0.001"), rounding=ROUND_UP)
    facts: Facts = {
        "run_ids": [run.id],
        "run_on": run.on,
        "since_on": run.on,
        "distance_m": each.distance_m,
        "longest_m": longest.distance_m,
        "longest_on": longest.run.on,
        "longest_ids": [longest.run.id],
        "ratio": ratio,
        "increase": ratio - 1,
        "band": band,
        "lookback_days": thresholds["lookback_days"],
        "days": days,
        "clears_on": run.on + timedelta(days=days),
    }
    level = NOTICE if band == "small" else CAUTION
    return Finding(level, f"run:{run.id}", RACE if run.kind == "race" else RUN, IN_SHORT, CLEARS, facts)


def _band(distance_m: Decimal, longest_m: Decimal, thresholds: Numbers) -> str:
    if distance_m <= thresholds["caution_ratio"] * longest_m:
        return "small"
    return "moderate" if distance_m <= thresholds["large_ratio"] * longest_m else "large"


RULE = Rule(
    key="session_spike",
    element=STRENGTH,
    stage=2,
    label=_("Sudden long run"),
    check=check,
    texts=(RUN, RACE, IN_SHORT, CLEARS),
    thresholds=(
        Threshold("days", default=14, low=7, high=28, unit="d", label=_("Days for which a run is named")),
        Threshold("lookback_days", default=30, low=14, high=60, unit="d", label=_("Days before the run in which the longest is sought")),
        Threshold("guard_m", default=1000, low=500, high=3000, unit="m", label=_("How much longer at least")),
        Threshold("ratio", default=Decimal("1.10"), low=Decimal("1.05"), high=Decimal("1.25"), unit="ratio", label=_("Times as long")),
        Threshold(
            "caution_ratio",
            default=Decimal("1.30"),
            low=Decimal("1.26"),
            high=Decimal("1.75"),
            unit="ratio",
            label=_("Times as long for a caution"),
        ),
        Threshold(
            "large_ratio",
            default=Decimal("2.00"),
            low=Decimal("1.80"),
            high=Decimal("3.00"),
            unit="ratio",
            label=_("Times as long to be called large"),
        ),
    ),
    ascending=(("ratio", "caution_ratio"), ("caution_ratio", "large_ratio")),
    example=Finding(
        CAUTION,
        "run:made-up",
        RUN,
        IN_SHORT,
        CLEARS,
        {
            "run_on": date(2026, 11, 21),
            "since_on": date(2026, 11, 21),
            "distance_m": 14_200,
            "longest_m": 10_000,
            "longest_on": date(2026, 11, 8),
            "ratio": Decimal("1.42"),
            "increase": Decimal("0.42"),
            "band": "moderate",
            "lookback_days": 30,
            "days": 14,
            "clears_on": date(2026, 12, 5),
        },
    ),
)
