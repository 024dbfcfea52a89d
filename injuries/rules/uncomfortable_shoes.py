"""A pair in use no longer feels comfortable.

Says: the latest comfort rating of the pair, and the best one before it.
Because: comfort is the one thing about a shoe that its wearer can judge best.
Source: guidance section 5; evidence is mixed and about all injuries: Malisoux et al. 2020, doi 10.1177/0363546519892578 for softer shoes;
Theisen et al. 2014 found no difference.
Never says: that an uncomfortable shoe hurts a back, or which shoe to buy.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from injuries.engine.footwear import Pair
from injuries.engine.history import History
from injuries.engine.levels import FOOTWEAR, NOTICE
from injuries.engine.log import ComfortRating
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

LOW = _("You gave the comfort of the {shoe:text} {comfort:score} of 10 on {rated_on:date}.")
FALLEN = _("The comfort of the {shoe:text} fell to {comfort:score} of 10 on {rated_on:date}; at best it was {best:score}.")
IN_SHORT = _("{shoe:text}: comfort {comfort:score} of 10")
CLEARS = _("A rating above {low_comfort:score} that is less than {drop:count} points below the best.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield a finding for each such pair."""
    for pair in history.pairs_in_use:
        if finding := _finding(pair, pair.ratings, thresholds):
            yield finding


def _finding(pair: Pair, ratings: Sequence[ComfortRating], thresholds: Numbers) -> Finding | None:
    if not ratings:
        return None
    latest, best = ratings[-1], max((rating.score for rating in ratings[:-1]), default=None)
    fallen = best is not None and best - latest.score >= thresholds["drop"]
    if not fallen and latest.score > thresholds["low_comfort"]:
        return None
    facts: Facts = {
        "shoe_ids": [pair.shoe.id],
        "shoe": pair.shoe.name,
        "comfort": latest.score,
        "best": best,
        "rated_on": latest.on,
        "since_on": latest.on,
        "low_comfort": thresholds["low_comfort"],
        "drop": thresholds["drop"],
    }
    return Finding(NOTICE, pair.scope, FALLEN if fallen else LOW, IN_SHORT, CLEARS, facts)


RULE = Rule(
    key="uncomfortable_shoes",
    element=FOOTWEAR,
    stage=2,
    label=_("Uncomfortable shoes"),
    check=check,
    texts=(LOW, FALLEN, IN_SHORT, CLEARS),
    thresholds=(
        Threshold("low_comfort", default=4, low=2, high=6, unit="score", label=_("Comfort that counts as low")),
        Threshold("drop", default=3, low=2, high=5, unit="score", label=_("Points below the best")),
    ),
    example=Finding(
        NOTICE,
        "shoe:made-up",
        FALLEN,
        IN_SHORT,
        CLEARS,
        {
            "shoe": "Speedgoat",
            "comfort": 5,
            "best": 9,
            "rated_on": date(2026, 11, 19),
            "since_on": date(2026, 11, 19),
            "low_comfort": 4,
            "drop": 3,
        },
    ),
)
