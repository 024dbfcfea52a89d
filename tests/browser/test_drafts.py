"""What is typed is never lost: drafts, sends that fail, a log-in in between; and the same form sent twice makes one run."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from injuries.symptoms.models import PainScore
from runlog.people.models import User
from runlog.training.models import Run
from tests.support.cast import PASSWORD
from tests.support.complaints import Complaints

pytestmark = pytest.mark.once

FORM = "/runs/new/"
KEYS = "() => Object.keys(localStorage).filter((key) => key.startsWith('runlog-draft:'))"


@pytest.fixture
def form(page: Page, ann: User, sign_in: Callable[[Page, User], None]) -> Page:
    """Ann has opened "log a run" and typed a distance and a score."""
    sign_in(page, ann)
    page.goto(FORM)
    page.locator("[name=distance_m]").fill("8,2")
    page.locator("label[for=id_after_4]").click()
    return page


def save(page: Page) -> None:
    page.get_by_role("button", name="Save the run").click()


def note(page: Page) -> str:
    """Return what the line above the save button says."""
    return page.locator(".savebar-note span").inner_text()


def is_as_typed(page: Page) -> bool:
    return page.locator("[name=distance_m]").input_value() == "8,2" and page.locator("#id_after_4").is_checked()


def test_draft_is_back_after_a_reload(form: Page) -> None:
    record = form.locator("[name=id]").input_value()
    form.reload()
    assert is_as_typed(form)
    assert form.locator("[name=id]").input_value() == record
    expect(form.get_by_text("Your draft from")).to_be_visible()


def test_draft_can_be_discarded(form: Page) -> None:
    form.reload()
    form.get_by_role("button", name="Discard").click()
    expect(form.get_by_text("Your draft from")).to_have_count(0)
    assert not form.locator("#id_after_4").is_checked()
    assert form.evaluate(KEYS) == []


def age(page: Page, hours: int, **more: bool) -> None:
    """Make the kept draft one of some hours ago."""
    page.evaluate(
        """([hours, more]) => {
          const key = Object.keys(localStorage).find((key) => key.endsWith(":run-new"));
          const savedAt = new Date(Date.now() - hours * 3600 * 1000).toISOString();
          localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), savedAt, ...more }));
        }""",
        [hours, more],
    )


def test_cancelled_draft_is_gone(form: Page) -> None:
    form.get_by_role("link", name="Cancel").click()
    expect(form).not_to_have_url(f"**{FORM}")
    assert form.evaluate(KEYS) == []


def test_draft_of_another_day_is_offered_and_never_filled_in(form: Page, ann: User) -> None:
    record = form.locator("[name=id]").input_value()
    age(form, 30)
    form.reload()
    expect(form.get_by_text("You have an older draft, from ")).to_be_visible()
    assert not form.locator("#id_after_4").is_checked()
    assert form.locator("[name=id]").input_value() != record
    form.locator("[name=distance_m]").fill("5")
    save(form)
    expect(form.locator(".message.success")).to_be_visible()
    form.goto(FORM)
    form.get_by_role("button", name="Bring it back").click()
    assert is_as_typed(form)
    assert form.locator("[name=id]").input_value() == record
    save(form)
    expect(form.locator(".message.success")).to_be_visible()
    assert form.evaluate(KEYS) == []
    assert sorted(Run.objects.filter(athlete=ann).values_list("distance_m", flat=True)) == [5000, 8200]


def test_older_draft_can_be_discarded(form: Page) -> None:
    age(form, 30)
    form.reload()
    form.get_by_role("button", name="Discard").click()
    expect(form.locator(".draft-line")).to_have_count(0)
    assert form.evaluate(KEYS) == []


def test_older_draft_that_was_sent_outlasts_one_that_was_begun(form: Page) -> None:
    age(form, 60, isUnsent=True)
    form.reload()
    expect(form.get_by_text("What you sent could not be saved: your draft from ")).to_be_visible()
    form.locator("[name=distance_m]").fill("5")
    age(form, 30)
    form.reload()
    form.get_by_role("button", name="Bring it back").click()
    assert is_as_typed(form)
    assert note(form) == "This was not saved yet."


def test_saved_draft_is_gone_and_the_page_says_so(form: Page, ann: User) -> None:
    save(form)
    expect(form).not_to_have_url(f"**{FORM}")
    expect(form.locator(".message.success")).to_be_visible()
    assert form.evaluate(KEYS) == []
    assert Run.objects.get(athlete=ann).distance_m == 8200


def test_errors_are_shown_in_place(form: Page, complaints: Complaints) -> None:
    complaints.expect("422")
    form.locator("[name=distance_m]").fill("3000")
    save(form)
    summary = form.locator("[data-errors]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Distance: 3,000 km is more than a run can be. Did you mean 30?")
    assert form.locator("[name=distance_m]").input_value() == "3000"
    assert form.locator("#id_after_4").is_checked()
    form.locator("[name=distance_m]").fill("30")
    save(form)
    expect(form.locator(".message.success")).to_be_visible()


def test_failed_send_is_kept_and_sent_once_online(form: Page, ann: User, complaints: Complaints) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    form.context.set_offline(True)
    save(form)
    expect(form.locator(".savebar-note")).to_contain_text("Not saved: no connection. It is kept on this device.")
    assert is_as_typed(form)
    form.context.set_offline(False)
    expect(form.locator(".message.success")).to_be_visible()
    assert Run.objects.filter(athlete=ann).count() == 1


@pytest.mark.parametrize(
    ("status", "says"),
    [(413, "longer than the page takes"), (500, "something went wrong on our side"), (503, "the database cannot be reached")],
)
def test_what_was_refused_can_be_tried_again(form: Page, ann: User, complaints: Complaints, status: int, says: str) -> None:
    complaints.expect(f"{status}")
    form.route(f"**{FORM}", lambda route: route.fulfill(status=status, body="busy"), times=1)
    save(form)
    expect(form.locator(".savebar-note")).to_contain_text(says)
    assert is_as_typed(form)
    form.get_by_role("button", name="Try again").click()
    expect(form.locator(".message.success")).to_be_visible()
    assert Run.objects.filter(athlete=ann).count() == 1


def test_answer_that_was_lost_makes_no_second_run(form: Page, ann: User, complaints: Complaints) -> None:
    def lose_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    complaints.expect("ERR_FAILED")
    form.route(f"**{FORM}", lose_answer, times=1)
    save(form)
    form.get_by_role("button", name="Try again").click()
    expect(form.locator(".message.success").first).to_be_visible()
    assert Run.objects.filter(athlete=ann).count() == 1


def test_pressing_twice_sends_once(form: Page, ann: User) -> None:
    sent = []
    form.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    form.get_by_role("button", name="Save the run").dblclick()
    expect(form.locator(".message.success")).to_be_visible()
    assert len(sent) == 1
    assert Run.objects.filter(athlete=ann).count() == 1


def test_log_in_in_between_loses_nothing(form: Page, ann: User) -> None:
    record = form.locator("[name=id]").input_value()
    form.context.clear_cookies(name="sessionid")
    save(form)
    form.locator("[name=login]").fill(ann.email)
    form.locator("[name=password]").fill(PASSWORD)
    form.locator("main form").first.get_by_role("button", name="Log in").click()
    form.wait_for_url(f"**{FORM}")
    assert is_as_typed(form)
    assert form.locator("[name=id]").input_value() == record
    assert note(form) == "This was not saved yet."
    form.get_by_role("button", name="Try again").click()
    expect(form.locator(".message.success")).to_be_visible()
    assert Run.objects.get(athlete=ann).distance_m == 8200


def test_tap_without_a_connection_is_sent_later_and_is_about_its_moment(form: Page, ann: User, complaints: Complaints) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    form.goto("/check-in/")
    form.context.set_offline(True)
    before = timezone.now()
    form.get_by_role("button", name="3", exact=True).click()
    expect(form.locator(".savebar-note")).to_contain_text(
        "Not saved: no connection. Your last tap is sent once there is one, as long as this page is open."
    )
    # A run that was begun is none of its business.
    assert form.evaluate(KEYS) == [f"runlog-draft:{ann.pk}:run-new"]
    after = timezone.now()
    form.wait_for_timeout(1500)
    form.context.set_offline(False)
    expect(form.locator(".message.success")).to_contain_text("your back is at 3 of 10")
    assert before.replace(microsecond=0) <= PainScore.objects.get(athlete=ann).at <= after


def test_log_in_after_a_tap_loses_neither_it_nor_its_moment(form: Page, ann: User) -> None:
    form.goto("/check-in/")
    form.context.clear_cookies(name="sessionid")
    before = timezone.now()
    form.get_by_role("button", name="4", exact=True).click()
    form.wait_for_url("**/login/**")
    after = timezone.now()
    form.locator("[name=login]").fill(ann.email)
    form.locator("[name=password]").fill(PASSWORD)
    form.locator("main form").first.get_by_role("button", name="Log in").click()
    form.wait_for_url("**/check-in/")
    form.get_by_role("button", name="Try again").click()
    expect(form.locator(".message.success")).to_contain_text("your back is at 4 of 10")
    assert before.replace(microsecond=0) <= PainScore.objects.get(athlete=ann).at <= after


def test_logging_out_forgets_ones_own_drafts_alone(form: Page) -> None:
    form.evaluate("localStorage.setItem('runlog-draft:0:run-new', '{}')")
    form.locator("summary.avatar").click()
    form.locator(".menu-panel").get_by_role("button", name="Log out").click()
    expect(form.locator("summary.avatar")).to_have_count(0)
    assert form.evaluate(KEYS) == ["runlog-draft:0:run-new"]


def test_somebody_elses_draft_stays_hidden(form: Page, eve: User, sign_in: Callable[[Page, User], None]) -> None:
    sign_in(form, eve)
    form.goto(FORM)
    expect(form.get_by_text("Your draft from")).to_have_count(0)
    assert not is_as_typed(form)
