"""It is time to go through the warning signs.

Says: when they were last gone through, or what has happened since.
Because: the signs that matter are not the ones a runner thinks of; asking for them is the one thing a log can do.
Source: guidance sections 8 and 9; a design for care, without a study of how often to ask.
Never says: that a sign is there, or that a check without one means that all is well.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from injuries.engine.history import History
from injuries.engine.levels import NOTICE, PAIN
from injuries.engine.log import LegReport, PainScore, SignCheck
from injuries.engine.rule import Facts, Finding, Numbers, Raised, Rule
from injuries.engine.sentences import gettext_noop as _
from injuries.engine.signs import SIGNS

DAYS, AGE_DAYS = 14, 7
SEVERE, RISEN, RISE, HOURS = 7, 5, 3, timedelta(hours=48)

OLD = _("You last went through the warning signs {age:days} ago.")
NEVER = _("You have not gone through the warning signs with this back pain yet.")
AFTER_SEVERE = _("Your back was at {score:score} on {trigger_on:date}. Please go through the warning signs.")
AFTER_RISE = _("Your back rose to {score:score} on {trigger_on:date}. Please go through the warning signs.")
AFTER_LEG = _("Your leg felt weak on {trigger_on:date}. Please go through the warning signs.")
IN_SHORT = _("Warning signs to go through")
CLEARS = _("A check in which all {signs_count:count} questions are answered.")


@dataclass(frozen=True, slots=True)
class Trigger:
    """What asks for a check at or after its instant."""

    at: datetime
    record_id: str
    sentence: str
    facts: Facts


def check(history: History, thresholds: Numbers, earlier: Raised) -> Iterator[Finding]:
    """Yield a finding when the latest trigger has not been followed by a complete check, or the last one is too old."""
    last = next((each for each in reversed(history.sign_checks) if _is_complete(each)), None)
    trigger = latest_of(triggers(history))
    if trigger and (last is None or last.at < trigger.at):
        yield _finding(history, last, trigger.sentence, trigger.facts)
    elif history.episode and history.days.painful(DAYS, history.on) and (last is None or (history.on - last.on).days > AGE_DAYS):
        since = history.episode.opened_on if last is None else last.on + timedelta(days=AGE_DAYS + 1)
        yield _finding(history, last, OLD if last else NEVER, {"since_on": since})


def _is_complete(each: SignCheck) -> bool:
    return all(sign in each.answers for sign in SIGNS)


def latest_of(triggers: Iterable[Trigger]) -> Trigger | None:
    """Return the latest of some triggers, None where there is none."""
    return max(triggers, key=lambda trigger: trigger.at, default=None)


def triggers(history: History) -> Iterator[Trigger]:
    """Yield what asks for a check in the last 14 days; reads the scores and the leg reports alone."""
    scores = (_of_score(score, history) for score in history.last(DAYS, history.pain) if score.score >= RISEN)
    yield from (trigger for trigger in scores if trigger)
    yield from (_of_leg(report) for report in history.last(DAYS, history.leg_reports) if not history.by_mistake(report.resolved))


def _of_leg(report: LegReport) -> Trigger:
    return Trigger(report.at, report.id, AFTER_LEG, {"trigger_on": report.on, "since_on": report.on, "leg_ids": [report.id]})


def _of_score(score: PainScore, history: History) -> Trigger | None:
    facts: Facts = {"trigger_on": score.on, "since_on": score.on, "score": score.score}
    if score.score >= SEVERE:
        return Trigger(score.at, score.id, AFTER_SEVERE, {**facts, "pain_ids": [score.id]})
    lowest = min(history.pain_between(score.at - HOURS, score.at), key=lambda each: each.score, default=score)
    if score.score - lowest.score < RISE:
        return None
    return Trigger(score.at, score.id, AFTER_RISE, {**facts, "lowest": lowest.score, "pain_ids": [lowest.id, score.id]})


def _finding(history: History, last: SignCheck | None, sentence: str, own: Facts) -> Finding:
    facts: Facts = {
        "check_ids": [last.id] if last else [],
        "checked_on": last.on if last else None,
        "age": (history.on - last.on).days if last else None,
        "signs_count": len(SIGNS),
        **own,
    }
    return Finding(NOTICE, "", sentence, IN_SHORT, CLEARS, facts)


RULE = Rule(
    key="warning_sign_check_due",
    element=PAIN,
    stage=2,
    label=_("Warning signs to go through"),
    check=check,
    texts=(OLD, NEVER, AFTER_SEVERE, AFTER_RISE, AFTER_LEG, IN_SHORT, CLEARS),
    snooze_days=0,
    example=Finding(
        NOTICE,
        "",
        OLD,
        IN_SHORT,
        CLEARS,
        {"checked_on": date(2026, 11, 12), "age": 10, "signs_count": 20, "since_on": date(2026, 11, 20)},
    ),
)
