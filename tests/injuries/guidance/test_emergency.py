"""The emergency page and its two ways on."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from injuries.guidance.assessing import keep_true
from injuries.symptoms.models import AuditEntry, LegReport, PainScore, SignCheck
from injuries.symptoms.run_marks import leg_id
from runlog.core.pages import new_form_id
from tests.support.sharing import ALL, link

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _sunday_morning(clock):
    """In Berlin it is 09:30 on 22 November 2026."""


def check(client, user, **answers):
    return client.post(reverse("sign_check_new"), {"id": new_form_id(user, "check"), **answers})


def leg(client, user, **answers):
    return client.post(reverse("leg_new"), {"id": new_form_id(user, "leg"), **answers})


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def lands_on(client, name, *args):
    """Return where a page asked for leads."""
    return client.get(reverse(name, args=args), follow=True).request["PATH_INFO"]


def test_without_an_emergency_there_is_the_list_of_signs(ann, ann_client):
    check(ann_client, ann, fever="yes", chest_pain="not_sure")
    assert ann_client.get(reverse("emergency")).url == reverse("warning_signs")
    assert ann_client.post(reverse("emergency_help")).url == reverse("home")
    assert not AuditEntry.objects.filter(what="getting_help").exists()


@pytest.mark.parametrize(("report", "answers"), [(check, {"chest_pain": "yes"}), (leg, {"both_legs": "yes"}), (leg, {"worsening": "yes"})])
def test_saving_an_emergency_leads_to_its_page_from_wherever(ann, ann_client, report, answers):
    response = report(ann_client, ann, **answers)
    assert ann_client.get(response.url).url == reverse("emergency")
    for name in ("home", "pain_list", "shoe_list"):
        assert lands_on(ann_client, name) == "/emergency/"


def test_the_page_says_what_to_do_what_was_ticked_and_what_to_say(ann, ann_client):
    PainScore.objects.create(athlete=ann, log_id="p1", score=7, **PainScore.moment_fields(ann.local(NOW)))
    check(ann_client, ann, chest_pain="yes", saddle_numbness="not_sure", fever="no")
    leg(ann_client, ann, worsening="yes")
    shown = text(ann_client.get(reverse("emergency")))
    assert "Seek urgent care now" in shown
    assert 'tabindex="-1" autofocus' in shown
    assert 'href="tel:112"' in shown
    assert "112 is the emergency number for Germany." in shown
    assert "<b>Yes:</b> chest pain with the back pain" in shown
    assert "<b>Yes:</b> it is getting worse" in shown
    assert "<b>Not sure:</b> numbness or pins and needles around the genitals" in shown
    assert "fever" not in shown
    assert "I have back pain. What is new or changed: chest pain with the back pain; a leg felt weak" in shown
    assert "7 of 10" in shown
    assert "Nobody watches this log and nobody has been told." in shown


def test_the_page_has_no_navigation_and_no_way_on_but_two(ann, ann_client):
    check(ann_client, ann, chest_pain="yes")
    body = text(ann_client.get(reverse("emergency"))).split("<body")[1]
    links = re.findall(r'href="([^"#]+)"', body)
    resolve = reverse("sign_check_resolve", args=[SignCheck.objects.get().pk])
    assert [link for link in links if not link.startswith("/static/")] == ["tel:112", f"{resolve}?mistake=sure"]
    assert re.findall(r'<form method="post" action="([^"]+)"', body) == [reverse("emergency_help")]


def test_without_a_country_the_number_is_the_local_one(ann, ann_client):
    ann.country = ""
    ann.save()
    check(ann_client, ann, chest_pain="yes")
    shown = text(ann_client.get(reverse("emergency")))
    assert "Call your local emergency number" in shown
    assert "tel:" not in shown


def test_getting_help_opens_the_log_for_this_log_in_and_closes_nothing(ann, ann_client, log_in):
    check(ann_client, ann, chest_pain="yes")
    assert ann_client.post(reverse("emergency_help")).url == reverse("home")
    assert AuditEntry.objects.get(what="getting_help").at == NOW
    assert SignCheck.objects.get().resolved_on is None
    assert lands_on(ann_client, "pain_list") == reverse("pain_list")
    banner = text(ann_client.get(reverse("pain_list"))).split("<main")[0]
    assert reverse("emergency") in banner
    assert "A clinician has seen this" in banner
    assert lands_on(log_in(ann), "pain_list") == "/emergency/"


def test_getting_help_twice_is_noted_once(ann, ann_client):
    check(ann_client, ann, chest_pain="yes")
    for _twice in range(2):
        ann_client.post(reverse("emergency_help"))
    assert AuditEntry.objects.filter(what="getting_help").count() == 1


def test_after_twelve_hours_the_page_returns(ann, ann_client, clock):
    check(ann_client, ann, chest_pain="yes")
    ann_client.post(reverse("emergency_help"))
    clock(NOW + timedelta(hours=11, minutes=59))
    assert lands_on(ann_client, "pain_list") == reverse("pain_list")
    clock(NOW + timedelta(hours=12))
    assert lands_on(ann_client, "pain_list") == "/emergency/"


@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_a_new_emergency_calls_the_page_again_on_whatever_device_it_was_told(ann, ann_client, log_in, clock, is_elsewhere):
    other = log_in(ann) if is_elsewhere else ann_client
    check(ann_client, ann, chest_pain="yes")
    ann_client.post(reverse("emergency_help"))
    clock(NOW + timedelta(seconds=1))
    check(other, ann, fever="yes")
    assert lands_on(ann_client, "pain_list") == reverse("pain_list")
    leg(other, ann, both_legs="yes")
    assert lands_on(ann_client, "pain_list") == "/emergency/"
    assert "I am getting help" in text(ann_client.get(reverse("emergency")))
    clock(NOW + timedelta(seconds=2))
    ann_client.post(reverse("emergency_help"))
    assert lands_on(ann_client, "pain_list") == reverse("pain_list")


def test_more_answers_to_the_same_emergency_leave_the_log_open(ann, ann_client, clock):
    check(ann_client, ann, chest_pain="yes")
    ann_client.post(reverse("emergency_help"))
    clock(NOW + timedelta(seconds=1))
    page = reverse("sign_check_ask", args=[SignCheck.objects.get().pk])
    ann_client.post(page, {"sign": "fever", "answer": "no"})
    assert ann_client.get(page, {"question": 2}).status_code == 200


def test_while_help_is_on_its_way_the_page_offers_that_a_clinician_has_seen_it(ann, ann_client):
    check(ann_client, ann, chest_pain="yes")
    assert "A clinician has seen this" not in text(ann_client.get(reverse("emergency")))
    ann_client.post(reverse("emergency_help"))
    assert "A clinician has seen this" in text(ann_client.get(reverse("emergency")))
    pk = SignCheck.objects.get().pk
    ann_client.post(reverse("sign_check_resolve", args=[pk]), {"on": "2026-11-22"})
    assert lands_on(ann_client, "emergency") == reverse("warning_signs")
    assert lands_on(ann_client, "pain_list") == reverse("pain_list")


@pytest.fixture
def resolved_ahead(ann, ann_client):
    """A check of level emergency out of a log from elsewhere, in which it is resolved two days from now."""
    check(ann_client, ann, chest_pain="yes")
    SignCheck.objects.update(resolved_on=NOW.date() + timedelta(days=2), resolved_how="seen_by_clinician")
    assert keep_true(ann, NOW)
    return SignCheck.objects.get()


def test_what_is_resolved_on_a_day_to_come_is_open_until_then(resolved_ahead, ann_client, clock):
    assert lands_on(ann_client, "pain_list") == "/emergency/"
    assert "chest pain" in text(ann_client.get(reverse("emergency")))
    clock("2026-11-24T00:00:00+01:00")
    assert lands_on(ann_client, "home") == reverse("home")


def test_what_is_resolved_on_a_day_to_come_can_be_closed_today(resolved_ahead, ann_client):
    ann_client.post(reverse("emergency_help"))
    url = reverse("sign_check_resolve", args=[resolved_ahead.pk])
    shown = text(ann_client.get(reverse("sign_check_detail", args=[resolved_ahead.pk])))
    assert "This check is closed." not in shown
    assert url in shown.split("<main")[1]
    assert ann_client.get(url).status_code == 200
    ann_client.post(url, {"on": "2026-11-22"})
    assert SignCheck.objects.get().resolved_on == NOW.date()
    assert lands_on(ann_client, "emergency") == reverse("warning_signs")


def test_a_mistake_is_reached_without_help_and_closes_only_its_own_report(ann, ann_client):
    check(ann_client, ann, chest_pain="yes")
    leg(ann_client, ann, both_legs="yes")
    url = reverse("leg_resolve", args=[LegReport.objects.get().pk])
    shown = text(ann_client.get(reverse("emergency")))
    assert f"{url}?mistake=sure" in shown
    assert "Was this a mistake?" in text(ann_client.get(f"{url}?mistake=sure"))
    assert ann_client.get(f"{url}?mistake=why").status_code == 200
    ann_client.post(f"{url}?mistake=why", {"reason": "Wrong form."})
    assert LegReport.objects.get().resolved_how == "ticked_by_mistake"
    shown = text(ann_client.get(reverse("emergency")))
    assert "both legs felt weak" not in shown
    assert "chest pain" in shown


def test_neither_a_later_no_nor_a_deleted_run_clears_it(ann, ann_client):
    check(ann_client, ann, chest_pain="yes")
    check(ann_client, ann, chest_pain="no")
    assert lands_on(ann_client, "pain_list") == "/emergency/"


def test_what_others_ticked_is_nobody_elses_page(ann, ann_client, eve_client):
    check(ann_client, ann, chest_pain="yes")
    assert eve_client.get(reverse("emergency")).url == reverse("warning_signs")
    assert eve_client.get(reverse("sign_check_resolve", args=[SignCheck.objects.get().pk])).status_code == 404


def test_asking_for_it_writes_nothing(ann, ann_client):
    check(ann_client, ann, chest_pain="yes")
    before = AuditEntry.objects.count()
    ann_client.get(reverse("emergency"))
    assert AuditEntry.objects.count() == before
    assert ann_client.get(reverse("emergency_help")).status_code == 405


def test_it_asks_the_database_little_however_much_is_open(ann, ann_client, query_count):
    for _several in range(4):
        check(ann_client, ann, chest_pain="yes")
        leg(ann_client, ann, both_legs="yes")
    with query_count(8):
        ann_client.get(reverse("emergency"))
    assert leg_id("x")


def test_on_the_way_out_of_an_emergency_stands_a_banner_only_while_help_is_on_its_way(ann, ann_client):
    check(ann_client, ann, chest_pain="yes")
    url = reverse("sign_check_resolve", args=[SignCheck.objects.get().pk])
    steps = [f"{url}?mistake=sure", f"{url}?mistake=why"]
    assert ["A clinician has seen this" in text(ann_client.get(step)) for step in steps] == [False, False]
    ann_client.post(reverse("emergency_help"))
    assert ["A clinician has seen this" in text(ann_client.get(step)) for step in steps] == [True, True]


def test_emergency_comes_before_the_second_step_that_an_installation_asks_for(ann, carl, carl_client, settings):
    """A coach without one: their own emergency stands first, wherever they go, and all that belongs to it is open."""
    settings.SECOND_FACTOR_FOR = frozenset({"coaches"})
    link(ann, carl, *ALL)
    assert lands_on(carl_client, "athlete_list") == reverse("second_factor_needed")
    saved = check(carl_client, carl, chest_pain="yes")
    assert saved.status_code == 302
    for name in ("athlete_list", "second_factor_needed", "mfa_index", "home"):
        assert lands_on(carl_client, name) == "/emergency/"
    assert carl_client.post(reverse("emergency_help")).status_code == 302
    assert "/emergency/" in text(carl_client.get(reverse("second_factor_needed"))), "the banner stands there too"
