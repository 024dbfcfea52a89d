"""Whatever changes in a log, its flags are those that a fresh assessment finds, in the same transaction."""

import threading
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection

from injuries.guidance.models import Assessment, Flag
from injuries.symptoms.actions import resolve
from injuries.symptoms.models import LegReport, PainScore
from runlog.core import trash
from runlog.core.events import change
from runlog.core.models import Trashed
from runlog.core.saving import change_record, save_record
from runlog.core.trash import InUse
from runlog.people.models import User
from runlog.training.models import Run, Shoe
from tests.injuries.guidance.test_assessing import fresh_flags, stored_flags
from tests.support.clock import NOW
from tests.support.queries import QueryCount
from tests.support.rows import make_leg_report, make_pain, make_runs, make_shoe

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def rules_of(athlete: User) -> set[str]:
    return {flag.rule for flag in Flag.objects.of(athlete).open()}


def log_a_run(athlete: User, log_id: str = "run-a", **fields: object) -> Run:
    at = Run.moment_fields(athlete.local(NOW - timedelta(hours=2)))
    return save_record(Run, athlete, log_id=log_id, now=NOW, distance_m=Decimal(10_000), **at, **fields)


def log_and_fail(athlete: User) -> None:
    with change(athlete):
        log_a_run(athlete, warm_up_state="skipped")
        raise InUse({})


def test_logging_editing_deleting_and_undoing_keep_the_flags_true(ann: User) -> None:
    shoe = make_shoe(ann, km=795)
    run = log_a_run(ann, warm_up_state="skipped", shoe=shoe)
    assert {"worn_shoes", "skipped_warm_up"} <= rules_of(ann)
    assert stored_flags(ann) == fresh_flags(ann)

    change_record(run, now=NOW, warm_up_state="done")
    assert "skipped_warm_up" not in rules_of(ann)
    assert stored_flags(ann) == fresh_flags(ann)

    trashed = trash.delete(run, now=NOW)
    assert "worn_shoes" not in rules_of(ann)
    assert stored_flags(ann) == fresh_flags(ann)

    trash.undo(Trashed.objects.get(pk=trashed.pk))
    assert "worn_shoes" in rules_of(ann)
    assert stored_flags(ann) == fresh_flags(ann)

    change_record(Shoe.objects.get(pk=shoe.pk), now=NOW, retired_on=ann.today(NOW))
    assert "worn_shoes" not in rules_of(ann)
    assert stored_flags(ann) == fresh_flags(ann)


def test_only_a_resolution_clears_a_leg_report(ann: User) -> None:
    run = log_a_run(ann)
    with change(ann):
        report = make_leg_report(ann, both_legs=True, run=run)
    trash.delete(run, now=NOW)
    assert "leg_weakness" in rules_of(ann)
    resolve(report=LegReport.objects.get(pk=report.pk), how="seen_by_clinician", on=ann.today(NOW), now=NOW)
    assert "leg_weakness" not in rules_of(ann)
    assert stored_flags(ann) == fresh_flags(ann)


def test_a_change_that_is_taken_back_takes_its_flags_back(ann: User) -> None:
    with pytest.raises(InUse):
        log_and_fail(ann)
    assert not Flag.objects.exists()
    assert not Assessment.objects.exists()


def test_many_changes_in_one_are_assessed_once(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[User] = []
    monkeypatch.setattr("injuries.guidance.receivers.keep_true", lambda athlete, now: times.append(athlete))
    with change(ann):
        log_a_run(ann, "run-a")
        log_a_run(ann, "run-b")
        make_pain(ann)
    assert times == [ann]


@pytest.mark.parametrize("runs", [30, 3000])
def test_statements_of_a_change(ann: User, query_count: QueryCount, runs: int) -> None:
    make_runs(ann, count=runs)
    make_pain(ann, score=5)
    shoe = make_shoe(ann, km=795)
    # The athlete's row, the record read and written, and at most eight to assess: the bound for a whole logged run is twenty.
    with query_count(3 + 8):
        log_a_run(ann, warm_up_state="skipped", shoe=shoe)
    assert "worn_shoes" in rules_of(ann)


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_leave_one_truth(ann: User) -> None:
    """Eight sessions of one athlete write at the same time; on both databases each is assessed with what stood before it."""
    shoe = make_shoe(ann, km=0)
    errors: list[Exception] = []
    run_at_once([lambda number=number: write(ann.pk, shoe.pk, number) for number in range(8)], errors)
    assert errors == []
    ann.refresh_from_db()
    assert Run.objects.of(ann).count() == 8
    assert PainScore.objects.of(ann).count() == 8
    flag = Flag.objects.of(ann).open().get(rule="worn_shoes")
    assert flag.facts["distance_m"] == 8 * 110_000
    assert stored_flags(ann) == fresh_flags(ann)


def write(athlete_pk: int, shoe_pk: int, number: int) -> None:
    athlete = User.objects.get(pk=athlete_pk)
    at = athlete.local(NOW - timedelta(hours=number + 2))
    with change(athlete):
        save_record(Run, athlete, log_id=f"run-{number}", now=NOW, distance_m=110_000, shoe_id=shoe_pk, **Run.moment_fields(at))
        save_record(PainScore, athlete, log_id=f"pain-{number}", now=NOW, score=3, **PainScore.moment_fields(at))


def run_at_once(works: list[Callable[[], None]], errors: list[Exception]) -> None:
    start = threading.Barrier(len(works))

    def run(work: Callable[[], None]) -> None:
        try:
            start.wait(timeout=30)
            work()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)


def test_a_profile_changed_elsewhere_meanwhile_counts(ann: User) -> None:
    make_pain(ann, on=NOW.date(), score=4)
    seen_before = User.objects.get(pk=ann.pk)
    User.objects.filter(pk=ann.pk).update(back_pain_in_year_before=True)
    log_a_run(seen_before)
    assert "recurring_pain" in rules_of(ann)
