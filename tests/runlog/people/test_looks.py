"""The access log: every look of a coach is in it once a day and counted; the athlete reads it, and nobody changes it."""

from datetime import timedelta

import pytest
from django.contrib.admin.sites import all_sites
from django.test import Client

from runlog.people.access import note_looks
from runlog.people.grants import Grant
from runlog.people.models import Look, User
from tests.support import rows
from tests.support.clock import NOW, Clock
from tests.support.queries import QueryCount
from tests.support.sharing import ALL, link

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PAGES = {"": "today", "back/": "back", "shoes/": "shoes", "diary/": "diary", "print/": "print"}


def looks(ann: User) -> dict[str, int]:
    return dict(Look.objects.filter(athlete=ann).values_list("what", "count"))


def test_each_kind_of_page_and_file_is_counted_by_day(ann: User, carl: User, carl_client: Client, clock: Clock) -> None:
    link(ann, carl, *ALL)
    run = rows.make_run(ann)
    for _ in range(2):
        for page in (*PAGES, f"runs/{run.pk}/"):
            assert carl_client.get(f"/athletes/{ann.pk}/{page}").status_code == 200
    carl_client.get("/athletes/")
    carl_client.get("/athletes/csv/")
    assert looks(ann) == dict.fromkeys((*PAGES.values(), "run"), 2) | {"roster": 1, "csv": 1}
    # In Ann's own calendar the next day has begun.
    clock("2026-11-22T23:30:00+00:00")
    carl_client.get(f"/athletes/{ann.pk}/")
    assert [str(look.on) for look in Look.objects.filter(what="today").order_by("on")] == ["2026-11-22", "2026-11-23"]


def test_what_is_refused_or_shows_nothing_of_the_log_is_no_look(ann: User, carl: User, carl_client: Client) -> None:
    link(ann, carl, Grant.TRAINING)
    assert carl_client.get(f"/athletes/{ann.pk}/back/").status_code == 404
    assert carl_client.get("/athletes/state/").status_code == 200
    assert looks(ann) == {}


def test_a_link_with_no_grant_left_shows_nothing_and_so_is_no_look(ann: User, carl: User, carl_client: Client) -> None:
    link(ann, carl)
    statuses = {page: carl_client.get(f"/athletes/{ann.pk}/{page}").status_code for page in PAGES}
    assert statuses == {"": 200, "back/": 404, "shoes/": 404, "diary/": 404, "print/": 200}
    assert carl_client.get("/athletes/").status_code == 200
    assert looks(ann) == {}


def test_two_first_looks_at_once_both_count(ann: User, carl: User) -> None:
    link(ann, carl, *ALL)
    days = {ann.pk: NOW.date()}
    for _ in range(3):
        note_looks(carl, days, Look.What.BACK, NOW)
    assert looks(ann) == {"back": 3}


def test_the_athlete_reads_it_filtered_and_paged(ann: User, carl: User, dora: User, ann_client: Client, query_count: QueryCount) -> None:
    for ago in range(40):
        for viewer, what in ((carl, "today"), (carl, "diary"), (dora, "back")):
            Look.objects.create(viewer=viewer, athlete=ann, what=what, on=NOW.date() - timedelta(days=ago), count=2, last_at=NOW)
    Look.objects.create(viewer=ann, athlete=carl, what="today", on=NOW.date(), count=1, last_at=NOW)

    def listed(query: str) -> list[Look]:
        with query_count(8):
            return list(ann_client.get(f"/access/{query}").context["page"])

    assert len(listed("")) == 50
    assert len(listed("?page=3")) == 20
    assert {look.viewer for look in listed(f"?who={dora.pk}")} == {dora}
    assert {look.what for look in listed("?what=diary")} == {"diary"}
    assert len(listed("?first=2026-11-21&last=2026-11-22")) == 6
    assert len(listed("?first=nonsense&what=nonsense&who=nonsense&page=x")) == 50
    page = ann_client.get("/access/").content.decode()
    assert "2 times" in page
    # Ann's own clock: Berlin.
    assert "last 09:30" in page


def test_nothing_of_it_or_of_coaching_is_in_the_administration() -> None:
    registered = {model.__name__ for site in all_sites for model in site._registry}
    assert registered.isdisjoint({"Look", "CoachingLink", "ConsentStep", "Invitation", "CoachNote", "Label"})


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_can_only_be_read(method: str, ann_client: Client) -> None:
    assert getattr(ann_client, method)("/access/").status_code == 405
