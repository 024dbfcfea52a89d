"""How far a job has come: in words and as a bar, for whoever started it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from runlog.core.models import Job
from runlog.people.models import User
from tests.support.clock import NOW
from tests.support.queries import QueryCount


def show(client: Client, owner: User | None, **fields: object) -> str:
    """Return the piece of a page that shows such a job, as the page's script gets it, its white space closed up."""
    job = Job.objects.create(**{"kind": "any", "owner": owner, "created_at": NOW, "changed_at": NOW, **fields})
    answer = client.get(reverse("job_detail", kwargs={"pk": job.pk}), headers={"X-Part": "1"})
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


STATES = {
    "waiting": ({"total": 500}, "Waiting for its turn. </p>", 0),
    "just begun": ({"state": "running", "total": 500}, "Under way. 0 of 500", 0),
    "under way": ({"state": "running", "done": 120, "total": 500}, "Under way. 120 of 500", 24),
    "under way, nobody knows how long": ({"state": "running", "done": 120}, "Under way. </p>", None),
    "more than was thought": ({"state": "running", "done": 502, "total": 500}, "502 of 500", 100),
    "done": ({"state": "done", "done": 500, "total": 500}, "Done. 500 of 500", 100),
    "failed": ({"state": "failed", "done": 120, "total": 500}, "Something went wrong, and this has stopped before its end. 120 of 500", 24),
    "cancelled": ({"state": "cancelled", "done": 120, "total": 500}, "Stopped before its end. 120 of 500", 24),
}


@pytest.mark.parametrize("which", STATES)
def test_job_is_shown(which: str, ann_client: Client, ann: User) -> None:
    fields, words, percent = STATES[which]
    page = show(ann_client, ann, **fields)
    assert words in page
    assert re.findall(r'role="progressbar".*aria-valuenow="(\d+)"', page) == ([] if percent is None else [str(percent)])
    assert ("data-open" in page) == ("Load this page again" in page) == (fields.get("state", "waiting") in Job.OPEN)


def test_page_that_holds_it_is_the_one_to_load_again(ann_client: Client, ann: User) -> None:
    page = show(ann_client, ann)
    address = re.search(r'data-job="([^"]*)"', page)[1]
    assert f'<a href="{address}">' in page


def test_whoever_comes_by_themselves_sees_a_whole_page_with_the_piece_in_it(ann_client: Client, ann: User) -> None:
    piece = show(ann_client, ann, state="running", done=120, total=500)
    page = re.sub(r"\s+", " ", ann_client.get(reverse("job_detail", kwargs={"pk": Job.objects.get().pk})).content.decode())
    assert "<!doctype" not in piece
    assert page.startswith("<!doctype html>")
    assert piece.strip() in page


def test_nobodys_job_is_shown_to_nobody(ann_client: Client) -> None:
    job = Job.objects.create(kind="any", created_at=NOW, changed_at=NOW)
    assert ann_client.get(reverse("job_detail", kwargs={"pk": job.pk})).status_code == 404


def test_nothing_is_written(ann_client: Client, ann: User) -> None:
    job = Job.objects.create(kind="any", owner=ann, created_at=NOW, changed_at=NOW)
    assert ann_client.post(reverse("job_detail", kwargs={"pk": job.pk})).status_code == 405


def test_few_queries(ann_client: Client, ann: User, query_count: QueryCount) -> None:
    # One makes the job; who asks, and whether a warning stands, is asked for every page.
    with query_count(5):
        show(ann_client, ann)
