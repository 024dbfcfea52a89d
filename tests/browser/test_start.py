"""A newcomer's first minute: what `make run` has started opens, and its demo button lets them look round."""

from playwright.sync_api import expect

from tests.browser.conftest import PageMaker
from tests.support.started import Started


def test_demo_runner_sees_a_log(new_page_at: PageMaker, newcomer: Started) -> None:
    page = new_page_at(newcomer.address)
    page.goto("/account/login/")
    page.get_by_role("button", name="runner").click()
    expect(page).to_have_url(f"{newcomer.address}/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
