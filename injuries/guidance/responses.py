"""What a runner may say to a flag, for how many days it then hides, and whether it still does (guidance section 3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from injuries.engine.levels import SEE_PROVIDER, URGENT, at_least
from injuries.guidance.evidence import rule_of
from injuries.guidance.models import Flag, FlagResponse

ACKNOWLEDGED, SNOOZED = FlagResponse.Kind.ACKNOWLEDGED.value, FlagResponse.Kind.SNOOZED.value
# "Up to 7 days" is read as 7 days of the calendar, of which the day itself is the first; the days of a snooze count alike.
ACKNOWLEDGED_DAYS = 7
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Response:
    """The newest response to an open flag since it was raised or rose: its local date, and the last day that it names."""

    kind: str
    on: date
    until_on: date


@dataclass(frozen=True)
class Hidden:
    """That a flag is hidden: since when, and the last day on which it is."""

    kind: str
    on: date
    until_on: date

    @property
    def is_snoozed(self) -> bool:
        """Whether it was snoozed rather than acknowledged."""
        return self.kind == SNOOZED


def days_of(rule: str, level: str) -> Mapping[str, int]:
    """Return for how many days each kind of response hides a flag of the rule at that level; empty where none does.

    A rule that the product no longer has is acknowledged at most.
    """
    if at_least(level, URGENT):
        return {}
    found = rule_of(rule)
    snooze = 0 if found is None or at_least(level, SEE_PROVIDER) else found.snooze_days
    return {ACKNOWLEDGED: ACKNOWLEDGED_DAYS} | ({SNOOZED: snooze} if snooze else {})


def last_day(on: date, days: int) -> date:
    """Return the last of `days` days, of which `on` is the first."""
    return on + (days - 1) * ONE_DAY


def hidden_by(flag: Flag, response: Response | None, today: date) -> Hidden | None:
    """Return how a response hides a flag on a day; None where it does not.

    Logs come from elsewhere too: a kind that the flag cannot have counts for nothing, a longer time is cut to the one it may have,
    and a response that is still to come hides nothing yet.
    """
    if response is None or response.on > today:
        return None
    days = days_of(flag.rule, flag.level).get(response.kind)
    if days is None:
        return None
    until_on = min(response.until_on, last_day(response.on, days))
    return Hidden(response.kind, response.on, until_on) if until_on >= today else None
