"""Leaving in a browser: from the settings to the day of grace, staying after all on another device, and being gone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone
from playwright.sync_api import Page, expect

from runlog.people.leaving_actions import delete_due
from runlog.people.models import User
from tests.browser.conftest import PageMaker
from tests.browser.looks import LAPTOP, PHONE, with_and_without_script
from tests.support.cast import PASSWORD
from tests.support.complaints import Complaints
from tests.support.sharing import ALL, link

SignIn = Callable[[Page, User], None]
Check = Callable[[Page], None]


@pytest.fixture
def ann(ann: User) -> User:
    """Ann, whose password can be asked for again."""
    EmailAddress.objects.create(user=ann, email=ann.email, primary=True, verified=True)
    return ann


def ask(page: Page, password: str) -> None:
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Delete my account in a day").click()


@with_and_without_script
def test_from_the_settings_to_the_end(
    new_page: PageMaker, sign_in: SignIn, ann: User, carl: User, axe: Check, complaints: Complaints, *, javascript: bool
) -> None:
    link(ann, carl, *ALL)
    phone, laptop, coach = (new_page(size, javascript=javascript) for size in (PHONE, LAPTOP, LAPTOP))
    for page, user in ((phone, ann), (laptop, ann), (coach, carl)):
        sign_in(page, user)

    # A wrong password is said beside the field; the right one is enough.
    phone.goto("/settings/")
    phone.get_by_role("listitem").filter(has_text="Leave").get_by_role("link", name="Delete").click()
    if javascript:
        axe(phone)
    complaints.expect("422")
    ask(phone, "wrong")
    expect(phone.get_by_text("This is not your password.", exact=True)).to_be_visible()
    ask(phone, PASSWORD)
    expect(phone.get_by_text("Your account and your log will be deleted on")).to_be_visible()
    if javascript:
        axe(phone)
    coach.goto("/athletes/")
    expect(coach.get_by_text("Ann")).to_have_count(0)

    # The other device knows, and keeps the account with one click.
    laptop.goto("/shoes/")
    laptop.get_by_role("button", name="Keep my account").click()
    expect(laptop.get_by_text("You stay: your account and your log are kept.")).to_be_visible()
    coach.reload()
    expect(coach.get_by_role("link", name="Ann", exact=True)).to_be_visible()

    # Asked again, and not taken back.
    phone.goto("/account/delete/")
    ask(phone, PASSWORD)
    expect(phone.get_by_role("button", name="Keep my account").first).to_be_visible()
    User.objects.filter(pk=ann.pk).update(deletion_due_at=timezone.now() - timedelta(seconds=1))
    delete_due()
    laptop.goto("/shoes/")
    expect(laptop.get_by_role("heading", name="Log in")).to_be_visible()
    assert list(User.objects.all()) == [carl]
