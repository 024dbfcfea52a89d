"""The latest wear check of a pair in use found something worn.

Says: which pair, when it was checked, and what was found.
Because: what the eye sees on a shoe says more about it than its distance.
Source: guidance section 5; a convention without a study of what follows from wear.
Never says: that the wear hurts a back, or which shoe to buy.
"""

from collections.abc import Iterator
from datetime import date

from injuries.engine.footwear import WEAR, Pair, is_clean
from injuries.engine.history import History
from injuries.engine.levels import CAUTION, FOOTWEAR
from injuries.engine.log import ShoeCheck
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule
from injuries.engine.sentences import gettext_noop as _

OUTSOLE = _("The outsole of the {shoe:text} was worn through when you checked it on {checked_on:date}.")
MIDSOLE = _("The foam of the {shoe:text} was creased or flat when you checked it on {checked_on:date}.")
HEEL = _("The heel of the {shoe:text} leaned when you checked it on {checked_on:date}.")
UPPER = _("The upper of the {shoe:text} was split when you checked it on {checked_on:date}.")
SEVERAL = _("The {shoe:text} was worn in {worn_count:count} places when you checked it on {checked_on:date}.")
SENTENCES = {"outsole": OUTSOLE, "midsole": MIDSOLE, "heel": HEEL, "upper": UPPER}
IN_SHORT = _("{shoe:text}: worn, checked on {checked_on:date}")
CLEARS = _("A later check that finds nothing worn, or retiring the pair.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield a finding for each such pair."""
    for pair in history.pairs_in_use:
        if pair.latest_check and not is_clean(pair.latest_check):
            yield _finding(pair, pair.latest_check)


def _finding(pair: Pair, latest: ShoeCheck) -> Finding:
    worn = [part for part in sorted(latest.worn) if part in WEAR]
    facts: Facts = {
        "shoe_ids": [pair.shoe.id],
        "shoe": pair.shoe.name,
        "checked_on": latest.on,
        "since_on": latest.on,
        "worn": worn,
        "worn_count": len(worn),
        "distance_m": pair.distance_m,
    }
    return Finding(CAUTION, pair.scope, SENTENCES[worn[0]] if len(worn) == 1 else SEVERAL, IN_SHORT, CLEARS, facts)


RULE = Rule(
    key="failed_shoe_check",
    element=FOOTWEAR,
    stage=2,
    label=_("Worn at the last check"),
    check=check,
    texts=(*SENTENCES.values(), SEVERAL, IN_SHORT, CLEARS),
    example=Finding(
        CAUTION,
        "shoe:made-up",
        HEEL,
        IN_SHORT,
        CLEARS,
        {
            "shoe": "Ghost",
            "checked_on": date(2026, 11, 20),
            "since_on": date(2026, 11, 20),
            "worn": ["heel"],
            "worn_count": 1,
            "distance_m": 541_000,
        },
    ),
)
