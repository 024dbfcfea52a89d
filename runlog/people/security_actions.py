"""What changes the security log and second factors: each function one change, atomic."""

from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from runlog.people.actions import end_all_sessions
from runlog.people.models import SecurityEvent, User
from runlog.people.origins import NOWHERE, Origin

What = SecurityEvent.What
KEPT = timedelta(days=180)


def note(user: User, what: SecurityEvent.What, *, origin: Origin, now: datetime) -> None:
    """Write down what has happened to an account."""
    facts = {"at": now, "browser": origin.browser, "network": origin.network}
    if what == What.FAILED:
        _count_failure(user, user.today(now), facts)
    else:
        SecurityEvent.objects.create(user=user, what=what, on=user.today(now), **facts)


def _count_failure(user: User, day: date, facts: dict[str, object]) -> None:
    """Count a failed log-in in the row of its day, which says when and where from the last one was."""
    today = {"user": user, "what": What.FAILED, "on": day}
    rows = SecurityEvent.objects.filter(**today)
    if rows.update(count=F("count") + 1, **facts):
        return
    try:
        with transaction.atomic():
            SecurityEvent.objects.create(**today, **facts)
    except IntegrityError:
        # Another one has failed at the same moment.
        rows.update(count=F("count") + 1, **facts)


@transaction.atomic
def take_second_factor_away(user: User, *, now: datetime) -> bool:
    """Remove app, passkeys and recovery codes of somebody who has lost them, and log them out everywhere; tell whether there were any."""
    removed, _rows = Authenticator.objects.filter(user=user).delete()
    if not removed:
        return False
    end_all_sessions(user)
    note(user, What.STEP_TAKEN_AWAY, origin=NOWHERE, now=now)
    return True


def purge(now: datetime | None = None) -> None:
    """Delete what has been kept for its 180 days."""
    SecurityEvent.objects.filter(at__lt=(now or timezone.now()) - KEPT).delete()
