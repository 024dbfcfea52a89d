"""The pages of an import: bringing files, looking over what was found, and what became of it."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from runlog.core.models import Job
from runlog.core.pages import new_form_id
from runlog.imports.models import Batch, Entry, SourceFile
from runlog.imports.uploads import path_of
from runlog.people.models import User
from runlog.training.models import Run
from tests.samples.writers import fit_run
from tests.support.clock import NOW
from tests.support.import_rows import make_batch, make_entries, make_entry, make_file, make_job, make_unreadable
from tests.support.queries import QueryCount
from tests.support.rows import make_run, make_shoe

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("clock")]
PAGE = "/import/"
PIECES = "/import/upload/"
DAMAGED = "This file is damaged and no activity could be read from it. Export it again and choose the new file."


def text_of(answer: HttpResponse) -> str:
    """The words of a page, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def page_of(client: Client, batch: Batch, query: str = "") -> str:
    """The words of an import's page."""
    return text_of(client.get(f"/import/{batch.pk}/{query}"))


def form_id(client: Client) -> str:
    """The id that the upload page gives a new import."""
    return unescape(re.search(r'name="id" value="([^"]+)"', client.get(PAGE).content.decode())[1])


def send_piece(client: Client, form: str, data: bytes, *, offset: int = 0, size: int | None = None, key: str = "k1") -> HttpResponse:
    """Send a piece of a file as the page's script does."""
    given = {"id": form, "key": key, "name": "run.fit", "size": len(data) if size is None else size, "offset": offset}
    return client.post(PIECES, {**given, "piece": SimpleUploadedFile("blob", data)})


class TestBringing:
    """The page with the drop zone, the pieces and the plain form."""

    def test_says_what_can_be_brought_and_what_becomes_of_it(self, ann_client: Client) -> None:
        said = text_of(ann_client.get(PAGE))
        for word in ("FIT, GPX and TCX", "Strava", "Garmin", "Apple Health", "Runkeeper", "No track is stored", "deleted after the import"):
            assert word in said
        assert "Earlier imports" not in said

    def test_lists_earlier_imports_with_their_state(self, ann: User, ann_client: Client, eve: User) -> None:
        stored = make_file(make_batch(ann, "stored"), "old.zip")
        make_entry(stored, outcome="added", made_kind="runs", made_id="r1")
        make_batch(ann, "undone")
        make_file(make_batch(eve, "stored"), "of-eve.fit")
        said = text_of(ann_client.get(PAGE))
        assert "1 run added" in said
        assert "old.zip" in said
        assert "Taken back" in said
        assert "of-eve.fit" not in said

    def test_pieces_become_a_file(self, ann: User, ann_client: Client) -> None:
        form = form_id(ann_client)
        opened = ann_client.post(PIECES, {"id": form}).json()
        assert opened["files"] == {}
        assert send_piece(ann_client, form, b"abc", size=5).json() == {"received": 3}
        assert send_piece(ann_client, form, b"de", size=5, offset=3).json() == {"received": 5}
        batch = Batch.objects.get(athlete=ann)
        assert opened["page"] == f"/import/{batch.pk}/"
        assert path_of(batch.files.get()).read_bytes() == b"abcde"

    def test_a_piece_sent_again_adds_nothing(self, ann_client: Client) -> None:
        form = form_id(ann_client)
        send_piece(ann_client, form, b"abc", size=5)
        assert send_piece(ann_client, form, b"abc", size=5).json() == {"received": 3}
        assert send_piece(ann_client, form, b"zz", size=5, offset=40).json() == {"received": 3}
        assert path_of(SourceFile.objects.get()).read_bytes() == b"abc"
        assert ann_client.post(PIECES, {"id": form}).json()["files"] == {"k1": 3}
        assert Batch.objects.count() == 1

    def test_an_import_of_another_runner_takes_no_piece(self, ann: User, ann_client: Client, eve: User) -> None:
        assert send_piece(ann_client, new_form_id(eve, "import"), b"abc").status_code == 404
        assert send_piece(ann_client, "import-" + "0" * 32, b"abc").status_code == 404
        assert not Batch.objects.exists()

    @pytest.mark.parametrize("wrong", [{"offset": -1}, {"key": "../../x"}, {"size": "many"}])
    def test_a_piece_that_makes_no_sense_is_refused(self, ann_client: Client, wrong: dict[str, object]) -> None:
        given = {
            "id": form_id(ann_client),
            "key": "k1",
            "name": "run.fit",
            "size": 3,
            "offset": 0,
            "piece": SimpleUploadedFile("x", b"abc"),
        }
        answer = ann_client.post(PIECES, {**given, **wrong})
        assert answer.status_code == 422
        assert answer.json()["problem"].endswith(".")

    def test_an_import_that_has_gone_on_takes_no_more(self, ann: User, ann_client: Client) -> None:
        form = form_id(ann_client)
        ann_client.post(PIECES, {"id": form})
        Batch.objects.update(state="review")
        answer = send_piece(ann_client, form, b"abc")
        assert answer.status_code == 409
        assert "gone on already" in answer.json()["problem"]

    def test_the_plain_form_takes_several_files(self, ann: User, ann_client: Client) -> None:
        files = [SimpleUploadedFile("a.fit", fit_run()), SimpleUploadedFile("b.fit", b"")]
        given = {"id": form_id(ann_client), "chosen": files}
        answer = ann_client.post(PAGE, given)
        batch = Batch.objects.get(athlete=ann)
        assert answer["Location"] == f"/import/{batch.pk}/"
        assert batch.state == "reading"
        assert sorted(batch.files.values_list("name", "size")) == [("a.fit", len(fit_run())), ("b.fit", 0)]

    def test_no_file_is_told(self, ann_client: Client) -> None:
        answer = ann_client.post(PAGE, {"id": form_id(ann_client)})
        assert answer.status_code == 422
        assert "Choose one or more files first." in text_of(answer)
        assert not Batch.objects.exists()

    def test_what_has_arrived_is_shown(self, ann: User, ann_client: Client) -> None:
        batch = make_batch(ann, "receiving")
        make_file(batch, "big.zip", size=4_000_000, received=1_000_000, is_read=False)
        reading = reverse("import_read", args=[batch.pk])
        assert "big.zip" in page_of(ann_client, batch)
        assert reading not in ann_client.get(f"/import/{batch.pk}/").content.decode()
        make_file(batch, "whole.fit", is_read=False)
        assert reading in ann_client.get(f"/import/{batch.pk}/").content.decode()


class TestUnderWay:
    """Progress, and what is said when the work broke."""

    def test_shows_how_far_it_has_come_and_can_be_stopped(self, ann: User, ann_client: Client) -> None:
        batch = make_batch(ann, "reading", job=make_job(ann, done=120, total=500))
        said = page_of(ann_client, batch)
        assert "120 of 500" in said
        assert "Stop this import" in said
        ann_client.post(reverse("import_stop", args=[batch.pk]))
        batch.refresh_from_db()
        assert batch.state == "stopped"
        assert "Nothing came into your log" in page_of(ann_client, batch)

    @pytest.mark.parametrize("state", ["storing", "undoing"])
    def test_what_fills_the_log_is_not_stopped_half_way(self, ann: User, ann_client: Client, state: str) -> None:
        batch = make_batch(ann, state, job=make_job(ann))
        assert "Stop this import" not in page_of(ann_client, batch)
        ann_client.post(reverse("import_stop", args=[batch.pk]))
        batch.refresh_from_db()
        assert batch.state == state

    @pytest.mark.parametrize("state", ["reading", "storing", "undoing"])
    def test_work_that_broke_can_be_tried_again(self, ann: User, ann_client: Client, state: str) -> None:
        batch = make_batch(ann, state, job=make_job(ann, state="failed"))
        [form] = re.findall(
            r'<form method="post" action="([^"]+/(?:read|store|undo)/)">(.+?)</form>',
            ann_client.get(f"/import/{batch.pk}/").content.decode(),
            re.S,
        )
        assert "Try again" in form[1]
        given = dict(re.findall(r'name="(changed|keeps_files)" value="(\w+)"', form[1]))
        for _time in range(2):
            ann_client.post(form[0], given)
        again = Batch.objects.get()
        assert again.state == state
        assert again.job is not None
        assert again.job.is_open
        assert Job.objects.count() == 2

    @pytest.mark.parametrize("state", ["storing", "undoing"])
    def test_work_that_goes_on_is_left_alone(self, ann: User, ann_client: Client, state: str) -> None:
        batch = make_batch(ann, state, job=make_job(ann, state="running"))
        ann_client.post(reverse("import_store", args=[batch.pk]))
        ann_client.post(reverse("import_undo", args=[batch.pk]))
        assert Job.objects.count() == 1


class TestReview:
    """What was found, and what the runner wants."""

    @pytest.fixture
    def file(self, ann: User) -> SourceFile:
        """An archive that was read."""
        return make_file(make_batch(ann), "export.zip", passed_over=7)

    def test_one_file_one_button(self, ann_client: Client, file: SourceFile) -> None:
        make_entry(file)
        said = page_of(ann_client, file.batch)
        assert "1 new run." in said
        assert "Add 1 run" in said
        assert "Save my changes" not in said

    def test_counts_come_first(self, ann: User, ann_client: Client, file: SourceFile) -> None:
        make_entries(file, 3)
        make_entry(file, kind="walk", as_kind="walk")
        make_entry(file, verdict="same", decision="leave", match_kind="runs", match_id=make_run(ann).log_id)
        make_unreadable(file, DAMAGED)
        said = page_of(ann_client, file.batch)
        assert "3 new runs and 1 new walk, 1 in your log already and 1 that cannot be read." in said
        assert "Add 3 runs and 1 walk" in said
        assert "7 other files were passed over." in said

    def test_nothing_to_add_has_no_button(self, ann_client: Client, file: SourceFile) -> None:
        make_unreadable(file, DAMAGED, name="activities/1.fit")
        said = page_of(ann_client, file.batch)
        assert "There is nothing to add" in said
        assert DAMAGED in said
        assert "activities/1.fit" in said
        assert "formaction" not in ann_client.get(f"/import/{file.batch.pk}/").content.decode()

    def test_time_is_that_of_the_place_and_units_are_the_readers(self, ann: User, ann_client: Client, file: SourceFile) -> None:
        make_entry(file, start=NOW - timedelta(hours=10), offset_min=-300, local_on=(NOW - timedelta(days=1)).date())
        User.objects.filter(pk=ann.pk).update(units="mi")
        said = page_of(ann_client, file.batch)
        assert "21 Nov 2026, 17:30" in said
        assert "6.2 mi in 55:00" in said

    def test_the_run_it_is_beside_stands_next_to_it(self, ann: User, ann_client: Client, file: SourceFile) -> None:
        run = make_run(ann, km="9.87", average_heart_rate=151)
        make_entry(file, verdict="twin", decision="merge", match_kind="runs", match_id=run.log_id)
        page = ann_client.get(f"/import/{file.batch.pk}/?show=twin").content.decode()
        assert reverse("run_detail", args=[run.pk]) in page
        assert re.search(r"Distance</th><td[^>]*>10.00\xa0km</td><td[^>]*>9.87\xa0km", page)
        assert re.search(r"Heart rate</th><td[^>]*>–</td><td[^>]*>151", page)

    def test_a_run_of_somebody_else_is_never_beside(self, eve: User, ann_client: Client, file: SourceFile) -> None:
        run = make_run(eve, log_id="run-of-eve")
        make_entry(file, verdict="twin", decision="merge", match_kind="runs", match_id="run-of-eve")
        assert reverse("run_detail", args=[run.pk]) not in ann_client.get(f"/import/{file.batch.pk}/?show=twin").content.decode()

    def test_what_was_chosen_is_kept_by_every_button(self, ann: User, ann_client: Client, file: SourceFile) -> None:
        make_entries(file, 60)
        first, second, *_rest = Entry.objects.order_by("-started_at")
        shoe = make_shoe(ann)
        given = {f"e{first.pk}-decision": "leave", f"e{first.pk}-as_kind": "walk", f"e{second.pk}-shoe": str(shoe.pk), "go": "new-2"}
        answer = ann_client.post(reverse("import_review_save", args=[file.batch.pk]), given)
        assert answer["Location"] == f"/import/{file.batch.pk}/?show=new&page=2"
        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.decision, first.as_kind, first.shoe) == ("leave", "walk", None)
        assert (second.decision, second.as_kind, second.shoe) == ("add", "run", shoe)
        assert Entry.objects.filter(is_touched=True).count() == 2
        assert "Page 2 of 2" in page_of(ann_client, file.batch, "?show=new&page=2")

    def test_a_few_are_shown_together_and_many_by_what_they_are(self, ann_client: Client, file: SourceFile) -> None:
        make_entries(file, 3)
        make_unreadable(file, DAMAGED)
        assert DAMAGED in page_of(ann_client, file.batch)
        make_entries(file, 60)
        assert DAMAGED not in page_of(ann_client, file.batch)
        assert DAMAGED in page_of(ann_client, file.batch, "?show=unreadable")

    def test_what_was_not_changed_is_not_touched(self, ann_client: Client, file: SourceFile) -> None:
        entry = make_entry(file)
        given = {f"e{entry.pk}-decision": "add", f"e{entry.pk}-as_kind": "run", f"e{entry.pk}-shoe": ""}
        ann_client.post(reverse("import_review_save", args=[file.batch.pk]), given)
        entry.refresh_from_db()
        assert not entry.is_touched

    def test_an_answer_that_is_none_changes_nothing(self, ann_client: Client, file: SourceFile) -> None:
        entry = make_entry(file)
        given = {f"e{entry.pk}-decision": "", f"e{entry.pk}-as_kind": ""}
        assert ann_client.post(reverse("import_review_save", args=[file.batch.pk]), given).status_code == 302
        entry.refresh_from_db()
        assert (entry.decision, entry.is_touched) == ("add", False)

    def test_a_choice_that_is_not_on_offer_changes_nothing_and_is_told(self, ann_client: Client, eve: User, file: SourceFile) -> None:
        entry = make_entry(file)
        given = {f"e{entry.pk}-shoe": str(make_shoe(eve).pk)}
        answer = ann_client.post(reverse("import_review_save", args=[file.batch.pk]), given, follow=True)
        entry.refresh_from_db()
        assert entry.shoe is None
        assert "could not be kept" in text_of(answer)

    def test_entries_of_another_import_are_out_of_reach(self, ann_client: Client, eve: User, file: SourceFile) -> None:
        theirs = make_entry(make_file(make_batch(eve)))
        ann_client.post(reverse("import_review_save", args=[file.batch.pk]), {f"e{theirs.pk}-decision": "leave"})
        theirs.refresh_from_db()
        assert theirs.decision == "add"

    def test_words_for_a_sport_are_asked_once_a_word(self, ann_client: Client, file: SourceFile) -> None:
        for ago in range(3):
            unsaid = {"kind": "unknown", "as_kind": "", "sport": "Bieg", "verdict": "not_kept", "decision": "leave"}
            make_entry(file, start=NOW - timedelta(days=ago + 1), **unsaid)
        page = ann_client.get(f"/import/{file.batch.pk}/").content.decode()
        assert "Bieg <small>3 activities</small>" in page
        [name] = re.findall(r'name="(sport-\w+)"', page)
        ann_client.post(reverse("import_review_save", args=[file.batch.pk]), {name: "run"})
        assert Entry.objects.filter(as_kind="run", decision="add").count() == 3
        assert "Add 3 runs" in page_of(ann_client, file.batch)

    def test_a_single_file_without_a_sport_is_asked_for_and_then_added(self, ann_client: Client, file: SourceFile) -> None:
        make_entry(file, kind="unknown", as_kind="", sport="", decision="leave")
        page = ann_client.get(f"/import/{file.batch.pk}/").content.decode()
        assert "1 of a sport that we do not know." in page
        assert "Save these answers" in page
        [name] = re.findall(r'name="(sport-\w+)"', page)
        ann_client.post(reverse("import_review_save", args=[file.batch.pk]), {name: "run"})
        assert "Add 1 run" in page_of(ann_client, file.batch)

    @pytest.mark.parametrize("verdict", ["new", "not_kept"])
    def test_who_says_in_the_line_what_it_was_wants_it(self, ann_client: Client, file: SourceFile, verdict: str) -> None:
        entry = make_entry(file, kind="unknown", as_kind="", verdict=verdict, decision="leave")
        given = {f"e{entry.pk}-decision": "leave", f"e{entry.pk}-as_kind": "run"}
        ann_client.post(reverse("import_review_save", args=[file.batch.pk]), given)
        entry.refresh_from_db()
        assert (entry.as_kind, entry.decision) == ("run", "add")

    def test_names_of_pairs_lead_to_pairs(self, ann: User, ann_client: Client, file: SourceFile) -> None:
        shoe = make_shoe(ann, name="Ghost")
        make_entry(file, gear="Ghost 15")
        page = ann_client.get(f"/import/{file.batch.pk}/").content.decode()
        [name] = re.findall(r'name="(gear-\w+)"', page)
        assert "A new pair of that name" in page
        ann_client.post(reverse("import_review_save", args=[file.batch.pk]), {name: shoe.log_id})
        file.batch.refresh_from_db()
        assert file.batch.gear["Ghost 15"] == shoe.log_id

    def test_the_big_button_keeps_what_was_chosen_and_goes_on(self, ann_client: Client, file: SourceFile) -> None:
        entry = make_entry(file)
        given = {f"e{entry.pk}-as_kind": "walk", "keeps_files": "on"}
        answer = ann_client.post(reverse("import_store", args=[file.batch.pk]), given)
        file.batch.refresh_from_db()
        entry.refresh_from_db()
        assert answer["Location"] == f"/import/{file.batch.pk}/?then=run"
        assert (file.batch.state, file.batch.keeps_files, entry.as_kind) == ("storing", True, "walk")

    def test_what_is_stored_is_not_changed_any_more(self, ann: User, ann_client: Client) -> None:
        entry = make_entry(make_file(make_batch(ann, "stored")))
        for name in ("import_review_save", "import_store"):
            ann_client.post(reverse(name, args=[entry.batch_id]), {f"e{entry.pk}-decision": "leave"})
        entry.refresh_from_db()
        assert entry.decision == "add"
        assert Batch.objects.get().state == "stored"

    @pytest.mark.parametrize("number", [30, 3000])
    def test_statements_do_not_grow_with_what_was_found(
        self, ann: User, ann_client: Client, file: SourceFile, query_count: QueryCount, number: int
    ) -> None:
        run = make_run(ann)
        make_entries(file, number, verdict="twin", decision="merge", match_kind="runs", match_id=run.log_id, gear="Ghost")
        make_shoe(ann)
        ann_client.get(PAGE)
        with query_count(16):
            ann_client.get(f"/import/{file.batch.pk}/")


class TestQuestions:
    """What a table does not tell is asked before anything else."""

    QUESTION = {"key": "distance", "text": "Which unit?", "choices": [["km", "Kilometres"], ["mi", "Miles"]], "example": "5.02"}

    @pytest.fixture
    def file(self, ann: User) -> SourceFile:
        """A table that asks."""
        return make_file(make_batch(ann), "Activities.csv", format="csv", questions=[self.QUESTION])

    def test_asks_with_the_cell(self, ann_client: Client, file: SourceFile) -> None:
        said = page_of(ann_client, file.batch)
        assert "Which unit?" in said
        assert "Activities.csv says “5.02”." in said

    def test_no_answer_is_told(self, ann_client: Client, file: SourceFile) -> None:
        answer = ann_client.post(reverse("import_questions", args=[file.batch.pk]))
        assert answer.status_code == 422
        assert "Choose one of the answers." in text_of(answer)

    def test_the_answer_is_kept(self, ann_client: Client, file: SourceFile) -> None:
        path_of(file).parent.mkdir(parents=True, exist_ok=True)
        path_of(file).write_bytes(b"Date,Distance\n")
        answer = ann_client.post(reverse("import_questions", args=[file.batch.pk]), {f"{file.pk}-distance": "mi"})
        assert answer.status_code == 302
        file.refresh_from_db()
        assert file.answers == {"distance": "mi"}


class TestReport:
    """What became of it, the way back, and the files that were kept."""

    @pytest.fixture
    def file(self, ann: User) -> SourceFile:
        """An archive that was stored."""
        return make_file(make_batch(ann, "stored"), "export.zip")

    def test_says_what_became_of_each_file(self, ann_client: Client, file: SourceFile) -> None:
        make_entries(file, 3, outcome="added", made_kind="runs", made_id="r")
        make_entry(file, verdict="same", decision="leave", outcome="left")
        make_unreadable(file, DAMAGED, name="activities/1.fit")
        inner = make_file(file.batch, "inner.zip", inside=file)
        make_entry(inner, verdict="twin", decision="merge", outcome="merged")
        said = page_of(ann_client, file.batch)
        assert "3 runs added to your log." in said
        assert "export.zip 3 added, 1 made one with what you had, 1 left out and 1 could not be read" in said
        assert DAMAGED in said
        assert "inner.zip" not in said

    def test_a_single_run_leads_on_once(self, ann: User, ann_client: Client, file: SourceFile) -> None:
        run = make_run(ann)
        make_entry(file, outcome="added", made_kind="runs", made_id=run.log_id)
        answer = ann_client.get(f"/import/{file.batch.pk}/?then=run", follow=True)
        assert answer.request["PATH_INFO"] == reverse("run_edit", args=[run.pk])
        assert "Add the shoe, the warm-up and how your back felt." in text_of(answer)
        assert "Undo this import" in page_of(ann_client, file.batch)

    def test_whatever_else_there_is_to_tell_leads_to_the_report(self, ann: User, ann_client: Client, file: SourceFile) -> None:
        make_entry(file, outcome="added", made_kind="runs", made_id=make_run(ann).log_id)
        make_unreadable(file, DAMAGED)
        assert "1 run added" in page_of(ann_client, file.batch, "?then=run")

    def test_a_walk_leads_to_the_report(self, ann_client: Client, file: SourceFile) -> None:
        make_entry(file, kind="walk", as_kind="walk", outcome="added", made_kind="walks", made_id="w")
        assert "1 walk added" in page_of(ann_client, file.batch, "?then=run")

    def test_undoing_asks_first(self, ann_client: Client, file: SourceFile) -> None:
        make_entries(file, 2, outcome="added", made_kind="runs", made_id="r")
        address = reverse("import_undo", args=[file.batch.pk])
        assert "This takes 2 runs out of your log" in text_of(ann_client.get(address))
        assert Batch.objects.get().state == "stored"
        assert ann_client.post(address)["Location"] == f"/import/{file.batch.pk}/"
        assert Batch.objects.get().state == "undoing"

    @pytest.mark.parametrize("state", ["review", "storing", "undone"])
    def test_only_what_is_in_the_log_can_be_undone(self, ann: User, ann_client: Client, state: str) -> None:
        batch = make_batch(ann, state)
        address = reverse("import_undo", args=[batch.pk])
        assert ann_client.get(address)["Location"] == f"/import/{batch.pk}/"
        ann_client.post(address)
        assert Batch.objects.get().state == state

    @pytest.mark.parametrize("edited_at", [None, NOW])
    def test_one_click_takes_back_what_nobody_has_touched(
        self, ann: User, ann_client: Client, file: SourceFile, edited_at: datetime | None
    ) -> None:
        make_entry(file, outcome="added", made_kind="runs", made_id=make_run(ann, edited_at=edited_at).log_id)
        page = ann_client.get(f"/import/{file.batch.pk}/").content.decode()
        address = reverse("import_undo", args=[file.batch.pk])
        assert (f'action="{address}"' in page, f'href="{address}"' in page) == (edited_at is None, edited_at is not None)

    def test_what_was_changed_since_is_asked_for(self, ann: User, ann_client: Client, file: SourceFile) -> None:
        run = make_run(ann, edited_at=NOW)
        make_entry(file, outcome="added", made_kind="runs", made_id=run.log_id)
        address = reverse("import_undo", args=[file.batch.pk])
        assert "1 record was changed since, by you" in text_of(ann_client.get(address))
        assert ann_client.post(address).status_code == 422
        assert ann_client.post(address, {"changed": "keep"}).status_code == 302

    def test_what_is_undone_can_be_imported_again(self, ann: User, ann_client: Client) -> None:
        said = page_of(ann_client, make_batch(ann, "undone"))
        assert "taken back" in said
        assert "Import again" in said

    def test_kept_files_can_be_fetched_and_deleted(self, ann: User, ann_client: Client) -> None:
        file = make_file(make_batch(ann, "stored", keeps_files=True), "läufe.fit")
        path_of(file).parent.mkdir(parents=True, exist_ok=True)
        path_of(file).write_bytes(b"kept")
        page = ann_client.get(f"/import/{file.batch.pk}/").content.decode()
        address = reverse("import_file", args=[file.batch_id, file.pk])
        assert address in page
        answer = ann_client.get(address)
        assert b"".join(answer.streaming_content) == b"kept"
        assert answer["Content-Disposition"].startswith("attachment")
        ann_client.post(reverse("import_files_delete", args=[file.batch_id]))
        assert not path_of(file).exists()
        assert ann_client.get(address).status_code == 404
        assert "The files are deleted." in page_of(ann_client, file.batch)

    @pytest.mark.parametrize("number", [30, 3000])
    def test_statements_do_not_grow_with_what_was_stored(
        self, ann_client: Client, file: SourceFile, query_count: QueryCount, number: int
    ) -> None:
        make_entries(file, number, outcome="added", made_kind="runs", made_id="r", source_kind="fit")
        with query_count(16):
            ann_client.get(f"/import/{file.batch.pk}/")


def test_nothing_is_written_by_a_look(ann: User, ann_client: Client, log_in: Callable[[User], Client]) -> None:
    make_entry(make_file(make_batch(ann)))
    before = (Batch.objects.values().get(), Entry.objects.values().get(), Run.objects.count())
    ann_client.get(PAGE)
    ann_client.get(f"/import/{Batch.objects.get().pk}/")
    assert (Batch.objects.values().get(), Entry.objects.values().get(), Run.objects.count()) == before
    assert Entry.objects.get().distance_m == Decimal(10_000)
