"""Pages that were left open: an edit says nothing of what nobody touched in it, and a new form never takes the place of another record."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from injuries.reports.models import ReportChoice
from injuries.reports.parts import PRIVATE_SIGNS
from injuries.symptoms.models import Appointment, HomeCare, PainScore
from runlog.people.coaching_actions import begin
from runlog.people.grants import OPEN_END, Terms
from runlog.people.models import User
from runlog.training.models import Run, Shoe, StrengthSession, Walk
from tests.fuzz.doors import forms_of
from tests.support.clock import NOW, Clock
from tests.support.days import ON
from tests.support.rows import make_appointment, make_run, make_shoe

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("clock")]
Sent = dict[str, Any]


def form_on(client: Client, address: str) -> Sent:
    """What a browser sends of the page's form if nobody touches it."""
    return form_in(client.get(address).content.decode(), address)


def form_in(html: str, address: str) -> Sent:
    doors = [door for door in forms_of(html, address, "") if door.method == "post" and door.address == address]
    assert len(doors) == 1
    return {control.name: list(control.sent) for control in doors[0].controls}


def save(client: Client, address: str, sent: Sent) -> None:
    assert client.post(address, sent).status_code == 302


class TestAnEdit:
    def test_what_was_saved_since_stays(self, ann: User, ann_client: Client) -> None:
        row = make_appointment(ann, on=ON)
        address = reverse("appointment_edit", args=[row.pk])
        phone = form_on(ann_client, address)
        save(ann_client, address, form_on(ann_client, address) | {"medicines": "None.", "questions": "May I run?\nHow far?"})
        save(ann_client, address, phone | {"attended": "yes"})
        row.refresh_from_db()
        assert (row.attended, row.medicines, row.questions) == (True, "None.", ["May I run?", "How far?"])

    def test_what_was_touched_is_saved_though_it_was_saved_since(self, ann: User, ann_client: Client) -> None:
        row = make_appointment(ann, on=ON, medicines="Old.", goals="Old.")
        address = reverse("appointment_edit", args=[row.pk])
        phone = form_on(ann_client, address)
        save(ann_client, address, form_on(ann_client, address) | {"medicines": "Laptop."})
        save(ann_client, address, phone | {"medicines": "Phone.", "goals": ""})
        row.refresh_from_db()
        assert (row.medicines, row.goals) == ("Phone.", None)

    def test_a_run_keeps_the_pair_and_the_units_it_was_given_since(self, ann: User, ann_client: Client) -> None:
        old, new = make_shoe(ann, name="Old"), make_shoe(ann, name="New")
        run = make_run(ann, km="8.214", shoe=old, edited=[])
        address = reverse("run_edit", args=[run.pk])
        page = form_on(ann_client, address)
        Run.objects.filter(pk=run.pk).update(shoe=new)
        User.objects.filter(pk=ann.pk).update(units="mi")
        save(ann_client, address, page | {"effort": "7"})
        run.refresh_from_db()
        assert (run.shoe, run.distance_m, run.effort) == (new, 8214, 7)

    def test_a_form_that_was_refused_still_knows_what_was_touched(self, ann: User, ann_client: Client) -> None:
        run = make_run(ann, km=8, note="Before.")
        address = reverse("run_edit", args=[run.pk])
        refused = ann_client.post(address, form_on(ann_client, address) | {"distance_m": "eight", "effort": "4"})
        page = form_in(refused.content.decode(), address)
        Run.objects.filter(pk=run.pk).update(note="Since.", effort=9)
        save(ann_client, address, page | {"distance_m": "9"})
        run.refresh_from_db()
        assert (run.distance_m, run.effort, run.note) == (9000, 4, "Since.")

    def test_settings_too(self, ann: User, ann_client: Client) -> None:
        address = reverse("settings")
        page = form_on(ann_client, address)
        User.objects.filter(pk=ann.pk).update(time_zone="Pacific/Auckland")
        save(ann_client, address, page | {"theme": "dark"})
        ann.refresh_from_db()
        assert (ann.time_zone, ann.theme) == ("Pacific/Auckland", "dark")


# What is typed first, then something else, and what the record says then.
NEW: dict[str, tuple[type[Any], Sent, Sent, Sent]] = {
    "run_new": (Run, {"distance_m": "8"}, {"distance_m": "5", "after": "3"}, {"distance_m": 5000}),
    "walk_new": (Walk, {"minutes": "30"}, {"minutes": "20"}, {"minutes": 20}),
    "strength_new": (StrengthSession, {"minutes": "30"}, {"minutes": "20"}, {"minutes": 20}),
    "shoe_new": (Shoe, {"name": "Ghost", "state": "new"}, {"name": "Pegasus", "state": "new"}, {"name": "Pegasus"}),
    "appointment_new": (
        Appointment,
        {"on": "2026-11-25", "with_whom": "doctor"},
        {"on": "2026-11-26", "with_whom": "doctor"},
        {"local_on": date(2026, 11, 26)},
    ),
    "pain_new": (PainScore, {"score": "3"}, {"score": "5"}, {"score": 5}),
    "home_care_new": (HomeCare, {"kinds": ["heat"]}, {"kinds": ["cold"]}, {"kinds": ["cold"]}),
}


def saved_and_sent_again(client: Client, name: str) -> tuple[Sent, str]:
    """Save a new form, then send it with something else in it; return it as it opened, and the page that answers."""
    _model, first, second, _said = NEW[name]
    page = form_on(client, reverse(name))
    save(client, reverse(name), page | first)
    return page, client.post(reverse(name), page | second).content.decode()


def put_right(html: str, name: str) -> list[str]:
    """What the button sends that puts right what is there."""
    controls = (control for door in forms_of(html, reverse(name), "") for control in door.controls)
    return list(next(control.choices for control in controls if control.name == "replaces"))


@pytest.mark.parametrize("name", NEW)
class TestANewForm:
    def test_sent_twice_it_makes_one(self, ann_client: Client, name: str) -> None:
        model, first, _second, _said = NEW[name]
        page = form_on(ann_client, reverse(name)) | first
        for _time in range(2):
            save(ann_client, reverse(name), page)
        assert model.objects.count() == 1

    def test_with_something_else_in_it_asks_and_makes_another(self, ann_client: Client, name: str) -> None:
        model, _first, second, _said = NEW[name]
        _page, html = saved_and_sent_again(ann_client, name)
        assert model.objects.count() == 1
        assert "Something else was saved from this page before." in html
        again = form_in(html, reverse(name))
        assert {key: again[key] for key in second} == {key: value if isinstance(value, list) else [value] for key, value in second.items()}
        for _time in range(2):
            save(ann_client, reverse(name), again)
        assert model.objects.count() == 2

    def test_or_puts_right_the_one_that_is_there(self, ann_client: Client, name: str) -> None:
        model, _first, _second, said = NEW[name]
        _page, html = saved_and_sent_again(ann_client, name)
        for _time in range(2):
            save(ann_client, reverse(name), form_in(html, reverse(name)) | {"replaces": put_right(html, name)})
        assert [*model.objects.values(*said)] == [said]

    def test_refused_while_it_is_put_right_it_still_puts_right(self, ann_client: Client, name: str) -> None:
        model, _first, second, said = NEW[name]
        page, html = saved_and_sent_again(ann_client, name)
        wrong = {key: ["x" * 20_000] for key in second}
        refused = ann_client.post(
            reverse(name), form_in(html, reverse(name)) | wrong | {"replaces": put_right(html, name)}
        ).content.decode()
        assert put_right(refused, name) == page["id"]
        save(ann_client, reverse(name), form_in(refused, reverse(name)) | second | {"replaces": put_right(refused, name)})
        assert [*model.objects.values(*said)] == [said]


class TestTheScoresOfANewRun:
    """The run itself says the same each time."""

    @pytest.fixture
    def page(self, ann_client: Client) -> Sent:
        page = form_on(ann_client, reverse("run_new")) | {"during": "3", "after": "1"}
        save(ann_client, reverse("run_new"), page)
        return page

    def test_what_was_changed_since_is_not_put_back(self, ann_client: Client, page: Sent) -> None:
        PainScore.objects.filter(moment_of_day="during_run").update(score=6)
        assert "Something else was saved" in ann_client.post(reverse("run_new"), page).content.decode()
        assert PainScore.objects.get(moment_of_day="during_run").score == 6

    def test_all_that_were_taken_out_since_stay_out(self, ann_client: Client, page: Sent) -> None:
        PainScore.objects.all().delete()
        assert "Something else was saved" in ann_client.post(reverse("run_new"), page).content.decode()
        assert not PainScore.objects.exists()

    def test_the_side_that_was_put_right_since_stays(self, ann_client: Client, page: Sent) -> None:
        PainScore.objects.update(side="right")
        assert "Something else was saved" in ann_client.post(reverse("run_new"), page | {"side": "left"}).content.decode()
        assert set(PainScore.objects.values_list("side", flat=True)) == {"right"}

    def test_a_time_that_was_put_right_since_stays(self, ann_client: Client, page: Sent) -> None:
        at = NOW - timedelta(minutes=7)
        PainScore.objects.update(at=at, edited_at=NOW)
        save(ann_client, reverse("run_new"), page)
        assert set(PainScore.objects.values_list("at", flat=True)) == {at}

    def test_one_that_was_taken_out_goes_when_it_is_put_right(self, ann_client: Client, page: Sent) -> None:
        sent = page | {"during": ""}
        assert "Something else was saved" in ann_client.post(reverse("run_new"), sent).content.decode()
        save(ann_client, reverse("run_new"), sent | {"replaces": page["id"]})
        assert [score.moment_of_day for score in PainScore.objects.all()] == ["after_run"]
        assert Run.objects.count() == 1


def test_what_a_coach_may_see_no_more_is_not_shared_again(ann: User, ann_client: Client, carl: User) -> None:
    link = begin(coach=carl, athlete=ann, terms=Terms(training=OPEN_END, pain=OPEN_END, notes=None), now=NOW)
    address = reverse("coach_detail", args=[link.pk])
    phone = form_on(ann_client, address)
    save(ann_client, address, form_on(ann_client, address) | {"pain": "no"})
    save(ann_client, address, phone | {"notes": "open"})
    link.refresh_from_db()
    assert link.terms == Terms(training=OPEN_END, pain=None, notes=OPEN_END)


def test_a_day_that_the_athlete_sets_holds_whatever_was_chosen_since(ann: User, ann_client: Client, carl: User) -> None:
    link = begin(coach=carl, athlete=ann, terms=Terms(pain=date(2026, 12, 31)), now=NOW)
    address = reverse("coach_detail", args=[link.pk])
    phone = form_on(ann_client, address)
    save(ann_client, address, form_on(ann_client, address) | {"pain": "open"})
    save(ann_client, address, phone | {"pain_until": "2026-11-30"})
    link.refresh_from_db()
    assert link.terms == Terms(pain=date(2026, 11, 30))


def test_a_note_that_nobody_touched_stays_as_it_is(ann: User, ann_client: Client) -> None:
    run = make_run(ann, note="One\u2028two\nthree", source_kind="gpx", edited=[])
    address = reverse("run_edit", args=[run.pk])
    save(ann_client, address, form_on(ann_client, address) | {"effort": "7"})
    run.refresh_from_db()
    assert (run.note, run.edited) == ("One\u2028two\nthree", ["effort"])


def test_a_tap_on_a_page_that_was_left_open_is_of_its_own_moment(ann_client: Client, clock: Clock) -> None:
    page = form_on(ann_client, "/check-in/")
    for at, score in (
        ("2026-11-22T06:00:00Z", "3"),
        ("2026-11-22T06:00:00Z", "3"),
        ("2026-11-22T06:02:00Z", "4"),
        ("2026-11-22T08:20:00Z", "6"),
    ):
        save(ann_client, "/check-in/", page | {"at": at, "score": score})
    assert [(score.moment.strftime("%H:%M"), score.score) for score in PainScore.objects.order_by("at")] == [("07:00", 4), ("09:20", 6)]


class TestAPreparationThatMakesItsAppointment:
    ADDRESS = "/appointments/prepare/"

    @pytest.fixture
    def page(self, ann_client: Client) -> Sent:
        page = form_on(ann_client, self.ADDRESS) | {
            "on": "2026-11-25",
            "with_whom": "doctor",
            "goals": "To run.",
            "own_questions": "May I?",
        }
        save(ann_client, self.ADDRESS, page)
        return page

    def test_sent_twice_it_is_one(self, ann_client: Client, page: Sent) -> None:
        save(ann_client, self.ADDRESS, page)
        assert Appointment.objects.get().goals == "To run."

    def test_what_was_said_at_the_visit_stays(self, ann_client: Client, page: Sent) -> None:
        Appointment.objects.update(attended=True, advice="Rest.")
        save(ann_client, self.ADDRESS, page)
        row = Appointment.objects.get()
        assert (row.attended, row.advice, row.questions) == (True, "Rest.", ["May I?"])

    def test_a_private_answer_that_was_left_off_since_stays_off(self, ann_client: Client, page: Sent) -> None:
        sign = next(iter(PRIVATE_SIGNS))
        again = page | {"private_signs": [sign]}
        save(ann_client, self.ADDRESS, again | {"replaces": page["id"]})
        ReportChoice.objects.update(private_signs=[])
        assert "Something else was saved" in ann_client.post(self.ADDRESS, again).content.decode()
        assert ReportChoice.objects.get().private_signs == []

    def test_what_was_prepared_since_is_asked_about(self, ann_client: Client, page: Sent) -> None:
        Appointment.objects.update(goals="To walk.")
        assert "Something else was saved" in ann_client.post(self.ADDRESS, page).content.decode()
        assert Appointment.objects.get().goals == "To walk."
        save(ann_client, self.ADDRESS, page | {"replaces": page["id"]})
        assert Appointment.objects.get().goals == "To run."
