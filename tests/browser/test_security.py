"""In a real browser: a passkey is added and logged in with, and what is typed survives a log-out in another tab."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from runlog.people.models import SecurityEvent, User
from runlog.training.models import Run
from tests.browser.conftest import PageMaker
from tests.browser.looks import LAPTOP, PHONE
from tests.support.cast import PASSWORD

pytestmark = pytest.mark.once

DEVICE = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
ADD = "/account/2fa/webauthn/add/"


@pytest.fixture
def named_page(site: str, new_page_at: PageMaker) -> Page:
    """A phone at an address with a name: at one of numbers there are no passkeys."""
    return new_page_at(site.replace("127.0.0.1", "localhost"), PHONE)


@pytest.fixture
def device(named_page: Page) -> Callable[[bool], None]:
    """A device that keeps passkeys and knows its holder; `device(False)` makes the holder turn away."""
    session = named_page.context.new_cdp_session(named_page)
    session.send("WebAuthn.enable")
    made: dict[str, Any] = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    number = made["authenticatorId"]

    def holder(is_there: bool) -> None:
        session.send("WebAuthn.setUserVerified", {"authenticatorId": number, "isUserVerified": is_there})

    holder(True)
    return holder


def enter(page: Page, user: User) -> None:
    page.goto("/account/login/")
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.locator("summary.avatar")).to_be_visible()


def test_passkey_from_first_to_last(named_page: Page, device: Callable[[bool], None], ann: User, axe: Callable[[Page], None]) -> None:
    page = named_page
    enter(page, ann)
    page.goto("/settings/")
    page.locator("a[href='/account/2fa/']").click()
    axe(page)
    page.get_by_role("link", name="Add a passkey").click()
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(f"**{ADD}")
    expect(page.get_by_text("Passkeys do not work here")).to_have_count(0)
    axe(page)
    page.locator("[name=name]").fill("Ann's phone")
    device(False)
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The device gave no passkey")
    device(True)
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url("**/account/2fa/recovery-codes/")
    axe(page)
    page.get_by_role("link", name="Done").click()
    expect(page.get_by_text("Ann's phone").first).to_be_visible()
    page.locator("summary.avatar").click()
    page.locator(".menu-panel").get_by_role("button", name="Log out").click()
    page.wait_for_url("**/account/login/")
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.locator("summary.avatar")).to_be_visible()
    assert SecurityEvent.objects.filter(user=ann, what="in_passkey").count() == 1
    assert Authenticator.objects.filter(user=ann, type="webauthn").count() == 1


def test_passkey_as_the_second_step(named_page: Page, device: Callable[[bool], None], ann: User) -> None:
    page = named_page
    enter(page, ann)
    page.goto(ADD)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url("**/account/2fa/recovery-codes/")
    page.context.clear_cookies()
    page.goto("/account/login/?next=/runs/new/")
    page.locator("[name=login]").fill(ann.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/account/2fa/authenticate/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/runs/new/")


@pytest.mark.parametrize("javascript", [True, False])
def test_where_there_are_no_passkeys_the_page_says_so(
    new_page: PageMaker, ann: User, sign_in: Callable[[Page, User], None], javascript: bool
) -> None:
    """At an address of numbers, and without JavaScript; the password works as ever."""
    page = new_page(LAPTOP, javascript=javascript)
    enter(page, ann)
    page.goto(ADD)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Passkeys do not work here")).to_be_visible()
    expect(page.get_by_role("button", name="Add the passkey")).to_have_count(0)


@pytest.mark.parametrize("everywhere", [False, True], ids=["here", "everywhere"])
def test_two_tabs_one_logs_out_the_other_saves(page: Page, ann: User, everywhere: bool) -> None:
    """What was typed waits until its owner is in again, and is saved once."""
    enter(page, ann)
    page.goto("/runs/new/")
    other = page.context.new_page()
    if everywhere:
        other.goto("/account/sessions/")
        other.get_by_role("button", name="Log out everywhere").click()
    else:
        other.goto("/account/logout/")
        other.locator("main").get_by_role("button", name="Log out").click()
    other.wait_for_url("**/account/login/")
    page.locator("[name=distance_m]").fill("8,2")
    page.locator("label[for=id_after_4]").click()
    page.get_by_role("button", name="Save the run").click()
    page.wait_for_url("**/account/login/?next=**")
    assert not Run.objects.exists()
    page.locator("[name=login]").fill(ann.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/runs/new/")
    assert page.locator("[name=distance_m]").input_value() == "8,2"
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".message.success")).to_be_visible()
    assert Run.objects.get(athlete=ann).distance_m == 8200


def test_two_tabs_out_and_in_again_keeps_the_page(page: Page, ann: User, complaints: Any) -> None:
    """The other tab has logged in anew, so that this one's token is an old one: the page says so, and has it all."""
    complaints.expect("403")
    enter(page, ann)
    page.goto("/runs/new/")
    page.locator("[name=distance_m]").fill("8,2")
    other = page.context.new_page()
    other.context.clear_cookies()
    enter(other, ann)
    page.get_by_role("button", name="Save the run").click()
    expect(page.locator(".savebar-note")).to_contain_text("this page is too old")
    page.get_by_role("button", name="Open it again").click()
    expect(page.locator("[name=distance_m]")).to_have_value("8,2")
    page.get_by_role("button", name="Save the run").click()
    expect(page.locator(".message.success")).to_be_visible()
    assert Run.objects.get(athlete=ann).distance_m == 8200
