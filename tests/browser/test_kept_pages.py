"""What a browser has kept for Back shows a coach nothing that is no longer shared, with JavaScript and without."""

from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings

from runlog.people.coaching_actions import end
from runlog.people.models import CoachingLink, User
from tests.browser.conftest import PageMaker
from tests.browser.looks import LAPTOP
from tests.support import rows
from tests.support.browsers import FLAGS, chromium
from tests.support.complaints import Complaints
from tests.support.sharing import ALL, link

pytestmark = pytest.mark.once

SignIn = Callable[[Page, User], None]
SEEN = "Pain 6 of 10"
SOON_MS = 1000
KEEPS_ALL = "--enable-features=CacheControlNoStoreEnterBackForwardCache:level/restore-unless-http-only-cookie-change"


@pytest.fixture
def shared(ann: User, carl: User) -> CoachingLink:
    """Ann, who has had pain, shares all with Carl."""
    rows.make_pain(ann, on=ann.today(timezone.now()), score=6)
    return link(ann, carl, *ALL)


@pytest.fixture
def keeping_page(browser: Browser, site: str, complaints: Complaints) -> Iterator[Page]:
    """A page of a browser that keeps whole pages for Back, those marked `no-store` too, as people's browsers may; tests' own keep none."""
    if (path := chromium()) is None:
        pytest.skip("Chromium is missing; on Debian and Ubuntu: apt-get install chromium")
    keeping = browser.browser_type.launch(
        executable_path=path, args=[*FLAGS, KEEPS_ALL], ignore_default_args=["--disable-back-forward-cache"]
    )
    context = keeping.new_context(base_url=site, viewport=LAPTOP)
    complaints.listen(context)
    yield context.new_page()
    keeping.close()


def look_and_go_on(page: Page, ann: User) -> None:
    # Twice: a page kept for a browser without the cookie of forms is not taken for one that has it.
    for _ in range(2):
        page.goto(f"/athletes/{ann.pk}/diary/")
    expect(page.get_by_text(SEEN)).to_be_visible()
    page.goto("/advice/")


def test_a_page_that_was_kept_whole_is_hidden_until_it_is_loaded_anew(
    keeping_page: Page, sign_in: SignIn, ann: User, carl: User, shared: CoachingLink, complaints: Complaints, settings: Settings
) -> None:
    # This browser gives up what it kept once a cookie is set anew that scripts cannot read; others may not be as careful.
    settings.CSRF_COOKIE_HTTPONLY = False
    page = keeping_page
    sign_in(page, carl)
    look_and_go_on(page, ann)
    # Playwright's own "back" waits for the loading that a page kept whole does not need.
    with page.expect_response("**/diary/"):
        page.evaluate("history.back()")
    expect(page.get_by_text(SEEN)).to_be_visible()
    # The browser did keep it: Back alone would be "back_forward".
    assert page.evaluate("performance.getEntriesByType('navigation')[0].type") == "reload"

    # Nor is it shown where nobody can be asked what is shared now.
    page.goto("/advice/")
    end(shared, by=ann, now=timezone.now())
    complaints.expect("404")
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    page.evaluate("history.back()")
    page.wait_for_timeout(SOON_MS)
    expect(page.get_by_text(SEEN)).to_be_hidden()
    page.context.set_offline(False)
    page.goto(f"/athletes/{ann.pk}/diary/")
    expect(page.get_by_text(SEEN)).to_have_count(0)


def test_without_javascript_back_asks_the_server_again(
    new_page: PageMaker, sign_in: SignIn, ann: User, carl: User, shared: CoachingLink, complaints: Complaints
) -> None:
    page = new_page(LAPTOP, javascript=False)
    sign_in(page, carl)
    look_and_go_on(page, ann)
    end(shared, by=ann, now=timezone.now())
    complaints.expect("404")
    page.go_back()
    expect(page.get_by_text(SEEN)).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
