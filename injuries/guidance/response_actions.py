"""Writing what a runner says to a flag: hide it for a while, or show it again."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from injuries.engine.levels import URGENT, at_least, rank
from injuries.guidance.models import Flag, FlagResponse
from injuries.guidance.queries import response_rows
from injuries.guidance.responses import ONE_DAY, days_of, last_day
from runlog.core.events import change
from runlog.core.saving import change_record, save_record
from runlog.people.models import User

CLEARED = _("This has cleared since you opened the page. There is nothing left to hide.")
IS_URGENT = _("This is urgent now. It stays in sight until it is resolved.")
IS_HIGHER = _("This has become more pressing since you opened the page. Look at it again before you hide it.")
NOT_SO_LONG = _("This can be hidden for 7 days at most, not snoozed.")


class Refused(Exception):
    """The flag cannot be hidden like this; `sentence` says why."""

    def __init__(self, sentence: str | Promise) -> None:
        """Take the sentence for the runner."""
        super().__init__(sentence)
        self.sentence = sentence


def respond(*, athlete: User, flag: Flag, kind: str, seen: str, log_id: str, now: datetime) -> FlagResponse:
    """Hide an open flag for as long as its rule and level allow; `seen` is the level at which the athlete saw it.

    The same id again is the same response; sent twice at once it changes nothing. Raises Refused.
    """
    with change(athlete):
        # As it stands now: it may have risen or cleared since the page was made.
        current = Flag.objects.of(athlete).filter(pk=flag.pk).get()
        days = _days(current, kind, seen)
        moment = athlete.local(now)
        fields = {"rule": current.rule, "scope": current.scope, "kind": kind, "until_on": last_day(moment.date(), days)}
        standing = response_rows(current).filter(log_id=log_id, **fields).first()
        if standing is not None:
            return standing
        return save_record(FlagResponse, athlete, log_id=log_id, now=now, **FlagResponse.moment_fields(moment), **fields)


def show_again(*, athlete: User, flag: Flag, now: datetime) -> None:
    """End the response that hides a flag, if one does: the day before is then its last."""
    yesterday = athlete.today(now) - ONE_DAY
    with change(athlete):
        row = response_rows(flag).first()
        if row is not None and row.until_on > yesterday:
            row.athlete = athlete
            change_record(row, now=now, until_on=yesterday)


def _days(flag: Flag, kind: str, seen: str) -> int:
    if flag.cleared_on is not None:
        raise Refused(CLEARED)
    if at_least(flag.level, URGENT):
        raise Refused(IS_URGENT)
    allowed: Mapping[str, int] = days_of(flag.rule, flag.level)
    if rank(flag.level) > rank(seen):
        raise Refused(IS_HIGHER)
    if kind not in allowed:
        raise Refused(NOT_SO_LONG)
    return allowed[kind]
