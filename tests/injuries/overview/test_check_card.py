"""The check of the warning signs where it is due: asked on home, and after saving a run that calls for it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from injuries.guidance.models import Flag, FlagResponse
from injuries.symptoms.models import LegReport, PainScore, SignCheck
from runlog.core.models import Trashed
from runlog.core.pages import new_form_id
from runlog.people.models import User
from runlog.training.models import Run
from tests.support.clock import NOW, Clock
from tests.support.days import ON
from tests.support.queries import QueryCount
from tests.support.rows import make_pain, make_run, make_runs

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("clock")]
CARD = "Go through the warning signs"
FOLLOW_UPS = ("both_legs", "cannot_lift_foot", "catching", "numbness", "lasting", "worsening")


@pytest.fixture
def due(ann: User) -> None:
    """A score that asks for the check."""
    make_pain(ann, on=ON, at="09:00", score=8)


def home(client: Client) -> Any:
    return client.get("/").context


def tap(client: Client, question: Any, answer: str) -> str:
    sent = {"id": question.form_id, "sign": question.sign.key, "answer": answer}
    return str(client.post(question.action, sent).url)


def typed(client: Client, **fields: Any) -> dict[str, Any]:
    form = client.get("/runs/new/").context["forms"].run
    return {"id": form["id"].value(), "started_at": "2026-11-22T08:00", "distance_m": "10", "duration_s": "60"} | fields


class TestOnHome:
    @pytest.mark.usefixtures("due")
    def test_the_first_question_is_asked_right_there(self, ann_client: Client) -> None:
        page = ann_client.get("/")
        assert page.context["check"].question.number == 1
        assert "Your back was at 8 on" in page.content.decode()
        assert page.content.decode().count('name="answer"') == 4
        assert "warning_sign_check_due" not in {row.rule for row in page.context["attention"].rows}
        assert tap(ann_client, page.context["check"].question, "no").endswith("?question=2#question")

    @pytest.mark.usefixtures("due")
    def test_a_check_begun_today_goes_on_there_until_it_is_complete(self, ann_client: Client) -> None:
        for answered in range(20):
            assert home(ann_client)["check"].question.number == answered + 1
            tap(ann_client, home(ann_client)["check"].question, "no")
            if answered == 0:
                assert "Go on with the check of today" in ann_client.get("/").content.decode()
        assert home(ann_client)["check"] is None
        assert len(SignCheck.objects.get().answers) == 20

    @pytest.mark.usefixtures("due")
    @pytest.mark.parametrize("what", ["score", "leg"])
    def test_what_came_in_since_begins_a_new_check(self, ann: User, ann_client: Client, clock: Clock, what: str) -> None:
        tap(ann_client, home(ann_client)["check"].question, "no")
        clock(NOW + timedelta(hours=2))
        if what == "score":
            ann_client.post("/check-in/", {"id": new_form_id(ann, "pain"), "score": "9"})
        else:
            ann_client.post("/legs/new/", {"id": new_form_id(ann, "leg"), "numbness": "no"})
        assert home(ann_client)["check"].question.check is None

    def test_before_anything_else_was_logged_too(self, ann: User, ann_client: Client) -> None:
        ann_client.post("/legs/new/", {"id": new_form_id(ann, "leg"), "numbness": "no"})
        page = ann_client.get("/")
        assert page.context["is_first_visit"]
        assert page.content.decode().count('name="answer"') == 4

    def test_not_while_none_is_due(self, ann: User, ann_client: Client) -> None:
        make_pain(ann, on=ON, at="09:00", score=1)
        assert home(ann_client)["check"] is None

    @pytest.mark.usefixtures("due")
    def test_not_while_it_is_hidden(self, ann: User, ann_client: Client) -> None:
        ann_client.get("/")
        flag = Flag.objects.get(rule="warning_sign_check_due")
        said = {"rule": flag.rule, "scope": flag.scope, "kind": "acknowledged", "until_on": ON + timedelta(days=6)}
        FlagResponse.objects.create(athlete=ann, log_id="f1", **said, **FlagResponse.moment_fields(ann.local(NOW)))
        assert home(ann_client)["check"] is None

    @pytest.mark.parametrize("begun", [False, True])
    def test_home_still_takes_at_most_12_statements(self, ann: User, ann_client: Client, query_count: QueryCount, *, begun: bool) -> None:
        make_runs(ann, last=ON, count=30, warm_up_state="skipped")
        for ago in range(40):
            make_pain(ann, on=ON - timedelta(days=ago), at="09:00", score=7)
        if begun:
            tap(ann_client, home(ann_client)["check"].question, "no")
        ann_client.get("/")
        with query_count(12):
            assert home(ann_client)["check"]


class TestAfterARun:
    def test_a_score_that_asks_for_it_is_saved_first_and_leads_on(self, ann_client: Client) -> None:
        answer = ann_client.post("/runs/new/", typed(ann_client, during="7"))
        assert answer.url == "/checks/ask/?saved"
        assert PainScore.objects.get().score == 7
        page = ann_client.get(answer.url, follow=True).content.decode()
        assert "The run is saved." in page
        assert 'href="/"' in page.split("<main")[1]

    @pytest.mark.parametrize("score", ["6", ""])
    def test_any_other_leads_home(self, ann_client: Client, score: str) -> None:
        assert ann_client.post("/runs/new/", typed(ann_client, during=score)).url == "/?saved"

    def test_an_edit_that_leaves_the_score_as_it_was_leads_home(self, ann: User, ann_client: Client) -> None:
        ann_client.post("/runs/new/", typed(ann_client, during="8"))
        assert ann_client.post(*edit(ann_client, note="windy")).url == "/?saved"

    def test_a_leg_of_which_everything_was_said_leads_on_too(self, ann_client: Client) -> None:
        answer = ann_client.post("/runs/new/", typed(ann_client, leg="yes", **dict.fromkeys(FOLLOW_UPS, "no")))
        assert answer.url == "/checks/ask/?saved"
        assert LegReport.objects.exists()

    def test_a_check_right_after_a_run_that_just_began_counts(self, ann: User, ann_client: Client, clock: Clock) -> None:
        started = ann.local(NOW).strftime("%Y-%m-%dT%H:%M")
        ann_client.post("/runs/new/", typed(ann_client, started_at=started, duration_s="60", during="8"))
        assert Flag.objects.filter(rule="warning_sign_check_due", cleared_on=None).exists()
        clock(NOW + timedelta(seconds=30))
        for _ in range(20):
            tap(ann_client, home(ann_client)["check"].question, "no")
        clock(NOW + timedelta(hours=3))
        assert home(ann_client)["check"] is None
        assert not Flag.objects.filter(rule="warning_sign_check_due", cleared_on=None).exists()


def edit(client: Client, **fields: Any) -> tuple[str, dict[str, Any]]:
    """Open the form of the only run, and return its address and what it would send with some fields changed."""
    run = Run.objects.get()
    url = f"/runs/{run.pk}/edit/"
    pain = client.get(url).context["forms"].pain
    shown = {name: "" if pain[name].value() is None else pain[name].value() for name in pain.fields}
    return url, {"started_at": "2026-11-22T08:00", "distance_m": "10", "duration_s": "60"} | shown | fields


class TestAStaleTab:
    def test_leaves_scores_alone_that_came_in_since(self, ann: User, ann_client: Client) -> None:
        make_run(ann, on=ON, at="08:00", duration_s=Decimal(1200))
        stale = edit(ann_client, note="windy")
        ann_client.post(*edit(ann_client, during="4"))
        ann_client.post(*stale)
        assert [score.score for score in PainScore.objects.all()] == [4]
        assert Run.objects.get().note == "windy"
        assert not Trashed.objects.exists()

    def test_takes_out_what_it_showed(self, ann: User, ann_client: Client) -> None:
        make_run(ann, on=ON, at="08:00", duration_s=Decimal(1200))
        ann_client.post(*edit(ann_client, during="4"))
        ann_client.post(*edit(ann_client, during=""))
        assert not PainScore.objects.exists()
        assert Trashed.objects.get().kind == "pain"
