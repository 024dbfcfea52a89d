"""Many runs name no shoe, so that distances on shoes are too low.

Says: how many of the latest runs name no shoe.
Because: what is not assigned is missing in the distance of some pair, and a worn one is noticed late.
Source: guidance section 5; a matter of a complete log, not of health.
Never says: anything about a back.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from injuries.engine.history import History
from injuries.engine.levels import FOOTWEAR, INFO
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

SENTENCE = _("No shoe is named on {without:count} of your {runs:count} runs in {days:days}.")
IN_SHORT = _("No shoe named: {without:count} of {runs:count} runs")
CLEARS = _("Naming the shoe on runs, until at most {share:percent} of them name none.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield a finding when more than the share of runs name no shoe."""
    days = int(thresholds["days"])
    runs = history.last(days, history.runs)
    without = [run for run in runs if run.shoe is None]
    if len(runs) >= thresholds["runs"] and len(without) > thresholds["share"] * len(runs):
        facts: Facts = {
            "run_ids": [run.id for run in without],
            "runs": len(runs),
            "without": len(without),
            "days": days,
            "share": thresholds["share"],
            "since_on": without[0].on,
        }
        yield Finding(INFO, "", SENTENCE, IN_SHORT, CLEARS, facts)


RULE = Rule(
    key="runs_without_shoe",
    element=FOOTWEAR,
    stage=2,
    label=_("Runs without a shoe"),
    check=check,
    texts=(SENTENCE, IN_SHORT, CLEARS),
    thresholds=(
        Threshold("days", default=30, low=14, high=60, unit="d", label=_("Days looked back")),
        Threshold("runs", default=5, low=3, high=15, unit="count", label=_("Runs needed")),
        Threshold("share", default=Decimal("0.20"), low=Decimal("0.05"), high=Decimal("0.60"), unit="share", label=_("Share of runs")),
    ),
    example=Finding(
        INFO,
        "",
        SENTENCE,
        IN_SHORT,
        CLEARS,
        {"runs": 12, "without": 5, "days": 30, "share": Decimal("0.20"), "since_on": date(2026, 10, 30)},
    ),
)
