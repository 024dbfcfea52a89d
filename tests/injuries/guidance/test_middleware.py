"""An emergency comes before every page and after every POST; urgent flags stand on every page; a failed check shows the signs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from injuries.guidance.assessing import keep_true
from injuries.guidance.models import Assessment, Flag
from injuries.symptoms.models import PainScore, SignCheck
from injuries.symptoms.signs import SIGNS
from runlog.people.models import User
from tests.support.clock import NOW, Clock
from tests.support.queries import QueryCount
from tests.support.rows import make_leg_report, make_run, make_sign_check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
EMERGENCY = "/emergency/"
PAGES = [
    "home",
    "run_list",
    "run_new",
    "flag_list",
    "advice_list",
    "diary",
    "settings",
    "shoe_list",
    "check_in",
    "leg_list",
    "sign_check_new",
]


@pytest.fixture
def check(ann: User) -> SignCheck:
    """Ann has ticked a sign of level emergency."""
    check = make_sign_check(ann, saddle_numbness="yes")
    keep_true(ann, NOW)
    return check


@pytest.fixture
def urgent(ann: User) -> Flag:
    """Ann has ticked a sign of level urgent."""
    make_sign_check(ann, night_sweats="yes")
    keep_true(ann, NOW)
    return Flag.objects.get()


def text_of(client: Client, page: str) -> str:
    answer = client.get(reverse(page))
    assert answer.status_code == 200
    return answer.content.decode()


class TestEmergency:
    """While one is open, a GET of a page leads to its page."""

    @pytest.mark.parametrize("page", PAGES)
    def test_every_page_leads_there(self, check: SignCheck, ann_client: Client, page: str) -> None:
        answer = ann_client.get(reverse(page))
        assert (answer.status_code, answer.headers.get("Location")) == (302, EMERGENCY)

    def test_administration_too(self, check: SignCheck, ann: User, ann_client: Client) -> None:
        User.objects.filter(pk=ann.pk).update(is_staff=True, is_superuser=True)
        assert ann_client.get("/admin/").headers["Location"] == EMERGENCY

    @pytest.mark.parametrize("page", ["emergency", "warning_signs", "account_logout"])
    def test_the_ways_out_do_not(self, check: SignCheck, ann_client: Client, page: str) -> None:
        assert ann_client.get(reverse(page)).headers.get("Location") != EMERGENCY

    def test_closing_it_does_not(self, check: SignCheck, ann_client: Client) -> None:
        assert ann_client.get(reverse("sign_check_resolve", args=[check.pk])).status_code == 200

    def test_closing_a_leg_report_does_not(self, ann: User, ann_client: Client) -> None:
        report = make_leg_report(ann, both_legs=True)
        keep_true(ann, NOW)
        assert ann_client.get(reverse("home")).headers["Location"] == EMERGENCY
        assert ann_client.get(reverse("leg_resolve", args=[report.pk])).status_code == 200

    def test_what_is_sent_arrives(self, ann: User, ann_client: Client) -> None:
        form_id = ann_client.get(reverse("check_in")).context["form"]["id"].value()
        make_sign_check(ann, chest_pain="yes")
        keep_true(ann, NOW)
        answer = ann_client.post(reverse("check_in"), {"id": form_id, "score": "2"})
        assert PainScore.objects.of(ann).count() == 1
        assert answer.headers["Location"] != EMERGENCY

    def test_what_is_sent_with_a_fault_comes_back_as_typed(self, check: SignCheck, ann_client: Client) -> None:
        answer = ann_client.post(reverse("appointment_new"), {"on": "soon", "note": "typed"})
        assert (answer.status_code, "soon" in answer.content.decode()) == (200, True)

    def test_what_is_not_there_is_still_not_there(self, check: SignCheck, ann_client: Client) -> None:
        assert ann_client.get("/no/such/page/").status_code == 404

    def test_a_page_that_finds_its_log_stale_finds_the_emergency(self, ann: User, ann_client: Client) -> None:
        make_sign_check(ann, chest_pain="yes")
        assert ann_client.get(reverse("home")).headers["Location"] == EMERGENCY

    def test_a_closed_one_locks_nobody_out_when_the_assessment_fails(self, check: SignCheck, ann_client: Client) -> None:
        SignCheck.objects.update(resolved_on=NOW.date(), resolved_how="seen_by_clinician")
        answer = ann_client.get(reverse("run_list"))
        assert answer.status_code == 200
        assert "Seek urgent care now" in answer.content.decode()

    def test_nobody_elses(self, check: SignCheck, eve_client: Client) -> None:
        assert eve_client.get(reverse("run_list")).status_code == 200

    def test_what_is_said_waits_for_a_page_that_is_seen(self, ann: User, ann_client: Client) -> None:
        form_id = ann_client.get(reverse("check_in")).context["form"]["id"].value()
        make_sign_check(ann, chest_pain="yes")
        answer = ann_client.post(reverse("check_in"), {"id": form_id, "score": "2"})
        assert ann_client.get(answer.headers["Location"]).headers["Location"] == EMERGENCY
        assert "your back is at 2 of 10" in ann_client.get(EMERGENCY).content.decode()


class TestGettingHelp:
    """For that log-in, twelve hours at most, a banner stands in its place."""

    def test_a_banner_leads_back_and_offers_to_close_it(self, check: SignCheck, ann_client: Client) -> None:
        ann_client.post(reverse("emergency_help"))
        page = text_of(ann_client, "run_list")
        assert "Seek urgent care now" in page
        assert f'href="{EMERGENCY}"' in page
        assert f'href="{reverse("sign_check_resolve", args=[check.pk])}">A clinician has seen this' in page

    def test_after_twelve_hours_the_page_returns(self, check: SignCheck, ann_client: Client, clock: Clock) -> None:
        ann_client.post(reverse("emergency_help"))
        clock(NOW + timedelta(hours=11, minutes=59))
        assert ann_client.get(reverse("run_list")).status_code == 200
        clock(NOW + timedelta(hours=12))
        assert ann_client.get(reverse("run_list")).headers["Location"] == EMERGENCY

    def test_another_log_in_is_not_marked(self, check: SignCheck, ann: User, ann_client: Client, log_in: Callable[[User], Client]) -> None:
        ann_client.post(reverse("emergency_help"))
        assert log_in(ann).get(reverse("run_list")).headers["Location"] == EMERGENCY


class TestUrgent:
    """Urgent flags stand above the heading of every page."""

    @pytest.mark.parametrize("page", ["home", "run_list", "advice_list", "settings", "warning_signs"])
    def test_on_every_page(self, urgent: Flag, ann_client: Client, page: str) -> None:
        text = text_of(ann_client, page)
        place = text.find("Get medical advice today")
        assert -1 < place < text.index("<h1")
        assert reverse("flag_detail", args=[urgent.pk]) in text

    def test_for_nobody_else(self, urgent: Flag, eve_client: Client, client: Client) -> None:
        assert "Get medical advice today: on" not in text_of(eve_client, "run_list")
        assert "Get medical advice today: on" not in text_of(client, "warning_signs")

    def test_nothing_below_urgent_does(self, ann: User, ann_client: Client) -> None:
        make_sign_check(ann, night_sweats="not_sure")
        keep_true(ann, NOW)
        assert "see_provider" in {flag.level for flag in Flag.objects.all()}
        assert "Open warnings" not in text_of(ann_client, "run_list")

    def test_one_statement_a_page(self, urgent: Flag, ann_client: Client, query_count: QueryCount) -> None:
        with query_count(4):
            text_of(ann_client, "advice_list")

    def test_none_for_who_is_not_logged_in(self, client: Client, query_count: QueryCount) -> None:
        with query_count(0):
            text_of(client, "privacy")


class TestNotChecked:
    """Where the log could not be checked, the static list stands on every page."""

    def test_all_signs_are_listed(self, ann: User, ann_client: Client) -> None:
        Assessment.objects.create(athlete=ann, is_due=True, has_failed=True)
        text = text_of(ann_client, "run_list")
        assert "it could not be checked for warning signs" in text
        assert all(str(sign.said) in text.replace("&#x27;", "'") for sign in SIGNS)

    def test_gone_once_it_works_again(self, ann: User, ann_client: Client) -> None:
        Assessment.objects.create(athlete=ann, is_due=True, has_failed=True)
        make_run(ann)
        assert "it could not be checked for warning signs" not in text_of(ann_client, "home")
