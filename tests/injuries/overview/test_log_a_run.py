"""Log a run: one page, one record however often it is sent, assessed once; what is wrong is told and what was typed is kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from injuries.guidance.models import Flag
from injuries.symptoms.models import LegReport, PainScore
from runlog.people.models import User
from runlog.training.models import Run
from tests.support.clock import NOW
from tests.support.days import ON
from tests.support.queries import QueryCount
from tests.support.rows import make_pain, make_run, make_runs, make_shoe

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NEW = "/runs/new/"


def opened(client: Client) -> dict[str, Any]:
    """Open the form and return its hidden id."""
    return {"id": client.get(NEW).context["forms"].run["id"].value()}


def typed(client: Client, **fields: Any) -> dict[str, Any]:
    return opened(client) | {"started_at": "2026-11-22T08:00", "distance_m": "10", "duration_s": "60"} | fields


def test_a_run_with_everything_is_stored_in_its_places(ann: User, ann_client: Client) -> None:
    shoe = make_shoe(ann)
    sent = typed(
        ann_client,
        distance_m="8,2",
        duration_s="20:30",
        shoe=shoe.pk,
        warm_up_state="short",
        warm_up_minutes="3",
        kind="easy",
        before="1",
        during="3",
        after="4",
        side="left",
        leg="no",
        limited_by_back="no",
    )
    answer = ann_client.post(NEW, sent)
    assert (answer.status_code, answer.url) == (302, "/?saved")
    assert "The run is saved." in ann_client.get(answer.url).content.decode()
    run = Run.objects.get(athlete=ann)
    assert (run.distance_m, run.duration_s, run.shoe, run.warm_up_state) == (8200, 1230, shoe, "short")
    assert run.moment.isoformat() == "2026-11-22T08:00:00+01:00"
    scores = {score.moment_of_day: score for score in PainScore.objects.filter(run=run)}
    assert {moment: score.score for moment, score in scores.items()} == {"before_run": 1, "during_run": 3, "after_run": 4}
    assert [score.moment.strftime("%H:%M:%S") for score in scores.values()] == ["08:00:00", "08:20:30", "08:21:30"]
    assert not LegReport.objects.exists()


def test_what_is_left_open_is_stored_as_not_recorded(ann: User, ann_client: Client) -> None:
    ann_client.post(NEW, typed(ann_client, distance_m="", duration_s=""))
    run = Run.objects.get(athlete=ann)
    left_open = (
        "distance_m",
        "duration_s",
        "shoe",
        "warm_up_state",
        "slumped",
        "low_energy",
        "limited_by_back",
        "effort",
        "tightness_quads",
    )
    assert all(getattr(run, name) is None for name in left_open)
    assert not PainScore.objects.exists()


def test_the_same_form_sent_twice_makes_one_record(ann: User, ann_client: Client) -> None:
    sent = typed(ann_client, after="4", leg="yes", both_legs="no")
    for _ in range(2):
        ann_client.post(NEW, sent)
    assert Run.objects.count() == PainScore.objects.count() == LegReport.objects.count() == 1
    assert Run.objects.get().edited_at is None


def test_a_form_of_somebody_else_is_404(ann_client: Client, eve: User, log_in: Any) -> None:
    assert log_in(eve).post(NEW, typed(ann_client)).status_code == 404
    assert not Run.objects.exists()


@pytest.mark.parametrize("made_up", ["", "run-1", "run-" + "0" * 32, "x" * 5000, "\x00"])
def test_a_made_up_id_is_404(ann_client: Client, made_up: str) -> None:
    assert ann_client.post(NEW, typed(ann_client) | {"id": made_up}).status_code == 404


def test_another_users_shoe_is_refused(ann_client: Client, eve: User) -> None:
    answer = ann_client.post(NEW, typed(ann_client, shoe=make_shoe(eve).pk))
    assert "Choose one of your own pairs." in answer.content.decode()
    assert not Run.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "part"),
    [
        ("distance_m", "-3", "run"),
        ("distance_m", "3,000", "run"),
        ("distance_m", "3000", "run"),
        ("distance_m", "ten", "run"),
        ("duration_s", "0", "run"),
        ("started_at", "2026-11-22T23:00", "run"),
        ("started_at", "", "run"),
        ("after", "11", "pain"),
        ("after", "3.5", "pain"),
        ("kind", "sprint", "run"),
    ],
)
def test_bad_input_is_told_in_a_sentence_at_its_field_and_kept(ann_client: Client, field: str, value: str, part: str) -> None:
    answer = ann_client.post(NEW, typed(ann_client, note="a windy day", **{field: value}))
    assert answer.status_code == 200
    form = getattr(answer.context["forms"], part)
    [sentence] = form.errors[field]
    assert sentence.endswith((".", "?"))
    assert "a windy day" in answer.content.decode()
    if value and field not in ("after", "kind"):
        assert f'value="{value}"' in answer.content.decode()
    assert not Run.objects.exists()


def test_it_opens_with_what_can_be_known_and_never_with_an_answer_about_the_body(ann: User, ann_client: Client) -> None:
    body = {"warm_up_state": "done", "slumped": True, "low_energy": True, "limited_by_back": "slowed", "tightness_quads": 7}
    shoe = make_shoe(ann)
    make_run(ann, on=ON - timedelta(days=7), km=12, duration_s=3726, kind="long", shoe=shoe, **body)
    make_run(ann, on=ON - timedelta(days=1), km=5, kind="easy")
    forms = ann_client.get(NEW).context["forms"]
    opened = {name: forms.run[name].value() for name in forms.run.fields}
    assert (opened["distance_m"], opened["kind"], opened["shoe"]) == ("12", "long", shoe.pk)
    # It is 9:30, and such a run took an hour and two minutes.
    assert opened["started_at"] == "2026-11-22T08:25"
    assert not any(opened[name] for name in body)
    assert not any(forms.pain[name].value() for name in ("before", "during", "after", "side"))
    assert not forms.leg["leg"].value()


def test_scores_move_with_the_run_unless_edited_by_hand(ann: User, ann_client: Client) -> None:
    ann_client.post(NEW, typed(ann_client, before="1", after="4"))
    run = Run.objects.get()
    after = PainScore.objects.get(moment_of_day="after_run")
    PainScore.objects.filter(pk=after.pk).update(at=NOW - timedelta(minutes=5))
    form = {"started_at": "2026-11-22T07:00", "distance_m": "10", "duration_s": "60", "before": "1", "after": "4"}
    assert ann_client.post(f"/runs/{run.pk}/edit/", form).status_code == 302
    assert PainScore.objects.get(moment_of_day="before_run").moment.strftime("%H:%M") == "07:00"
    assert PainScore.objects.get(moment_of_day="after_run").at == NOW - timedelta(minutes=5)


def test_a_reported_leg_leads_on_to_what_was_not_answered(ann: User, ann_client: Client) -> None:
    answer = ann_client.post(NEW, typed(ann_client, leg="yes"))
    report = LegReport.objects.get(athlete=ann)
    assert answer.url == f"/legs/{report.pk}/edit/"
    assert report.run == Run.objects.get()


def test_a_reported_leg_leads_on_to_the_warning_signs_though_the_score_after_the_run_asks_for_them_too(ann_client: Client) -> None:
    answer = ann_client.post(NEW, typed(ann_client, after="8", leg="yes"))
    every = dict.fromkeys(("both_legs", "cannot_lift_foot", "catching", "numbness", "lasting", "worsening"), "no")
    page = ann_client.post(answer.url, every, follow=True).content.decode()
    assert "Then the warning signs" in page


def test_both_legs_land_on_the_emergency_page(ann_client: Client) -> None:
    every = dict.fromkeys(("cannot_lift_foot", "catching", "numbness", "lasting", "worsening"), "no")
    answer = ann_client.post(NEW, typed(ann_client, leg="yes", both_legs="yes", **every), follow=True)
    assert answer.request["PATH_INFO"] == "/emergency/"


def test_a_missed_session_has_no_distance(ann: User, ann_client: Client) -> None:
    ann_client.post(NEW, typed(ann_client, limited_by_back="not_started"))
    run = Run.objects.get(athlete=ann)
    assert run.is_missed
    assert run.distance_m is None


def test_the_flag_is_there_on_the_next_page(ann: User, ann_client: Client) -> None:
    make_shoe(ann, name="Pegasus", start_distance_m=795_000)
    shoe = ann.pk and ann_client.get(NEW).context["forms"].run["shoe"].value()
    ann_client.post(NEW, typed(ann_client, shoe=shoe, warm_up_state="skipped", after="4"))
    assert Flag.objects.get(athlete=ann, rule="worn_shoes", cleared_on=None).level == "caution"
    assert "805" in ann_client.get("/").content.decode()


@pytest.mark.parametrize("runs", [30, 3000])
def test_logging_a_run_takes_at_most_20_statements(ann: User, ann_client: Client, runs: int, query_count: QueryCount) -> None:
    shoe = make_shoe(ann, start_distance_m=0)
    make_runs(ann, last=ON - timedelta(days=1), count=runs, shoe=shoe, warm_up_state="done")
    for ago in range(1, 60):
        make_pain(ann, on=ON - timedelta(days=ago), score=2)
    sent = typed(ann_client, shoe=shoe.pk, warm_up_state="skipped", before="1", during="5", after="4", leg="yes", both_legs="no")
    with query_count(20):
        answer = ann_client.post(NEW, sent)
    assert answer.status_code == 302


def test_answers_about_a_leg_count_though_a_report_came_in_meanwhile(ann: User, ann_client: Client) -> None:
    ann_client.post(NEW, typed(ann_client))
    run = Run.objects.get(athlete=ann)
    page = f"/runs/{run.pk}/edit/"
    shown = {"started_at": "2026-11-22T08:00", "distance_m": "10", "duration_s": "60", "leg": "yes"}
    ann_client.post(page, shown | {"both_legs": "no"})
    ann_client.post(page, shown | {"both_legs": "yes"})
    assert LegReport.objects.get(run=run).both_legs is True
