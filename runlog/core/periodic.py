"""What the queue does by itself, again and again: the rooms' own calls, and this room's housekeeping."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.apps.registry import Apps
from django.apps.registry import apps as all_apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.models import Failure

from runlog.core import jobs, trash
from runlog.core.models import KEPT_DAYS

CALL = "runlog.core.periodic.call"
SWEEP = "runlog.core.jobs.sweep"
DAY_MIN = 24 * 60

log = logging.getLogger(__name__)


def register_housekeeping() -> None:
    """Have this room's own work done; called when Django starts."""
    jobs.every(minutes=1, call=SWEEP)
    jobs.every(minutes=DAY_MIN, call="runlog.core.periodic.purge")


def store_schedules(*, apps: Apps = all_apps, using: str, **_sent: Any) -> None:
    """Make the queue's timetable what the rooms have registered; called after every migration, and writes only what differs."""
    if ("django_q", "schedule") not in {(model._meta.app_label, model._meta.model_name) for model in apps.get_models()}:
        return
    rows = apps.get_model("django_q", "Schedule").objects.using(using)
    wanted = jobs.periodic()
    rows.filter(func=CALL).exclude(name__in=wanted).delete()
    for name, minutes in wanted.items():
        same = {"func": CALL, "args": repr((name,)), "schedule_type": "I", "minutes": minutes, "repeats": -1}
        if not rows.filter(name=name, **same).exists():
            # What is new, or comes at other times than before, comes at once.
            rows.update_or_create(name=name, defaults={**same, "next_run": timezone.now()})


def call(name: str) -> None:
    """Call what a room has registered under that dotted name; a failure is logged, without what it says. Called by the queue."""
    if name not in jobs.periodic():
        return
    try:
        import_string(name)()
    except Exception as error:
        log.error("Periodic work failed: %s, %s", name, jobs.describe(error))


def purge() -> None:
    """Delete what has been kept for its 30 days: deleted records, jobs that are over, what the queue noted of failures; what expired."""
    now = timezone.now()
    trash.purge(now=now)
    jobs.purge(now=now)
    Failure.objects.filter(stopped__lt=now - timedelta(days=KEPT_DAYS)).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    _purge_cache(now)


def _purge_cache(now: datetime) -> None:
    """Delete what the cache gives no more, such as who mistyped a password: Django itself does that only where there is too much of it."""
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    with connection.cursor() as cursor:
        # The name is that of the settings.
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [connection.ops.adapt_datetimefield_value(now)])  # noqa: S608
