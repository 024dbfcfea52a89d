"""Who has reviewed the warning signs is said on every page of them, for as long as nothing of it has changed."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from injuries.guidance import sign_offs
from injuries.guidance.models import AdviceVersion, SignOff
from injuries.guidance.sign_offs import standing
from injuries.symptoms.weight import FOLLOW_UP_LEVELS
from runlog.core.day_words import write_day
from runlog.people.models import User
from tests.injuries.desk.shelf import publish
from tests.support.clock import FAR_FROM_UTC, Clock
from tests.support.days import ON
from tests.support.queries import QueryCount
from tests.support.rows import make_flag, make_leg_report, make_sign_check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NOBODY = "No clinician has reviewed these warning signs and their advice yet."
SOMEBODY = "were reviewed by Ines Okafor, general practitioner, on"
GIVEN = {"clinician": "Ines Okafor", "profession": "general practitioner", "signed_on": "2026-11-20", "note": "By phone.", "is_sure": "on"}
PAGE = "desk_sign_off"


@pytest.fixture(autouse=True)
def texts() -> None:
    """The three texts of section 9, and one that is none of them."""
    for key in sign_offs.SECTION:
        publish(key, element="pain", title=key, text=f"What to do: {key}")
    publish()


def digest_on(client: Client) -> str:
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', client.get(reverse(PAGE)).content.decode())
    assert found
    return found.group(1)


def enter(client: Client, **changed: Any) -> Any:
    return client.post(reverse(PAGE), {"digest": digest_on(client), **GIVEN, **changed})


def said(client: Client, name: str, *args: Any) -> str:
    return client.get(reverse(name, args=args), follow=True).content.decode()


class TestEntering:
    """By a curator, for what the page shows."""

    @pytest.mark.parametrize(("zone", "at", "on"), FAR_FROM_UTC)
    def test_it_is_dated_on_the_readers_own_clocks(self, uma: User, uma_client: Client, clock: Clock, zone: str, at: str, on: date) -> None:
        User.objects.filter(pk=uma.pk).update(time_zone=zone)
        clock(at)
        assert enter(uma_client).status_code == 302
        assert f"Entered by Uma, {write_day(on, 'j M Y')}" in said(uma_client, PAGE)

    def test_it_is_kept_with_who_and_when(self, uma: User, uma_client: Client) -> None:
        assert enter(uma_client).status_code == 302
        row = SignOff.objects.get()
        assert (row.clinician, row.profession, row.signed_on, row.note) == (
            "Ines Okafor",
            "general practitioner",
            date(2026, 11, 20),
            "By phone.",
        )
        assert (row.entered_by, row.digest) == (uma, standing(ON).digest)
        assert "Covers what stands here." in said(uma_client, PAGE)

    def test_twice_is_once(self, uma_client: Client) -> None:
        for _ in range(2):
            assert enter(uma_client).status_code == 302
        assert SignOff.objects.count() == 1

    @pytest.mark.parametrize(
        ("field", "typed", "why"),
        [
            ("clinician", "", "This is needed"),
            ("profession", "", "This is needed"),
            ("signed_on", "2026-11-23", "has not come yet"),
            ("signed_on", "", "This is needed"),
            ("is_sure", "", "Tick this once it is so"),
            ("note", "x" * 2001, "too long"),
        ],
    )
    def test_what_is_missing_is_refused(self, uma_client: Client, field: str, typed: str, why: str) -> None:
        answer = enter(uma_client, **{field: typed})
        assert answer.status_code == 422
        assert why in answer.content.decode()
        assert not SignOff.objects.exists()

    def test_not_for_what_was_not_read(self, uma_client: Client) -> None:
        opened = digest_on(uma_client)
        AdviceVersion.objects.filter(advice__key="leg_weakness").update(text="Something else.")
        answer = enter(uma_client, digest=opened)
        html = answer.content.decode()
        assert answer.status_code == 422
        assert "have changed since you opened this page" in html
        assert "Ines Okafor" in html
        assert "checked" not in html[html.index('name="is_sure"') :][:60]
        assert not SignOff.objects.exists()

    def test_only_who_curates(self, ann_client: Client) -> None:
        assert ann_client.post(reverse(PAGE), GIVEN).status_code == 404

    def test_what_is_to_be_read_stands_there(self, uma_client: Client) -> None:
        html = said(uma_client, PAGE)
        assert "Night sweats?" in html
        assert "Is it getting worse?" in html
        assert all(f"What to do: {key}" in html for key in sign_offs.SECTION)


class TestCovering:
    """The digest is of the questions, their levels and the texts in force."""

    def test_until_there_is_one(self) -> None:
        assert standing(ON).signed is None

    @pytest.mark.parametrize("key", sign_offs.SECTION)
    @pytest.mark.parametrize("change", [{"text": "New."}, {"title": "New"}, {"sources": ["New"]}])
    def test_a_changed_text_ends_it(self, uma_client: Client, key: str, change: dict[str, Any]) -> None:
        enter(uma_client)
        assert standing(ON).signed
        publish(key, number=2, on=date(2026, 11, 25), **{"title": key, "text": f"What to do: {key}", **change})
        assert standing(date(2026, 11, 24)).signed
        assert standing(date(2026, 11, 25)).signed is None

    def test_a_draft_and_another_text_do_not(self, uma_client: Client) -> None:
        enter(uma_client)
        publish("leg_weakness", number=2, on=None, text="New.")
        publish(number=2, on=ON, text="New.")
        assert standing(ON).signed

    def test_the_signed_words_again_are_covered_again(self, uma_client: Client) -> None:
        enter(uma_client)
        publish("leg_weakness", number=2, on=ON, text="New.")
        enter(uma_client, clinician="Another")
        uma_client.post(reverse("desk_advice_roll_back", args=["leg_weakness", 1]))
        signed = standing(ON).signed
        assert signed
        assert signed.clinician == "Ines Okafor"

    @pytest.mark.parametrize("change", ["question", "level", "leg"])
    def test_a_changed_question_or_level_ends_it(self, uma_client: Client, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
        enter(uma_client)
        if change == "question":
            monkeypatch.setattr(sign_offs, "SIGNS", sign_offs.SIGNS[:-1])
        elif change == "level":
            monkeypatch.setattr(sign_offs, "level_of", lambda sign, answer: None)
        else:
            monkeypatch.setattr(sign_offs, "FOLLOW_UP_LEVELS", {**FOLLOW_UP_LEVELS, "numbness": "urgent"})
        sign_offs._questions.cache_clear()
        try:
            assert standing(ON).signed is None
        finally:
            sign_offs._questions.cache_clear()


class TestPages:
    """What stands on the pages of warning signs."""

    @pytest.mark.parametrize("is_signed", [False, True], ids=["nobody", "somebody"])
    def test_everybodys(self, client: Client, uma_client: Client, is_signed: bool) -> None:
        if is_signed:
            enter(uma_client)
        for html in (said(client, "warning_signs"), said(client, "advice_detail", "leg_weakness")):
            assert (NOBODY in html, SOMEBODY in html) == (not is_signed, is_signed)

    @pytest.mark.parametrize("is_signed", [False, True], ids=["nobody", "somebody"])
    def test_the_athletes(self, ann: User, ann_client: Client, uma_client: Client, is_signed: bool) -> None:
        if is_signed:
            enter(uma_client)
        check, report = make_sign_check(ann, fever="yes"), make_leg_report(ann)
        flag = make_flag(ann, rule="urgent_signs", level="urgent", element="pain", scope=f"screen:{check.log_id}")
        pages = (("flag_detail", flag.pk), ("sign_check_detail", check.pk), ("leg_detail", report.pk), ("sign_check_ask", check.pk))
        for name, pk in pages:
            html = said(ann_client, name, pk)
            assert (NOBODY in html, SOMEBODY in html) == (not is_signed, is_signed), name

    @pytest.mark.parametrize("is_signed", [False, True], ids=["nobody", "somebody"])
    def test_the_emergency(self, ann: User, ann_client: Client, uma_client: Client, is_signed: bool) -> None:
        if is_signed:
            enter(uma_client)
        check = make_sign_check(ann, chest_pain="yes")
        make_flag(ann, rule="emergency_signs", level="emergency", element="pain", scope=f"screen:{check.log_id}")
        html = said(ann_client, "emergency")
        assert (NOBODY in html, SOMEBODY in html) == (not is_signed, is_signed)

    def test_the_log_itself_nobody_has_reviewed(self, ann: User, ann_client: Client, uma_client: Client) -> None:
        enter(uma_client)
        flag = make_flag(ann, rule="leg_weakness", level="notice", element="pain")
        assert "no clinician has reviewed it" in said(ann_client, "flag_detail", flag.pk)

    def test_other_texts_nobody_has_reviewed(self, client: Client, uma_client: Client) -> None:
        enter(uma_client)
        html = said(client, "advice_detail", "worn_shoes")
        assert "No clinician has reviewed this." in html
        assert SOMEBODY not in html

    @pytest.mark.parametrize(("name", "args", "count"), [("warning_signs", (), 1), ("advice_detail", ("leg_weakness",), 2)])
    def test_it_costs_one_statement(self, client: Client, query_count: QueryCount, name: str, args: tuple[str, ...], count: int) -> None:
        with query_count(count):
            said(client, name, *args)

    def test_the_signs_are_there_even_without_a_database(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(on: date) -> None:
            raise DatabaseError

        monkeypatch.setattr("injuries.guidance.templatetags.guidance.standing", broken)
        assert NOBODY in said(client, "warning_signs")
