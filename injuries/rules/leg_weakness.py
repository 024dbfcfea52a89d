"""A leg felt weak, lazy or dragged, and nobody has closed the report.

Says: when it was, what else was ticked about it, and how soon to get help.
Because: the article calls a dragging leg typical; here it is a possible sign of trouble with a nerve until the questions are answered.
Source: guidance section 9; guidance of health services on sudden leg weakness agrees on an early opinion.
Never says: that it is typical or nothing, which nerve it is, or that haste will keep harm away.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from injuries.engine.history import History
from injuries.engine.levels import EMERGENCY, NOTICE, PAIN, SEE_PROVIDER, URGENT
from injuries.engine.log import LegReport
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule
from injuries.engine.sentences import gettext_noop as _

DAYS = 14
FOLLOW_UPS = ("both_legs", "cannot_lift_foot", "catching", "numbness", "lasting", "worsening")

BOTH_WORSE = _("Seek urgent care now: both legs felt weak on {on:date}, and it is getting worse.")
BOTH = _("Seek urgent care now: both legs felt weak on {on:date}.")
WORSE = _("Seek urgent care now: your leg felt weak on {on:date}, and it is getting worse.")
CANNOT_LIFT = _("Your leg felt weak on {on:date} and you could not lift the foot or walk on your heel. Get medical advice today.")
CATCHING = _("Your leg felt weak on {on:date} and your toes caught or your foot slapped. Get medical advice today.")
LASTING = _("Your leg felt weak on {on:date} and was still weak an hour later. Get medical advice today.")
NUMB = _("Your leg felt weak on {on:date}, with numbness or pins and needles. See a provider about it.")
OPEN_ONE = _("Your leg felt weak on {on:date} and 1 question about it is still open. Answer it, and see a provider.")
OPEN_MORE = _("Your leg felt weak on {on:date} and {open_count:count} questions about it are still open. Answer them, and see a provider.")
AGAIN = _("Your leg felt weak on {on:date}, and also on {before_on:date}. See a provider about it.")
ONCE = _("Your leg felt weak on {on:date}. You ticked nothing else about it.")
ONCE_OPEN = _("Your leg felt weak on {on:date}. Please answer the questions about it.")
IN_SHORT = _("Leg felt weak on {on:date}")
CLEARS = _("Noting that a clinician has seen it, or that it was ticked by mistake.")
CLEARS_NOTICE = _(
    "This goes by itself on {clears_on:date}, or once it is noted that a clinician has seen it or that it was ticked by mistake."
)
CLEARS_OPEN = _(
    "The questions about it need answers: left open until the next day, this is raised. With a no to each, it goes by itself on "
    "{clears_on:date}. It also goes once it is noted that a clinician has seen it or that it was ticked by mistake."
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The row of the table that fits a report; `clears` says what would end the flag."""

    level: str
    sentence: str
    clears: str = CLEARS


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield a finding for each open report that fits a row of the table."""
    seen: dict[date, LegReport] = {}
    for report in history.leg_reports:
        before = _latest_before(report.on, seen)
        if not history.by_mistake(report.resolved):
            seen[report.on] = report
        verdict = None if history.happened(report.resolved) else _verdict(report, before, history.on)
        if verdict:
            yield _finding(report, verdict, before)


def _latest_before(on: date, seen: Mapping[date, LegReport]) -> LegReport | None:
    """Return the latest of the earlier reports, by their days, of the last 14 days to `on`."""
    return next((seen[day] for back in range(DAYS) if (day := on - timedelta(days=back)) in seen), None)


def _verdict(report: LegReport, before: LegReport | None, on: date) -> Verdict | None:
    return _emergency(report) or _urgent(report) or _lower(report, before, (on - report.on).days)


def _emergency(report: LegReport) -> Verdict | None:
    if report.both_legs:
        return Verdict(EMERGENCY, BOTH_WORSE if report.worsening else BOTH)
    return Verdict(EMERGENCY, WORSE) if report.worsening else None


def _urgent(report: LegReport) -> Verdict | None:
    if report.cannot_lift_foot:
        return Verdict(URGENT, CANNOT_LIFT)
    if report.catching:
        return Verdict(URGENT, CATCHING)
    return Verdict(URGENT, LASTING) if report.lasting else None


def _lower(report: LegReport, before: LegReport | None, days_old: int) -> Verdict | None:
    unanswered = _unanswered(report)
    if report.numbness:
        return Verdict(SEE_PROVIDER, NUMB)
    if unanswered and days_old >= 1:
        return Verdict(SEE_PROVIDER, OPEN_ONE if len(unanswered) == 1 else OPEN_MORE)
    if before:
        return Verdict(SEE_PROVIDER, AGAIN)
    if unanswered:
        return Verdict(NOTICE, ONCE_OPEN, CLEARS_OPEN)
    return Verdict(NOTICE, ONCE, CLEARS_NOTICE) if days_old < DAYS else None


def _unanswered(report: LegReport) -> list[str]:
    return [key for key in FOLLOW_UPS if getattr(report, key) is None]


def _finding(report: LegReport, verdict: Verdict, before: LegReport | None) -> Finding:
    unanswered = _unanswered(report)
    facts: Facts = {
        "leg_ids": [before.id, report.id] if before else [report.id],
        "run_ids": [report.run] if report.run else [],
        "on": report.on,
        "since_on": report.on,
        "answers": {key: getattr(report, key) for key in FOLLOW_UPS},
        "open": unanswered,
        "open_count": len(unanswered),
        "before_on": before.on if before else None,
        "clears_on": report.on + timedelta(days=DAYS),
    }
    return Finding(verdict.level, f"leg:{report.id}", verdict.sentence, IN_SHORT, verdict.clears, facts)


RULE = Rule(
    key="leg_weakness",
    element=PAIN,
    stage=1,
    label=_("Weak or dragging leg"),
    check=check,
    texts=(
        *(BOTH_WORSE, BOTH, WORSE, CANNOT_LIFT, CATCHING, LASTING, NUMB, OPEN_ONE, OPEN_MORE, AGAIN, ONCE, ONCE_OPEN),
        *(IN_SHORT, CLEARS, CLEARS_NOTICE, CLEARS_OPEN),
    ),
    snooze_days=0,
    example=Finding(
        URGENT,
        "leg:made-up",
        LASTING,
        IN_SHORT,
        CLEARS,
        {
            "on": date(2026, 11, 22),
            "since_on": date(2026, 11, 22),
            "answers": dict.fromkeys(FOLLOW_UPS, False) | {"lasting": True},
            "open": [],
            "open_count": 0,
            "clears_on": date(2026, 12, 6),
        },
    ),
)
