"""Home answers three questions, in a fixed number of statements, and asks about the back the morning after a run."""

from datetime import timedelta

import pytest
from django.test import Client

from injuries.symptoms.models import PainScore
from runlog.core.pages import new_form_id
from runlog.people.models import User
from tests.support.clock import Clock
from tests.support.days import ON
from tests.support.queries import QueryCount
from tests.support.rows import make_pain, make_run, make_runs, make_shoe

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
MORNING = "How is your back this morning?"


def test_an_empty_log_is_told_what_to_log_first(ann_client: Client) -> None:
    page = ann_client.get("/")
    assert "Add the shoes you run in" in page.content.decode()
    assert "ok" not in {row.state for row in page.context["elements"]}
    assert "<canvas" not in page.content.decode()


def test_what_needs_attention_stands_above_the_first_steps(ann: User, ann_client: Client) -> None:
    ann_client.post("/legs/new/", {"id": new_form_id(ann, "leg"), "numbness": "yes"})
    page = ann_client.get("/")
    text = page.content.decode()
    assert page.context["is_first_visit"]
    assert page.context["top"].level == "see_provider"
    assert page.context["top"].sentence in text
    assert text.index("What needs attention") < text.index("Add the shoes you run in")
    assert "nothing is known yet" not in text


def test_the_chart_has_gaps_where_nothing_was_entered(ann: User, ann_client: Client) -> None:
    make_run(ann, on=ON - timedelta(days=3), km=None)
    make_run(ann, on=ON - timedelta(days=2), km=8)
    make_pain(ann, on=ON - timedelta(days=2), score=0)
    chart = ann_client.get("/").context["chart"]
    days = {day.on: day for day in chart.days}
    assert len(days) == 28
    assert days[ON - timedelta(days=2)].pain == 0
    assert days[ON - timedelta(days=3)].pain is None
    assert days[ON - timedelta(days=3)].distance_m is None
    assert days[ON - timedelta(days=3)].runs == 1


def test_areas_that_are_not_the_back_are_not_in_the_chart(ann: User, ann_client: Client) -> None:
    make_pain(ann, on=ON, score=7, area="thigh")
    make_run(ann, on=ON)
    assert ann_client.get("/").context["chart"].entries == ()


def test_the_morning_after_a_run_it_asks_until_answered(ann: User, ann_client: Client) -> None:
    make_run(ann, on=ON - timedelta(days=1))
    page = ann_client.get("/")
    assert MORNING in page.content.decode()
    form = page.context["check_in"]
    ann_client.post("/check-in/", {"id": form["id"].value(), "score": "2"})
    assert PainScore.objects.get(athlete=ann).moment_of_day == "morning"
    assert MORNING not in ann_client.get("/").content.decode()


@pytest.mark.parametrize(("at", "asks"), [("02:59", False), ("03:00", True), ("10:59", True), ("11:00", False)])
def test_it_asks_in_the_hours_of_which_an_answer_counts(ann: User, ann_client: Client, clock: Clock, at: str, asks: bool) -> None:
    make_run(ann, on=ON - timedelta(days=1))
    # Ann's clock is an hour ahead.
    clock(f"2026-11-22T{at}:00+00:00")
    assert (MORNING in ann_client.get("/").content.decode()) is asks


def test_a_check_in_at_night_is_not_the_answer_of_the_morning(ann: User, ann_client: Client, clock: Clock) -> None:
    make_run(ann, on=ON - timedelta(days=1))
    clock(f"{ON}T03:59:00+01:00")
    page = ann_client.get("/")
    assert MORNING not in page.content.decode()
    assert MORNING not in ann_client.get("/check-in/").content.decode()
    ann_client.post("/check-in/", {"id": page.context["check_in"]["id"].value(), "score": "2"})
    clock(f"{ON}T04:00:00+01:00")
    assert MORNING in ann_client.get("/").content.decode()


def test_it_does_not_ask_without_a_run_of_yesterday(ann: User, ann_client: Client) -> None:
    make_run(ann, on=ON - timedelta(days=2))
    make_run(ann, on=ON - timedelta(days=1), limited_by_back="not_started", km=None)
    assert MORNING not in ann_client.get("/").content.decode()


def test_a_new_day_is_assessed_on_the_first_look(ann: User, ann_client: Client, clock: Clock) -> None:
    make_run(ann, on=ON, warm_up_state="skipped")
    assert "skipped_warm_up" in {flag.rule for flag in ann_client.get("/").context["state"].flags}
    clock("2026-12-05T09:00:00+01:00")
    assert "skipped_warm_up" not in {flag.rule for flag in ann_client.get("/").context["state"].flags}


def test_unknown_never_reads_as_fine(ann: User, ann_client: Client) -> None:
    make_run(ann, on=ON)
    states = {row.key: row.state for row in ann_client.get("/").context["elements"]}
    assert list(states) == ["warm_up", "footwear", "posture", "strength", "pain"]
    assert "ok" not in (states["warm_up"], states["footwear"], states["posture"])


@pytest.mark.parametrize("runs", [30, 3000])
def test_home_takes_at_most_12_statements(ann: User, ann_client: Client, runs: int, query_count: QueryCount) -> None:
    shoe = make_shoe(ann, start_distance_m=0)
    make_runs(ann, last=ON, count=runs, shoe=shoe, warm_up_state="skipped")
    for ago in range(40):
        make_pain(ann, on=ON - timedelta(days=ago), score=4)
    ann_client.get("/")
    with query_count(12):
        page = ann_client.get("/")
    assert page.context["state"].flags
