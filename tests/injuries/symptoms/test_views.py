"""The pages of this room."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from injuries.symptoms.models import Appointment, HomeCare, LegReport, PainScore, SignCheck
from injuries.symptoms.signs import FOLLOW_UPS, SIGN_KEYS
from runlog.core.models import Trashed
from runlog.core.pages import new_form_id

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
LISTS = ("pain_list", "leg_list", "sign_check_list", "home_care_list", "appointment_list")
NEWS = ("pain_new", "leg_new", "sign_check_new", "home_care_new", "appointment_new")
PREFIXES = {"pain_new": "pain", "leg_new": "leg", "sign_check_new": "check", "home_care_new": "care", "appointment_new": "appointment"}
SAID: dict[str, dict[str, Any]] = {
    "pain_new": {"score": "4", "at": "2026-11-22T09:00"},
    "leg_new": {"catching": "no"},
    "sign_check_new": {"fever": "no"},
    "home_care_new": {"on": "2026-11-22", "kinds": ["heat"]},
    "appointment_new": {"on": "2026-12-24", "with_whom": "doctor"},
}
MODELS = {
    "pain_new": PainScore,
    "leg_new": LegReport,
    "sign_check_new": SignCheck,
    "home_care_new": HomeCare,
    "appointment_new": Appointment,
}


@pytest.fixture(autouse=True)
def _sunday_morning(clock):
    """In Berlin it is 09:30 on 22 November 2026."""


@pytest.fixture
def made(ann):
    moment = datetime.fromisoformat("2026-11-21T20:00:00+01:00")
    day = {"athlete": ann, "local_on": date(2026, 11, 21)}
    return {
        "pain": PainScore.objects.create(athlete=ann, log_id="p1", score=7, note="On stairs.", **PainScore.moment_fields(moment)),
        "leg": LegReport.objects.create(athlete=ann, log_id="l1", numbness=True, catching=False, **LegReport.moment_fields(moment)),
        "sign_check": SignCheck.objects.create(athlete=ann, log_id="s1", answers={"fever": "not_sure"}, **SignCheck.moment_fields(moment)),
        "home_care": HomeCare.objects.create(log_id="c1", kinds=["heat"], **day),
        "appointment": Appointment.objects.create(log_id="a1", with_whom="doctor", questions=["May I run?"], **day),
    }


RECORD_PAGES = [
    *((kind, f"{kind}_{role}") for kind in ("pain", "home_care", "appointment") for role in ("detail", "edit", "delete")),
    *((kind, f"{kind}_{role}") for kind in ("leg", "sign_check") for role in ("detail", "edit", "resolve")),
]


def page(client, name, *args, **said):
    url = reverse(name, args=args)
    return client.post(url, said) if said else client.get(url)


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize("name", [*LISTS, *NEWS, "check_in"])
def test_pages_open_with_an_empty_log_and_ask_strangers_to_log_in(client, ann_client, name):
    assert page(ann_client, name).status_code == 200
    assert page(client, name).status_code == 302


@pytest.mark.parametrize(("kind", "name"), RECORD_PAGES)
def test_pages_of_a_record_open_for_its_owner_alone(made, ann_client, eve_client, kind, name):
    pk = made[kind].pk
    assert page(ann_client, name, pk).status_code == 200
    assert page(eve_client, name, pk).status_code == 404
    if not name.endswith("detail"):
        assert page(eve_client, name, pk, id="x", score="3", fever="yes", numbness="no", on="2026-11-21").status_code == 404
    made[kind].refresh_from_db()


@pytest.mark.parametrize("name", NEWS)
def test_a_form_sent_twice_makes_one_record_and_one_made_for_another_none(ann, eve, ann_client, name):
    form_id = new_form_id(ann, PREFIXES[name])
    for _twice in range(2):
        response = page(ann_client, name, id=form_id, **SAID[name])
        assert response.status_code == 302, text(response)
    row = MODELS[name].objects.get()
    assert row.edited_at is None
    assert response.url == reverse(name.replace("new", "detail"), args=[row.pk])
    for forged in (new_form_id(eve, PREFIXES[name]), "pain-" + 32 * "0"):
        assert page(ann_client, name, id=forged, **SAID[name]).status_code == 404
    assert MODELS[name].objects.count() == 1


@pytest.mark.parametrize("name", NEWS)
def test_a_refused_form_says_so_once_and_stores_nothing(ann_client, name):
    response = page(ann_client, name, at="2026-11-22T09:40", on="soon", score="11")
    assert response.status_code == 200
    assert "Not saved yet" in text(response)
    assert MODELS[name].objects.count() == 0


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("count", [1, 40])
def test_lists_take_a_fixed_number_of_statements(ann, ann_client, query_count, name, count):
    moment = datetime.fromisoformat("2026-11-21T20:00:00+01:00")
    for number in range(count):
        same = {"athlete": ann, "log_id": f"x{number}"}
        PainScore.objects.create(score=3, **same, **PainScore.moment_fields(moment))
        LegReport.objects.create(**same, **LegReport.moment_fields(moment))
        SignCheck.objects.create(**same, **SignCheck.moment_fields(moment))
        HomeCare.objects.create(kinds=["heat"], local_on=moment.date(), **same)
        Appointment.objects.create(with_whom="doctor", local_on=moment.date(), **same)
    with query_count(5):
        assert page(ann_client, name).status_code == 200


def test_long_lists_turn_pages(ann, ann_client):
    moment = PainScore.moment_fields(NOW)
    PainScore.objects.bulk_create(PainScore(athlete=ann, log_id=f"x{number}", score=3, **moment) for number in range(51))
    assert text(page(ann_client, "pain_list")).count("3 of 10") == 50
    assert text(ann_client.get(reverse("pain_list"), {"page": 2})).count("3 of 10") == 1


def test_a_score_is_edited_in_its_own_offset(ann, ann_client):
    abroad = datetime.fromisoformat("2026-11-20T21:15:00-05:00")
    score = PainScore.objects.create(athlete=ann, log_id="p1", score=3, side="left", **PainScore.moment_fields(abroad))
    assert 'value="2026-11-20T21:15"' in text(page(ann_client, "pain_edit", score.pk))
    page(ann_client, "pain_edit", score.pk, score="5", at="2026-11-20T20:00", side="", note=" Stairs. ")
    score.refresh_from_db()
    assert (score.score, score.moment.isoformat(), score.side, score.note) == (5, "2026-11-20T20:00:00-05:00", None, "Stairs.")


def test_strong_pain_is_saved_first_and_then_asks_for_the_warning_signs(ann, ann_client, made):
    assert reverse("sign_check_start") in text(page(ann_client, "pain_detail", made["pain"].pk)).split("<main")[1]
    PainScore.objects.update(score=6)
    assert reverse("sign_check_start") not in text(page(ann_client, "pain_detail", made["pain"].pk)).split("<main")[1]


@pytest.mark.parametrize("kind", ["pain", "home_care", "appointment"])
def test_deleting_asks_once_and_can_be_undone(ann_client, made, kind):
    pk, model = made[kind].pk, type(made[kind])
    page(ann_client, f"{kind}_delete", pk)
    assert model.objects.count() == 1
    ann_client.post(reverse(f"{kind}_delete", args=[pk]))
    assert model.objects.count() == 0
    ann_client.post(reverse("trash_undo", args=[Trashed.objects.get().pk]))
    assert model.objects.get().log_id == made[kind].log_id


def test_a_check_in_takes_one_tap_and_the_same_one_twice_makes_one_score(ann, ann_client):
    form_id = new_form_id(ann, "pain")
    for score in ("3", "3", "4"):
        assert page(ann_client, "check_in", id=form_id, score=score).url == reverse("home")
    row = PainScore.objects.get()
    assert (row.score, row.moment_of_day, row.area, row.moment.isoformat()) == (4, "morning", "lower_back", "2026-11-22T09:30:00+01:00")


@pytest.mark.parametrize("score", ["11", "3.5", "", "later"])
def test_a_check_in_off_the_scale_is_told_and_not_saved(ann, ann_client, score):
    response = page(ann_client, "check_in", id=new_form_id(ann, "pain"), score=score)
    assert response.status_code == 200
    assert text(response).count("from 0 to 10.") == 2 - 1
    assert not PainScore.objects.exists()


def test_the_check_in_row_holds_eleven_buttons_and_nothing_to_type(ann_client):
    main = text(page(ann_client, "check_in")).split("<main")[1]
    assert main.count('type="submit" name="score"') == 11
    assert set(re.findall(r'<input type="(\w+)"', main)) == {"hidden"}


def test_a_new_leg_report_keeps_open_questions_open(ann, ann_client):
    page(ann_client, "leg_new", id=new_form_id(ann, "leg"), catching="no")
    row = LegReport.objects.get()
    assert row.answers == dict.fromkeys(FOLLOW_UPS) | {"catching": False}
    assert row.moment.isoformat() == "2026-11-22T09:30:00+01:00"
    shown = text(page(ann_client, "leg_detail", row.pk))
    assert "5 questions are still open." in shown
    assert "You answered no question about it with yes." in shown


def test_answers_to_a_leg_report_are_added_and_raised(ann_client, made):
    pk = made["leg"].pk
    page(ann_client, "leg_edit", pk, catching="yes", lasting="no", numbness="no")
    row = LegReport.objects.get()
    assert (row.catching, row.lasting, row.numbness, row.both_legs) == (True, False, True, None)
    shown = text(page(ann_client, "leg_detail", pk))
    assert "Get medical advice today." in shown
    assert "toes that catch or a foot that slaps" in shown


def test_a_check_all_answered_with_no_says_only_that_none_was_ticked(ann, ann_client):
    page(ann_client, "sign_check_new", id=new_form_id(ann, "check"), **dict.fromkeys(SIGN_KEYS, "no"))
    shown = text(page(ann_client, "sign_check_detail", SignCheck.objects.get().pk))
    assert "No warning signs were ticked." in shown
    assert "still open" not in shown
    for promise in ("all clear", "are safe", "is safe", "risk"):
        assert promise not in shown.lower()


def test_a_partial_check_is_saved_and_says_what_is_open(ann, ann_client, made):
    shown = text(page(ann_client, "sign_check_detail", made["sign_check"].pk))
    assert "See a doctor or a physiotherapist in the next few days." in shown
    assert "19 questions are still open. What is open is not taken as a no." in shown


def test_an_answer_of_a_check_is_raised_by_no_form_lowered(ann_client, made):
    pk = made["sign_check"].pk
    page(ann_client, "sign_check_edit", pk, fever="no", lump="no")
    assert SignCheck.objects.get().answers == {"fever": "not_sure", "lump": "no"}
    page(ann_client, "sign_check_edit", pk, fever="yes")
    assert SignCheck.objects.get().answers == {"fever": "yes", "lump": "no"}


def test_an_old_check_asks_whether_this_is_still_happening(ann_client, made, clock):
    pk = made["sign_check"].pk
    assert "Is this still happening?" not in text(page(ann_client, "sign_check_detail", pk))
    clock("2026-11-29T09:30:00+01:00")
    assert "Is this still happening?" in text(page(ann_client, "sign_check_detail", pk))


PRIVATE_WORDS = ("genital", "bladder", "bowel", "saddle", "urine", "inner thighs")


def test_which_signs_were_ticked_stands_on_the_checks_own_page_alone(ann, ann_client, mailoutbox, caplog):
    said = {"bladder_change": "not_sure", "saddle_numbness": "not_sure", "genital_change": "not_sure", "bowel_change": "not_sure"}
    response = page(ann_client, "sign_check_new", id=new_form_id(ann, "check"), **said)
    detail = text(page(ann_client, "sign_check_detail", SignCheck.objects.get().pk))
    told = [response.url, text(page(ann_client, "sign_check_list")), *re.findall("<title>.*?</title>", detail), caplog.text]
    told += re.findall(r'<ul class="messages".*?</ul>', detail)
    for word in PRIVATE_WORDS:
        assert not [where for where in told if word in where.lower()]
    assert mailoutbox == []


@pytest.mark.parametrize("kind", ["leg", "sign_check"])
class TestClosing:
    def test_seen_by_a_clinician_on_a_day(self, ann_client, made, kind):
        pk = made[kind].pk
        response = page(ann_client, f"{kind}_resolve", pk, on="2026-11-21")
        assert response.url == reverse(f"{kind}_detail", args=[pk])
        made[kind].refresh_from_db()
        assert (made[kind].resolved_how, made[kind].resolved_on) == ("seen_by_clinician", date(2026, 11, 21))
        assert "Seen by a clinician, 21" in text(ann_client.get(response.url))

    @pytest.mark.parametrize(
        ("on", "told"),
        [("2026-11-20", "This was reported on 21 November 2026."), ("2026-11-23", "That day has not come yet."), ("", "."), ("soon", ".")],
    )
    def test_on_no_impossible_day(self, ann_client, made, kind, on, told):
        refused = page(ann_client, f"{kind}_resolve", made[kind].pk, on=on)
        assert refused.status_code == 200
        assert told in refused.context["form"].errors["on"][0]
        made[kind].refresh_from_db()
        assert made[kind].resolved_on is None

    def test_a_mistake_asks_again_and_then_for_a_reason(self, ann_client, made, kind):
        url = reverse(f"{kind}_resolve", args=[made[kind].pk])
        assert f"{url}?mistake=why" not in text(ann_client.get(url))
        again = text(ann_client.get(url, {"mistake": "sure"}))
        assert "Was this a mistake?" in again
        assert "?mistake=why" in again
        assert ann_client.post(f"{url}?mistake=why", {"reason": "  "}).status_code == 200
        made[kind].refresh_from_db()
        assert made[kind].resolved_on is None
        ann_client.post(f"{url}?mistake=why", {"reason": "My thumb slipped."})
        made[kind].refresh_from_db()
        assert (made[kind].resolved_how, made[kind].resolved_on) == ("ticked_by_mistake", date(2026, 11, 22))
        assert made[kind].resolved_reason == "My thumb slipped."

    def test_what_is_closed_has_nothing_left_to_answer_or_close(self, ann_client, made, kind):
        pk = made[kind].pk
        page(ann_client, f"{kind}_resolve", pk, on="2026-11-21")
        assert page(ann_client, f"{kind}_resolve", pk).status_code == 302
        assert page(ann_client, f"{kind}_edit", pk).status_code == 302
        page(ann_client, f"{kind}_resolve", pk, on="2026-11-22")
        made[kind].refresh_from_db()
        assert made[kind].resolved_on == date(2026, 11, 21)


def test_home_care_and_appointments_are_edited(ann_client, made):
    page(ann_client, "home_care_edit", made["home_care"].pk, on="2026-11-20", kinds=["cold", "walking"])
    page(ann_client, "appointment_edit", made["appointment"].pk, on="2026-11-21", with_whom="other", attended="yes", questions="May I run?")
    assert HomeCare.objects.get().kinds == ["cold", "walking"]
    row = Appointment.objects.get()
    assert (row.with_whom, row.attended, row.cancelled, row.questions) == ("other", True, None, ["May I run?"])


class TestWarningSigns:
    def test_anybody_may_read_all_twenty(self, client):
        shown = text(page(client, "warning_signs"))
        assert shown.count("<li>") >= 20
        assert "Call your local emergency number" in shown
        assert "Nobody watches this log" in shown

    def test_who_is_logged_in_reads_the_number_of_the_profiles_country(self, ann_client):
        shown = text(page(ann_client, "warning_signs"))
        assert 'href="tel:112"' in shown
        assert "112 is the emergency number for Germany." in shown

    def test_another_country_can_be_chosen_without_a_script(self, client):
        shown = text(client.get(reverse("warning_signs"), {"country": "JP"}))
        assert 'href="tel:119"' in shown

    @pytest.mark.parametrize("country", ["XX", "<b>", "", "J" * 500])
    def test_a_country_that_is_none_leaves_the_local_number(self, client, country):
        response = client.get(reverse("warning_signs"), {"country": country})
        assert response.status_code == 200
        assert "Call your local emergency number" in text(response)

    def test_it_writes_nothing_and_asks_little(self, ann_client, query_count):
        with query_count(4):
            page(ann_client, "warning_signs")


@pytest.mark.parametrize(
    ("tapped", "at"),
    [
        ("2026-11-22T05:15:30.250Z", "06:15"),
        ("2026-11-22T06:15:30+01:00", "06:15"),
        ("2026-10-20T06:15:30Z", "09:30"),
        ("2026-11-23T06:15:30Z", "09:30"),
        ("2026-11-22T06:15:30", "09:30"),
        ("soon", "09:30"),
        ("", "09:30"),
    ],
)
def test_a_tap_that_comes_late_is_about_its_moment(ann_client, tapped, at):
    form_id = ann_client.get("/check-in/").context["form"]["id"].value()
    ann_client.post("/check-in/", {"id": form_id, "score": "3", "at": tapped})
    assert PainScore.objects.get().moment.strftime("%d %H:%M") == f"22 {at}"


def test_a_slip_of_a_tap_is_put_right_with_one(ann_client):
    form_id = ann_client.get("/check-in/").context["form"]["id"].value()
    page = text(ann_client.post("/check-in/", {"id": form_id, "score": "3"}, follow=True))
    assert f'href="/pain/{PainScore.objects.get().pk}/edit/">Change' in page


def test_what_one_person_was_told_nobody_reads_who_logs_in_after_them(ann_client, eve):
    form_id = ann_client.get("/check-in/").context["form"]["id"].value()
    ann_client.post("/check-in/", {"id": form_id, "score": "7"})
    then = ann_client.post("/account/logout/").url
    assert "7 of 10" not in text(ann_client.get(then))
    ann_client.force_login(eve)
    assert "7 of 10" not in text(ann_client.get("/settings/"))
