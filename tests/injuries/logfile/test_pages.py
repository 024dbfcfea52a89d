"""Your data: out by one click, in by a look first; what is wrong is told by its path, and nothing is stored until it is said."""

import json
import os
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from injuries.guidance.models import Flag
from injuries.logfile import data_forms, sent_actions, sent_files, sent_steps
from injuries.logfile.importing import import_document
from runlog.core import jobs
from runlog.core.models import Job
from runlog.people.leaving_actions import delete_person
from runlog.people.models import User
from runlog.training.models import Run
from tests.injuries.logfile.test_round_trip import FULL, whole
from tests.support.days import NOW
from tests.support.exports import document_of
from tests.support.jobs import work_off

pytestmark = [pytest.mark.django_db, pytest.mark.once]
RUN = {"id": "r1", "started_at": "2026-11-20T18:00:00+01:00"}


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def log(**lists: Any) -> bytes:
    return json.dumps({"format": "runlog/1", "athlete": {}, **lists}).encode()


def send(client: Client, content: bytes) -> Any:
    return client.post(reverse("data"), {"chosen": SimpleUploadedFile("log.json", content)}, follow=True)


def store(client: Client, page: Any) -> Any:
    return client.post(page.request["PATH_INFO"] + "store/", follow=True)


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> None:
    """What one test sends lies where no other looks."""
    settings.IMPORT_FOLDER = tmp_path


@pytest.fixture
def in_background(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is long."""
    monkeypatch.setattr(sent_actions, "AT_ONCE_BYTES", 0)


class TestOut:
    def test_the_log_comes_as_a_file_that_can_be_read_back(self, ann: User, eve: User, ann_client: Client, eve_client: Client) -> None:
        import_document(ann, whole(FULL))
        answer = ann_client.get(reverse("data_log"))
        assert answer["Content-Type"] == "application/json"
        assert answer["Content-Disposition"].startswith('attachment; filename="runlog-20')
        assert "no-store" in answer["Cache-Control"]
        store(eve_client, send(eve_client, body(answer)))
        assert document_of(eve, now=NOW) == document_of(ann, now=NOW)

    @pytest.mark.parametrize(("name", "file"), [("data_tables", "runs.csv"), ("data_others", "access_log.csv")])
    def test_zips(self, ann_client: Client, name: str, file: str) -> None:
        answer = ann_client.get(reverse(name))
        assert answer["Content-Type"] == "application/zip"
        with ZipFile(BytesIO(body(answer))) as archive:
            assert {file, "README.txt"} <= set(archive.namelist())

    def test_everybody_gets_their_own(self, ann: User, eve_client: Client) -> None:
        import_document(ann, whole(FULL))
        assert "runs" not in json.loads(body(eve_client.get(reverse("data_log"))))

    def test_the_page_is_linked_and_says_what_each_is_for(self, ann_client: Client) -> None:
        assert reverse("data") in ann_client.get(reverse("settings")).content.decode()
        page = ann_client.get(reverse("data")).content.decode()
        assert all(reverse(name) in page for name in ("data_log", "data_tables", "data_others", "activity_import"))


class TestIn:
    def test_first_it_is_told_then_it_is_stored(self, ann: User, ann_client: Client) -> None:
        page = send(ann_client, log(runs=[RUN]))
        assert "This file would add or change 1 entry." in page.content.decode()
        assert "20 Nov 2026" in page.content.decode().replace("\u00a0", " ")
        assert not Run.objects.exists()
        stored = store(ann_client, page)
        assert "1 entry of the file is in your log now." in stored.content.decode()
        assert Run.objects.get().athlete == ann
        assert list(sent_files.kept()) == []

    def test_stored_twice_it_is_there_once_and_told_once(self, ann_client: Client) -> None:
        page = send(ann_client, log(runs=[RUN]))
        first, second = store(ann_client, page), store(ann_client, page)
        assert "1 entry of the file is in your log now." in second.content.decode()
        assert first.request["PATH_INFO"] == second.request["PATH_INFO"]
        assert Job.objects.filter(kind=sent_actions.STORING).count() == 1

    def test_what_is_there_already_offers_nothing_to_store(self, ann: User, ann_client: Client) -> None:
        import_document(ann, whole(FULL))
        page = send(ann_client, json.dumps(FULL).encode()).content.decode()
        assert "All that is in this file is in your log already." in page
        assert "Put it into my log" not in page

    def test_a_long_file_is_read_and_stored_in_the_background(self, ann_client: Client, in_background: None) -> None:
        page = send(ann_client, log(runs=[RUN]))
        assert "Your file is being read" in page.content.decode()
        work_off()
        page = ann_client.get(page.request["PATH_INFO"])
        assert "This file would add or change 1 entry" in page.content.decode()
        assert "Your log is being filled" in store(ann_client, page).content.decode()
        assert not Run.objects.exists()
        work_off()
        assert "1 entry of the file is in your log now." in ann_client.get(page.request["PATH_INFO"]).content.decode()
        assert Run.objects.count() == 1

    def test_the_log_is_assessed(self, ann_client: Client) -> None:
        run = RUN | {"started_at": timezone.now().isoformat(timespec="seconds"), "warm_up": {"state": "skipped"}}
        store(ann_client, send(ann_client, log(runs=[run])))
        assert Flag.objects.filter(rule="skipped_warm_up").exists()

    def test_left_out_it_is_gone(self, ann_client: Client) -> None:
        page = send(ann_client, log(runs=[RUN]))
        address = page.request["PATH_INFO"]
        assert len(list(sent_files.kept())) == 1
        assert ann_client.post(f"{address}drop/").status_code == 302
        assert list(sent_files.kept()) == []
        assert "not here any more" in ann_client.get(address).content.decode()
        store(ann_client, page)
        assert not Run.objects.exists()

    def test_a_job_of_another_kind_is_not_there(self, ann: User, ann_client: Client) -> None:
        job = Job.objects.create(kind="import_reading", owner=ann, created_at=NOW, changed_at=NOW)
        assert ann_client.get(reverse("log_file_detail", args=[job.pk])).status_code == 404


BAD = {
    "an unknown key": (log(surprise=[]), "<code>surprise</code> is not a key of this format."),
    "a wrong type": (
        log(pain=[{"id": "p", "at": RUN["started_at"], "score": "3"}]),
        "<code>pain[0].score</code> must be a whole number from 0 to 10.",
    ),
    "a dangling id": (log(runs=[RUN | {"shoe": "s9"}]), "<code>runs[0].shoe</code> names no record of shoes in this file."),
    "another version": (b'{"format": "runlog/2"}', "<code>format</code> must be &quot;runlog/1&quot;"),
    "a duplicate id": (log(runs=[RUN, RUN]), "<code>runs[1].id</code> stands in this list twice."),
    "a list of another kind": (log(runs={}), "<code>runs</code> must be a list."),
    "a key twice": (
        b'{"format": "runlog/1", "athlete": {"units": "km", "units": "mi"}}',
        "<code>athlete.units</code> stands in one object twice.",
    ),
    "a list twice": (b'{"format": "runlog/1", "athlete": {}, "runs": [], "runs": []}', "<code>runs</code> stands in one object twice."),
    "no JSON": (b"hello", "This is not a log file: it cannot be read as JSON (line 1)."),
    "a list": (b"[]", "it must be one JSON object."),
    "cut off": (log(runs=[RUN, RUN | {"id": "r2"}])[:-20], "<code>runs[1]</code> cannot be read as JSON"),
    "cut off between": (log(runs=[RUN])[:-2], "<code>runs[0]</code> cannot be read as JSON (it ends too soon)."),
    "two in one": (log() + log(), "something follows its end"),
    "not UTF-8": (log(runs=[RUN | {"note": "ä"}]).replace(b"\\u00e4", b"\xe4"), "it is not UTF-8"),
    "UTF-16": (log().decode().encode("utf-16"), "it is not UTF-8"),
    "nested deeply": (b'{"format": "runlog/1", "athlete": ' + b"[" * 100_000, "it is nested too deeply"),
    "a huge number": (log(runs=[RUN | {"distance_m": 7}]).replace(b"7}", b"7" * 5000 + b"}"), "a number in it is too long"),
    "a huge exponent": (
        log(runs=[RUN | {"distance_m": 7}]).replace(b"7}", b"7e99999}"),
        "<code>runs[0].distance_m</code> must be from 0 to 1,000,000.",
    ),
    "a huger one": (log(runs=[RUN | {"distance_m": 7}]).replace(b"7}", b"7e99999999999999999999}"), "a number in it is too long"),
    "NaN": (log(runs=[RUN | {"distance_m": float("nan")}]), "<code>runs[0]</code> NaN is not a number."),
    "Infinity": (log(runs=[RUN | {"distance_m": float("inf")}]), "Infinity is not a number."),
    "a null byte": (log(runs=[RUN | {"note": "a\x00b"}]), "<code>runs[0].note</code> must not hold control characters."),
    "a bare null byte": (b"\x00" * 100, "cannot be read as JSON"),
    "half a letter": (log(runs=[RUN | {"note": "\ud800"}]), "<code>runs[0].note</code> must not hold control characters."),
    "a strange key": (log(runs=[RUN | {"\ud800\x00<b>": 1}]), "<code>runs[0].??&lt;b&gt;</code> is not a key of this format."),
    "a long value": (log(runs=[RUN | {"note": "a" * 5_000_000}]), "<code>runs[0]</code> is too long to be read."),
    "white space": (b" " * 1_000_000, "it ends too soon"),
}


class TestBadInput:
    @pytest.mark.parametrize("name", BAD)
    def test_it_is_told_where_and_nothing_is_stored(self, ann_client: Client, name: str) -> None:
        content, said = BAD[name]
        page = send(ann_client, content)
        work_off()
        text = ann_client.get(page.request["PATH_INFO"]).content.decode()
        assert said in text
        assert "Nothing was stored." in text
        assert 'name="chosen"' in text
        assert not Run.objects.exists()
        assert list(sent_files.kept()) == []
        assert ann_client.post(page.request["PATH_INFO"] + "store/").status_code == 302
        assert not Job.objects.filter(kind=sent_actions.STORING).exists()

    def test_a_fault_at_the_end_stores_nothing_of_the_beginning(self, ann_client: Client) -> None:
        page = send(ann_client, log(runs=[RUN], pain=[{"id": "p", "at": RUN["started_at"], "score": 11}]))
        assert "pain[0].score" in page.content.decode()
        assert not Run.objects.exists()

    def test_a_log_may_be_far_larger_than_a_form(self, client: Client, ann: User, settings: Settings) -> None:
        client.force_login(ann)
        ordinary = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        assert ordinary
        page = send(client, log(runs=[RUN]) + b" " * 2 * ordinary)
        assert page.status_code == 200
        assert "is being read" in page.content.decode()

    @pytest.mark.parametrize(("content", "said"), [(b"", "This file is empty."), (b"x" * 2000, "larger than 100 MB")])
    def test_what_cannot_be_a_log_is_refused_before_it_is_read(
        self, ann_client: Client, monkeypatch: pytest.MonkeyPatch, content: bytes, said: str
    ) -> None:
        monkeypatch.setattr(data_forms, "MOST_BYTES", 1000)
        page = send(ann_client, content)
        assert page.status_code == 422
        assert said in page.content.decode()
        assert not Job.objects.exists()

    def test_without_a_file(self, ann_client: Client) -> None:
        page = ann_client.post(reverse("data"))
        assert page.status_code == 422
        assert "Choose a file first." in page.content.decode()

    def test_without_room(self, ann_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_given: Any) -> None:
            raise OSError

        monkeypatch.setattr(sent_files, "keep", fail)
        page = send(ann_client, log())
        assert "There is no room" in page.content.decode()
        assert not Job.objects.exists()


class TestWhatIsLeftBehind:
    def test_a_file_goes_with_its_account(
        self, ann: User, ann_client: Client, django_capture_on_commit_callbacks: Callable[..., Any]
    ) -> None:
        send(ann_client, log(runs=[RUN]))
        assert len(list(sent_files.kept())) == 1
        with django_capture_on_commit_callbacks(execute=True):
            delete_person(ann)
        assert list(sent_files.kept()) == []

    def test_a_file_waits_for_a_day(self, ann_client: Client) -> None:
        page = send(ann_client, log(runs=[RUN]))
        sent_actions.purge()
        assert len(list(sent_files.kept())) == 1
        old = (timezone.now() - timedelta(days=1, minutes=1)).timestamp()
        [key] = sent_files.kept()
        os.utime(sent_files.path_of(key), (old, old))
        sent_actions.purge()
        assert list(sent_files.kept()) == []
        assert "not here any more" in ann_client.get(page.request["PATH_INFO"]).content.decode()

    def test_a_worker_killed_after_storing_tells_what_it_did(
        self, ann_client: Client, in_background: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = send(ann_client, log(runs=[RUN]))
        work_off()
        store(ann_client, page)
        monkeypatch.setattr(jobs, "_save", lambda *_given, **_more: None)
        work_off()
        assert Run.objects.count() == 1
        monkeypatch.undo()
        storing = Job.objects.get(kind=sent_actions.STORING)
        assert storing.is_open
        Job.objects.filter(pk=storing.pk).update(claimed_until=None)
        jobs.run(storing.pk)
        assert "1 entry of the file is in your log now." in ann_client.get(page.request["PATH_INFO"]).content.decode()

    def test_a_worker_killed_after_it_found_a_fault_tells_it(
        self, ann_client: Client, in_background: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = send(ann_client, b'{"version": ')
        with monkeypatch.context() as killed:
            killed.setattr(jobs, "_save", lambda *_given, **_more: None)
            work_off()
        assert list(sent_files.kept()) == []
        reading = Job.objects.get(kind=sent_actions.READING)
        assert reading.is_open
        Job.objects.filter(pk=reading.pk).update(claimed_until=None)
        jobs.run(reading.pk)
        assert "This file cannot be read" in ann_client.get(page.request["PATH_INFO"]).content.decode()

    def test_a_failure_stores_nothing_and_can_be_tried_again(self, ann_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_given: Any, **_more: Any) -> None:
            raise RuntimeError

        page = send(ann_client, log(runs=[RUN]))
        with monkeypatch.context() as broken:
            broken.setattr(sent_steps, "import_document", fail)
            assert "Something went wrong" in store(ann_client, page).content.decode()
        assert "1 entry of the file is in your log now." in store(ann_client, page).content.decode()
