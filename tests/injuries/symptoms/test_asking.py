"""The check of the warning signs asked one question at a time: saved as it goes, left and taken up again, nothing lost, nothing doubled."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from injuries.symptoms.models import AuditEntry, PainScore, SignCheck
from injuries.symptoms.signs import SIGN_KEYS, SIGNS
from runlog.core.pages import new_form_id
from runlog.people.models import User
from tests.support.clock import NOW, Clock
from tests.support.days import ON
from tests.support.queries import QueryCount
from tests.support.rows import make_leg_report, make_pain, make_sign_check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
START = "/checks/ask/"


def shown(client: Client, url: str = START) -> Any:
    """Open a page and return the question that it asks."""
    return client.get(url, follow=True).context["question"]


def tap(client: Client, question: Any, answer: str) -> Any:
    """Press a button of a page that was opened."""
    return client.post(question.action, {"id": question.form_id, "sign": question.sign.key, "answer": answer})


def text(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def detail(client: Client) -> str:
    return text(client.get(reverse("sign_check_detail", args=[SignCheck.objects.get().pk])))


def test_twenty_taps_make_one_complete_check(ann: User, ann_client: Client) -> None:
    url, asked = START, []
    for number in range(1, 21):
        page = ann_client.get(url, follow=True)
        question = page.context["question"]
        assert f"Question {number} of 20" in text(page)
        asked.append(question.sign.key)
        url = tap(ann_client, question, "no").url
        assert len(SignCheck.objects.get(athlete=ann).answers) == number
    check = SignCheck.objects.get()
    assert tuple(asked) == SIGN_KEYS
    assert url == reverse("sign_check_detail", args=[check.pk])
    assert (check.at, check.answers) == (NOW, dict.fromkeys(SIGN_KEYS, "no"))
    assert "No warning signs were ticked." in detail(ann_client)


def test_looking_at_a_question_writes_nothing(ann: User, ann_client: Client) -> None:
    assert shown(ann_client).sign.key == SIGN_KEYS[0]
    assert not SignCheck.objects.exists()


def test_no_address_names_a_sign(ann: User, ann_client: Client) -> None:
    url = START
    while "question" in url or url == START:
        url = tap(ann_client, shown(ann_client, url), "open" if url == START else "no").url
        assert not [key for key in SIGN_KEYS if key in url]


def test_an_answer_is_saved_at_once_and_the_check_taken_up_later_the_same_day(ann: User, ann_client: Client, clock: Clock) -> None:
    tap(ann_client, shown(ann_client), "not_sure")
    tap(ann_client, shown(ann_client), "no")
    clock(NOW + timedelta(hours=9))
    page = ann_client.get(START, follow=True)
    assert (page.context["question"].number, page.context["question"].open_count) == (3, 18)
    tap(ann_client, page.context["question"], "no")
    check = SignCheck.objects.get()
    assert (check.at, len(check.answers)) == (NOW, 3)
    assert AuditEntry.objects.filter(log_id=check.log_id, what="answered").count() == 3


def test_the_next_day_begins_a_new_check(ann: User, ann_client: Client, clock: Clock) -> None:
    tap(ann_client, shown(ann_client), "no")
    clock(NOW + timedelta(days=1))
    assert shown(ann_client).check is None


@pytest.mark.parametrize("what", ["severe", "leg"])
def test_what_asks_for_a_new_check_begins_one_though_another_is_half_done(ann: User, ann_client: Client, clock: Clock, what: str) -> None:
    tap(ann_client, shown(ann_client), "no")
    make_pain(ann, on=ON, at="09:35", score=4)
    assert shown(ann_client).check is not None
    if what == "severe":
        make_pain(ann, on=ON, at="09:40", score=7)
    else:
        make_leg_report(ann, on=ON, at="09:40")
    clock(NOW + timedelta(minutes=15))
    question = shown(ann_client)
    assert question.check is None
    tap(ann_client, question, "no")
    assert SignCheck.objects.count() == 2


@pytest.mark.parametrize("closed", [True, False])
def test_a_check_that_is_closed_or_complete_is_not_gone_on_with(ann: User, ann_client: Client, *, closed: bool) -> None:
    answers = {"fever": "yes"} if closed else dict.fromkeys(SIGN_KEYS, "no")
    check = make_sign_check(ann, on=ON, at="09:00", **answers)
    if closed:
        SignCheck.objects.update(resolved_on=ON, resolved_how="seen_by_clinician")
    assert shown(ann_client).check is None
    assert ann_client.get(reverse("sign_check_ask", args=[check.pk])).url == reverse("sign_check_detail", args=[check.pk])


class TestNothingIsDoubled:
    def test_by_a_double_tap(self, ann: User, ann_client: Client) -> None:
        question = shown(ann_client)
        next_questions = {tap(ann_client, question, "no").url for _ in range(2)}
        assert next_questions == {f"/checks/{SignCheck.objects.get().pk}/ask/?question=2#question"}
        assert SignCheck.objects.get().edited_at is None
        assert AuditEntry.objects.count() == 1

    def test_by_two_tabs(self, ann: User, ann_client: Client) -> None:
        one, other = shown(ann_client), shown(ann_client)
        tap(ann_client, one, "no")
        tap(ann_client, shown(ann_client), "no")
        tap(ann_client, other, "not_sure")
        assert SignCheck.objects.get().answers == {SIGN_KEYS[0]: "not_sure", SIGN_KEYS[1]: "no"}

    def test_by_a_tab_that_waited_until_the_check_was_complete(self, ann: User, ann_client: Client) -> None:
        waiting = shown(ann_client)
        for _ in SIGN_KEYS:
            tap(ann_client, shown(ann_client), "no")
        answer = tap(ann_client, waiting, "no")
        assert answer.url == reverse("sign_check_detail", args=[SignCheck.objects.get().pk])

    def test_by_going_back(self, ann: User, ann_client: Client) -> None:
        first = shown(ann_client)
        tap(ann_client, first, "no")
        tap(ann_client, shown(ann_client), "no")
        assert tap(ann_client, first, "not_sure").url.endswith("?question=3#question")
        assert len(SignCheck.objects.get().answers) == 2

    def test_but_a_check_after_a_complete_one_is_another(self, ann: User, ann_client: Client) -> None:
        for _ in range(2):
            for _sign in SIGN_KEYS:
                tap(ann_client, shown(ann_client), "no")
        assert SignCheck.objects.count() == 2


class TestAnAnswer:
    def test_that_was_given_can_be_raised_and_not_lowered(self, ann: User, ann_client: Client) -> None:
        tap(ann_client, shown(ann_client), "not_sure")
        page = reverse("sign_check_ask", args=[SignCheck.objects.get().pk])
        again = ann_client.get(page, {"question": 1})
        assert [choice[0] for choice in again.context["question"].choices] == ["not_sure", "yes"]
        assert "can be raised, not lowered" in text(again)
        tap(ann_client, again.context["question"], "no")
        assert SignCheck.objects.get().answers == {SIGN_KEYS[0]: "not_sure"}
        tap(ann_client, again.context["question"], "open")
        assert SignCheck.objects.get().answers == {SIGN_KEYS[0]: "not_sure"}

    def test_of_yes_is_not_asked_again_and_says_how_a_mistake_is_put_right(self, ann: User, ann_client: Client) -> None:
        check = make_sign_check(ann, on=ON, at="09:00", night_sweats="yes")
        shown = text(ann_client.get(reverse("sign_check_ask", args=[check.pk]), {"question": 20})).split("<main")[1]
        assert 'name="answer"' not in shown
        assert f"{reverse('sign_check_resolve', args=[check.pk])}?mistake=sure" in shown

    def test_left_open_is_none_and_leads_on(self, ann: User, ann_client: Client) -> None:
        url = tap(ann_client, shown(ann_client), "open").url
        assert not SignCheck.objects.exists()
        tap(ann_client, shown(ann_client, url), "no")
        assert SignCheck.objects.get().answers == {SIGN_KEYS[1]: "no"}
        assert shown(ann_client).number == 1

    def test_left_open_to_the_end_saves_nothing_and_says_so(self, ann: User, ann_client: Client) -> None:
        url = START
        for _ in SIGN_KEYS:
            url = tap(ann_client, shown(ann_client, url), "open").url
        assert "there was nothing to save" in text(ann_client.get(url))
        assert not SignCheck.objects.exists()

    def test_of_level_emergency_is_saved_and_the_rest_can_go_on_once_help_is_on_its_way(self, ann: User, ann_client: Client) -> None:
        answer = tap(ann_client, shown(ann_client), "yes")
        assert SignCheck.objects.get().answers == {SIGN_KEYS[0]: "yes"}
        assert ann_client.get(answer.url).url == "/emergency/"
        ann_client.post("/emergency/help/")
        assert tap(ann_client, shown(ann_client), "no").url.endswith("?question=3#question")


class TestBadInput:
    @pytest.mark.parametrize("answer", ["", "maybe", "Yes", "x" * 5000])
    def test_an_unknown_answer_is_told_at_the_question(self, ann: User, ann_client: Client, answer: str) -> None:
        question = shown(ann_client)
        page = ann_client.post(START, {"id": question.form_id, "sign": SIGN_KEYS[4], "answer": answer})
        assert page.status_code == 422
        assert page.context["question"].number == 5
        assert "Choose one of the answers" in text(page)
        assert not SignCheck.objects.exists()

    @pytest.mark.parametrize("sign", ["", "headache", "fever\x00"])
    def test_an_unknown_sign_is_not_there(self, ann: User, ann_client: Client, sign: str) -> None:
        check = make_sign_check(ann, fever="no")
        for url in (START, reverse("sign_check_ask", args=[check.pk])):
            assert ann_client.post(url, {"id": shown(ann_client).form_id, "sign": sign, "answer": "yes"}).status_code == 404
        assert SignCheck.objects.get().answers == {"fever": "no"}

    def test_a_check_that_is_there_needs_no_id_of_its_form(self, ann: User, ann_client: Client) -> None:
        check = make_sign_check(ann, fever="no")
        answer = {"id": "\x00", "sign": "fever", "answer": "yes"}
        assert ann_client.post(reverse("sign_check_ask", args=[check.pk]), answer).status_code == 302
        assert SignCheck.objects.get().answers == {"fever": "yes"}

    def test_a_form_of_somebody_else_is_not_there(self, ann: User, eve: User, ann_client: Client) -> None:
        for form_id in (new_form_id(eve, "check"), "check-" + 32 * "0", ""):
            assert ann_client.post(START, {"id": form_id, "sign": "fever", "answer": "yes"}).status_code == 404
        assert not SignCheck.objects.exists()

    def test_a_check_of_somebody_else_is_not_there(self, ann: User, eve_client: Client) -> None:
        url = reverse("sign_check_ask", args=[make_sign_check(ann, fever="no").pk])
        assert eve_client.get(url).status_code == eve_client.post(url, {"sign": "fever", "answer": "yes"}).status_code == 404
        assert SignCheck.objects.get().answers == {"fever": "no"}

    @pytest.mark.parametrize("number", ["0", "21", "-1", "x", "9" * 5000, ""])
    def test_a_number_that_is_none_asks_the_first_that_is_open(self, ann: User, ann_client: Client, number: str) -> None:
        assert ann_client.get(START, {"question": number}, follow=True).context["question"].number == 1

    def test_a_closed_check_takes_what_is_raised_as_a_check_of_its_own(self, ann: User, ann_client: Client) -> None:
        check = make_sign_check(ann, fever="not_sure")
        SignCheck.objects.update(resolved_on=ON, resolved_how="seen_by_clinician")
        ann_client.post(reverse("sign_check_ask", args=[check.pk]), {"sign": "fever", "answer": "yes"})
        assert sorted(row.answers["fever"] for row in SignCheck.objects.all()) == ["not_sure", "yes"]


def test_a_check_that_is_not_complete_says_what_is_open_and_leads_on(ann: User, ann_client: Client) -> None:
    tap(ann_client, shown(ann_client), "no")
    said = detail(ann_client)
    assert "No warning signs were ticked." not in said
    assert "This check is not complete yet." in said
    assert "19 questions are still open." in said
    assert reverse("sign_check_ask", args=[SignCheck.objects.get().pk]) in said


def test_answers_of_one_minute_are_told_as_one_step(ann: User, ann_client: Client, clock: Clock) -> None:
    for seconds in (0, 10, 70):
        clock(NOW + timedelta(seconds=seconds))
        tap(ann_client, shown(ann_client), "no")
    assert detail(ann_client).count("<li>Answered:") == 2


def test_the_page_costs_little(ann: User, ann_client: Client, query_count: QueryCount) -> None:
    for ago in range(14):
        make_pain(ann, on=ON - timedelta(days=ago), score=7)
    check = make_sign_check(ann, on=ON, at="23:00", fever="no")
    with query_count(5):
        ann_client.get(reverse("sign_check_ask", args=[check.pk]), {"question": 2})
    with query_count(7):
        ann_client.get(START, {"question": 1})


class TestASaveThatAsksForTheCheck:
    """It is saved first; then the questions come, with a way to leave them."""

    @pytest.mark.parametrize(("score", "leads_to"), [("7", START), ("6", "/")])
    def test_a_check_in(self, ann: User, ann_client: Client, score: str, leads_to: str) -> None:
        answer = ann_client.post("/check-in/", {"id": new_form_id(ann, "pain"), "score": score})
        assert (answer.url, PainScore.objects.get().score) == (leads_to, int(score))
        assert f"your back is at {score} of 10" in text(ann_client.get(answer.url, follow=True))

    def test_a_score_that_rose_by_three(self, ann: User, ann_client: Client) -> None:
        make_pain(ann, on=ON - timedelta(days=1), at="12:00", score=2)
        assert ann_client.post("/check-in/", {"id": new_form_id(ann, "pain"), "score": "5"}).url == START

    def test_a_score_with_everything_about_it_and_its_edit(self, ann: User, ann_client: Client) -> None:
        said = {"score": "8", "at": "2026-11-22T09:00"}
        assert ann_client.post("/pain/new/", {"id": new_form_id(ann, "pain"), **said}).url == START
        pk = PainScore.objects.get().pk
        assert ann_client.post(f"/pain/{pk}/edit/", said | {"score": "3"}).url == f"/pain/{pk}/"

    @pytest.mark.parametrize("area", ["thigh", "other"])
    def test_not_one_of_another_place(self, ann: User, ann_client: Client, area: str) -> None:
        said = {"score": "8", "at": "2026-11-22T09:00", "area": area}
        assert ann_client.post("/pain/new/", {"id": new_form_id(ann, "pain"), **said}).url.startswith("/pain/")

    def test_not_one_that_a_complete_check_has_followed(self, ann: User, ann_client: Client) -> None:
        make_sign_check(ann, on=ON, at="09:10", **dict.fromkeys(SIGN_KEYS, "no"))
        said = {"score": "8", "at": "2026-11-22T09:00"}
        assert ann_client.post("/pain/new/", {"id": new_form_id(ann, "pain"), **said}).url.startswith("/pain/")

    def test_one_that_is_older_than_what_asks_already(self, ann: User, ann_client: Client) -> None:
        make_leg_report(ann, on=ON, at="09:20")
        said = {"score": "8", "at": "2026-11-22T09:00"}
        assert ann_client.post("/pain/new/", {"id": new_form_id(ann, "pain"), **said}).url == START

    @pytest.mark.parametrize("how", [None, "ticked_by_mistake"])
    def test_a_leg_report_leads_on_from_its_page(self, ann: User, ann_client: Client, how: str | None) -> None:
        report = make_leg_report(ann, on=ON, at="09:20", resolved_how=how, resolved_on=how and ON)
        main = text(ann_client.get(f"/legs/{report.pk}/")).split("<main")[1]
        assert (START in main) is (how is None)

    @pytest.mark.parametrize(("checked_at", "asks"), [(None, True), ("09:10", True), ("09:20", False), ("09:25", False)])
    def test_a_leg_report_leads_on_though_a_score_asks_too(
        self, ann: User, ann_client: Client, checked_at: str | None, *, asks: bool
    ) -> None:
        report = make_leg_report(ann, on=ON, at="09:20")
        make_pain(ann, on=ON, at="09:20", score=8)
        make_pain(ann, on=ON, at="09:28", score=8)
        if checked_at:
            make_sign_check(ann, on=ON, at=checked_at, **dict.fromkeys(SIGN_KEYS, "no"))
        assert (START in text(ann_client.get(f"/legs/{report.pk}/")).split("<main")[1]) is asks


def test_every_sign_is_one_question(ann: User, ann_client: Client) -> None:
    check = make_sign_check(ann, on=ON, at="09:00", fever="no")
    for number, sign in enumerate(SIGNS, 1):
        question = ann_client.get(reverse("sign_check_ask", args=[check.pk]), {"question": number}).context["question"]
        assert (question.number, question.sign) == (number, sign)
