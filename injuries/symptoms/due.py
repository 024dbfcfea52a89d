"""Whether a check of the warning signs can go on, and whether what was just saved asks for one."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Subquery

from injuries.engine.history import History, as_of
from injuries.engine.log import LegReport as LegRecord
from injuries.engine.log import Log, Resolution
from injuries.engine.log import PainScore as PainRecord
from injuries.rules.warning_sign_check_due import DAYS, HOURS, RISEN, Trigger, latest_of, triggers
from injuries.symptoms.models import LegReport, PainScore, SignCheck
from runlog.core.models import RecordQuerySet
from runlog.people.models import User

# Local dates of neighbouring offsets can differ by as much.
MARGIN = timedelta(days=2)


def find_triggers(athlete: User, now: datetime) -> Iterator[Trigger]:
    """Return what in the log asks for a check, as the rule sees it. Two statements."""
    since = athlete.today(now) - timedelta(days=DAYS) - HOURS - MARGIN
    scores = [_score(row) for row in PainScore.objects.of(athlete).filter(local_on__gte=since, area__in=PainScore.BACK_AREAS)]
    legs = [_leg(row) for row in LegReport.objects.of(athlete).filter(local_on__gte=since)]
    on = as_of(now, athlete.today(now), [each.at for each in (*scores, *legs)])
    return triggers(History(Log(pain=tuple(scores), leg_reports=tuple(legs)), on))


def latest_check(athlete: User, now: datetime) -> SignCheck | None:
    """Return the latest check there is by now. One statement."""
    row: SignCheck | None = _checks(athlete, now).first()
    return row


def latest_check_and_request(athlete: User, now: datetime, facts: Mapping[str, Any]) -> tuple[SignCheck | None, datetime | None]:
    """Return the latest check by now, and when the records were made that a flag names as what asks for one. One statement."""
    named = {"pain_at": (PainScore, facts.get("pain_ids")), "leg_at": (LegReport, facts.get("leg_ids"))}
    newest = {key: model.objects.of(athlete).filter(log_id__in=ids or ()).order_by("-at") for key, (model, ids) in named.items()}
    row = _checks(athlete, now).annotate(**{key: Subquery(rows.values("at")[:1]) for key, rows in newest.items()}).first()
    return row, row and max(filter(None, (row.pain_at, row.leg_at)), default=None)


def can_go_on(athlete: User, check: SignCheck, now: datetime) -> bool:
    """Tell whether a check is of today, open and incomplete, and nothing that asks for a new one has come in since.

    No statement for any other; two for one of today.
    """
    if not is_begun_today(athlete, check, now):
        return False
    trigger = latest_of(find_triggers(athlete, now))
    return trigger is None or check.at >= trigger.at


def is_begun_today(athlete: User, check: SignCheck, now: datetime) -> bool:
    """Tell whether a check is of today, open and incomplete."""
    return check.local_on >= athlete.today(now) and check.resolved_on is None and bool(check.open_signs)


def _checks(athlete: User, now: datetime) -> RecordQuerySet:
    return SignCheck.objects.of(athlete).filter(at__lte=now).newest_first()


def asks_for_check(athlete: User, saved: Collection[Any], now: datetime) -> bool:
    """Tell whether one of the pain scores and leg reports just saved asks for a check, and none was completed at its instant or since.

    No statement where none of them can; three at most otherwise.
    """
    if not any(isinstance(row, LegReport) or row.score >= RISEN for row in saved):
        return False
    own = {row.log_id for row in saved}
    trigger = latest_of(each for each in find_triggers(athlete, now) if each.record_id in own)
    return trigger is not None and all(check.open_signs for check in SignCheck.objects.of(athlete).filter(at__gte=trigger.at))


def _score(row: PainScore) -> PainRecord:
    return PainRecord(id=row.log_id, at=row.moment, score=row.score, area=row.area)


def _leg(row: LegReport) -> LegRecord:
    resolved = Resolution(row.resolved_on, str(row.resolved_how)) if row.resolved_on else None
    return LegRecord(id=row.log_id, at=row.moment, resolved=resolved)
