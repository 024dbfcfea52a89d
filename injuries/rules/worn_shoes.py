"""A pair in use has reached the distance at which to replace it, or to look at its wear.

Says: how far the pair has gone, and which distance was set or is usual.
Because: the guidance asks to replace worn shoes, and a distance is the wear that a log can see.
Source: guidance section 5; the usual distances are a convention. Impact rose by only 4.9 % after 500 km in real use (Footwear Sci
2010;2:141-147, doi 10.1080/19424280.2010.519348), and no study ties the distance on shoes to back pain.
Never says: that worn shoes hurt a back, that new ones help it, or which shoe to buy.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from injuries.engine.footwear import Pair, is_clean
from injuries.engine.history import History
from injuries.engine.levels import CAUTION, FOOTWEAR, NOTICE
from injuries.engine.rule import Fact, Finding, Missing, Number, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

LOOK_BACK_DAYS = 90
"""A limit reached before these days is told without its date."""

OWN = _("The {shoe:text} has {distance_m:distance} on it; you set {limit_m:distance}.")
OWN_FLOOR = _("The {shoe:text} has at least {distance_m:distance} on it; you set {limit_m:distance}.")
USUAL = _("The {shoe:text} has {distance_m:distance} on it; the usual limit is {limit_m:distance}.")
USUAL_FLOOR = _("The {shoe:text} has at least {distance_m:distance} on it; the usual limit is {limit_m:distance}.")
RACING = _("The {shoe:text} has {distance_m:distance} on it; the usual limit for racing shoes is {limit_m:distance}.")
RACING_FLOOR = _("The {shoe:text} has at least {distance_m:distance} on it; the usual limit for racing shoes is {limit_m:distance}.")
REPLACE = {
    ("own", False): OWN,
    ("own", True): OWN_FLOOR,
    ("usual", False): USUAL,
    ("usual", True): USUAL_FLOOR,
    ("racing", False): RACING,
    ("racing", True): RACING_FLOOR,
}
UNCHECKED = _("The {shoe:text} has {distance_m:distance} on it; from {inspect_m:distance} on its wear is worth a look.")
UNCHECKED_FLOOR = _("The {shoe:text} has at least {distance_m:distance} on it; from {inspect_m:distance} on its wear is worth a look.")
DUE_AGAIN = _(
    "The {shoe:text} has gone {added_m:distance} since its wear check of {checked_on:date}; the next is due after {again_m:distance}."
)
WORN = _("The {shoe:text} has {distance_m:distance} on it, and its wear check of {checked_on:date} was not clean.")
LIMIT_IN_SHORT = _("{shoe:text}: {distance_m:distance}, its own limit is {limit_m:distance}")
USUAL_IN_SHORT = _("{shoe:text}: {distance_m:distance}, the usual limit is {limit_m:distance}")
INSPECT_IN_SHORT = _("{shoe:text}: {distance_m:distance}, a wear check is due")
CLEARS_LIMIT = _("Retiring the pair, or setting it a higher limit.")
CLEARS_INSPECT = _("A clean wear check; the next one is due {again_m:distance} after it.")
NO_SHOE = _("No shoe was worn for a run or walk in the last 30 days.")
NO_START = _("What was on the {shoe:text} before it was logged is not known.")


@dataclass(frozen=True, slots=True)
class Limits:
    """The distances that count for a pair, and where the replace limit comes from: `own`, `usual` or `racing`."""

    replace_m: Number
    inspect_m: Number
    origin: str


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding | Missing]:
    """Yield a finding for each pair in use at a limit; a pair below it whose start is unknown cannot be judged."""
    if not history.pairs_in_use:
        yield Missing(NO_SHOE)
    for pair in history.pairs_in_use:
        finding = _finding(pair, history, thresholds)
        if finding:
            yield finding
        elif pair.shoe.start_distance_m is None:
            yield Missing(NO_START, pair.scope, {"shoe": pair.shoe.name, "shoe_ids": [pair.shoe.id]})


def _finding(pair: Pair, history: History, thresholds: Numbers) -> Finding | None:
    limits = _limits(pair, thresholds)
    facts = _facts(pair, history, limits) | {"again_m": thresholds["again_m"]}
    floor = pair.shoe.start_distance_m is None
    if pair.distance_m >= limits.replace_m:
        short = LIMIT_IN_SHORT if limits.origin == "own" else USUAL_IN_SHORT
        return Finding(CAUTION, pair.scope, REPLACE[limits.origin, floor], short, CLEARS_LIMIT, facts)
    if pair.distance_m >= limits.inspect_m and (sentence := _inspection(pair, thresholds["again_m"], floor)):
        return Finding(NOTICE, pair.scope, sentence, INSPECT_IN_SHORT, CLEARS_INSPECT, facts)
    return None


def _limits(pair: Pair, thresholds: Numbers) -> Limits:
    shoe, racing = pair.shoe, pair.shoe.kind == "racing"
    usual = thresholds["racing_limit_m" if racing else "limit_m"]
    inspect = thresholds["racing_inspect_m" if racing else "inspect_m"]
    if shoe.limit_m is not None:
        inspect = thresholds["inspect_share"] * shoe.limit_m
    return Limits(
        replace_m=usual if shoe.limit_m is None else shoe.limit_m,
        inspect_m=inspect if shoe.inspect_m is None else shoe.inspect_m,
        origin="own" if shoe.limit_m is not None else "racing" if racing else "usual",
    )


def _inspection(pair: Pair, again_m: Number, floor: bool) -> str | None:
    """Return the sentence that asks for a wear check, None while a clean one still holds."""
    latest = pair.latest_check
    if latest is None:
        return UNCHECKED_FLOOR if floor else UNCHECKED
    if not is_clean(latest):
        return WORN
    return DUE_AGAIN if pair.distance_after(latest) >= again_m else None


def _facts(pair: Pair, history: History, limits: Limits) -> dict[str, Fact]:
    latest, since = pair.latest_check, history.first_day(LOOK_BACK_DAYS)
    reached = limits.replace_m if pair.distance_m >= limits.replace_m else limits.inspect_m
    return {
        "shoe_ids": [pair.shoe.id],
        "shoe": pair.shoe.name,
        "distance_m": pair.distance_m,
        "start_distance_m": pair.shoe.start_distance_m,
        "limit_m": limits.replace_m,
        "limit_from": limits.origin,
        "inspect_m": limits.inspect_m,
        "checked_on": latest.on if latest else None,
        "added_m": pair.distance_after(latest) if latest else None,
        "since_on": pair.reached_on(Decimal(reached), since),
    }


RULE = Rule(
    key="worn_shoes",
    element=FOOTWEAR,
    stage=2,
    label=_("Worn shoes"),
    check=check,
    texts=(
        *REPLACE.values(),
        *(UNCHECKED, UNCHECKED_FLOOR, DUE_AGAIN, WORN),
        *(LIMIT_IN_SHORT, USUAL_IN_SHORT, INSPECT_IN_SHORT),
        *(CLEARS_LIMIT, CLEARS_INSPECT, NO_SHOE, NO_START),
    ),
    thresholds=(
        Threshold("limit_m", default=800_000, low=500_000, high=1_200_000, unit="m", label=_("Usual limit")),
        Threshold("racing_limit_m", default=450_000, low=300_000, high=800_000, unit="m", label=_("Usual limit of racing shoes")),
        Threshold("inspect_m", default=480_000, low=200_000, high=499_000, unit="m", label=_("Distance of the first wear check")),
        Threshold("racing_inspect_m", default=240_000, low=100_000, high=299_000, unit="m", label=_("The same for racing shoes")),
        Threshold(
            "inspect_share",
            default=Decimal("0.60"),
            low=Decimal("0.30"),
            high=Decimal("0.90"),
            unit="share",
            label=_("The same as a share of an own limit"),
        ),
        Threshold("again_m", default=160_000, low=50_000, high=300_000, unit="m", label=_("Distance until the next wear check")),
    ),
    ascending=(("inspect_m", "limit_m"), ("racing_inspect_m", "racing_limit_m")),
    example=Finding(
        CAUTION,
        "shoe:made-up",
        OWN,
        LIMIT_IN_SHORT,
        CLEARS_LIMIT,
        {
            "shoe": "Pegasus",
            "distance_m": 812_000,
            "start_distance_m": 132_000,
            "limit_m": 700_000,
            "limit_from": "own",
            "inspect_m": 420_000,
            "again_m": 160_000,
            "since_on": date(2026, 10, 2),
        },
    ),
)
