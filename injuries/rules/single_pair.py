"""Nearly all running of the last weeks was done in one pair.

Says: which pair, and which share of the distance it carried.
Because: in one study, runners who changed between pairs had fewer injuries; it may have been the runners and not the shoes.
Source: guidance section 5; Malisoux et al. 2015, doi 10.1111/sms.12154 (264 runners, 22 weeks, hazard ratio 0.61, low back included).
Never says: that a second pair is needed, or which one.
"""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_UP, Decimal

from injuries.engine.arithmetic import total
from injuries.engine.history import History
from injuries.engine.levels import FOOTWEAR, INFO
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

SENTENCE = _("The {shoe:text} carried {carried:percent} of your {total_m:distance} in {days:days}.")
IN_SHORT = _("{shoe:text}: {carried:percent} of the distance")
CLEARS = _("Another pair carrying its part, so that none has more than {share:percent}.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield the pair that carried more than the share, if there is one."""
    days = int(thresholds["days"])
    runs = [(run, run.distance_m) for run in history.last(days, history.runs) if run.distance_m is not None]
    total_m = total(distance for _run, distance in runs)
    if len(runs) < thresholds["runs"]:
        return
    for pair in history.pairs:
        own = [(run, distance) for run, distance in runs if run.shoe == pair.shoe.id]
        carried_m = total(distance for _run, distance in own)
        if carried_m > thresholds["share"] * total_m:
            facts: Facts = {
                "shoe_ids": [pair.shoe.id],
                "shoe": pair.shoe.name,
                "run_ids": [run.id for run, _distance in runs],
                "runs": len(runs),
                "total_m": total_m,
                "carried_m": carried_m,
                "carried": (carried_m / total_m).quantize(Decimal("0.001"), rounding=ROUND_UP),
                "days": days,
                "share": thresholds["share"],
                "since_on": own[0][0].on,
            }
            yield Finding(INFO, "", SENTENCE, IN_SHORT, CLEARS, facts)


RULE = Rule(
    key="single_pair",
    element=FOOTWEAR,
    stage=2,
    label=_("One pair for everything"),
    check=check,
    texts=(SENTENCE, IN_SHORT, CLEARS),
    thresholds=(
        Threshold("days", default=28, low=14, high=60, unit="d", label=_("Days looked back")),
        Threshold("runs", default=12, low=6, high=24, unit="count", label=_("Runs with a distance needed")),
        Threshold(
            "share", default=Decimal("0.90"), low=Decimal("0.60"), high=Decimal("0.99"), unit="share", label=_("Share of the distance")
        ),
    ),
    snooze_days=90,
    example=Finding(
        INFO,
        "",
        SENTENCE,
        IN_SHORT,
        CLEARS,
        {
            "shoe": "Pegasus",
            "runs": 14,
            "total_m": 96_000,
            "carried_m": 91_200,
            "carried": Decimal("0.95"),
            "days": 28,
            "share": Decimal("0.90"),
            "since_on": date(2026, 10, 26),
        },
    ),
)
