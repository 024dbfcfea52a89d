"""The pages of one athlete: how much they ask the database, whatever the length of the log, and what they say of what is not known."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from injuries.guidance.assessing import keep_true
from runlog.people.models import User
from tests.support import rows
from tests.support.clock import NOW
from tests.support.sharing import ALL, link

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PAGES = ("", "back/", "shoes/", "diary/", "print/")
MOST = 22


def log(ann: User, weeks: range) -> None:
    """So many weeks ago: a run, two scores, a walk and more each week, with an episode of pain now and then."""
    shoe = rows.make_shoe(ann, name=f"Pair of {weeks}", km=100)
    for week in weeks:
        on = rows.DAY - timedelta(weeks=week)
        run = rows.make_run(ann, on=on, shoe=shoe)
        rows.make_pain(ann, on=on, score=5 * (week % 20 < 4), run=run, moment_of_day="during_run")
        rows.make_pain(ann, on=on - timedelta(days=1), score=4 * (week % 20 < 4))
        rows.make_walk(ann, on=on)
        rows.make_strength(ann, on=on)
        rows.make_home_care(ann, on=on)
    keep_true(ann, NOW)


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_long_log_asks_no_more_than_a_short_one(ann: User, carl: User, carl_client: Client) -> None:
    link(ann, carl, *ALL)
    addresses = [f"/athletes/{ann.pk}/{page}" for page in PAGES]
    log(ann, range(4))
    # The first look of a day makes the rows of the access log.
    for address in addresses:
        carl_client.get(address)
    short = {address: statements(carl_client, address) for address in addresses}
    assert max(short.values()) <= MOST
    log(ann, range(4, 160))
    assert {address: statements(carl_client, address) for address in addresses} == short


def test_a_log_that_was_never_checked_says_so_and_not_that_nothing_was_flagged(ann: User, carl: User, carl_client: Client) -> None:
    link(ann, carl, *ALL)
    for page in ("", "print/"):
        said = carl_client.get(f"/athletes/{ann.pk}/{page}").content.decode()
        assert "This log is not checked yet." in said
        assert "Nothing was flagged" not in said
    keep_true(ann, NOW)
    assert "Nothing was flagged." in carl_client.get(f"/athletes/{ann.pk}/").content.decode()
