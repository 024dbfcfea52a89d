"""Small soreness has come back several times, or crept up.

Says: on how many days the back hurt a little, or how the middle value of the week rose.
Because: the article asks to listen early, before a small soreness grows.
Source: guidance section 8; Whalan et al., Science and Medicine in Football 2020;4:216-224: footballers with a small complaint more often
had to pause within a week; any body part, and most complaints passed.
Never says: that it will grow, or what it is.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from injuries.engine.arithmetic import median
from injuries.engine.history import History
from injuries.engine.levels import NOTICE, PAIN, SEE_PROVIDER
from injuries.engine.rule import Fact, Finding, Missing, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _

OFTEN = _("Your back hurt a little on {pain_days:count} of the last {days:days}, never above {highest:score}.")
CREPT = _("Your back has crept up: {before:score} in the week before, {after:score} in the last {week_days:days}.")
OFTEN_IN_SHORT = _("A little pain on {pain_days:count} of the last {days:days}")
CREPT_IN_SHORT = _("Crept up from {before:score} to {after:score}")
CLEARS = _("Fewer than {pain_days_needed:count} days with pain in {days:days}, and a week that is no worse than the one before.")
NO_ENTRY = _("No back score in {days:days}; {needed:count} days with one are needed.")
ONE_ENTRY = _("A back score on 1 day of the last {days:days}; {needed:count} days are needed.")
FEW_ENTRIES = _("Back scores on {entries:count} days of the last {days:days}; {needed:count} are needed.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding | Missing]:
    """Yield one finding for either sign, unless a flag already asks to see a provider."""
    if earlier.reached_before_care(SEE_PROVIDER):
        return
    days = int(thresholds["days"])
    entries = history.days.entries(days, history.on)
    painful = history.days.painful(days, history.on)
    facts: dict[str, Fact] = {
        "days": days,
        "entries": len(entries),
        "needed": thresholds["needed"],
        "pain_days": len(painful),
        "pain_days_needed": thresholds["pain_days"],
        "highest": thresholds["highest"],
        "week_days": thresholds["week_days"],
        "since_on": painful[0] if painful else None,
        "pain_ids": [score.id for score in history.last(days, history.pain)],
    }
    if len(entries) < thresholds["needed"]:
        yield Missing({0: NO_ENTRY, 1: ONE_ENTRY}.get(len(entries), FEW_ENTRIES), facts=facts)
    elif len(painful) >= thresholds["pain_days"] and max(entries) <= thresholds["highest"]:
        yield Finding(NOTICE, "", OFTEN, OFTEN_IN_SHORT, CLEARS, facts)
    elif crept := _crept(history, thresholds):
        yield Finding(NOTICE, "", CREPT, CREPT_IN_SHORT, CLEARS, facts | crept)


def _crept(history: History, thresholds: Numbers) -> dict[str, Fact] | None:
    days = int(thresholds["week_days"])
    later = history.days.entries(days, history.on)
    sooner = history.days.entries(days, history.on - timedelta(days=days))
    if min(len(later), len(sooner)) < thresholds["week_entries"]:
        return None
    before, after = median(sooner), median(later)
    return {"before": before, "after": after} if after - before >= thresholds["rise"] and after <= thresholds["highest"] else None


RULE = Rule(
    key="early_pain",
    element=PAIN,
    stage=3,
    label=_("Small soreness"),
    check=check,
    texts=(OFTEN, CREPT, OFTEN_IN_SHORT, CREPT_IN_SHORT, CLEARS, NO_ENTRY, ONE_ENTRY, FEW_ENTRIES),
    thresholds=(
        Threshold("days", default=14, low=10, high=28, unit="d", label=_("Days looked back")),
        Threshold("pain_days", default=3, low=2, high=6, unit="count", label=_("Days with pain")),
        Threshold("highest", default=3, low=2, high=4, unit="score", label=_("Highest score that counts as small")),
        Threshold("week_days", default=7, low=5, high=14, unit="d", label=_("Days that are compared with those before")),
        Threshold("week_entries", default=3, low=2, high=5, unit="count", label=_("Days with a score needed in each")),
        Threshold("rise", default=1, low=1, high=2, unit="score", label=_("Points that the middle value rose")),
        Threshold("needed", default=3, low=2, high=5, unit="count", label=_("Days with a score needed at all")),
    ),
    ascending=(("week_days", "days"), ("pain_days", "days"), ("week_entries", "week_days")),
    example=Finding(
        NOTICE,
        "",
        OFTEN,
        OFTEN_IN_SHORT,
        CLEARS,
        {
            "days": 14,
            "entries": 6,
            "needed": 3,
            "pain_days": 4,
            "pain_days_needed": 3,
            "highest": 3,
            "week_days": 7,
            "since_on": date(2026, 11, 10),
        },
    ),
)
