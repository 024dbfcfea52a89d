"""An import from the first byte to the undo: what comes into the log, what never comes twice, and what goes again."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from injuries.guidance.models import Assessment, Flag
from runlog.core import jobs
from runlog.core.models import Job
from runlog.core.records import kind
from runlog.imports import batch_actions, storing_actions
from runlog.imports.deciding_actions import decide, decide_sport
from runlog.imports.models import Batch, BatchState, Decision, Entry, Outcome, Verdict
from runlog.imports.receiving_actions import receive
from runlog.imports.uploads import folder_of
from runlog.people.models import User
from runlog.training.actions import save_run
from runlog.training.models import Run, Shoe, StrengthSession, Walk
from tests.samples.archive_writing import write_strava
from tests.samples.writers import START, fit_run, gpx_run
from tests.support.jobs import work_off
from tests.support.rows import make_strength

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FIT = fit_run()
STRAVA = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,Relative Effort,"
    "Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,Bike Weight,Elapsed Time,Moving Time,Distance\n"
    '11,"May 1, 2024, 6:00:00 AM",Early,Run,,1800,5.00,,,false,,Pegasus,,,,1800,1790,5000\n'
    '12,"May 2, 2024, 6:00:00 AM",Stroll,Walk,,3600,4.00,,,false,,Pegasus,,,,3600,3500,4000\n'
    '13,"May 3, 2024, 6:00:00 PM",Bike,Ride,,3600,24.00,,,false,,,,,,3600,3500,24000\n'
    '14,"May 4, 2024, 6:00:00 AM",Odd,Zorbing,,1800,5.00,,,false,,,,,,1800,1790,5000\n'
)


def zipped(**members: bytes) -> bytes:
    """An archive; two underscores of a name stand for the slash, one for the point."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return held.getvalue()


def bring(athlete: User, *files: bytes) -> Batch:
    """Send files and have them read."""
    batch = batch_actions.open_batch(athlete=athlete, log_id=f"batch-{Batch.objects.count():032x}", now=NOW)
    for number, data in enumerate(files):
        name = f"file{number}"
        receive(batch=batch, key=f"k{number}", name=name, size=len(data), offset=0, chunk=io.BytesIO(data))
    batch_actions.begin_reading(batch=batch, now=NOW)
    return worked(batch)


def worked(batch: Batch) -> Batch:
    """Let the queue work."""
    work_off()
    batch.refresh_from_db()
    return batch


def stored(batch: Batch, *, keeps_files: bool = False) -> Batch:
    """Put a reviewed import into the log."""
    batch_actions.begin_storing(batch=batch, keeps_files=keeps_files, now=NOW)
    return worked(batch)


def undone(batch: Batch, *, takes_changed: bool = False) -> Batch:
    """Take an import back."""
    batch_actions.begin_undoing(batch=batch, takes_changed=takes_changed, now=NOW)
    return worked(batch)


def log_of(athlete: User) -> list[dict[str, object]]:
    """The runs, walks and shoes of a log as documents."""
    return [
        kind(name).document_of(row)
        for name in ("shoes", "runs", "walks")
        for row in kind(name).model.objects.filter(athlete=athlete).order_by("log_id")
    ]


def verdicts(batch: Batch) -> list[tuple[str, str]]:
    """What was found and is proposed."""
    return list(batch.entries.order_by("file", "part", "place").values_list("verdict", "decision"))


def test_a_run_of_a_file(ann: User) -> None:
    batch = bring(ann, FIT)
    assert (batch.state, verdicts(batch)) == (BatchState.REVIEW, [(Verdict.NEW, Decision.ADD)])
    assert not Run.objects.exists()
    batch = stored(batch)
    run = Run.objects.get(athlete=ann)
    assert (batch.state, run.source_kind, run.warm_up_state) == (BatchState.STORED, "fit", None)
    assert not folder_of(batch).exists()


def test_two_copies_of_a_run_become_one(ann: User) -> None:
    batch = stored(bring(ann, gpx_run(), FIT))
    run = Run.objects.get(athlete=ann)
    assert run.source_kind == "fit"
    assert {source["kind"] for source in run.also} >= {"gpx"}
    assert sorted(batch.entries.values_list("outcome", flat=True)) == [Outcome.ADDED, Outcome.MERGED]


@pytest.mark.parametrize("again", [FIT, gpx_run()])
def test_nothing_comes_twice(ann: User, again: bytes) -> None:
    stored(bring(ann, FIT, gpx_run()))
    before = log_of(ann)
    batch = stored(bring(ann, again))
    assert batch.entries.get().verdict == Verdict.SAME
    assert log_of(ann) == before


def test_what_was_taken_back_comes_again_as_it_was(ann: User) -> None:
    batch = stored(bring(ann, zipped(activities_csv=STRAVA.encode(), activities__1_fit=FIT)))
    before = log_of(ann)
    ids = [str(each["id"]).partition("-")[0] for each in before]
    assert sorted(ids) == ["run", "run", "shoe", "walk"]
    assert undone(batch).state == BatchState.UNDONE
    assert log_of(ann) == []
    stored(bring(ann, zipped(activities_csv=STRAVA.encode(), activities__1_fit=FIT)))
    assert log_of(ann) == before


def test_unknown_sport_is_asked_for(ann: User) -> None:
    batch = bring(ann, zipped(activities_csv=STRAVA.encode(), activities__1_fit=FIT))
    odd = batch.entries.get(sport="Zorbing")
    assert odd.decision == Decision.LEAVE
    decide_sport(batch=batch, word="Zorbing", kind="run")
    stored(batch)
    assert Run.objects.filter(athlete=ann, local_on="2024-05-04").exists()


def test_what_was_typed_stands(ann: User) -> None:
    stored(bring(ann, gpx_run()))
    run = Run.objects.get(athlete=ann)
    typed = run.distance_m + 10
    save_run(athlete=ann, log_id=run.log_id, now=NOW, started_at=run.moment, distance_m=typed)
    stored(bring(ann, FIT))
    run.refresh_from_db()
    assert (run.distance_m, run.source_kind, run.edited) == (typed, "fit", ["distance_m"])


def test_undo_of_a_merge_sets_back(ann: User) -> None:
    stored(bring(ann, gpx_run()))
    before = log_of(ann)
    undone(stored(bring(ann, FIT)))
    assert log_of(ann) == before


@pytest.mark.parametrize("takes_changed", [False, True])
def test_undo_asks_for_what_was_changed(ann: User, takes_changed: bool) -> None:
    batch = stored(bring(ann, FIT))
    run = Run.objects.get(athlete=ann)
    save_run(athlete=ann, log_id=run.log_id, now=NOW, started_at=run.moment, effort=5)
    undone(batch, takes_changed=takes_changed)
    assert Run.objects.filter(athlete=ann).exists() is not takes_changed


def test_deleted_run_is_not_proposed_again(ann: User) -> None:
    stored(bring(ann, FIT))
    Run.objects.all().delete()
    assert verdicts(bring(ann, FIT)) == [(Verdict.DELETED, Decision.LEAVE)]


def test_two_imports_of_one_file_store_one_run(ann: User) -> None:
    first, second = bring(ann, FIT), bring(ann, FIT)
    stored(first)
    stored(second)
    assert Run.objects.filter(athlete=ann).count() == 1
    assert second.entries.get().outcome == Outcome.MEANWHILE


def test_asked_twice_is_done_once(ann: User) -> None:
    batch = bring(ann, FIT)
    batch_actions.begin_storing(batch=batch, keeps_files=False, now=NOW)
    batch_actions.begin_storing(batch=batch, keeps_files=False, now=NOW)
    worked(batch)
    assert Run.objects.filter(athlete=ann).count() == 1


def test_one_bad_file_harms_no_other(ann: User) -> None:
    batch = stored(bring(ann, b"<html><title>Log in</title></html>", FIT, zipped(a_fit=FIT[: len(FIT) // 2], b_gpx=b"<gpx/>")))
    assert Run.objects.filter(athlete=ann).count() >= 1
    bad = batch.entries.filter(verdict=Verdict.UNREADABLE)
    assert all(entry.problem.endswith(".") for entry in bad)
    assert bad.count() + batch.files.exclude(problem="").count() >= 2


def test_own_pair_of_that_name_is_taken(ann: User) -> None:
    shoe = Shoe.objects.create(athlete=ann, log_id="shoe-1", name="pegasus")
    stored(bring(ann, zipped(activities_csv=STRAVA.encode(), activities__1_fit=FIT)))
    assert Shoe.objects.filter(athlete=ann).count() == 1
    assert shoe.runs.count() == 1


def test_choice_for_one_entry(ann: User) -> None:
    batch = bring(ann, FIT)
    entry = batch.entries.get()
    decide(batch=batch, changes={entry.pk: {"decision": Decision.LEAVE}})
    stored(batch)
    assert not Run.objects.exists()


def test_stopped_import_leaves_nothing(ann: User) -> None:
    batch = bring(ann, FIT)
    batch_actions.stop(batch=batch, now=NOW)
    assert stored(batch).state == BatchState.STOPPED
    assert not folder_of(batch).exists()
    assert not Run.objects.exists()


def test_old_unfinished_imports_are_purged(ann: User) -> None:
    batch = bring(ann, FIT)
    Batch.objects.filter(pk=batch.pk).update(created_at=datetime.now(UTC) - timedelta(days=31))
    batch_actions.purge()
    assert not Batch.objects.exists()
    assert not folder_of(batch).exists()


def test_a_worker_killed_after_storing_leaves_no_file_behind(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = bring(ann, FIT)
    batch_actions.begin_storing(batch=batch, keeps_files=False, now=NOW)
    with monkeypatch.context() as killed:
        killed.setattr(storing_actions, "delete_bytes", lambda _batch: None)
        killed.setattr(jobs, "_save", lambda *_given, **_more: None)
        assert worked(batch).state == BatchState.STORED
    assert folder_of(batch).exists()
    Job.objects.update(claimed_until=None)
    jobs.run(batch.job_id)
    assert not folder_of(batch).exists()
    assert Run.objects.filter(athlete=ann).count() == 1


@pytest.mark.parametrize("keeps_files", [False, True])
def test_a_file_that_nothing_deleted_is_purged(ann: User, monkeypatch: pytest.MonkeyPatch, keeps_files: bool) -> None:
    unread = bring(ann, gpx_run())
    batch = bring(ann, FIT)
    with monkeypatch.context() as killed:
        killed.setattr(storing_actions, "delete_bytes", lambda _batch: None)
        stored(batch, keeps_files=keeps_files)
    Batch.objects.update(created_at=datetime.now(UTC))
    batch_actions.purge()
    assert (folder_of(batch).exists(), folder_of(unread).exists()) == (keeps_files, True)


def test_an_import_is_one_change_of_the_log(ann: User, told: list[User]) -> None:
    batch = bring(ann, *(fit_run(start=START + timedelta(days=day)) for day in range(5)))
    assert told == []
    stored(batch)
    assert told == [ann]
    undone(batch)
    assert told == [ann, ann]


def test_history_raises_no_alarm_of_its_days(ann: User) -> None:
    held = io.BytesIO()
    # A month without a run, then fifty in a week: what would alarm anybody on those days.
    write_strava(held, 50, first=datetime(2024, 3, 1, 6, tzinfo=UTC), every=timedelta(hours=3))
    stored(bring(ann, held.getvalue()))
    assert Run.objects.filter(athlete=ann).count() == 50
    assert not Assessment.objects.get(athlete=ann).is_due
    # That no strength work is in the log holds today too.
    assert set(Flag.objects.of(ann).open().values_list("rule", flat=True)) <= {"low_strength"}


def test_files_go_with_their_athlete(ann: User, django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    folder = folder_of(bring(ann, FIT))
    assert folder.exists()
    with django_capture_on_commit_callbacks(execute=True):
        ann.delete()
        # Not before it is certain.
        assert folder.exists()
    assert not folder.exists()


def test_positions_are_not_stored() -> None:
    assert not [field.name for field in Entry._meta.get_fields() if "lat" in field.name.split("_") or "place_deg" in field.name]


def strava_row(number: int, kind: str, *, title: str = "Morning", seconds: int = 1800) -> str:
    """A row of Strava's table, the rest as in the rows above."""
    return f'{number},"May 5, 2024, 6:00:00 AM",{title},{kind},,{seconds},0.00,,,false,,,,,,{seconds},{seconds},0\n'


def test_a_walk_that_took_no_time_cannot_be_kept(ann: User) -> None:
    batch = bring(ann, zipped(activities_csv=(STRAVA + strava_row(21, "Walk", seconds=0)).encode()))
    [entry] = Entry.objects.filter(verdict=Verdict.UNREADABLE)
    assert "how long it took" in entry.problem
    stored(batch)
    assert Walk.objects.count() == 1


def test_strength_of_that_day_and_length_is_there_already(ann: User) -> None:
    make_strength(ann, local_on=date(2024, 5, 5), minutes=30)
    batch = bring(ann, zipped(activities_csv=(STRAVA + strava_row(21, "Weight Training")).encode()))
    assert Entry.objects.get(kind="strength").verdict == Verdict.TWIN
    stored(batch)
    assert StrengthSession.objects.count() == 1
