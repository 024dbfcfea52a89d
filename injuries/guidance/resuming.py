"""Responses that came with a log go on counting where the log itself shows that their flags stood since (guidance section 3).

Flags are raised anew when a log is imported, later than whatever was said to them elsewhere.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.db import transaction

from injuries.engine.levels import rank
from injuries.guidance.assessing import assess_rows
from injuries.guidance.models import Flag, FlagResponse
from injuries.guidance.responses import ONE_DAY, Response, hidden_by
from runlog.core.saving import update_rows
from runlog.people.models import User

# What stood on a day: the level of each flag by rule and scope.
Levels = Mapping[tuple[str, str], str]


def resume_responses(athlete: User, now: datetime) -> int:
    """Let the newest response to each open flag count again where the flag stood on every day since and never rose; return how many.

    An assessment for every day since the oldest of them, none without a response that would still hide something.
    """
    today = athlete.today(now)
    with transaction.atomic():
        # As every change of the log does.
        User.objects.select_for_update(no_key=True).get(pk=athlete.pk)
        flags = {(flag.rule, flag.scope): flag for flag in Flag.objects.of(athlete).open()}
        said = FlagResponse.objects.of(athlete).filter(until_on__gte=today, at__lte=now).order_by("at", "pk")
        newest = {(row.rule, row.scope): row for row in said}
        days: dict[date, Levels] = {}
        pairs = [(flags[key], row) for key, row in newest.items() if key in flags and _counts(flags[key], row, today)]
        resumed = [flag for flag, row in pairs if _stood(athlete, flag, row, now, days)]
        for flag in resumed:
            flag.risen_at = newest[flag.rule, flag.scope].at
        update_rows(resumed, ["risen_at"])
    return len(resumed)


def _counts(flag: Flag, row: FlagResponse, today: date) -> bool:
    """Tell whether the response would hide the flag if it had been said since the flag last rose."""
    response = Response(row.kind, row.local_on, row.until_on)
    return row.at < flag.risen_at and hidden_by(flag, response, today) is not None


def _stood(athlete: User, flag: Flag, row: FlagResponse, now: datetime, days: dict[date, Levels]) -> bool:
    """Tell whether the log shows the flag on each day from the response to now, no day at a higher level than the day before."""
    before = rank(flag.level)
    for day in _back_to(row.local_on, athlete.today(now)):
        if day not in days:
            days[day] = {(found.rule, found.scope): found.level for found in assess_rows(athlete, now, day).flags}
        level = days[day].get((flag.rule, flag.scope))
        if level is None or rank(level) < before:
            return False
        before = rank(level)
    return True


def _back_to(first: date, today: date) -> Iterator[date]:
    """Yield the days from yesterday back to the first."""
    day = today - ONE_DAY
    while day >= first:
        yield day
        day -= ONE_DAY
