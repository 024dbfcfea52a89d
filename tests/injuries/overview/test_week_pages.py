"""The page of the weeks: what is not known is said, in the reader's units, in few statements."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from injuries.guidance.models import Flag
from runlog.people.models import User
from tests.support.days import ON
from tests.support.queries import QueryCount
from tests.support.rows import make_run, make_runs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
PAGE = "/runs/weeks/"


def text(client: Client) -> str:
    """Return the page, its blanks made alike."""
    return " ".join(client.get(PAGE).content.decode().replace("\xa0", " ").split())


def said(markup: str) -> str:
    """Return what a part of a page says."""
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def table(page: str) -> list[list[str]]:
    """Return the cells of the weeks, newest first."""
    body = page.partition('<table class="table">')[2].partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body)
    return [[said(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def marks(page: str) -> dict[str, str]:
    """Return the words of the marked days of the calendar."""
    body = page.partition('<table class="calendar">')[2].partition("</table>")[0]
    return dict(re.findall(r'last=([\d-]+)" title="([^"]*)"', body))


def test_the_list_of_runs_leads_there(ann: User, ann_client: Client) -> None:
    assert f'href="{PAGE}"' not in ann_client.get("/runs/").content.decode()
    make_run(ann)
    assert f'href="{PAGE}"' in ann_client.get("/runs/").content.decode()


def test_the_flag_of_the_habit_leads_there(ann: User, ann_client: Client) -> None:
    make_runs(ann, last=ON, count=3, warm_up_state="skipped")
    ann_client.get("/")
    flag = Flag.objects.get(rule="warm_up_habit")
    assert f'href="{PAGE}"' in ann_client.get(f"/flags/{flag.pk}/").content.decode()


def test_without_a_run_it_says_what_to_log_first(ann_client: Client) -> None:
    page = text(ann_client)
    assert "No runs yet" in page
    assert "From the first one on, you see here how far you run each week" in page
    assert 'href="/runs/new/"' in page
    assert "<canvas" not in page
    assert "calendar" not in page.partition("<main")[2].partition("</main>")[0]


def test_missed_sessions_are_no_runs(ann: User, ann_client: Client) -> None:
    make_run(ann, on=ON, km=None, limited_by_back="not_started")
    assert "No runs yet" in text(ann_client)


def test_after_a_long_gap_it_says_when_the_latest_was(ann: User, ann_client: Client) -> None:
    make_run(ann, on="2026-05-03")
    page = text(ann_client)
    assert "No run logged in the last 12 weeks" in page
    assert "Your latest run is of 3 May 2026." in page


def test_one_run_is_enough(ann: User, ann_client: Client) -> None:
    make_run(ann, on=ON, km="8.2", warm_up_state="done")
    page = text(ann_client)
    rows = table(page)
    assert len(rows) == 12
    assert rows[0] == ["16 Nov so far", "8.2 km in 1 run", "8.2 km"]
    assert rows[1] == ["9 Nov", "no run logged", "–"]
    assert marks(page) == {"2026-11-22": "Done"}
    assert "1 run in these 6 weeks: 1 with a warm-up." in page


def test_a_run_without_a_distance_is_said_and_never_a_zero(ann: User, ann_client: Client) -> None:
    make_run(ann, on=ON, km="8.2")
    make_run(ann, on=ON, km=None, at="18:00")
    make_run(ann, on=ON - timedelta(days=7), km=None)
    page = text(ann_client)
    assert table(page)[:2] == [
        ["16 Nov so far", "8.2 km in 1 of 2 runs", "8.2 km"],
        ["9 Nov", "1 run without a distance", "–"],
    ]
    assert "2 runs without a distance are in no bar." in page


def test_distances_are_in_the_readers_units(ann: User, ann_client: Client) -> None:
    ann.units = "mi"
    ann.save()
    make_run(ann, on=ON, km=Decimal("16.09344"))
    page = text(ann_client)
    assert table(page)[0][1:] == ["10.0 mi in 1 run", "10.0 mi"]
    assert "km" not in said(page.partition("<main")[2].partition("</main>")[0])


def test_each_day_has_the_least_of_its_runs(ann: User, ann_client: Client) -> None:
    make_run(ann, on="2026-11-16", warm_up_state="done")
    make_run(ann, on="2026-11-16", warm_up_state="skipped", at="18:00")
    make_run(ann, on="2026-11-17")
    make_run(ann, on="2026-11-18", warm_up_state="short")
    make_run(ann, on="2026-10-11", warm_up_state="done")
    page = text(ann_client)
    assert marks(page) == {"2026-11-16": "Skipped, 2 runs", "2026-11-17": "Not recorded", "2026-11-18": "Short"}
    assert "4 runs in these 6 weeks: 1 with a warm-up, 1 with a short one, 1 with none, 1 not recorded." in page
    assert "the least counts" in page


def test_a_day_leads_to_its_runs(ann: User, ann_client: Client) -> None:
    make_run(ann, on="2026-11-17")
    run = make_run(ann, on="2026-11-18")
    [address] = re.findall(r'href="(/diary/[^"]*2026-11-18)"', text(ann_client))
    [(_day, entries)] = ann_client.get(address.replace("&amp;", "&")).context["days"]
    assert [entry.record for entry in entries] == [run]


@pytest.mark.parametrize("count", [1, 400])
def test_few_statements_however_long_the_log(ann: User, ann_client: Client, query_count: QueryCount, count: int) -> None:
    make_runs(ann, last=ON, count=count)
    ann_client.get(PAGE)
    with query_count(8):
        ann_client.get(PAGE)
