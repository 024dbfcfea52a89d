"""The upload page and the command: one file, one run; the same file again adds nothing."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from runlog.people.models import User
from runlog.training.models import Run
from tests.samples.writers import START, fit_run, gpx_run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PAGE = "/import/"


def upload(client: Client, data: bytes, name: str = "run.fit"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, data)}, follow=True)


def test_a_file_becomes_a_run_and_what_it_does_not_say_stays_open(ann: User, ann_client: Client) -> None:
    page = upload(ann_client, fit_run())
    run = Run.objects.get(athlete=ann)
    assert run.started_at == START
    assert run.source_kind == "fit"
    assert run.warm_up_state is run.shoe is run.effort is None
    assert page.request["PATH_INFO"] == f"/runs/{run.pk}/edit/"


def test_the_same_file_twice_adds_nothing_and_says_so(ann_client: Client) -> None:
    upload(ann_client, fit_run())
    page = upload(ann_client, fit_run())
    assert Run.objects.count() == 1
    assert "in your log already" in page.content.decode()


def test_what_is_wrong_with_a_salvaged_file_is_said_with_the_question_too(ann_client: Client) -> None:
    whole = gpx_run(sport=None)
    page = upload(ann_client, whole[: len(whole) * 2 // 3]).content.decode()
    assert 'name="found"' in page
    assert "message warning" in page


def test_two_people_may_bring_the_same_file(ann_client: Client, eve: User, log_in) -> None:
    upload(ann_client, fit_run())
    upload(log_in(eve), fit_run())
    assert Run.objects.count() == 2


def test_the_sport_is_asked_for_when_the_file_does_not_say(ann: User, ann_client: Client, eve: User, log_in) -> None:
    page = upload(ann_client, gpx_run(sport=None)).content.decode()
    assert not Run.objects.exists()
    found = re.search(r'name="found" value="([^"]+)"', page)[1]
    assert "sport" in ann_client.post(PAGE, {"found": found}).content.decode()
    assert log_in(eve).post(PAGE, {"found": found, "sport": "run"}).status_code == 404
    ann_client.post(PAGE, {"found": found, "sport": "run"})
    assert Run.objects.get(athlete=ann).started_at == START
    ann_client.post(PAGE, {"found": found, "sport": "run"})
    assert Run.objects.count() == 1


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe0 a photo", fit_run()[:50]], ids=["empty", "photo", "truncated"])
def test_a_bad_file_is_told_at_its_field(ann_client: Client, data: bytes) -> None:
    page = upload(ann_client, data, "photo.gpx")
    [sentence] = page.context["form"].errors["file"]
    assert sentence.endswith(".")
    assert not Run.objects.exists()


def test_no_file_is_told_too(ann_client: Client) -> None:
    assert ann_client.post(PAGE).context["form"].errors["file"] == ["Choose a file first."]


def test_60_megabytes_are_refused(ann_client: Client) -> None:
    page = upload(ann_client, b"\x0e\x10" + b"\x00" * 60_000_000)
    assert "25 MB" in page.context["form"].errors["file"][0]


def test_the_command_reports_each_file_and_one_bad_does_not_stop_the_rest(ann: User, tmp_path: Path, capsys) -> None:
    files = {"good.fit": fit_run(), "bad.fit": b"", "untold.gpx": gpx_run(sport=None)}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    paths = [str(tmp_path / name) for name in files]
    with pytest.raises(CommandError, match="2 of 3 files gave no run"):
        call_command("import_activities", "--athlete", ann.email, *paths)
    told = capsys.readouterr()
    assert "good.fit: run of" in told.out
    assert "--sport run" in told.err
    assert Run.objects.count() == 1
    call_command("import_activities", "--athlete", ann.email, "--sport", "run", paths[0])
    assert Run.objects.count() == 1
