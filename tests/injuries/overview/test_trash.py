"""What is deleted can be brought back for 30 days, with its links; nobody else's."""

from datetime import date, timedelta

import pytest
from django.test import Client

from injuries.guidance.models import Flag
from injuries.symptoms.models import PainScore
from runlog.core.day_words import write_day
from runlog.core.models import Trashed
from runlog.people.models import User
from runlog.training.models import Run
from tests.support.clock import FAR_FROM_UTC, Clock
from tests.support.days import ON
from tests.support.rows import make_pain, make_run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_run_comes_back_with_its_scores_and_its_flags(ann: User, ann_client: Client) -> None:
    run = make_run(ann, on=ON, warm_up_state="skipped", note="windy")
    make_pain(ann, on=ON, score=4, run=run)
    ann_client.get("/")
    assert Flag.objects.open().filter(rule="skipped_warm_up").exists()
    assert "Delete this run?" in ann_client.get(f"/runs/{run.pk}/delete/").content.decode()
    assert Run.objects.exists()
    page = ann_client.post(f"/runs/{run.pk}/delete/", follow=True).content.decode()
    assert not Run.objects.exists()
    assert PainScore.objects.get().run is None
    assert not Flag.objects.open().filter(rule="skipped_warm_up").exists()
    undo = f"/bin/{Trashed.objects.get().pk}/undo/"
    assert undo in page
    ann_client.post(undo)
    assert Run.objects.get().note == "windy"
    assert PainScore.objects.get().run == Run.objects.get()
    assert Flag.objects.open().filter(rule="skipped_warm_up").exists()
    assert ann_client.post(undo).status_code == 404


def test_after_30_days_it_is_gone(ann: User, ann_client: Client, clock: Clock) -> None:
    run = make_run(ann, on=ON)
    ann_client.post(f"/runs/{run.pk}/delete/")
    trashed = Trashed.objects.get()
    clock("2026-12-23T12:00:00+01:00")
    assert "The bin is empty" in ann_client.get("/bin/").content.decode()
    ann_client.post(f"/bin/{trashed.pk}/undo/")
    assert not Run.objects.exists()


@pytest.mark.parametrize(("zone", "at", "on"), FAR_FROM_UTC)
def test_the_bin_says_the_last_day_on_the_readers_own_clocks(
    ann: User, ann_client: Client, clock: Clock, zone: str, at: str, on: date
) -> None:
    User.objects.filter(pk=ann.pk).update(time_zone=zone)
    clock(at)
    # It was run elsewhere, on a day that stays what it was there.
    ann_client.post(f"/runs/{make_run(ann, on='2026-11-20', at='23:30').pk}/delete/")
    page = ann_client.get("/bin/").content.decode()
    assert f"gone for good after {write_day(on + timedelta(days=30), 'j M Y')}" in page
    assert "20\u00a0Nov\u00a02026" in page


def test_nobody_elses_bin(ann: User, ann_client: Client, eve: User, log_in) -> None:
    run = make_run(ann, on=ON)
    assert log_in(eve).post(f"/runs/{run.pk}/delete/").status_code == 404
    ann_client.post(f"/runs/{run.pk}/delete/")
    assert log_in(eve).post(f"/bin/{Trashed.objects.get().pk}/undo/").status_code == 404
    assert not Run.objects.exists()


def test_the_bin_says_what_lies_in_it_in_the_readers_units(ann: User, ann_client: Client) -> None:
    User.objects.filter(pk=ann.pk).update(units="mi")
    run = make_run(ann, on=ON, km=16.09344)
    ann_client.post(f"/runs/{run.pk}/delete/")
    assert "Run of 10.0\u00a0mi" in ann_client.get("/bin/").content.decode()
