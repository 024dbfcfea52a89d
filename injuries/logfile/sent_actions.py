"""Beginning and ending the reading of a log file that was sent; the work itself is done by jobs.

First the file is checked as a whole, and what it would do is worked out; then, if the athlete wants that, it is stored. Both are jobs, so
that no page waits for them; a short file is worked off at once, in the request itself. The first job is the reading: it needs no
table of its own.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import IO, Any

from django.db import transaction
from django.utils import timezone

from injuries.logfile import sent_files
from runlog.core import jobs
from runlog.core.models import Job
from runlog.people.models import User

READING, STORING = "log_reading", "log_storing"
# A file of this size is read, and stored, in less than two seconds.
AT_ONCE_BYTES = 500_000
# So long a file waits for its owner's word.
WAITS = timedelta(days=1)


def begin_reading(*, athlete: User, file: IO[bytes], size: int, now: datetime) -> Job:
    """Keep a file that was sent, and have it read. Raises OSError where there is no room for it."""
    with transaction.atomic():
        job = jobs.start(READING, owner=athlete, parameters={"size": size}, now=now)
        sent_files.keep(job.pk, file)
    return _worked(job, size)


def begin_storing(*, reading: Job, now: datetime) -> None:
    """Have a file that was read put into the log; once, however often it is asked for. One whose job has failed gets another."""
    with transaction.atomic():
        held = Job.objects.select_for_update(of=("self",)).select_related("owner").get(pk=reading.pk)
        storing = storing_of(held)
        if "report" not in held.result or not sent_files.path_of(held.pk).exists():
            return
        if storing is not None and (storing.is_open or storing.state == Job.State.DONE):
            return
        storing = jobs.start(STORING, owner=held.owner, parameters={"reading": held.pk}, now=now)
        held.result["storing"] = storing.pk
        held.save(update_fields=["result"])
    _worked(storing, held.parameters["size"])


def drop(*, reading: Job) -> None:
    """Leave a file out of the log, and delete it."""
    jobs.cancel(reading)
    sent_files.forget(reading.pk)


def storing_of(reading: Job) -> Job | None:
    """Return the job that stores what was read, None before that was asked for."""
    key = reading.result.get("storing")
    return Job.objects.filter(pk=key).first() if key else None


def forget_file(instance: Job, **_sent: Any) -> None:
    """Delete the file of a reading that is deleted, with its owner or alone, once that is certain."""
    if instance.kind == READING:
        transaction.on_commit(partial(sent_files.forget, instance.pk))


def purge() -> None:
    """Delete the files that nobody has asked for any more within a day."""
    sent_files.forget_old(timezone.now() - WAITS)


def _worked(job: Job, size: int) -> Job:
    """Work a short job off here and now; one that a worker has taken meanwhile is left to it."""
    if size <= AT_ONCE_BYTES:
        jobs.run(job.pk)
        job.refresh_from_db()
    return job
