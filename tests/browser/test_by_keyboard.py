"""The main job without a mouse, in a window of 1280 pixels at 200 %, with and without JavaScript."""

import re

from playwright.sync_api import Locator, Page, ViewportSize, expect

from injuries.symptoms.models import LegReport, PainScore, SignCheck
from injuries.symptoms.signs import SIGN_KEYS
from runlog.training.models import Run, Shoe
from tests.browser.conftest import PageMaker
from tests.browser.looks import with_and_without_script

HALF = ViewportSize(width=640, height=400)
MOST_TABS = 120
EMAIL, PASSWORD = "kay@example.org", "four words nobody guesses"
IS_FOCUSED = "each => each === document.activeElement"
HOLDS_FOCUS = "each => each.contains(document.activeElement)"
# What shows where the focus is: a ring around the element itself, or around the label that is drawn for it, beneath nothing else.
RING = """() => [document.activeElement, ...document.activeElement.labels ?? []].some(each => {
    const box = each.getClientRects()[0];
    if (!box || box.width < 4 || getComputedStyle(each).outlineStyle === 'none') return false;
    return each.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
})"""
FOCUSED = "() => document.activeElement.outerHTML.slice(0, 200)"
SCROLLS_SIDEWAYS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


class Keyboard:
    """Somebody who has a keyboard alone."""

    def __init__(self, page: Page) -> None:
        self.page = page
        # Else the page is still on its way to where the focus is.
        page.emulate_media(reduced_motion="reduce")

    def reach(self, target: Locator, question: str = IS_FOCUSED, most_tabs: int = MOST_TABS) -> None:
        """Press Tab until the focus is there, and see it all the way."""
        expect(target).to_be_visible()
        for _tab in range(most_tabs + 1):
            if target.evaluate(question):
                return
            self.page.keyboard.press("Tab")
            self.see_focus()
        raise AssertionError(f"Tab does not lead to {target}")

    def see_focus(self) -> None:
        """Fail unless it shows where the focus is."""
        assert self.page.evaluate(RING), f"nothing shows where the focus is: {self.page.url} {self.page.evaluate(FOCUSED)}"

    def press(self, target: Locator, most_tabs: int = MOST_TABS) -> None:
        """Follow a link or press a button."""
        self.reach(target, most_tabs=most_tabs)
        assert not self.page.evaluate(SCROLLS_SIDEWAYS), f"{self.page.url} scrolls in two directions"
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def unfold(self, summary: Locator) -> None:
        """Open what is folded away."""
        self.reach(summary)
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


@with_and_without_script
def test_main_job_by_keyboard(new_page: PageMaker, *, javascript: bool) -> None:
    page = new_page(HALF, javascript=javascript)
    keys = Keyboard(page)
    page.goto("/account/signup/")
    keys.write("E-mail address", EMAIL)
    keys.write("Password", PASSWORD)
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
    keys.choose("Did a leg feel weak, lazy or drag?", "Yes")
    keys.choose("Was it both legs?", "No")
    keys.choose("Numbness or pins and needles?", "Yes")
    keys.press(page.get_by_role("button", name="Save the run"))
    # What was left open is asked again.
    for question in ("lift", "catch", "60 minutes", "worse"):
        keys.choose(question, "No")
    keys.press(page.get_by_role("button", name="Save"))
    keys.press(page.get_by_role("link", name="Go through the warning signs"))
    answer_the_signs(keys)
    keys.press(page.get_by_role("link", name="Today").first)
    keys.press(page.get_by_role("link", name="Check in").first)
    keys.press(page.get_by_role("button", name="2", exact=True))
    expect(page.get_by_role("status")).to_contain_text("your back is at 2 of 10")
    flag = page.locator(".flag.l-caution", has_text="Pegasus")
    expect(flag).to_contain_text("805")
    keys.press(flag.get_by_role("link").first)
    expect(page.get_by_role("main")).to_contain_text("800")
    keys.press(page.get_by_role("link", name="Warning signs").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("arning signs")
    keys.unfold(page.locator(".menu summary"))
    keys.press(page.locator(".menu-panel").get_by_role("button", name="Log out"))
    keys.write("E-mail address", EMAIL)
    keys.write("Password", PASSWORD)
    keys.press(page.get_by_role("button", name="Log in", exact=True))
    keys.unfold(page.locator(".more-menu > summary"))
    keys.press(page.locator(".sheet").get_by_role("link", name="Diary"))
    expect(page.get_by_role("main")).to_contain_text("10.0")
    assert_is_logged()


def answer_the_signs(keys: Keyboard) -> None:
    """Answer the twenty questions: each one after the first is a Tab away."""
    keys.press(keys.page.get_by_role("button", name="No", exact=True))
    for number in range(2, 21):
        expect(keys.page.locator("#place")).to_contain_text(f"Question {number} of 20")
        keys.press(keys.page.get_by_role("button", name="Not sure" if number == 20 else "No", exact=True), most_tabs=2)
    expect(keys.page.get_by_role("main")).to_contain_text("Night sweats? Not sure")


def assert_is_logged() -> None:
    """What was said by keyboard stands in the log, and nothing else."""
    run = Run.objects.get()
    assert (run.distance_m, run.warm_up_state, run.shoe_id) == (10_000, "skipped", Shoe.objects.get(name="Pegasus").pk)
    # Whether a check-in is of the morning depends on when the test runs.
    assert list(PainScore.objects.order_by("pk").values_list("score", "run")) == [(4, run.pk), (2, None)]
    said = {"both_legs": False, "numbness": True, "cannot_lift_foot": False, "catching": False, "lasting": False, "worsening": False}
    assert LegReport.objects.get(run=run).answers == said
    assert SignCheck.objects.get().answers == {**dict.fromkeys(SIGN_KEYS, "no"), SIGN_KEYS[-1]: "not_sure"}
