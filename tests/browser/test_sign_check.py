"""The check of the warning signs under a thumb: one tap a question, with and without JavaScript; a double tap, a lost connection, a no."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from injuries.symptoms.models import SignCheck
from injuries.symptoms.signs import SIGN_KEYS
from runlog.people.models import User
from tests.browser.conftest import PageMaker
from tests.browser.looks import PHONE
from tests.support.complaints import Complaints

pytestmark = pytest.mark.once

START = "/checks/ask/"
# So soon after a tap none is taken: the second tap of a double tap is none.
STEADY = "() => Date.now() - Number(sessionStorage.getItem('tapped')) > 500"
THUMB_PX = 44

SignIn = Callable[[Page, User], None]


@pytest.fixture
def check(page: Page, ann: User, sign_in: SignIn) -> Page:
    """Ann is asked the first question on her phone."""
    sign_in(page, ann)
    page.goto(START)
    page.wait_for_function(STEADY)
    return page


def is_at(page: Page, number: int) -> None:
    expect(page.locator("#place")).to_contain_text(f"Question {number} of 20")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_one_tap_a_question(new_page: PageMaker, ann: User, sign_in: SignIn, *, javascript: bool) -> None:
    page = new_page(PHONE, javascript=javascript)
    sign_in(page, ann)
    page.goto(START)
    for number in range(1, 21):
        is_at(page, number)
        if javascript:
            page.wait_for_function(STEADY)
        page.get_by_role("button", name="No", exact=True).tap()
    expect(page.get_by_role("heading", name="No warning signs were ticked.")).to_be_visible()
    assert SignCheck.objects.get().answers == dict.fromkeys(SIGN_KEYS, "no")


def test_the_buttons_fit_a_thumb_and_the_page_has_no_fault(check: Page, axe: Callable[[Page], None]) -> None:
    buttons = check.locator("button[name=answer]")
    expect(buttons).to_have_text(["No", "Not sure", "Yes", "Leave open"])
    boxes = [button.bounding_box() for button in buttons.all()]
    assert all(box and box["height"] >= THUMB_PX and box["y"] + box["height"] <= PHONE["height"] for box in boxes)
    axe(check)


def test_a_double_tap_answers_one_question(check: Page) -> None:
    check.get_by_role("button", name="No", exact=True).dblclick()
    is_at(check, 2)
    check.wait_for_function(STEADY)
    is_at(check, 2)
    assert SignCheck.objects.get().answers == {SIGN_KEYS[0]: "no"}


def test_the_first_tap_counts_however_soon_it_comes(check: Page) -> None:
    check.goto(START, wait_until="commit")
    check.get_by_role("button", name="No", exact=True).click()
    is_at(check, 2)


def test_a_lost_connection_keeps_the_answer_and_sends_it_again(check: Page, complaints: Complaints) -> None:
    complaints.expect("Failed to load resource")

    def cut(route: Route) -> None:
        route.abort() if route.request.method == "POST" else route.continue_()

    check.route("**/checks/**", cut)
    check.get_by_role("button", name="Not sure").tap()
    expect(check.locator(".savebar-note")).to_be_visible()
    assert not SignCheck.objects.exists()
    check.unroute("**/checks/**")
    check.get_by_role("button", name="Try again").tap()
    is_at(check, 2)
    assert SignCheck.objects.get().answers == {SIGN_KEYS[0]: "not_sure"}


def test_going_back_and_answering_again_makes_no_second_check(check: Page) -> None:
    check.get_by_role("button", name="No", exact=True).tap()
    is_at(check, 2)
    check.go_back()
    is_at(check, 1)
    check.wait_for_function(STEADY)
    check.get_by_role("button", name="Not sure").tap()
    is_at(check, 2)
    assert SignCheck.objects.get().answers == {SIGN_KEYS[0]: "not_sure"}


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_an_emergency_comes_by_itself_and_the_rest_goes_on(new_page: PageMaker, ann: User, sign_in: SignIn, *, javascript: bool) -> None:
    page = new_page(PHONE, javascript=javascript)
    sign_in(page, ann)
    page.goto(START)
    if javascript:
        page.wait_for_function(STEADY)
    page.get_by_role("button", name="Yes").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Seek urgent care now")
    page.get_by_role("button", name="I am getting help").tap()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(START)
    is_at(page, 2)
    expect(page.get_by_role("region", name="Open warnings")).to_contain_text("Emergency")
