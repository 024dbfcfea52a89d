"""The main job without a mouse, in a window of 1280 pixels at 200 %, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.conftest import PageMaker

HALF = ViewportSize(width=640, height=400)
MOST_TABS = 120
IS_FOCUSED = "each => each === document.activeElement"
HOLDS_FOCUS = "each => each.contains(document.activeElement)"
# What shows where the focus is: a ring around the element itself, or around the label that is drawn for it.
RING = """() => [document.activeElement, document.activeElement.nextElementSibling].filter(each => each).some(each => {
    const drawn = getComputedStyle(each);
    return drawn.outlineStyle !== 'none' || drawn.boxShadow !== 'none';
})"""
SCROLLS_SIDEWAYS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


class Keyboard:
    """Somebody who has a keyboard alone."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, target: Locator, question: str = IS_FOCUSED) -> None:
        """Press Tab until the focus is there, and see it."""
        expect(target).to_be_visible()
        for _tab in range(MOST_TABS):
            if target.evaluate(question):
                assert self.page.evaluate(RING), "nothing shows where the focus is"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {target}")

    def press(self, target: Locator) -> None:
        """Follow a link or press a button."""
        self.reach(target)
        assert not self.page.evaluate(SCROLLS_SIDEWAYS), f"{self.page.url} scrolls in two directions"
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, label: str, text: str) -> None:
        """Fill a field."""
        # A password has no role of its own.
        secret = self.page.get_by_label(label).and_(self.page.locator("[type=password]"))
        self.reach(self.page.get_by_role("textbox", name=label).or_(secret).first)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, group: str, answer: str) -> None:
        """Choose one of a row of answers."""
        row = self.page.get_by_role("group", name=group)
        self.reach(row, HOLDS_FOCUS)
        self.page.keyboard.press("Space")
        wanted = row.get_by_role("radio", name=re.compile(rf"^\s*{answer}\b"))
        for _step in range(12):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowRight")
        raise AssertionError(f"the arrows do not lead to {answer}")


@pytest.mark.once
@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_main_job_by_keyboard(new_page: PageMaker, *, javascript: bool) -> None:
    page = new_page(HALF, javascript=javascript)
    keys = Keyboard(page)
    page.goto("/account/signup/")
    keys.write("E-mail address", "kay@example.org")
    keys.write("Password", "four words nobody guesses")
    keys.reach(page.get_by_role("checkbox"))
    page.keyboard.press("Space")
    keys.press(page.get_by_role("button", name="Sign up"))
    keys.reach(page.get_by_role("combobox", name="Country"))
    page.keyboard.type("Germany")
    keys.choose("Distances in", "Kilometres")
    keys.press(page.get_by_role("button", name="Save and begin"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome")
    keys.press(page.get_by_role("link", name="Add a pair"))
    keys.write("Name", "Pegasus")
    keys.choose("New, or already used", "Already used")
    keys.write("Used for", "795")
    keys.press(page.get_by_role("button", name="Save"))
    keys.press(page.get_by_role("link", name="Log a run").first)
    keys.write("Distance", "10")
    keys.choose("Shoe", "Pegasus")
    keys.choose("Warm-up", "Skipped")
    keys.choose("After the run", "4")
    keys.press(page.get_by_role("button", name="Save the run"))
    expect(page.locator(".flag.l-caution", has_text="Pegasus")).to_contain_text("805")
    keys.press(page.locator(".flag.l-caution", has_text="Pegasus").get_by_role("link").first)
    expect(page.get_by_role("main")).to_contain_text("800")
    keys.press(page.get_by_role("link", name="Warning signs").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("arning signs")
    page.goto("/diary/")
    expect(page.get_by_role("main")).to_contain_text("10.0")
