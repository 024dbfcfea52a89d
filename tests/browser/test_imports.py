"""Bringing files with a browser: several at once, over a bad line, after loading the page again, and without JavaScript."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from runlog.imports.models import Batch, Entry
from runlog.people.models import User
from runlog.training.models import Run
from tests.browser.looks import in_each_browser, in_each_look
from tests.samples.writers import fit_run, gpx_run
from tests.support.complaints import Complaints
from tests.support.import_rows import make_batch, make_entries, make_entry, make_file, make_unreadable
from tests.support.jobs import work_off
from tests.support.rows import make_run, make_shoe

pytestmark = pytest.mark.once

PIECE = 4 * 1024 * 1024
AT_WORK = re.compile("^(Being read|On its way into the log|Being taken back)$")
PIECES = "**/import/upload/"
DROP = """([zone, names]) => {
  const moved = new DataTransfer();
  for (const name of names) moved.items.add(new File(["nothing that can be read"], name));
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer: moved, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def ann_page(laptop: Page, sign_in: Callable[[Page, User], None], ann: User) -> Page:
    """Ann's browser."""
    sign_in(laptop, ann)
    return laptop


@pytest.fixture
def big_file(tmp_path: Path) -> Path:
    """A file of three pieces."""
    path = tmp_path / "export.zip"
    path.write_bytes(b"\x00" * (2 * PIECE + 1000))
    return path


def write(folder: Path, **files: bytes) -> list[Path]:
    """Write files, an underscore of their names for the point."""
    paths = [folder / name.replace("_", ".") for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    return paths


def choose(page: Page, *paths: Path) -> None:
    """Choose files on the upload page, and send them where no script does it."""
    page.get_by_label("Choose your files").set_input_files(paths)
    plain = page.get_by_role("button", name="Send and read the files")
    if plain.is_visible():
        plain.click()


def after_work(page: Page) -> None:
    """Let the queue work, then see what came of it; without a script by loading the page again."""
    expect(page.get_by_role("heading", level=1)).to_have_text(AT_WORK)
    work_off()
    again = page.get_by_role("link", name="Load this page again")
    if again.is_visible():
        again.click()


@in_each_browser
def test_from_a_file_to_the_run(
    any_page: Page, sign_in: Callable[[Page, User], None], ann: User, tmp_path: Path, complaints: Complaints
) -> None:
    complaints.expect("favicon.ico")
    sign_in(any_page, ann)
    any_page.goto("/import/")
    choose(any_page, *write(tmp_path, run_fit=fit_run()))
    after_work(any_page)
    any_page.get_by_role("button", name="Add 1 run").click()
    after_work(any_page)
    expect(any_page).to_have_url(re.compile(rf"/runs/{Run.objects.get().pk}/edit/"))
    expect(any_page.get_by_text("Add the shoe, the warm-up and how your back felt.")).to_be_visible()


def test_several_files_are_looked_over_stored_and_taken_back(ann_page: Page, tmp_path: Path, complaints: Complaints) -> None:
    complaints.expect("favicon.ico")
    ann_page.goto("/import/")
    choose(
        ann_page,
        *write(tmp_path, run_fit=fit_run(), again_fit=fit_run(), other_gpx=gpx_run(sport=None), photo_gpx=b"\xff\xd8\xff\xe0 a photo"),
    )
    after_work(ann_page)
    expect(ann_page.get_by_text("This is a picture")).to_be_visible()
    ann_page.get_by_role("button", name=re.compile("^Add ")).click()
    after_work(ann_page)
    expect(ann_page.get_by_role("heading", name=re.compile("added to your log"))).to_be_visible()
    stored = Run.objects.count()
    assert stored
    ann_page.get_by_role("button", name="Undo this import").click()
    after_work(ann_page)
    expect(ann_page.get_by_text("This import is taken back")).to_be_visible()
    assert Run.objects.count() == 0


def test_a_lost_connection_is_waited_for(ann_page: Page, big_file: Path, complaints: Complaints) -> None:
    complaints.expect("ERR_FAILED")
    ann_page.goto("/import/")
    sent: list[Route] = []

    def fail_the_third(route: Route) -> None:
        sent.append(route)
        if len(sent) == 3:
            route.abort()
        else:
            route.continue_()

    ann_page.route(PIECES, fail_the_third)
    with ann_page.expect_event("requestfailed"):
        choose(ann_page, big_file)
    expect(ann_page.get_by_text("The connection is lost.")).to_be_visible()
    ann_page.wait_for_url(re.compile(r"/import/\d+/"))
    expect(ann_page.get_by_role("heading", level=1)).to_have_text("Being read")
    # The opening, three pieces, and the one that was lost.
    assert len(sent) == 5
    assert Batch.objects.get().files.get().received == big_file.stat().st_size


def test_what_has_arrived_is_not_sent_twice(ann_page: Page, big_file: Path, complaints: Complaints) -> None:
    complaints.expect("ERR_FAILED")
    ann_page.goto("/import/")
    sent: list[Route] = []

    def stop_after_one(route: Route) -> None:
        sent.append(route)
        if len(sent) > 2:
            route.abort()
        else:
            route.continue_()

    ann_page.route(PIECES, stop_after_one)
    with ann_page.expect_event("requestfailed"):
        choose(ann_page, big_file)
    ann_page.unroute(PIECES)
    ann_page.on("dialog", lambda dialog: dialog.accept())

    def count_on(route: Route) -> None:
        sent.append(route)
        route.continue_()

    ann_page.route(PIECES, count_on)
    sent.clear()
    ann_page.reload()
    expect(ann_page.get_by_text("4.0 MB of 8.0 MB")).to_be_visible()
    choose(ann_page, big_file)
    expect(ann_page.get_by_role("heading", level=1)).to_have_text("Being read")
    # The opening, and the two pieces that were missing.
    assert len(sent) == 3


def test_files_can_be_dropped(ann_page: Page) -> None:
    ann_page.goto("/import/")
    zone = ann_page.locator("[data-drop]")
    names = [f"run-{number}.fit" for number in range(5)]
    ann_page.evaluate(DROP, [zone.element_handle(), names])
    expect(ann_page.get_by_role("heading", level=1)).to_have_text("Being read")
    assert sorted(Batch.objects.get().files.values_list("name", flat=True)) == names


def test_a_file_that_is_refused_is_told_and_the_others_go_on(ann_page: Page, tmp_path: Path, complaints: Complaints) -> None:
    complaints.expect("422")
    ann_page.goto("/import/")

    def refuse_one(route: Route) -> None:
        if b"bad.fit" in (route.request.post_data_buffer or b""):
            route.fulfill(status=422, json={"problem": "This file is larger than 4 GB."})
        else:
            route.continue_()

    ann_page.route(PIECES, refuse_one)
    choose(ann_page, *write(tmp_path, bad_fit=b"bad", good_fit=fit_run()))
    expect(ann_page.get_by_text("This file is larger than 4 GB.")).to_be_visible()
    ann_page.get_by_role("button", name="Go on with the files that have arrived").click()
    expect(ann_page.get_by_role("heading", level=1)).to_have_text("Being read")


@in_each_browser
def test_what_is_chosen_survives_turning_pages(any_page: Page, sign_in: Callable[[Page, User], None], ann: User) -> None:
    sign_in(any_page, ann)
    batch = make_batch(ann)
    make_entries(make_file(batch, "export.zip"), 60)
    any_page.goto(f"/import/{batch.pk}/")
    line = any_page.locator(".entry").first
    line.get_by_text("Add it · Run").click()
    line.get_by_label("What to do").select_option("leave")
    any_page.get_by_role("button", name="Older").click()
    expect(any_page.get_by_text("Page 2 of 2")).to_be_visible()
    assert Entry.objects.filter(decision="leave").count() == 1
    expect(any_page.get_by_role("button", name="Add 59 runs")).to_be_visible()


@in_each_look
def test_pages_are_open_to_everybody(anns_page: Page, axe: Callable[[Page], None], ann: User) -> None:
    page = anns_page
    reviewed, stored, asking = make_batch(ann), make_batch(ann, "stored"), make_batch(ann)
    file = make_file(reviewed, "export.zip")
    make_shoe(ann)
    run = make_run(ann)
    make_entry(file, gear="Ghost", warning="The end of this file is missing.")
    make_entry(file, verdict="twin", decision="merge", match_kind="runs", match_id=run.log_id)
    make_entry(file, kind="unknown", as_kind="", sport="Bieg", verdict="not_kept", decision="leave")
    make_unreadable(file, "This file is empty.")
    make_entries(make_file(stored, "old.zip"), 2, outcome="added", made_kind="runs", made_id="r")
    question = {"key": "distance", "text": "Which unit?", "choices": [["km", "Kilometres"], ["mi", "Miles"]], "example": "5.02"}
    make_file(asking, "table.csv", questions=[question])
    receiving = make_batch(ann, "receiving")
    make_file(receiving, size=2000, is_read=False)
    pages = ["", f"{reviewed.pk}/", f"{reviewed.pk}/?show=twin", f"{stored.pk}/", f"{stored.pk}/undo/", f"{asking.pk}/", f"{receiving.pk}/"]
    for address in pages:
        page.goto(f"/import/{address}")
        for fold in page.locator("main details").all():
            fold.evaluate("each => { each.open = true; }")
        axe(page)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), address
