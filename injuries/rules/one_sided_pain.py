"""Most of the back pain is on one side.

Says: which side, and on how many of the latest scores.
Because: the article calls more pain on one side usual; to somebody who examines the back it is useful to know.
Source: guidance section 8; no study was found in which the side alone matters.
Never says: why it is on that side.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from injuries.engine.arithmetic import median
from injuries.engine.history import History
from injuries.engine.levels import INFO, PAIN
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

LEFT = _("Your back hurt on the left in {own:count} of {sided:count} scores with a side in {days:days}.")
RIGHT = _("Your back hurt on the right in {own:count} of {sided:count} scores with a side in {days:days}.")
LEFT_IN_SHORT = _("On the left in {own:count} of {sided:count} scores")
RIGHT_IN_SHORT = _("On the right in {own:count} of {sided:count} scores")
TEXTS = {"left": (LEFT, LEFT_IN_SHORT), "right": (RIGHT, RIGHT_IN_SHORT)}
CLEARS = _(
    "Fewer than {scores:count} such scores in {days:days}, under {share:percent} on one side, or a middle value below {score:score}."
)


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield the side that has most of the scores, if they are enough and high enough."""
    days = int(thresholds["days"])
    sided = [each for each in history.last(days, history.pain) if each.score > 0 and each.side in TEXTS]
    if len(sided) < thresholds["scores"] or median([each.score for each in sided]) < thresholds["score"]:
        return
    for side, (sentence, short) in TEXTS.items():
        own = [each for each in sided if each.side == side]
        if len(own) >= thresholds["share"] * len(sided):
            facts: Facts = {
                "side": side,
                "own": len(own),
                "sided": len(sided),
                "pain_ids": [each.id for each in sided],
                "middle": median([each.score for each in sided]),
                "since_on": own[0].on,
                "days": days,
                "scores": thresholds["scores"],
                "share": thresholds["share"],
                "score": thresholds["score"],
            }
            yield Finding(INFO, "", sentence, short, CLEARS, facts)


RULE = Rule(
    key="one_sided_pain",
    element=PAIN,
    stage=2,
    label=_("One-sided pain"),
    check=check,
    texts=(LEFT, RIGHT, LEFT_IN_SHORT, RIGHT_IN_SHORT, CLEARS),
    thresholds=(
        Threshold("days", default=14, low=7, high=28, unit="d", label=_("Days looked back")),
        Threshold("scores", default=3, low=2, high=10, unit="count", label=_("Scores with a side needed")),
        Threshold("share", default=Decimal("0.80"), low=Decimal("0.60"), high=Decimal("0.95"), unit="share", label=_("Share on one side")),
        Threshold("score", default=3, low=1, high=6, unit="score", label=_("Middle value of these scores")),
    ),
    example=Finding(
        INFO,
        "",
        LEFT,
        LEFT_IN_SHORT,
        CLEARS,
        {
            "side": "left",
            "own": 5,
            "sided": 6,
            "middle": 4,
            "since_on": date(2026, 11, 12),
            "days": 14,
            "scores": 3,
            "share": Decimal("0.80"),
            "score": 3,
        },
    ),
)
