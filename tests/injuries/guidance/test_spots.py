"""What is done on the page of a flag: it is saved by the room it belongs to, and the page says what became of the flag."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from injuries.engine.levels import LEVELS
from injuries.guidance.assessing import keep_true
from injuries.guidance.models import Flag
from injuries.guidance.spots import SPOTS
from injuries.guidance.steps import STEPS
from injuries.rules import all_rules
from injuries.symptoms.models import Appointment, HomeCare, PainScore
from runlog.core.pages import new_form_id
from runlog.people.models import User
from runlog.training.models import ComfortRating, Shoe, ShoeCheck
from tests.support.clock import NOW, Clock
from tests.support.days import ON
from tests.support.queries import QueryCount
from tests.support.rows import make_appointment, make_flag, make_home_care, make_pain, make_run, make_shoe, make_sign_check

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("clock")]


def page(client: Client, flag: Flag, **query: str) -> Any:
    return client.get(reverse("flag_detail", args=[flag.pk]), query)


def do(client: Client, flag: Flag, spot: str, **fields: Any) -> Any:
    return client.post(reverse("flag_do", args=[flag.pk, spot]), fields, follow=True)


def said(answer: Any) -> str:
    return " ".join(str(message) for message in answer.context["messages"]).replace("\u00a0", " ")


@pytest.fixture
def worn(ann: User) -> Flag:
    """A pair of Ann's is worn out."""
    make_run(ann, shoe=make_shoe(ann, km=795), km="10")
    keep_true(ann, NOW)
    return Flag.objects.get(rule="worn_shoes")


@pytest.fixture
def aching(ann: User) -> Flag:
    """Ann's back has hurt for two weeks, without home care."""
    for back in range(20):
        make_pain(ann, on=ON - timedelta(days=back), score=4)
    keep_true(ann, NOW)
    return Flag.objects.get(rule="persistent_pain")


class TestShoe:
    """A worn pair."""

    def test_retired_it_clears(self, ann_client: Client, worn: Flag) -> None:
        answer = do(ann_client, worn, "retire", on=ON.isoformat())
        assert answer.redirect_chain == [(reverse("flag_detail", args=[worn.pk]), 302)]
        assert said(answer) == "Pegasus is retired. Its history stays. The flag has cleared."
        assert Shoe.objects.get().retired_on == ON
        text = answer.content.decode().replace("\u00a0", " ")
        assert "Cleared on 22 Nov 2026." in text
        assert reverse("flag_do", args=[worn.pk, "retire"]) not in text
        do(ann_client, worn, "retire", on=ON.isoformat())
        assert Shoe.objects.get().edited_at == NOW

    def test_a_clean_check_of_one_beyond_its_limit_leaves_it_open_and_says_so(self, ann_client: Client, worn: Flag) -> None:
        answer = do(ann_client, worn, "check")
        assert "The check of Pegasus is saved. The flag is still open. What would clear it? Retiring the pair" in said(answer)
        assert ShoeCheck.objects.get().worn == []
        do(ann_client, worn, "check")
        assert ShoeCheck.objects.count() == 1

    def test_another_limit_lowers_it(self, ann_client: Client, worn: Flag) -> None:
        answer = do(ann_client, worn, "limits", inspect_m="", limit_m="1000")
        assert "still open, and fell to: Worth checking." in said(answer)
        assert Shoe.objects.get().limit_m == 1_000_000

    def test_what_is_refused_stands_open_with_its_reason(self, ann_client: Client, worn: Flag) -> None:
        answer = do(ann_client, worn, "limits", inspect_m="", limit_m="20")
        assert answer.status_code == 422
        text = answer.content.decode()
        assert "Choose a limit" in text
        assert 'id="do-limits" open' in text
        assert 'id="do-retire" open' not in text
        assert 'value="20"' in text
        assert Shoe.objects.get().limit_m is None

    def test_a_step_that_is_asked_for_stands_open(self, ann_client: Client, worn: Flag) -> None:
        assert 'id="do-retire" open' in page(ann_client, worn).content.decode()
        assert 'id="do-check" open' in page(ann_client, worn, do="check").content.decode()
        assert 'id="do-retire" open' in page(ann_client, worn, do="nothing").content.decode()

    def test_comfort(self, ann: User, ann_client: Client) -> None:
        shoe = make_shoe(ann)
        make_run(ann, shoe=shoe)
        ComfortRating.objects.create(shoe=shoe, on=ON - timedelta(days=1), score=3, position=0)
        keep_true(ann, NOW)
        answer = do(ann_client, Flag.objects.get(rule="uncomfortable_shoes"), "comfort", score="8")
        assert "The flag has cleared." in said(answer)

    def test_a_pair_that_is_gone_is_said_to_be(self, ann: User, ann_client: Client) -> None:
        keep_true(ann, NOW)
        flag = make_flag(ann, scope="shoe:gone", sentence="Worn.")
        assert reverse("flag_do", args=[flag.pk, "retire"]) not in page(ann_client, flag).content.decode()
        assert "no longer in your log" in said(do(ann_client, flag, "retire", on=ON.isoformat()))

    def test_in_a_fixed_number_of_statements(self, ann_client: Client, worn: Flag, query_count: QueryCount) -> None:
        with query_count(12):
            page(ann_client, worn)


class TestBack:
    """Pain that persists."""

    def test_one_tap_of_home_care(self, ann: User, ann_client: Client, aching: Flag) -> None:
        assert aching.level == "notice"
        form_id = new_form_id(ann, "care")
        answer = do(ann_client, aching, "home_care", id=form_id, kind="heat")
        assert "Saved for today: Heat. The flag is still open, and rose to: See a provider." in said(answer)
        do(ann_client, aching, "home_care", id=form_id, kind="heat")
        do(ann_client, aching, "home_care", id=new_form_id(ann, "care"), kind="walking")
        care = HomeCare.objects.get()
        assert (care.local_on, care.kinds) == (ON, ["heat", "walking"])
        text = page(ann_client, aching).content.decode()
        assert 'value="heat" disabled' in text
        assert 'value="cold" disabled' not in text

    def test_a_tap_keeps_the_note_of_today(self, ann: User, ann_client: Client, aching: Flag) -> None:
        make_home_care(ann, on=ON, note="In the bath.")
        do(ann_client, aching, "home_care", id=new_form_id(ann, "care"), kind="cold")
        care = HomeCare.objects.get()
        assert (care.kinds, care.note) == (["heat", "cold"], "In the bath.")

    def test_an_appointment_lowers_it(self, ann: User, ann_client: Client, aching: Flag) -> None:
        fields = {"id": new_form_id(ann, "appointment"), "on": (ON + timedelta(days=3)).isoformat(), "with_whom": "doctor"}
        assert "fell to: Good to know." in said(do(ann_client, aching, "appointment", **fields))
        do(ann_client, aching, "appointment", **fields)
        assert Appointment.objects.get().with_whom == "doctor"

    @pytest.mark.parametrize(
        ("spot", "fields"),
        [("appointment", {"on": "soon", "with_whom": "doctor"}), ("appointment", {"on": "2026-11-30"}), ("home_care", {"kind": "prayer"})],
    )
    def test_what_cannot_be_is_refused_and_nothing_saved(
        self, ann: User, ann_client: Client, aching: Flag, spot: str, fields: dict[str, str]
    ) -> None:
        answer = do(ann_client, aching, spot, id=new_form_id(ann, "care"), **fields)
        assert answer.status_code == 422
        assert "errors-title" in answer.content.decode()
        assert not Appointment.objects.exists()
        assert not HomeCare.objects.exists()

    def test_a_score_comes_back_to_the_flag(self, ann: User, ann_client: Client) -> None:
        for back in range(8, 13):
            make_pain(ann, on=ON - timedelta(days=back), score=4)
        keep_true(ann, NOW)
        flag = Flag.objects.get(rule="silent_episode")
        answer = do(ann_client, flag, "score", id=new_form_id(ann, "pain"), score="2")
        assert answer.redirect_chain == [(reverse("flag_detail", args=[flag.pk]), 302)]
        assert said(answer) == "Saved: your back is at 2 of 10. The flag has cleared."

    def test_a_score_that_calls_for_the_warning_signs_leads_there(self, ann: User, ann_client: Client, aching: Flag) -> None:
        flag = make_flag(ann, rule="pain_zone", level="notice", scope="run:x", sentence="Said.")
        answer = ann_client.post(reverse("flag_do", args=[flag.pk, "score"]), {"id": new_form_id(ann, "pain"), "score": "8"})
        assert answer.url == reverse("sign_check_start")
        assert PainScore.objects.filter(score=8).exists()

    def test_without_an_appointment_the_first_step_is_to_enter_one(self, ann: User, ann_client: Client, aching: Flag) -> None:
        make_home_care(ann, on=ON)
        keep_true(ann, NOW)
        flag = Flag.objects.get(rule="appointment_prep")
        labels = [str(view.step.label) for view in page(ann_client, flag).context["spots"]]
        assert labels == ["Enter an appointment", "Prepare for the appointment"]
        make_appointment(ann, on=ON + timedelta(days=3))
        keep_true(ann, NOW)
        labels = [str(view.step.label) for view in page(ann_client, flag).context["spots"]]
        assert labels == ["Prepare for the appointment", "Go to your appointments", "Enter an appointment"]

    def test_urgent_signs_take_an_appointment_and_stay(self, ann: User, ann_client: Client) -> None:
        make_sign_check(ann, night_sweats="yes")
        keep_true(ann, NOW)
        flag = Flag.objects.get(rule="urgent_signs")
        fields = {"id": new_form_id(ann, "appointment"), "on": (ON + timedelta(days=1)).isoformat(), "with_whom": "doctor"}
        assert "The flag is still open." in said(do(ann_client, flag, "appointment", **fields))


class TestBadInput:
    """Others' flags, steps of other rules, asking instead of sending."""

    @pytest.mark.parametrize("spot", ["home_care", "no-such", "comfort"])
    def test_a_step_that_the_rule_does_not_have_is_not_there(self, ann_client: Client, worn: Flag, spot: str) -> None:
        assert do(ann_client, worn, spot).status_code == 404

    def test_somebody_elses(self, eve: User, eve_client: Client, ann_client: Client, worn: Flag, aching: Flag) -> None:
        assert do(eve_client, worn, "retire", on=ON.isoformat()).status_code == 404
        assert do(ann_client, aching, "home_care", id=new_form_id(eve, "care"), kind="heat").status_code == 404
        assert Shoe.objects.get().retired_on is None

    def test_asking_writes_nothing_and_leads_to_the_page(self, ann_client: Client, worn: Flag) -> None:
        answer = ann_client.get(reverse("flag_do", args=[worn.pk, "check"]))
        assert answer.url == reverse("flag_detail", args=[worn.pk])
        assert not ShoeCheck.objects.exists()

    def test_what_is_done_for_a_flag_that_has_cleared_is_saved_without_a_word_of_it(self, ann_client: Client, worn: Flag) -> None:
        Flag.objects.filter(pk=worn.pk).update(cleared_on=ON)
        assert said(do(ann_client, worn, "check")) == "The check of Pegasus is saved."


@pytest.mark.parametrize("level", LEVELS[:4])
@pytest.mark.parametrize("rule", sorted(rule.key for rule in all_rules()))
def test_every_rule_at_every_level_has_a_page_with_its_own_steps(ann: User, ann_client: Client, rule: str, level: str) -> None:
    keep_true(ann, NOW)
    shoe = make_shoe(ann, log_id="x")
    make_run(ann, log_id="x", shoe=shoe)
    found = next(each for each in all_rules() if each.key == rule)
    scope = "shoe:x" if found.element == "footwear" else "run:x"
    flag = make_flag(ann, rule=rule, level=level, element=found.element, scope=scope, sentence="Said.")
    text = page(ann_client, flag).content.decode()
    for step in STEPS.get(rule, ()):
        if step.spot:
            assert f'action="{reverse("flag_do", args=[flag.pk, step.spot])}"' in text
    assert reverse("warning_signs") in text


def test_every_spot_is_a_step_of_some_rule() -> None:
    assert {step.spot for steps in STEPS.values() for step in steps if step.spot} == set(SPOTS)


class TestPast:
    """Flags that have cleared, and the words of their time."""

    def test_the_latest_first_page_by_page(self, ann: User, ann_client: Client, eve: User, query_count: QueryCount) -> None:
        for number in range(40):
            make_flag(
                ann, rule=f"r{number}", sentence=f"Number {number}.", on=ON - timedelta(days=90), cleared_on=ON - timedelta(days=number)
            )
        make_flag(ann, rule="open", sentence="Still open.")
        make_flag(eve, rule="r", sentence="Of Eve.", cleared_on=ON)
        with query_count(5):
            first = ann_client.get(reverse("flag_past")).content.decode()
        assert first.index("Number 0.") < first.index("Number 29.")
        assert "Number 30." not in first
        assert "Still open." not in first
        assert "Of Eve." not in first
        second = ann_client.get(reverse("flag_past"), {"page": 2}).content.decode()
        assert "Number 39." in second

    def test_without_any_it_says_so_and_the_list_leads_there(self, ann_client: Client) -> None:
        assert "No flag has cleared so far." in ann_client.get(reverse("flag_past")).content.decode()
        assert reverse("flag_past") in ann_client.get(reverse("flag_list")).content.decode()

    def test_one_that_was_raised_again_leads_to_the_open_one(self, ann: User, ann_client: Client, worn: Flag, clock: Clock) -> None:
        do(ann_client, worn, "retire", on=ON.isoformat())
        clock(NOW + timedelta(hours=1))
        ann_client.post(reverse("shoe_unretire", args=[Shoe.objects.get().pk]))
        again = Flag.objects.get(rule="worn_shoes", cleared_on=None)
        assert f'href="{reverse("flag_detail", args=[again.pk])}"' in page(ann_client, worn).content.decode()
        whats = [line.what for line in page(ann_client, again).context["history"]]
        assert whats == ["Raised: Caution", "Cleared", "Raised: Caution"]
