"""Running without a warm-up has become a habit.

Says: how many of the latest runs began without a warm-up, and whether the back has hurt in that time.
Because: one run without a warm-up says little; several in a row mean that the guidance is not being followed.
Source: guidance section 4; Wu et al., Pain Res Manag 2021, doi 10.1155/2021/6660304 (800 marathon runners asked afterwards, 36 with back
pain: a missing warm-up was more frequent, OR 2.62); against it van Mechelen et al., AJSM 1993;21:711-719 (a trial: 5.5 v 4.9 injuries in
1000 hours).
Never says: that the habit is why a back hurts, or that warming up will stop it.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from injuries.engine.history import History
from injuries.engine.levels import CAUTION, NOTICE, WARM_UP
from injuries.engine.log import Run
from injuries.engine.rule import Fact, Finding, Missing, Numbers, Raised, Rule, Threshold
from injuries.engine.sentences import gettext_noop as _
from injuries.engine.warm_ups import answered, done, skipped

ROW = _("Your latest {row:count} runs all began without a proper warm-up.")
ROW_IN_PAIN = _("Your latest {row:count} runs all began without a proper warm-up, and your back has hurt in the last {pain_days:days}.")
SHARE = _("{skipped:count} of your {answered:count} runs in {days:days} began without a proper warm-up.")
SHARE_IN_PAIN = _(
    "{skipped:count} of your {answered:count} runs in {days:days} began without a proper warm-up, "
    "and your back has hurt in the last {pain_days:days}."
)
SENTENCES = {("row", False): ROW, ("row", True): ROW_IN_PAIN, ("share", False): SHARE, ("share", True): SHARE_IN_PAIN}
IN_SHORT = _("Without a warm-up: {skipped:count} of {answered:count} runs")
CLEARS = _("{row:count} runs in a row, each with a warm-up of 5 minutes or more.")
NO_ANSWER = _("No warm-up answers in {days:days}; {needed:count} are needed.")
ONE_ANSWER = _("1 answer about a warm-up in {days:days}; {needed:count} are needed.")
FEW_ANSWERS = _("{answered:count} answers about a warm-up in {days:days}; {needed:count} are needed.")


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding | Missing]:
    """Yield the habit, or what is missing to see one."""
    days, row, needed = int(thresholds["days"]), int(thresholds["row"]), int(thresholds["needed"])
    runs = answered(history.last(days, history.runs))
    without = [run for run in runs if skipped(run)]
    facts: dict[str, Fact] = {"answered": len(runs), "skipped": len(without), "days": days, "row": row, "needed": needed}
    if len(runs) < needed:
        yield Missing({0: NO_ANSWER, 1: ONE_ANSWER}.get(len(runs), FEW_ANSWERS), facts=facts)
    elif kind := _habit(runs, without, thresholds):
        in_pain = _in_pain(history, int(thresholds["pain_days"]))
        facts |= {"since_on": without[0].on, "in_pain": in_pain, "pain_days": thresholds["pain_days"], "run_ids": [run.id for run in runs]}
        yield Finding(CAUTION if in_pain else NOTICE, "", SENTENCES[kind, in_pain], IN_SHORT, CLEARS, facts)


def _habit(runs: Sequence[Run], without: Sequence[Run], thresholds: Numbers) -> str | None:
    latest = runs[-int(thresholds["row"]) :] if len(runs) >= thresholds["row"] else []
    if latest and all(map(done, latest)):
        return None
    if latest and all(map(skipped, latest)):
        return "row"
    return "share" if len(runs) >= thresholds["answered"] and len(without) >= thresholds["share"] * len(runs) else None


def _in_pain(history: History, days: int) -> bool:
    return history.episode is not None and bool(history.days.painful(days, history.on))


RULE = Rule(
    key="warm_up_habit",
    element=WARM_UP,
    stage=2,
    label=_("Warm-up habit"),
    check=check,
    texts=(*SENTENCES.values(), IN_SHORT, CLEARS, NO_ANSWER, ONE_ANSWER, FEW_ANSWERS),
    thresholds=(
        Threshold("days", default=14, low=7, high=42, unit="d", label=_("Days looked back")),
        Threshold("row", default=3, low=2, high=6, unit="count", label=_("Runs in a row")),
        Threshold("answered", default=4, low=3, high=10, unit="count", label=_("Answered runs before a share counts")),
        Threshold("share", default=Decimal("0.50"), low=Decimal("0.25"), high=Decimal("0.90"), unit="share", label=_("Share of runs")),
        Threshold("needed", default=3, low=2, high=6, unit="count", label=_("Answered runs needed")),
        Threshold("pain_days", default=14, low=7, high=42, unit="d", label=_("Days in which pain adds weight")),
    ),
    example=Finding(
        CAUTION,
        "",
        ROW_IN_PAIN,
        IN_SHORT,
        CLEARS,
        {"answered": 5, "skipped": 4, "days": 14, "row": 3, "needed": 3, "since_on": date(2026, 11, 12), "in_pain": True, "pain_days": 14},
    ),
)
