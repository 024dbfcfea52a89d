"""Coaching from the invitation to its end, in two browsers: what the coach sees follows at once what the athlete chooses."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from injuries.guidance.assessing import keep_true
from runlog.people.models import User
from tests.browser.conftest import PageMaker
from tests.browser.looks import LAPTOP, PHONE, in_each_look
from tests.support import rows
from tests.support.complaints import Complaints
from tests.support.sharing import ALL, link

pytestmark = pytest.mark.once
SignIn = Callable[[Page, User], None]
SCORE = "worst 6, 2 entry days"


@pytest.fixture
def log(ann: User) -> None:
    """Ann has run and has had pain of late."""
    today = ann.today(timezone.now())
    for ago, score in ((2, 4), (1, 6)):
        rows.make_pain(ann, on=today - timedelta(days=ago), score=score)
        rows.make_run(ann, on=today - timedelta(days=ago), km=8, shoe=None)
    keep_true(ann, timezone.now())


def choose(page: Page, grant: str, answer: str) -> None:
    page.get_by_role("group", name=re.compile(f"^{grant}")).locator("label", has_text=answer).click()


def look_again(page: Page) -> None:
    """Come back to a tab: an open page then asks whether all is still shared."""
    with page.expect_navigation():
        page.evaluate("dispatchEvent(new Event('focus'))")


def test_from_the_invitation_to_the_end(
    new_page: PageMaker, sign_in: SignIn, ann: User, carl: User, log: None, complaints: Complaints
) -> None:
    athlete, coach = new_page(PHONE), new_page(LAPTOP)
    sign_in(athlete, ann)
    sign_in(coach, carl)

    # The coach invites; the athlete accepts with training only.
    coach.goto("/athletes/")
    coach.get_by_role("link", name="Invite an athlete").click()
    coach.get_by_label("E-mail address").fill(ann.email)
    coach.get_by_role("button", name="Make the link").click()
    expect(coach.get_by_text("waits for an answer until")).to_be_visible()
    found = re.search(r"/invitations/\S+", str(mail.outbox[-1].body))
    assert found
    athlete.goto(found.group())
    for grant, answer in (("Training", "Until I end it"), ("Pain", "Do not share"), ("Notes", "Do not share")):
        choose(athlete, grant, answer)
    athlete.get_by_role("button", name="Accept and share this").click()
    expect(athlete.get_by_text("Carl coaches you now.")).to_be_visible()

    # The coach sees the runs, and no pain.
    coach.goto("/athletes/")
    expect(coach.get_by_text("Pain is not shared with you")).to_be_visible()
    coach.get_by_role("link", name="Ann", exact=True).click()
    expect(coach.get_by_role("heading", name="Runs, 28 days")).to_be_visible()
    expect(coach.get_by_text("Not shared", exact=True)).to_have_count(5)
    assert "6 of 10" not in coach.content()

    # The athlete adds the pain for 30 days; the coach's open page shows it as soon as they come back to it.
    until = (ann.today(timezone.now()) + timedelta(days=30)).isoformat()
    choose(athlete, "Pain", "Until a day")
    athlete.locator("#id_pain_until").fill(until)
    athlete.get_by_role("button", name="Save what is shared").click()
    expect(athlete.get_by_text("What Carl sees is changed, from now on.")).to_be_visible()
    look_again(coach)
    expect(coach.get_by_role("heading", name="Pain and runs, 28 days")).to_be_visible()
    coach.goto("/athletes/")
    expect(coach.get_by_text(SCORE)).to_be_visible()

    # The coach deals with the row.
    coach.get_by_role("link", name=re.compile("^Note.*Ann$")).click()
    coach.get_by_label("Your note").fill("Ring on Tuesday.")
    coach.get_by_label("Look again on").fill(until)
    coach.get_by_role("button", name="Dealt with").click()
    expect(coach.get_by_text("Ring on Tuesday.")).to_be_visible()
    coach.get_by_role("link", name=re.compile("^Dealt with")).click()
    expect(coach.get_by_role("link", name="Ann", exact=True)).to_be_visible()

    # The athlete ends it. The open page, Back and the cache give the coach nothing more.
    coach.get_by_role("link", name="Ann", exact=True).click()
    expect(coach.get_by_role("heading", name="Pain and runs, 28 days")).to_be_visible()
    # Ann's diary, that is, not the coach's own, to which the navigation of every page leads.
    coach.get_by_role("main").get_by_role("link", name="Diary").click()
    expect(coach.get_by_text("Pain 6 of 10")).to_be_visible()
    athlete.goto("/coaches/")
    athlete.get_by_role("button", name="End it now").click()
    expect(athlete.get_by_text("Carl sees nothing of your log any more.")).to_be_visible()
    complaints.expect("404")
    look_again(coach)
    expect(coach.get_by_text("Pain 6 of 10")).to_have_count(0)
    for _ in range(3):
        coach.go_back()
        coach.wait_for_load_state()
        for words in ("Pain 6 of 10", SCORE, "8.0", "Ring on Tuesday."):
            assert words not in coach.content()
    coach.goto("/athletes/")
    expect(coach.get_by_role("heading", name="Nobody shares with you yet")).to_be_visible()

    # All of it stands in the access log.
    athlete.get_by_role("link", name="Who has looked at your log").click()
    for what in ("A row in their list of athletes", "How your log stands", "Your diary"):
        expect(athlete.get_by_role("listitem").filter(has_text=what)).to_contain_text("Carl")


@in_each_look
def test_the_pages_are_open_to_everybody(
    new_page: PageMaker, sign_in: SignIn, axe: Callable[[Page], None], ann: User, carl: User, log: None, size: object, theme: str
) -> None:
    User.objects.update(theme=theme)
    made = link(ann, carl, *ALL)
    page = new_page(size)
    sign_in(page, carl)
    about = [f"/athletes/{ann.pk}/{part}" for part in ("", "back/", "shoes/", "diary/", "print/")]
    for address in ("/athletes/", f"/athletes/?note={ann.pk}", *about):
        page.goto(address)
        axe(page)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), address
    page.context.clear_cookies()
    sign_in(page, ann)
    for address in ("/coaches/", "/coaches/invite/", f"/coaches/{made.pk}/", "/access/", f"/coaches/{made.pk}/seen/"):
        page.goto(address)
        axe(page)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), address
    # A link that is shown, since no mail goes out.
    page.goto("/coaches/invite/")
    page.get_by_label("E-mail address").fill("new@example.org")
    for grant in ("Training", "Pain", "Notes"):
        choose(page, grant, "Until I end it")
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("code")).to_contain_text("/invitations/")
    axe(page)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_without_javascript_it_all_works(
    new_page: PageMaker, sign_in: SignIn, ann: User, carl: User, log: None, complaints: Complaints
) -> None:
    complaints.expect("422")
    link(ann, carl, *ALL)
    page = new_page(PHONE, javascript=False)
    sign_in(page, carl)
    page.goto("/athletes/")
    page.get_by_role("link", name=re.compile("^Note.*Ann$")).click()
    page.get_by_label("Your note").fill("x" * 10_001)
    page.get_by_role("button", name="Dealt with").click()
    expect(page.get_by_text("This is too long: 10001 characters, 10000 fit.").first).to_be_visible()
    page.get_by_role("textbox", name="Your note").fill("Ring.")
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_text("Noted.")).to_be_visible()
