"""The main job as a newcomer does it, on what `make run` has started: from signing up to a flag with its numbers, and to an emergency."""

import re

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import PageMaker
from tests.browser.looks import in_each_browser
from tests.support.started import Started

PASSWORD = "four words nobody guesses"


def tap(page: Page, group: str, answer: str) -> None:
    """Choose an answer of a row of buttons, as a thumb does."""
    page.get_by_role("group", name=group).locator("label", has_text=re.compile(rf"^\s*{answer}\b")).click()


def sign_up(page: Page, email: str) -> None:
    page.goto("/account/signup/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Sign up").click()
    expect(page).to_have_url(re.compile("/welcome/"))
    page.get_by_role("combobox", name="Country").select_option("DE")
    tap(page, "Distances in", "[Kk]ilometres")
    page.get_by_role("combobox", name="Time zone").select_option("Europe/Berlin")
    page.get_by_role("button", name="Save and begin").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome")


def add_a_used_pair(page: Page) -> None:
    page.get_by_role("link", name="Add a pair").click()
    page.get_by_role("textbox", name="Name").fill("Pegasus")
    tap(page, "New, or already used", "Already used")
    page.get_by_role("textbox", name="Used for").fill("795")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("795")


def log_a_run(page: Page) -> None:
    page.goto("/runs/new/")
    page.get_by_role("textbox", name="Distance").fill("10")
    page.get_by_role("textbox", name="Time").fill("58:30")
    tap(page, "Shoe", "Pegasus")
    tap(page, "Warm-up", "Skipped")
    tap(page, "After the run", "4")
    page.get_by_role("button", name="Save the run").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")


def report_both_legs(page: Page) -> None:
    page.goto("/legs/new/")
    tap(page, "Was it both legs?", "Yes")
    page.get_by_role("button", name="Save").click()


@in_each_browser
def test_main_job(new_page_at: PageMaker, newcomer: Started, size: ViewportSize, *, javascript: bool) -> None:
    page = new_page_at(newcomer.address, size, javascript=javascript)
    sign_up(page, f"new-{size['width']}-{javascript}@example.org".lower())
    add_a_used_pair(page)
    log_a_run(page)
    flag = page.locator(".flag.l-caution", has_text="Pegasus")
    expect(flag).to_contain_text("Caution")
    expect(flag).to_contain_text("805")
    expect(flag).to_contain_text("800")
    report_both_legs(page)
    expect(page).to_have_url(f"{newcomer.address}/emergency/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Seek urgent care now")
    expect(page.get_by_role("link", name="Call 112")).to_have_attribute("href", "tel:112")
    page.goto("/runs/")
    expect(page).to_have_url(f"{newcomer.address}/emergency/")
    page.get_by_role("button", name="I am getting help").click()
    page.goto("/runs/")
    expect(page.get_by_role("region", name="Open warnings")).to_contain_text("Emergency")
    expect(page.get_by_role("main")).to_contain_text("10.0")
