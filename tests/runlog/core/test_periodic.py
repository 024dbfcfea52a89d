"""What the queue does by itself: the timetable follows what rooms register, failures tell no secrets, old things go."""

import logging
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django_q.models import Failure, OrmQ, Schedule, Success
from django_q.scheduler import scheduler

from runlog.core import jobs, periodic
from runlog.core.models import Job, Trashed
from runlog.people.models import User
from tests.support.clock import NOW, Clock
from tests.support.jobs import work_off

pytestmark = pytest.mark.django_db
HERE = "tests.runlog.core.test_periodic"
calls: list[str] = []


def note() -> None:
    """Be called."""
    calls.append("note")


def fail() -> None:
    """Fail, and say too much."""
    raise ValueError("the score of ann@example.org is 7")


@pytest.fixture(autouse=True)
def timetable(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    """A timetable of these tests' own."""
    calls.clear()
    monkeypatch.setattr(jobs, "_periodic", {})
    Schedule.objects.all().delete()


def store() -> None:
    periodic.store_schedules(apps=apps, using="default")


def rows() -> dict[str, int]:
    return dict(Schedule.objects.values_list("name", "minutes"))


def test_what_is_registered_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    # The connection of a test is not the guard's to close.
    monkeypatch.setattr("django_q.scheduler.close_old_django_connections", lambda: None)
    jobs.every(minutes=15, call=f"{HERE}.note")
    store()
    row = Schedule.objects.get()
    assert (row.name, row.minutes, row.repeats, row.next_run) == (f"{HERE}.note", 15, -1, NOW)
    take_from_timetable()
    assert calls == ["note"]


def test_every_migration_brings_the_timetable_up_to_date() -> None:
    jobs.every(minutes=15, call=f"{HERE}.note")
    call_command("migrate", verbosity=0)
    assert rows() == {f"{HERE}.note": 15}


def test_storing_again_changes_nothing(clock: Clock) -> None:
    jobs.every(minutes=15, call=f"{HERE}.note")
    store()
    Schedule.objects.update(next_run=NOW + timedelta(minutes=9), task="taken")
    before = Schedule.objects.values().get()
    clock(NOW + timedelta(minutes=5))
    store()
    assert Schedule.objects.values().get() == before


def test_other_times_count_and_what_is_gone_goes() -> None:
    Schedule.objects.create(name="somebody's own", func="any.thing", schedule_type="D")
    jobs.every(minutes=15, call=f"{HERE}.note")
    jobs.every(minutes=15, call=f"{HERE}.fail")
    store()
    jobs.every(minutes=5, call=f"{HERE}.note")
    jobs._periodic.pop(f"{HERE}.fail")
    store()
    assert rows() == {f"{HERE}.note": 5, "somebody's own": None}


def test_what_is_no_longer_registered_is_not_called() -> None:
    periodic.call(f"{HERE}.note")
    assert calls == []


def test_failure_is_logged_without_what_it_says(caplog: pytest.LogCaptureFixture) -> None:
    jobs.every(minutes=15, call=f"{HERE}.fail")
    with caplog.at_level(logging.ERROR):
        periodic.call(f"{HERE}.fail")
    assert f"{HERE}.fail, ValueError at " in caplog.text
    assert "ann@example.org" not in caplog.text


@pytest.mark.parametrize(
    ("fields", "queued"),
    [
        ({"state": "running", "claimed_until": NOW}, 1),
        ({"state": "running", "claimed_until": NOW + timedelta(seconds=1)}, 0),
        ({"state": "running", "changed_at": NOW - jobs.FORGOTTEN}, 1),
        ({"state": "waiting", "changed_at": NOW - jobs.FORGOTTEN}, 1),
        ({"state": "waiting", "changed_at": NOW - jobs.FORGOTTEN + timedelta(seconds=1)}, 0),
        ({"state": "cancelled", "changed_at": NOW - jobs.FORGOTTEN}, 0),
        ({"state": "done", "claimed_until": NOW}, 0),
    ],
)
def test_what_nobody_works_on_is_queued_once(fields: dict[str, object], queued: int) -> None:
    Job.objects.create(**{"kind": "any", "created_at": NOW, "changed_at": NOW, **fields})
    jobs.sweep()
    jobs.sweep()
    assert OrmQ.objects.count() == queued


def test_swept_job_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_steps", {"any": lambda job, until: True})
    job = Job.objects.create(kind="any", created_at=NOW, changed_at=NOW, state="running", claimed_until=NOW, tries=1)
    jobs.sweep()
    work_off()
    job.refresh_from_db()
    assert job.state == "done"


def test_old_things_go_and_newer_ones_stay(ann: User, eve: User) -> None:
    for days in (29, 31):
        at = NOW - timedelta(days=days)
        for owner in (ann, eve):
            Trashed.objects.create(athlete=owner, kind="walk", log_id=f"w{days}", document={}, deleted_at=at)
        for state in ("done", "failed", "cancelled", "running"):
            Job.objects.create(kind=str(days), state=state, created_at=at, changed_at=at)
        Failure.objects.create(id=str(days), name="job", func="f", started=at, stopped=at, success=False)
    periodic.purge()
    assert set(Trashed.objects.values_list("log_id", flat=True)) == {"w29"}
    assert sorted(Job.objects.values_list("kind", "state")) == [
        ("29", "cancelled"),
        ("29", "done"),
        ("29", "failed"),
        ("29", "running"),
        ("31", "running"),
    ]
    assert [row.id for row in Failure.objects.all()] == ["29"]


def test_what_expired_goes_and_what_counts_stays(clock: Clock) -> None:
    # Tests whose rows are committed may have left some.
    cache.clear()
    for key, lasts in (("over", timedelta(seconds=-1)), ("counts", timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=NOW + lasts)
    cache.set("over", 1, timeout=60)
    cache.set("counts", 1, timeout=6000)
    clock(NOW + timedelta(minutes=2))
    periodic.purge()
    assert [row.session_key for row in Session.objects.all()] == ["counts"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        assert [key for (key,) in cursor.fetchall()] == [":1:counts"]


def take_from_timetable() -> None:
    """Do what the queue's guard does twice a minute, a moment after NOW."""
    Schedule.objects.update(next_run=NOW - timedelta(seconds=1))
    scheduler()
    work_off()
    assert not Success.objects.exists()
