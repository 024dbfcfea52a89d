"""A pair in use was first used more than a year ago.

Says: which pair, and since when it has been used.
Because: foam ages in the cupboard too, and a date is easily forgotten.
Source: guidance section 5; a convention. What is known of the age of shoes and injuries is inconsistent (van der Worp et al. 2015,
PMC4338213).
Never says: that old shoes hurt a back, or which shoe to buy.
"""

from collections.abc import Iterator
from datetime import date

from injuries.engine.footwear import Pair
from injuries.engine.history import History
from injuries.engine.levels import FOOTWEAR, INFO
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

GIVEN = _("You have used the {shoe:text} since {first_used_on:date}, that is {age:days}.")
LOGGED = _("You have used the {shoe:text} since {first_used_on:date} at least, that is {age:days}.")
IN_SHORT = _("{shoe:text}: in use for {age:days}")
CLEARS = _("Retiring the pair.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield a finding for each such pair."""
    for pair in history.pairs_in_use:
        first = pair.first_used_on
        if first and (history.on - first).days > thresholds["days"]:
            yield _finding(pair, first)


def _finding(pair: Pair, first: date) -> Finding:
    facts: Facts = {
        "shoe_ids": [pair.shoe.id],
        "shoe": pair.shoe.name,
        "first_used_on": first,
        "since_on": first,
        "age": (pair.on - first).days,
        "distance_m": pair.distance_m,
    }
    return Finding(INFO, pair.scope, GIVEN if pair.shoe.first_used_on else LOGGED, IN_SHORT, CLEARS, facts)


RULE = Rule(
    key="old_shoes",
    element=FOOTWEAR,
    stage=2,
    label=_("Old shoes"),
    check=check,
    texts=(GIVEN, LOGGED, IN_SHORT, CLEARS),
    thresholds=(Threshold("days", default=365, low=180, high=1095, unit="d", label=_("Days in use")),),
    snooze_days=180,
    example=Finding(
        INFO,
        "shoe:made-up",
        GIVEN,
        IN_SHORT,
        CLEARS,
        {"shoe": "Ghost", "first_used_on": date(2025, 9, 15), "since_on": date(2025, 9, 15), "age": 433, "distance_m": 612_000},
    ),
)
