"""The page of the weeks in a browser: its chart is drawn, its calendar needs no script, and it is open to everybody."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from runlog.people.models import User
from tests.browser.looks import in_each_browser, in_each_look
from tests.support.rows import make_run

pytestmark = pytest.mark.once
IS_DRAWN = """(canvas) => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
  done(canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((dot) => dot)))))"""


@pytest.fixture
def runs(ann: User) -> None:
    """One run of each kind of warm-up, one of them without a distance."""
    for ago, warm_up in ((0, "done"), (1, "short"), (2, "skipped"), (9, None)):
        make_run(ann, on=ann.today(timezone.now()) - timedelta(days=ago), km=None if warm_up is None else 8, warm_up_state=warm_up)


@in_each_browser
def test_the_weeks_are_found_and_read(
    any_page: Page, sign_in: Callable[[Page, User], None], ann: User, runs: None, *, javascript: bool
) -> None:
    sign_in(any_page, ann)
    any_page.goto("/runs/")
    any_page.get_by_role("link", name="Your weeks").click()
    expect(any_page.get_by_text("4 runs in these 6 weeks")).to_be_visible()
    expect(any_page.get_by_text("Not recorded", exact=True).last).to_be_visible()
    chart = any_page.locator("canvas[data-source]")
    expect(chart).to_be_visible(visible=javascript)
    if javascript:
        assert chart.evaluate(IS_DRAWN)
    any_page.get_by_text("Show as a table").click()
    expect(any_page.get_by_text("no run logged").last).to_be_visible()


@in_each_look
def test_it_is_open_to_everybody(anns_page: Page, axe: Callable[[Page], None], runs: None) -> None:
    page = anns_page
    page.goto("/runs/weeks/")
    page.get_by_text("Show as a table").click()
    axe(page)
