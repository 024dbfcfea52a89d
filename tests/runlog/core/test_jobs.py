"""Jobs: they go on step by step, survive whoever works on them, and tell nobody's secrets when they fail."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from time import sleep

import pytest
from django.db import OperationalError, connections, transaction
from django_q.models import OrmQ

from runlog.core import jobs
from runlog.core.models import Job
from tests.support.clock import NOW, Clock
from tests.support.jobs import work_off

pytestmark = pytest.mark.django_db
SECRET = "the score of ann@example.org is 7"


@pytest.fixture(autouse=True)
def steps(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Iterator[None]:
    """Kinds of jobs of these tests' own."""
    monkeypatch.setattr(jobs, "_steps", {})
    jobs.register("count", count)
    jobs.register("fail", fail)
    jobs.register("drop", drop)
    jobs.register("idle", lambda job, until: True)
    return


def count(job: Job, until: float) -> bool:
    """Count by 200."""
    job.done = min(job.done + 200, job.total)
    job.result = {"last": job.done, **job.parameters}
    return job.done == job.total


def fail(job: Job, until: float) -> bool:
    """Fail, and say too much."""
    job.done = 7
    raise ValueError(SECRET)


def drop(job: Job, until: float) -> bool:
    """Find no database."""
    raise OperationalError(SECRET)


def start(kind: str = "count", **options) -> Job:
    return jobs.start(kind, **{"total": 500, "now": NOW, **options})


def state(job: Job) -> str:
    job.refresh_from_db()
    return job.state


def test_job_goes_on_step_by_step_to_its_end() -> None:
    job = start(parameters={"days": 84})
    assert (job.state, job.done) == ("waiting", 0)
    assert work_off() == 3
    assert state(job) == "done"
    assert (job.done, job.result, job.claimed_until) == (500, {"last": 500, "days": 84}, None)


def test_progress_is_kept_after_each_step() -> None:
    job = start()
    jobs.run(job.pk)
    assert state(job) == "running"
    assert (job.done, job.result, job.claimed_until, job.tries) == (200, {"last": 200}, None, 0)


def test_pages_see_how_far_a_step_has_come() -> None:
    seen = []

    def step(job: Job, until: float) -> bool:
        job.done, job.total = 3, 8
        jobs.show_progress(job)
        seen.append(Job.objects.filter(pk=job.pk).values_list("done", "total", "state").get())
        return True

    jobs.register("slow", step)
    start("slow")
    work_off()
    assert seen == [(3, 8, "running")]


def test_step_is_told_until_when(monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    monkeypatch.setattr(jobs, "monotonic", lambda: 100.0)
    jobs.register("ask", lambda job, until: told.append(until) or True)
    start("ask")
    work_off()
    assert told == [100.0 + jobs.STEP_S]


def test_nothing_is_queued_of_what_was_rolled_back() -> None:
    with transaction.atomic():
        start()
        transaction.set_rollback(True)
    assert (Job.objects.count(), OrmQ.objects.count()) == (0, 0)


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        start("never registered")
    assert Job.objects.count() == 0


def test_queue_keeps_the_key_alone() -> None:
    job = start(parameters={"note": SECRET})
    assert OrmQ.objects.get().task["args"] == (job.pk,)
    assert SECRET not in str(OrmQ.objects.get().task)


def test_one_job_is_worked_on_by_one_worker() -> None:
    job = start()
    inner: list[int] = []

    def meet(met: Job, until: float) -> bool:
        jobs.run(met.pk)
        inner.append(met.done)
        return True

    jobs.register("count", meet)
    jobs.run(job.pk)
    assert (inner, state(job)) == ([0], "done")


@pytest.mark.django_db(transaction=True)
def test_of_workers_that_begin_at_once_one_works() -> None:
    """Each job is worked by one of four, whichever database it is."""
    worked: list[int] = []

    def dawdle(job: Job, until: float) -> bool:
        worked.append(job.pk)
        sleep(0.05)
        return True

    jobs.register("count", dawdle)
    begin = Barrier(4)
    started = [start() for _number in range(5)]

    def work(_number: int) -> None:
        try:
            for job in started:
                begin.wait()
                jobs.run(job.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert sorted(worked) == [job.pk for job in started]


def test_job_that_is_over_is_left_alone() -> None:
    job = start()
    work_off()
    jobs.run(job.pk)
    assert (state(job), job.done) == ("done", 500)


def test_killed_worker_keeps_a_job_for_its_lease_only(clock: Clock) -> None:
    job = start()
    Job.objects.update(state="running", claimed_until=NOW + jobs.LEASE, tries=1)
    jobs.run(job.pk)
    assert (state(job), job.done) == ("running", 0)
    clock(NOW + jobs.LEASE)
    work_off()
    assert (state(job), job.done) == ("done", 500)


def test_worker_that_comes_too_late_changes_nothing(clock: Clock) -> None:
    """Its lease had run out, and another one has worked the job to its end meanwhile."""
    job = start()

    def dawdle(late: Job, until: float) -> bool:
        jobs.register("count", count)
        clock(NOW + jobs.LEASE + timedelta(seconds=1))
        work_off()
        late.done = 1
        return False

    jobs.register("count", dawdle)
    OrmQ.objects.all().delete()
    jobs.queue(job.pk)
    jobs.run(job.pk)
    assert (state(job), job.done, OrmQ.objects.count()) == ("done", 500, 0)


def test_failure_is_logged_without_what_it_says(caplog: pytest.LogCaptureFixture) -> None:
    job = start("fail")
    with caplog.at_level(logging.ERROR):
        work_off()
    assert (state(job), job.done, job.claimed_until) == ("failed", 0, None)
    assert f"fail ({job.pk})" in caplog.text
    assert "ValueError at " in caplog.text
    assert "test_jobs:" in caplog.text
    assert SECRET not in caplog.text


def test_failed_step_leaves_the_queue_without_a_record_of_it() -> None:
    start("fail")
    assert work_off() == 1


def test_step_nobody_knows_any_longer_fails(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    job = start("idle")
    monkeypatch.setattr(jobs, "_steps", {})
    work_off()
    assert state(job) == "failed"


def test_database_that_was_away_is_tried_again(clock: Clock) -> None:
    job = start("drop")
    for attempt in range(jobs.MOST_TRIES):
        assert state(job) in Job.OPEN, attempt
        jobs.queue(job.pk)
        work_off()
        clock(NOW + (attempt + 1) * jobs.LEASE)
    assert state(job) == "failed"


def test_step_that_kills_its_worker_again_and_again_fails(clock: Clock) -> None:
    job = start()
    Job.objects.update(state="running", claimed_until=NOW, tries=jobs.MOST_TRIES)
    jobs.run(job.pk)
    assert (state(job), job.done) == ("failed", 0)


def test_cancelled_job_takes_no_further_step() -> None:
    job = start()
    jobs.run(job.pk)
    jobs.cancel(job)
    work_off()
    assert (state(job), job.done) == ("cancelled", 200)


def test_job_cancelled_during_a_step_stays_cancelled() -> None:
    job = start()
    jobs.register("count", lambda met, until: jobs.cancel(Job.objects.get(pk=met.pk)) or False)
    work_off()
    assert state(job) == "cancelled"


def test_job_that_is_over_cannot_be_cancelled() -> None:
    job = start()
    work_off()
    jobs.cancel(job)
    assert job.state == "done"


def test_job_goes_with_its_owner(ann) -> None:
    job = start(owner=ann)
    ann.delete()
    jobs.run(job.pk)
    assert not Job.objects.exists()
