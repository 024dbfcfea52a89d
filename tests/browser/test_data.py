"""The log out and back in, in a browser: with JavaScript and without, on a phone and a laptop."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from runlog.people.models import User
from runlog.training.models import Run
from tests.browser.conftest import PATIENCE_MS
from tests.browser.looks import in_each_browser
from tests.support import rows

pytestmark = pytest.mark.once

SignIn = Callable[[Page, User], None]


@in_each_browser
def test_out_and_in_again(any_page: Page, sign_in: SignIn, ann: User, eve: User, tmp_path: Path) -> None:
    today = ann.today(timezone.now())
    rows.make_run(ann, on=today, km=8, note="by the river")
    sign_in(any_page, ann)
    any_page.goto("/settings/")
    any_page.locator("a[href='/data/']").click()
    with any_page.expect_download() as started:
        any_page.get_by_role("link", name="Download the log").click()
    file = tmp_path / started.value.suggested_filename
    started.value.save_as(file)

    any_page.context.clear_cookies()
    sign_in(any_page, eve)
    any_page.goto("/data/")
    any_page.get_by_label("Choose a log file").set_input_files(file)
    any_page.get_by_role("button", name="Read this file").click()
    expect(any_page.get_by_text("This file would add or change 1 entry.")).to_be_visible(timeout=PATIENCE_MS)
    assert Run.objects.filter(athlete=eve).count() == 0
    # A second tap right after the first is none.
    any_page.wait_for_timeout(600)
    any_page.get_by_role("button", name="Put it into my log").click()
    expect(any_page.get_by_text("1 entry of the file is in your log now.")).to_be_visible(timeout=PATIENCE_MS)
    assert Run.objects.get(athlete=eve).note == "by the river"


def test_a_fault_is_told_and_another_file_can_be_chosen(
    page: Page, sign_in: SignIn, axe: Callable[[Page], None], ann: User, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "runlog/1", "athlete": {}, "pain": [{"id": "p", "at": "2026-11-20T20:00:00Z", "score": 11}]}')
    sign_in(page, ann)
    page.goto("/data/")
    axe(page)
    page.get_by_label("Choose a log file").set_input_files(bad)
    page.get_by_role("button", name="Read this file").click()
    expect(page.get_by_text("pain[0].score must be a whole number from 0 to 10.")).to_be_visible()
    axe(page)
    bad.write_text('{"format": "runlog/1", "athlete": {}, "pain": [{"id": "p", "at": "2026-11-20T20:00:00Z", "score": 10}]}')
    page.get_by_label("Choose a log file").set_input_files(bad)
    page.get_by_role("button", name="Read this file").click()
    expect(page.get_by_text("This file would add or change 1 entry.")).to_be_visible(timeout=PATIENCE_MS)
    axe(page)
