"""Assessing everybody, or whoever is due: in chunks, from where the last call was broken off, several calls at once side by side."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import monotonic, sleep

from django.db import connection, transaction
from django.db.models import Max, Q
from django.utils import timezone

from injuries.guidance.assessing import keep_all_true
from injuries.guidance.due import is_anybody_stale, not_swept, stale
from injuries.guidance.models import Assessment, Sweep
from runlog.core import jobs
from runlog.core.models import Job
from runlog.core.prepared import compile_nothing
from runlog.people.models import User

# An athlete who saves something waits until the chunk that holds their row is done: half a second.
CHUNK = 100
# SQLite's writers do not stand in line: each looks again every tenth of a second, and finds the file free only if it is so for longer.
LETS_OTHERS_WRITE_S = 0.12
DUE = "assess_due"

Clock = Callable[[], datetime]
Condition = Callable[[datetime], Q]
# Called with how many athletes are done, and of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Chunk:
    """Athletes assessed together: up to which key, how many they were, and for how many it failed."""

    last: int
    count: int
    failed: int


@dataclass(frozen=True)
class Summary:
    """What one call did: how many athletes there are, how many it assessed, and for how many of those it failed."""

    total: int
    assessed: int
    failed: int
    is_resumed: bool = False


def assess_all(progress: Progress | None = None, *, clock: Clock = timezone.now) -> Summary:
    """Assess everybody and store the flags.

    Goes on with a sweep that was broken off: whom that has assessed, and who is still up to date, is not assessed again.
    """
    sweep = Sweep.objects.filter(finished_at=None).order_by("pk").first()
    is_resumed = sweep is not None
    begun = sweep or _begin(clock())
    summary = _work_through(lambda now: not_swept(begun, now), progress, lambda: max(clock(), begun.started_at))
    Sweep.objects.filter(pk=begun.pk, finished_at=None).update(finished_at=clock())
    return replace(summary, is_resumed=is_resumed)


def assess_due(progress: Progress | None = None, *, clock: Clock = timezone.now) -> Summary:
    """Assess whoever is stale, and store the flags."""
    return _work_through(stale, progress, clock)


def thresholds_changed(now: datetime) -> Job:
    """Have everybody brought up to date in the background; to be called in the transaction that stored the new thresholds.

    Nothing else need be written: whoever was assessed with older ones is stale from then on, for their own pages too.
    """
    return jobs.start(DUE, now=now)


def assess_due_in_background() -> None:
    """Start the job that assesses whoever is stale, unless there is nobody, or one goes on; the queue calls this every 15 minutes."""
    now = timezone.now()
    if is_anybody_stale(now):
        queue_assessment(now)


def queue_assessment(now: datetime) -> None:
    """Start that job unless one goes on: for pages that show somebody else's log and find it stale. One statement, if it goes on."""
    if not Job.objects.filter(kind=DUE, state__in=Job.OPEN).exists():
        jobs.start(DUE, now=now)


def step(job: Job, until: float) -> bool:
    """Work some chunks of the job, until about `until`; tell whether that was all. Where it goes on stands in its result."""
    if not job.total:
        job.total = User.objects.filter(stale(timezone.now())).count()
    for chunk in _chunks(stale, timezone.now, after=job.result.get("after", 0), waits=True):
        job.done += chunk.count
        job.result = {"after": chunk.last}
        jobs.show_progress(job)
        if monotonic() >= until:
            return False
    return True


def _begin(now: datetime) -> Sweep:
    """Begin a sweep, later than any assessment that is there: one of this very moment was made before it."""
    lately = Assessment.objects.filter(assessed_at__lt=now + timedelta(seconds=1))
    newest = lately.aggregate(newest=Max("assessed_at"))["newest"]
    return Sweep.objects.create(started_at=max(now, newest + timedelta.resolution) if newest else now)


def _work_through(condition: Condition, progress: Progress | None, clock: Clock) -> Summary:
    """Assess all who fulfil a condition: first those whom nobody holds, so that several calls share the work, then the others."""
    total, left = User.objects.count(), User.objects.filter(condition(clock())).count()
    assessed = failed = 0
    for waits in (False, True):
        failed = 0
        for chunk in _chunks(condition, clock, after=0, waits=waits):
            assessed, failed = assessed + chunk.count - chunk.failed, failed + chunk.failed
            if progress:
                progress(min(total, total - left + assessed), total)
    return Summary(total, assessed, failed)


def _chunks(condition: Condition, clock: Clock, *, after: int, waits: bool) -> Iterator[Chunk]:
    """Assess in chunks, by rising key, each in a transaction of its own; one who stays stale, since it failed, is passed over."""
    while chunk := _assess_chunk(condition, clock, after, waits=waits):
        after = chunk.last
        if connection.vendor == "sqlite":
            sleep(LETS_OTHERS_WRITE_S)
        yield chunk


def _assess_chunk(condition: Condition, clock: Clock, after: int, *, waits: bool) -> Chunk | None:
    with transaction.atomic():
        compile_nothing()
        # The rows are taken as every change of a log takes them, in one order so that no two wait for each other.
        free = User.objects.select_for_update(of=("self",), no_key=True, skip_locked=not waits)
        athletes = list(free.filter(condition(clock()), pk__gt=after).order_by("pk")[:CHUNK])
        if not athletes:
            return None
        # The rows may have been waited for: what somebody said to a flag meanwhile was said before it is judged.
        return Chunk(athletes[-1].pk, len(athletes), len(athletes) - keep_all_true(athletes, clock()))
