"""Preparing for an appointment: what is offered, what is kept, and that nothing typed is lost."""

from typing import Any

import pytest
from django.test import Client

from injuries.guidance.steps import steps_of
from injuries.reports.models import ReportChoice
from injuries.reports.parts import PRIVATE_SIGNS, Part
from injuries.reports.questions import STARTERS
from injuries.symptoms.models import Appointment
from runlog.people.models import User
from tests.injuries.reports.pages import words
from tests.support.queries import QueryCount
from tests.support.rows import make_appointment, make_pain, make_run, make_runs, make_sign_check

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("clock")]

NEW = "/appointments/prepare/"
ALL = [part.value for part in Part]


def sent(**fields: Any) -> dict[str, Any]:
    """What the form sends when nothing but these fields is changed."""
    return {"sections": ALL, "paper": "a4"} | fields


def page_of(appointment: Appointment) -> str:
    return f"/appointments/{appointment.pk}/prepare/"


class TestWithoutAnAppointment:
    def test_the_same_save_makes_it_with_all_that_was_typed(self, ann: User, ann_client: Client) -> None:
        form = ann_client.get(NEW).context["form"]
        given = sent(
            id=form["id"].value(), on="2026-11-27", with_whom="doctor", medicines="Ibuprofen", picked=["1"], own_questions="Trails?"
        )
        answer = ann_client.post(NEW, given)
        row = Appointment.objects.get(athlete=ann)
        assert answer["Location"] == f"/appointments/{row.pk}/report/"
        assert (str(row.local_on), row.with_whom, row.medicines, row.questions) == (
            "2026-11-27",
            "doctor",
            "Ibuprofen",
            [str(STARTERS[1]), "Trails?"],
        )
        # A double click is the same appointment.
        ann_client.post(NEW, given)
        assert Appointment.objects.filter(athlete=ann).count() == ReportChoice.objects.count() == 1

    def test_a_forgotten_day_keeps_what_was_typed(self, ann: User, ann_client: Client) -> None:
        form = ann_client.get(NEW).context["form"]
        answer = ann_client.post(NEW, sent(id=form["id"].value(), with_whom="doctor", goals="Run in April"))
        assert "Run in April" in words(answer)
        assert "This is needed" in words(answer)
        assert not Appointment.objects.exists()

    def test_a_made_up_id_is_not_there(self, ann: User, ann_client: Client) -> None:
        assert ann_client.post(NEW, sent(id="appointment-1", on="2026-11-27", with_whom="doctor")).status_code == 404
        assert not Appointment.objects.exists()

    def test_the_coming_one_is_taken_where_there_is_one(self, ann: User, ann_client: Client) -> None:
        for on, more in (("2026-11-20", {}), ("2026-11-23", {"cancelled": True}), ("2026-12-24", {}), ("2026-11-22", {"attended": True})):
            make_appointment(ann, on=on, **more)
        coming = make_appointment(ann, on="2026-11-30")
        assert ann_client.get(NEW)["Location"] == page_of(coming)


class TestKeeping:
    def test_only_what_is_prepared_is_changed(self, ann: User, ann_client: Client) -> None:
        row = make_appointment(ann, on="2026-11-20", attended=True, advice="Rest.", with_whom="physiotherapist")
        ann_client.post(page_of(row), sent(goals="Run", private_signs=["bladder_change"], sections=["course"], paper="letter"))
        row.refresh_from_db()
        assert (row.attended, row.advice, row.with_whom, row.goals, row.questions) == (True, "Rest.", "physiotherapist", "Run", None)
        chosen = ReportChoice.objects.get(appointment=row).chosen
        assert (chosen.paper, chosen.private_signs, chosen.left_off) == ("letter", {"bladder_change"}, set(ALL) - {"course"})

    def test_it_opens_with_what_was_kept(self, ann: User, ann_client: Client) -> None:
        row = make_appointment(ann, questions=[str(STARTERS[0]), "Of two\nlines"], how_it_began="On a trail")
        form = ann_client.get(page_of(row)).context["form"]
        assert (form["picked"].value(), form["own_questions"].value()) == (["0"], "Of two\nlines")
        assert (form["sections"].value(), form["private_signs"].value(), form["paper"].value()) == (ALL, [], "a4")
        ann_client.post(page_of(row), sent(picked=["0"], own_questions="Of two\r\nlines", how_it_began="On a trail"))
        row.refresh_from_db()
        assert row.questions == [str(STARTERS[0]), "Of two\nlines"]

    def test_paper_goes_by_the_country(self, ann: User, ann_client: Client) -> None:
        User.objects.filter(pk=ann.pk).update(country="US")
        assert ann_client.get(NEW).context["form"]["paper"].value() == "letter"

    def test_a_text_too_long_is_said_and_kept(self, ann: User, ann_client: Client) -> None:
        row = make_appointment(ann)
        answer = ann_client.post(page_of(row), sent(medicines="x" * 10_001))
        assert "This is too long: 10001 characters, 10000 fit." in words(answer)
        assert "x" * 10_001 in answer.content.decode()


class TestOffering:
    def test_each_question_stands_beside_what_the_log_knows(self, ann: User, ann_client: Client) -> None:
        for day in (18, 19, 20):
            make_pain(ann, on=f"2026-11-{day}", score=5, side="left", moment_of_day="morning", worse_with_impact=True)
        make_run(ann, on="2026-11-10", km=12, warm_up_state="done")
        make_sign_check(ann, on="2026-11-19", saddle_numbness="not_sure")
        text = words(ann_client.get(page_of(make_appointment(ann))))
        for said in (
            "The pain began on 18 Nov.",
            "It began earlier? Say when",
            "Lower back: 3 scores (left 3).",
            "Morning: 5 each time (3 scores).",
            "Worse with impact: 3 times yes, 0 times no, 0 not answered.",
            "8 weeks before, 23 Sep to 17 Nov: 1 run, 12 km, the longest 12 km.",
            "5 minutes or more before 1 of 1 run.",
            # The page is the athlete's own: here the private answers are shown.
            "Not sure, 19 Nov: numbness or pins and needles around the genitals, back passage or inner thighs.",
        ):
            assert said in text

    def test_an_empty_log_asks_all_the_same(self, ann: User, ann_client: Client) -> None:
        text = words(ann_client.get(NEW))
        assert "There is no episode of pain in your log." in text
        assert "It began earlier?" not in text

    def test_nothing_private_is_ticked_at_first(self, ann: User, ann_client: Client) -> None:
        page = ann_client.get(NEW).content.decode()
        assert page.count('name="private_signs"') == len(PRIVATE_SIGNS)
        assert not [line for line in page.split("<input") if 'name="private_signs"' in line and "checked" in line.split(">")[0]]

    def test_it_costs_the_same_however_long_the_log(self, ann: User, ann_client: Client, query_count: QueryCount) -> None:
        row = make_appointment(ann)
        ann_client.get(page_of(row))
        with query_count(14):
            ann_client.get(page_of(row))
        make_runs(ann, count=300)
        for day in range(1, 20):
            make_pain(ann, on=f"2026-11-{day:02}", score=5)
        with query_count(14):
            ann_client.get(page_of(row))


class TestWays:
    @pytest.mark.parametrize("level", ["see_provider", "urgent", "emergency"])
    def test_every_flag_to_see_somebody_about_leads_here(self, level: str) -> None:
        urls = [step.url for step in steps_of("persistent_pain", level, {}, None, "/flags/1/")]
        assert NEW in urls
        assert urls.index(NEW) > 0

    def test_lower_flags_do_not_but_under_care_and_before_an_appointment(self) -> None:
        def urls(rule: str, level: str, **facts: str) -> list[str]:
            return [step.url for step in steps_of(rule, level, facts, None, "/flags/1/")]

        assert NEW not in urls("persistent_pain", "notice")
        assert NEW in urls("persistent_pain", "info", appointment_on="2026-11-30")
        near, none = urls("appointment_prep", "info", appointment_on="2026-11-30"), urls("appointment_prep", "info")
        assert (near[0], near.count(NEW)) == (NEW, 1)
        # Without an appointment the first thing is to make one.
        assert (none[-1], none.count(NEW), len(none)) == (NEW, 1, 2)

    def test_appointments_and_the_back_lead_here(self, ann: User, ann_client: Client) -> None:
        row = make_appointment(ann)
        make_pain(ann, score=5)
        detail = ann_client.get(f"/appointments/{row.pk}/").content.decode()
        assert page_of(row) in detail
        assert f"/appointments/{row.pk}/report/" in detail
        assert NEW in ann_client.get("/appointments/").content.decode()
        assert NEW in ann_client.get("/back/").content.decode()
