"""Everybody, or whoever is due, is assessed: in few statements, from where it was broken off, and one that fails holds up no other."""

from datetime import datetime, timedelta
from itertools import count
from threading import Barrier, Thread
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from injuries.guidance import assessing, sweeping
from injuries.guidance.assessing import ensure_assessed, keep_true
from injuries.guidance.models import Assessment, Flag, FlagEvent, Sweep, ThresholdVersion
from injuries.guidance.sweeping import Summary, assess_all, assess_due, assess_due_in_background, thresholds_changed
from runlog.core.events import change
from runlog.core.models import Job
from runlog.people.models import User
from runlog.training.models import Run
from tests.support.clock import NOW, Clock
from tests.support.days import ON
from tests.support.jobs import work_off
from tests.support.queries import statements_of
from tests.support.rows import make_run, make_shoe

LATER = NOW + timedelta(minutes=1)


def at(moment: datetime) -> Any:
    return lambda: moment


def club(size: int, *, skipped: int = 0) -> list[User]:
    """Make athletes of two time zones, the first `skipped` of them with a run that raises flags."""
    zones = ("Pacific/Kiritimati", "Pacific/Pago_Pago")
    athletes = [User.objects.create(email=f"{number}@example.org", time_zone=zones[number % 2]) for number in range(size)]
    for athlete in athletes[:skipped]:
        raise_flags(athlete)
    return athletes


def raise_flags(athlete: User) -> None:
    shoe = make_shoe(athlete, km=900)
    for ago in range(4):
        make_run(athlete, on=ON - timedelta(days=1 + ago), warm_up_state="skipped", shoe=shoe)


def set_thresholds() -> None:
    ThresholdVersion.objects.create(rule="worn_shoes", number=1, numbers={"limit_m": "600000"}, reason="a test", at=NOW)


def statements(work: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(statements_of(captured))


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give a progress that breaks a call off after its first chunk; chunks are of one athlete."""
    monkeypatch.setattr(sweeping, "CHUNK", 1)

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    return interrupt


@pytest.fixture
def ann_fails(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep no flags of Ann's, nor of a chunk that she is in."""
    whole = assessing.keep

    def fails_for_ann(found: Any, **options: Any) -> None:
        if ann.pk in found:
            raise RuntimeError("Ann fails")
        whole(found, **options)

    monkeypatch.setattr(assessing, "keep", fails_for_ann)


@pytest.mark.django_db
class TestEverybody:
    """`assess_all`."""

    def test_all_are_assessed_and_told_of(self, ann: User, eve: User, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sweeping, "CHUNK", 1)
        make_run(ann, warm_up_state="skipped")
        make_run(eve, warm_up_state="short")
        told: list[tuple[int, int]] = []
        assert assess_all(lambda done, total: told.append((done, total)), clock=at(NOW)) == Summary(2, 2, 0)
        assert told == [(1, 2), (2, 2)]
        assert [(flag.athlete, flag.rule) for flag in Flag.objects.order_by("athlete")] == [
            (ann, "skipped_warm_up"),
            (eve, "skipped_warm_up"),
        ]

    def test_twice_changes_nothing(self, ann: User, eve: User) -> None:
        raise_flags(ann)
        assess_all(clock=at(NOW))
        before = list(Flag.objects.order_by("pk").values()), list(FlagEvent.objects.order_by("pk").values())
        assert before[0]
        assert assess_all(clock=at(LATER)) == Summary(2, 2, 0)
        assert (list(Flag.objects.order_by("pk").values()), list(FlagEvent.objects.order_by("pk").values())) == before
        assert all(row.assessed_at >= LATER for row in Assessment.objects.all())

    def test_the_flags_are_those_of_each_assessed_alone(self) -> None:
        athletes = club(6, skipped=4)
        assess_all(clock=at(NOW))
        together = list(Flag.objects.order_by("athlete", "rule", "scope").values("athlete", "rule", "scope", "level", "facts", "raised_on"))
        results = list(Assessment.objects.order_by("athlete").values("athlete", "on", "result", "is_due", "threshold_version"))
        Flag.objects.all().delete()
        Assessment.objects.all().delete()
        for athlete in athletes:
            keep_true(athlete, NOW)
        alone = list(Flag.objects.order_by("athlete", "rule", "scope").values("athlete", "rule", "scope", "level", "facts", "raised_on"))
        assert together == alone
        assert results == list(Assessment.objects.order_by("athlete").values("athlete", "on", "result", "is_due", "threshold_version"))

    def test_the_statements_are_the_same_however_many_flags_change(self) -> None:
        athletes = club(60, skipped=2)
        few = statements(lambda: assess_all(clock=at(NOW)))
        for athlete in athletes[2:50]:
            raise_flags(athlete)
        assert statements(lambda: assess_all(clock=at(LATER))) == few
        assert Flag.objects.count() > 48 * 5
        # One flag of each changes its level, or clears.
        Run.objects.filter(athlete__in=athletes[:2]).update(shoe=None)
        few = statements(lambda: assess_all(clock=at(LATER)))
        Run.objects.filter(athlete__in=athletes[2:50]).update(shoe=None)
        assert statements(lambda: assess_all(clock=at(LATER))) == few
        assert Flag.objects.filter(rule="worn_shoes", cleared_on=None).count() == 0

    def test_a_broken_off_call_is_gone_on_with(self, ann: User, eve: User, interrupted: Any) -> None:
        keep_true(ann, NOW - timedelta(hours=1))
        with pytest.raises(KeyboardInterrupt):
            assess_all(interrupted, clock=at(NOW))
        [done] = Assessment.objects.filter(assessed_at__gte=NOW).values_list("athlete", flat=True)
        assert Sweep.objects.get().finished_at is None
        assert assess_all(clock=at(LATER)) == Summary(2, 1, 0, is_resumed=True)
        assert Assessment.objects.get(athlete=done).assessed_at < LATER
        assert Sweep.objects.get().finished_at == LATER
        # The next one begins anew, even in the same moment.
        assert assess_all(clock=at(LATER)) == Summary(2, 2, 0)

    def test_what_has_become_stale_meanwhile_is_done_again(self, ann: User, eve: User, interrupted: Any) -> None:
        with pytest.raises(KeyboardInterrupt):
            assess_all(interrupted, clock=at(NOW))
        tomorrow = NOW + timedelta(days=1)
        assert assess_all(clock=at(tomorrow)) == Summary(2, 2, 0, is_resumed=True)
        assert {row.assessed_at for row in Assessment.objects.all()} == {tomorrow}

    def test_what_is_broken_off_inside_a_chunk_is_as_if_never_begun(self, ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
        raise_flags(ann)

        def stop(*args: Any, **options: Any) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as broken:
            broken.setattr(FlagEvent.objects, "bulk_create", stop)
            with pytest.raises(KeyboardInterrupt):
                assess_all(clock=at(NOW))
        assert not Flag.objects.exists()
        assert not Assessment.objects.exists()
        assess_all(clock=at(NOW))
        assert Flag.objects.count() == FlagEvent.objects.count() > 0

    @pytest.mark.usefixtures("ann_fails")
    def test_one_that_fails_alone_fails(self, ann: User, eve: User) -> None:
        raise_flags(eve)
        assert assess_all(clock=at(NOW)) == Summary(2, 1, 1)
        assert {row.athlete: (row.is_due, row.has_failed) for row in Assessment.objects.all()} == {ann: (True, True), eve: (False, False)}
        assert Flag.objects.filter(athlete=eve).exists()


@pytest.mark.django_db
class TestDue:
    """`assess_due`: never assessed, changed, a day gone, older thresholds."""

    def test_who_is_up_to_date_is_left_alone(self, ann: User, eve: User) -> None:
        keep_true(ann, NOW)
        assert assess_due(clock=at(LATER)) == Summary(2, 1, 0)
        assert {row.athlete: row.assessed_at for row in Assessment.objects.all()} == {ann: NOW, eve: LATER}
        assert assess_due(clock=at(LATER)) == Summary(2, 0, 0)

    def test_who_is_marked_is_assessed(self, ann: User) -> None:
        keep_true(ann, NOW)
        Assessment.objects.update(is_due=True, has_failed=True)
        assert assess_due(clock=at(LATER)).assessed == 1
        row = Assessment.objects.get()
        assert (row.is_due, row.has_failed) == (False, False)

    def test_the_day_is_that_of_each_athlete_s_own_calendar(self) -> None:
        east, west = club(2)
        assess_due(clock=at(NOW))
        # On the line islands it is 13:30 later today, in Samoa not yet tomorrow.
        midnight_east = datetime.fromisoformat("2026-11-23T00:00:00+14:00")
        assert assess_due(clock=at(midnight_east - timedelta(seconds=1))).assessed == 0
        assert assess_due(clock=at(midnight_east)).assessed == 1
        assert Assessment.objects.get(athlete=east).on.isoformat() == "2026-11-23"
        assert Assessment.objects.get(athlete=west).on.isoformat() == "2026-11-21"

    def test_the_statements_do_not_grow_with_time_zones_or_athletes(self) -> None:
        zones = ("Asia/Tokyo", "Europe/Paris", "America/Lima", "Asia/Kolkata", "Africa/Cairo", "America/Denver")
        User.objects.create(email="first@example.org", time_zone="Europe/Berlin")
        few = statements(lambda: assess_due(clock=at(NOW)))
        for number in range(30):
            User.objects.create(email=f"{number}@example.org", time_zone=zones[number % len(zones)])
        # 08:30 in London: everywhere in these zones it is the same day.
        assert statements(lambda: assess_due(clock=at(NOW))) == few

    @pytest.mark.usefixtures("ann_fails", "eve")
    def test_one_that_keeps_failing_is_passed_over(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sweeping, "CHUNK", 1)
        assert assess_due(clock=at(NOW)) == Summary(2, 1, 1)

    def test_a_time_zone_that_nobody_knows_holds_up_nobody_else(self, ann: User, eve: User) -> None:
        User.objects.filter(pk=eve.pk).update(time_zone="Nowhere/Atall")
        assess_due(clock=at(NOW))
        assert not Assessment.objects.get(athlete=ann).is_due

    def test_the_moment_is_taken_once_the_rows_are_held(self, ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
        whole, asked = sweeping.stale, []
        ticks = (NOW + timedelta(seconds=tick) for tick in count())

        def recorded(now: datetime) -> Any:
            asked.append(now)
            return whole(now)

        monkeypatch.setattr(sweeping, "stale", recorded)
        assess_due(clock=lambda: next(ticks))
        # A response to a flag, given while the rows were waited for, must not seem later than the flag's rise.
        assert asked[1] < Assessment.objects.get().assessed_at < asked[2]


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
class TestInTheBackground:
    """The worker brings everybody up to date, every quarter of an hour and when thresholds were set."""

    def test_new_thresholds_reach_everybody(self, ann: User, eve: User) -> None:
        for athlete in (ann, eve):
            make_run(athlete, shoe=make_shoe(athlete, km=700))
        assess_all(clock=at(NOW))
        assert {flag.level for flag in Flag.objects.all()} == {"notice"}
        set_thresholds()
        job = thresholds_changed(NOW)
        assert {flag.level for flag in Flag.objects.all()} == {"notice"}
        work_off()
        assert {flag.level for flag in Flag.objects.all()} == {"caution"}
        job.refresh_from_db()
        assert (job.state, job.done, job.total) == (Job.State.DONE, 2, 2)

    def test_a_step_ends_in_time_and_the_next_goes_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sweeping, "CHUNK", 2)
        club(5)
        job = Job(kind=sweeping.DUE)
        left = []
        while not sweeping.step(job, monotonic()):
            left.append(5 - Assessment.objects.count())
        assert left == [3, 1, 0]
        assert (job.done, job.total) == (5, 5)

    def test_every_quarter_of_an_hour_only_when_somebody_is_due(self, ann: User, clock: Clock) -> None:
        assess_due_in_background()
        assess_due_in_background()
        assert Job.objects.count() == 1
        work_off()
        assert Assessment.objects.get().on == ON
        assess_due_in_background()
        assert Job.objects.count() == 1
        clock(NOW + timedelta(days=1))
        assess_due_in_background()
        work_off()
        assert Assessment.objects.get().on == ON + timedelta(days=1)


def at_once(*works: Any) -> None:
    """Do all of it in threads that begin together, each with a connection of its own; what one raises is raised."""
    barrier, errors = Barrier(len(works)), []

    def begin(work: Any) -> None:
        try:
            barrier.wait()
            work()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=begin, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Calls that meet leave what one of them would have left."""

    def test_two_tabs_on_the_first_page_of_a_day(self, ann: User) -> None:
        raise_flags(ann)
        at_once(*[lambda: ensure_assessed(ann, NOW)] * 2)
        assert Flag.objects.count() == FlagEvent.objects.count() > 0
        tomorrow = NOW + timedelta(days=7)
        at_once(*[lambda: ensure_assessed(ann, tomorrow)] * 2)
        cleared = FlagEvent.objects.filter(what="cleared")
        assert cleared.count() == Flag.objects.exclude(cleared_on=None).count() > 0

    def test_two_sweeps_and_a_change(self, ann: User, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sweeping, "CHUNK", 2)
        club(9, skipped=9)

        def log_a_run() -> None:
            with change(ann):
                make_run(ann, warm_up_state="skipped")

        at_once(lambda: assess_all(clock=at(NOW)), lambda: assess_all(clock=at(NOW)), log_a_run)
        assert Flag.objects.count() == FlagEvent.objects.count() > 9
        assert Flag.objects.filter(athlete=ann).count() == 1
        assert Assessment.objects.filter(is_due=False).count() == 10
        assert not Sweep.objects.filter(finished_at=None).exists()

    def test_who_saves_meanwhile_does_not_wait_for_everybody(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sweeping, "CHUNK", 1)
        whole, done, ended = sweeping.keep_all_true, [], []
        first = club(12)[0]

        def takes_long(athletes: Any, now: datetime) -> int:
            sleep(0.25)
            return whole(athletes, now)

        def save() -> None:
            while len(done) < 3:
                sleep(0.01)
            with change(first):
                make_run(first)
            ended.append(len(done))

        monkeypatch.setattr(sweeping, "keep_all_true", takes_long)
        at_once(lambda: assess_all(lambda *told: done.append(told), clock=at(NOW)), save)
        assert ended
        assert ended[0] < 8
