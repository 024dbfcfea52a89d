"""Work in the background: jobs that go on in short steps, on a queue that loses none of them.

A room registers a step for each kind of job when Django starts; a view or command starts a job; the queue's worker (`qcluster`)
calls `run`, which works one step, saves how far it came and queues the next. Whatever was begun is begun again if its worker was
killed, so a step has to give the same when it is worked twice.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from time import monotonic
from traceback import walk_tb
from types import MappingProxyType
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import OperationalError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.conf import Conf
from django_q.tasks import async_task

from runlog.core.models import KEPT_DAYS, Job

STEP_S = 15
# Longer than the queue lets a step last, shorter than it waits before it hands out again what a killed worker had taken.
LEASE = timedelta(seconds=(Conf.TIMEOUT + Conf.RETRY) / 2)
# So often a step is begun that ends with its worker, or with a database that cannot be reached.
MOST_TRIES = 5
# A job whose place in the queue was lost stands still; one that merely waits its turn gets a second place, which does no harm.
FORGOTTEN = timedelta(minutes=10)

# Works on `job` until about `until`, by `time.monotonic()`: may change its `done`, `total` and `result`, which are saved at the end,
# and returns whether the job is finished. Holds no transaction longer than one chunk of its work.
Step = Callable[[Job, float], bool]

log = logging.getLogger(__name__)
_steps: dict[str, str | Step] = {}
_periodic: dict[str, int] = {}
NO_PARAMETERS: Mapping[str, Any] = MappingProxyType({})


def register(kind: str, step: str | Step) -> None:
    """Say what a step of such a job does; called when Django starts.

    A dotted name is imported with the first step: whoever starts Django and works no such job need not load what it takes.
    """
    _steps[kind] = step


def step_of(kind: str) -> Step:
    """Return what a step of such a job does. Raises KeyError for a kind that nobody registered, ImportError for a name of nothing."""
    step = _steps[kind]
    return import_string(step) if isinstance(step, str) else step


def every(*, minutes: int, call: str) -> None:
    """Have the queue call the function of that dotted name again and again, without arguments; called when Django starts.

    It is done within STEP_S, or starts a job; calls may fall out or come late, and two may come close together.
    """
    _periodic[call] = minutes


def periodic() -> Mapping[str, int]:
    """Return how many minutes lie between two calls, by the dotted name of what is called."""
    return MappingProxyType(_periodic)


def start(
    kind: str, *, owner: AbstractBaseUser | None = None, parameters: Mapping[str, Any] = NO_PARAMETERS, total: int = 0, now: datetime
) -> Job:
    """Make a job and queue its first step; both are there once the transaction around is committed.

    `parameters` is what JSON can hold. Raises KeyError for a kind that nobody registered.
    """
    _steps[kind]
    whose = None if owner is None else owner.pk
    with transaction.atomic():
        job = Job.objects.create(kind=kind, owner_id=whose, parameters=dict(parameters), total=total, created_at=now, changed_at=now)
        queue(job.pk)
    return job


def show_progress(job: Job) -> None:
    """Let pages see how far the step at work has come. What it has done counts once it ends: a killed step begins anew. One statement."""
    Job.objects.filter(pk=job.pk, claimed_until=job.claimed_until).update(done=job.done, total=job.total)


def cancel(job: Job) -> None:
    """End a job that is not over; what a step is doing at this moment it does to its end."""
    Job.objects.filter(pk=job.pk, state__in=Job.OPEN).update(state=Job.State.CANCELLED, claimed_until=None, changed_at=timezone.now())
    job.refresh_from_db()


def queue(pk: int) -> None:
    """Queue the next step of a job. The queue keeps nothing of a job but its key."""
    # A row of the same database: it is there exactly when what was written with it is.
    async_task("runlog.core.jobs.run", pk, task_name="job")


def run(pk: int) -> None:
    """Work one step of a job; nothing where another worker is at it, or where it is over. Called by the queue."""
    job = _claim(pk, timezone.now())
    if job is None:
        return
    try:
        finished = step_of(job.kind)(job, monotonic() + STEP_S)
    except Exception as error:
        log.error("A job failed: %s (%s), %s", job.kind, job.pk, describe(error))
        # A database that was away, or busy for too long, will be back: the sweep takes the job up once the lease has run out.
        if not isinstance(error, OperationalError) or job.tries >= MOST_TRIES:
            _settle(job, state=Job.State.FAILED)
    else:
        _save(job, finished=finished)


def sweep() -> None:
    """Queue what nobody works on: jobs whose worker was killed or lost the database, and those whose place in the queue was lost."""
    now = timezone.now()
    left = Q(claimed_until__lte=now) | Q(claimed_until=None, changed_at__lte=now - FORGOTTEN)
    for pk in Job.objects.filter(left, state__in=Job.OPEN).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            # Of two sweeps, and of a sweep and a worker, one comes first.
            if Job.objects.filter(left, pk=pk, state__in=Job.OPEN).update(claimed_until=None, changed_at=now):
                queue(pk)


def purge(*, now: datetime) -> None:
    """Delete jobs that have been over for 30 days."""
    Job.objects.exclude(state__in=Job.OPEN).filter(changed_at__lt=now - timedelta(days=KEPT_DAYS)).delete()


def describe(error: BaseException) -> str:
    """Return an error's type and the functions it went through; never its message, which may hold what somebody logged."""
    frames = [f"{frame.f_globals.get('__name__')}:{line}" for frame, line in walk_tb(error.__traceback__)]
    return f"{type(error).__name__} at {' > '.join(frames[-6:])}"


def _claim(pk: int, now: datetime) -> Job | None:
    """Take the job for one step, or give None where somebody else has it; a step that was begun too often fails."""
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    until = now + LEASE
    claim = {"state": Job.State.RUNNING, "claimed_until": until, "changed_at": now, "tries": F("tries") + 1}
    if not Job.objects.filter(free, pk=pk, state__in=Job.OPEN).update(**claim):
        return None
    job = Job.objects.filter(pk=pk, claimed_until=until).first()
    if job and job.tries > MOST_TRIES:
        log.error("A job failed: %s (%s), begun %s times without an end", job.kind, job.pk, MOST_TRIES)
        _settle(job, state=Job.State.FAILED)
        return None
    return job


def _save(job: Job, *, finished: bool) -> None:
    """Keep how far the job came, and queue its next step."""
    state = Job.State.DONE if finished else Job.State.RUNNING
    with transaction.atomic():
        if _settle(job, state=state, done=job.done, total=job.total, result=job.result, tries=0) and not finished:
            queue(job.pk)


def _settle(job: Job, **fields: Any) -> bool:
    """Give back the claim with these changes; False where it has been lost: to a cancellation, or to another worker after the lease."""
    mine = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, claimed_until=job.claimed_until)
    return bool(mine.update(claimed_until=None, changed_at=timezone.now(), **fields))
