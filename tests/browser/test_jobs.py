"""The bar of a job that goes on in the background: it moves by itself, and the page shows the end."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from runlog.core.models import Job
from runlog.people.models import User
from tests.support.clock import NOW
from tests.support.complaints import Complaints

pytestmark = pytest.mark.once


@pytest.fixture
def job(ann: User) -> Job:
    """A job of Ann's that has begun."""
    return Job.objects.create(kind="any", owner=ann, state="running", done=120, total=500, created_at=NOW, changed_at=NOW)


@pytest.fixture
def ann_page(laptop: Page, sign_in: Callable[[Page, User], None], ann: User) -> Page:
    """Ann's browser."""
    sign_in(laptop, ann)
    return laptop


def test_bar_moves_to_the_end(ann_page: Page, job: Job) -> None:
    ann_page.goto(f"/jobs/{job.pk}/")
    bar = ann_page.get_by_role("progressbar", name="How far this has come")
    expect(bar).to_have_attribute("aria-valuenow", "24")
    Job.objects.update(done=300)
    expect(bar).to_have_attribute("aria-valuenow", "60")
    expect(ann_page.locator("[data-job]").get_by_text("300 of 500")).to_be_visible()
    Job.objects.update(done=500, state="done")
    expect(ann_page.get_by_text("Done. 500 of 500")).to_be_visible()


def test_lost_connection_is_waited_for(ann_page: Page, job: Job, complaints: Complaints) -> None:
    complaints.expect("ERR_FAILED")
    ann_page.goto(f"/jobs/{job.pk}/")
    ann_page.route("**/jobs/**", lambda route: route.abort())
    with ann_page.expect_event("requestfailed"):
        pass
    ann_page.unroute("**/jobs/**")
    Job.objects.update(done=300)
    expect(ann_page.locator("[data-job]").get_by_text("300 of 500")).to_be_visible()
