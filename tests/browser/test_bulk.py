"""Changing many runs at once, in a browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from runlog.people.models import User
from runlog.training.models import Run
from tests.browser.looks import in_each_browser, in_each_look
from tests.support.rows import make_run, make_shoe

pytestmark = pytest.mark.once


@pytest.fixture
def runs(ann: User) -> None:
    """Three runs and a pair."""
    make_shoe(ann, name="Ghost")
    for day in ("2026-11-10", "2026-11-11", "2026-11-12"):
        make_run(ann, on=day)


@in_each_browser
def test_runs_get_a_pair_and_give_it_back(any_page: Page, sign_in: Callable[[Page, User], None], ann: User, runs: None) -> None:
    sign_in(any_page, ann)
    any_page.goto("/runs/")
    any_page.get_by_role("link", name="Change many runs at once").click()
    any_page.get_by_label("From", exact=True).fill("2026-11-11")
    any_page.get_by_role("button", name="Find these runs").click()
    any_page.get_by_label(re.compile("^Wed 11 Nov")).uncheck()
    any_page.locator(".pick label", has_text="Ghost").click()
    any_page.get_by_role("button", name="Change these runs").click()
    expect(any_page.get_by_text("1 run is changed.")).to_be_visible()
    assert [run.shoe is not None for run in Run.objects.order_by("local_on")] == [False, False, True]
    any_page.get_by_role("button", name="Undo: 1 run: Ghost").click()
    expect(any_page.get_by_text("1 run is as it was.")).to_be_visible()
    assert not Run.objects.exclude(shoe=None).exists()


@in_each_look
def test_the_page_is_open_to_everybody(anns_page: Page, axe: Callable[[Page], None], runs: None) -> None:
    page = anns_page
    page.goto("/runs/change/")
    page.get_by_text("Easy", exact=True).click()
    page.get_by_role("button", name="Change these runs").click()
    expect(page.get_by_role("heading", name="Changed before")).to_be_visible()
    axe(page)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
