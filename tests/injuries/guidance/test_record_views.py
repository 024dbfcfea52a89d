"""Through the real pages: editing, deleting and undoing a record of every kind each re-assess.

Each case is a log in which one record matters. Its steps are sent as a browser sends them, and after each the stored flags are what a
fresh assessment finds. Editing back, and taking a deletion back from the bin, restore the flags; answers of section 9 cannot be deleted
and end by a resolution alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from injuries.guidance.models import Flag
from injuries.symptoms.models import LegReport, Onset, SignCheck
from runlog.core.models import Trashed
from runlog.core.records import kind, kinds
from runlog.people.models import User
from tests.injuries.guidance.truth import truth
from tests.support.days import ON
from tests.support.rows import (
    make_appointment,
    make_home_care,
    make_leg_report,
    make_pain,
    make_run,
    make_shoe,
    make_sign_check,
    make_strength,
    make_walk,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
DAY = timedelta(days=1)
TODAY = "2026-11-22"

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """A log in which a record matters: `rule` is open as long as it stands as made, and not as `edited`; or the other way round."""

    name: str
    make: Callable[[User], Any]
    rule: str
    as_made: Fields
    edited: Fields
    # Whether the flag is there because of the record, rather than for want of it.
    raises: bool = True
    # Whether it is gone, or is as it was before, when the record is deleted; None where a record is never deleted.
    deleted: bool | None = field(default=True)


def worn_pair(ann: User) -> Any:
    shoe = make_shoe(ann, name="Ghost", km=900)
    make_run(ann, shoe=shoe, km=0, duration_s=300)
    return shoe


def long_walk_in_a_used_pair(ann: User) -> Any:
    return make_walk(ann, on=ON, at="07:00", minutes=60, distance_m=12_000, shoe=make_shoe(ann, name="Ghost", km=475))


def second_session(ann: User) -> Any:
    make_walk(ann, on=ON - 20 * DAY)
    make_strength(ann, on=ON - 2 * DAY)
    return make_strength(ann, on=ON - DAY, minutes=20)


def painful_day(ann: User) -> Any:
    return make_pain(ann, on=ON, at="08:00", score=7)


def hurting_for_weeks(ann: User) -> None:
    for ago in range(21):
        make_pain(ann, on=ON - ago * DAY, at="07:00", score=5)


def care_at_home(ann: User) -> Any:
    hurting_for_weeks(ann)
    return make_home_care(ann, on=ON - DAY)


def visit_ahead(ann: User) -> Any:
    return make_appointment(ann, on=ON + 3 * DAY)


RUN = {"started_at": "2026-11-22T07:00", "distance_m": "10", "duration_s": "50:00"}
SHOE = {"name": "Ghost", "state": "used", "start_distance_m": "900"}
WALK = {"started_at": "2026-11-22T07:00", "minutes": "60", "distance_m": "12"}
CASES = {
    "runs": Case(
        "run",
        lambda ann: make_run(ann, on=ON, at="07:00", duration_s=3000, warm_up_state="skipped"),
        "skipped_warm_up",
        RUN | {"warm_up_state": "skipped"},
        RUN | {"warm_up_state": "done"},
    ),
    "shoes": Case("shoe", worn_pair, "worn_shoes", SHOE, SHOE | {"start_distance_m": "100"}, deleted=None),
    "walks": Case("walk", long_walk_in_a_used_pair, "worn_shoes", WALK, WALK | {"distance_m": "2"}),
    "strength": Case(
        "strength",
        second_session,
        "low_strength",
        {"local_on": "2026-11-21", "minutes": "20"},
        {"local_on": "2026-11-21", "minutes": "9"},
        raises=False,
    ),
    "pain": Case(
        "pain",
        painful_day,
        "warning_sign_check_due",
        {"score": "7", "at": "2026-11-22T08:00"},
        {"score": "2", "at": "2026-11-22T08:00"},
    ),
    "home_care": Case(
        "home_care",
        care_at_home,
        "persistent_pain",
        {"on": "2026-11-21", "kinds": ["heat"]},
        {"on": "2026-10-01", "kinds": ["heat"]},
    ),
    "appointments": Case(
        "appointment",
        visit_ahead,
        "appointment_prep",
        {"on": "2026-11-25", "with_whom": "doctor"},
        {"on": "2026-11-25", "with_whom": "doctor", "cancelled": "yes"},
    ),
}
APPEND_ONLY = {"leg_reports", "sign_checks"}
ELSEWHERE = {"onsets", "flag_responses"}
"""Onsets have a page of the episode (below); a response to a flag is no part of what is assessed."""


def is_open(athlete: User, rule: str) -> bool:
    """Tell whether a rule's flag is open; home care matters by the level of a flag that is there anyway."""
    level = "see_provider" if rule == "persistent_pain" else None
    flags = Flag.objects.of(athlete).open().filter(rule=rule)
    return (flags.filter(level=level) if level else flags).exists()


def post(client: Client, name: str, /, *args: Any, **fields: Any) -> None:
    """Send a form; it is accepted."""
    answer = client.post(reverse(name, args=args), fields)
    assert answer.status_code == 302, answer.content.decode()


def test_every_kind_of_record_has_a_case() -> None:
    assert {each.name for each in kinds()} == set(CASES) | APPEND_ONLY | ELSEWHERE
    assert {each.name for each in kinds() if each.append_only} == APPEND_ONLY


@pytest.mark.parametrize("name", CASES)
def test_editing_and_editing_back(name: str, ann: User, ann_client: Client) -> None:
    case = CASES[name]
    row = case.make(ann)
    as_made, edited = (fields | _shoe(row) for fields in (case.as_made, case.edited))
    post(ann_client, f"{case.name}_edit", row.pk, **as_made)
    before = truth(ann)
    assert is_open(ann, case.rule) is case.raises
    post(ann_client, f"{case.name}_edit", row.pk, **edited)
    assert is_open(ann, case.rule) is not case.raises
    assert truth(ann) != before
    post(ann_client, f"{case.name}_edit", row.pk, **as_made)
    assert truth(ann) == before


def _shoe(row: Any) -> dict[str, Any]:
    """Return the pair that the form of a run or walk opens with."""
    shoe = getattr(row, "shoe_id", None)
    return {"shoe": shoe} if shoe else {}


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.deleted])
def test_deleting_and_undoing(name: str, ann: User, ann_client: Client) -> None:
    case = CASES[name]
    row = case.make(ann)
    post(ann_client, f"{case.name}_edit", row.pk, **case.as_made, **_shoe(row))
    before = truth(ann)
    post(ann_client, f"{case.name}_delete", row.pk)
    assert is_open(ann, case.rule) is not case.raises
    assert truth(ann) != before
    post(ann_client, "trash_undo", Trashed.objects.get().pk)
    assert kind(name).model.objects.filter(athlete=ann, log_id=row.log_id).exists()
    assert truth(ann) == before


def test_a_pair_that_nothing_names_is_deleted_and_comes_back(ann: User, ann_client: Client) -> None:
    """A pair in use is named by a run or walk and so is not deleted; one without is in no flag, but a fresh assessment is made."""
    shoe = worn_pair(ann)
    post(ann_client, "shoe_edit", shoe.pk, **SHOE)
    before = truth(ann)
    assert ann_client.post(reverse("shoe_delete", args=[shoe.pk])).status_code != 302
    assert truth(ann) == before
    idle = make_shoe(ann, name="Idle", km=900)
    post(ann_client, "shoe_delete", idle.pk)
    post(ann_client, "trash_undo", Trashed.objects.get().pk)
    assert truth(ann) == before


FROM_THE_PAIR = {
    "shoe_retire": ({"on": TODAY}, "worn_shoes", False),
    "shoe_limits": ({"limit_m": "1500", "inspect_m": "1400"}, "worn_shoes", False),
    "shoe_check_new": ({"on": TODAY, "worn": ["heel"]}, "failed_shoe_check", True),
    "shoe_comfort_new": ({"on": TODAY, "score": "3"}, "uncomfortable_shoes", True),
}


@pytest.mark.parametrize("name", FROM_THE_PAIR)
def test_what_is_done_on_the_page_of_a_pair(name: str, ann: User, ann_client: Client) -> None:
    fields, rule, opens = FROM_THE_PAIR[name]
    shoe = worn_pair(ann)
    post(ann_client, "shoe_edit", shoe.pk, **SHOE)
    assert is_open(ann, rule) is not opens
    post(ann_client, name, shoe.pk, **fields)
    assert is_open(ann, rule) is opens
    truth(ann)
    post(ann_client, "shoe_unretire", shoe.pk)
    assert is_open(ann, "worn_shoes") is (name != "shoe_limits")
    truth(ann)


def test_runs_moved_to_another_pair(ann: User, ann_client: Client) -> None:
    worn, other = worn_pair(ann), make_shoe(ann, name="Other", km=0)
    post(ann_client, "shoe_edit", worn.pk, **SHOE)
    post(ann_client, "shoe_move", worn.pk, to=other.pk)
    assert not is_open(ann, "worn_shoes")
    truth(ann)


def test_a_leg_report_is_answered_and_resolved(ann: User, ann_client: Client) -> None:
    report = make_leg_report(ann, on=ON, at="08:00")
    for answers, level in (({"numbness": "no"}, "notice"), ({"catching": "yes"}, "urgent"), ({"both_legs": "yes"}, "emergency")):
        post(ann_client, "leg_edit", report.pk, **answers)
        assert Flag.objects.of(ann).open().get(rule="leg_weakness").level == level
        truth(ann)
    post(ann_client, "leg_edit", report.pk, both_legs="no")
    assert Flag.objects.of(ann).open().get(rule="leg_weakness").level == "emergency"
    post(ann_client, "leg_resolve", report.pk, on=TODAY)
    assert not is_open(ann, "leg_weakness")
    truth(ann)


def test_a_check_is_answered_and_resolved(ann: User, ann_client: Client) -> None:
    check = make_sign_check(ann, on=ON, at="08:00", fever="not_sure")
    for answers, rule, level in (({"lump": "yes"}, "urgent_signs", "urgent"), ({"chest_pain": "yes"}, "emergency_signs", "emergency")):
        post(ann_client, "sign_check_edit", check.pk, **answers)
        assert Flag.objects.of(ann).open().get(rule=rule).level == level
        truth(ann)
    post(ann_client, "sign_check_resolve", check.pk, on=TODAY)
    assert not is_open(ann, "urgent_signs")
    assert not is_open(ann, "emergency_signs")
    truth(ann)


@pytest.mark.parametrize("name", ["leg_delete", "sign_check_delete"])
def test_answers_about_warning_signs_have_no_page_to_delete_them(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name, args=[1])


def test_a_deleted_run_takes_no_answer_about_a_leg_with_it(ann: User, ann_client: Client) -> None:
    run = make_run(ann, on=ON, at="07:00", duration_s=3000)
    report = make_leg_report(ann, on=ON, at="08:00", catching=True, run=run)
    post(ann_client, "run_edit", run.pk, **RUN)
    before = truth(ann)
    post(ann_client, "run_delete", run.pk)
    assert is_open(ann, "leg_weakness")
    assert LegReport.objects.get(pk=report.pk).run is None
    truth(ann)
    post(ann_client, "trash_undo", Trashed.objects.get().pk)
    assert LegReport.objects.get(pk=report.pk).run_id is not None
    assert truth(ann) == before


def test_an_onset_is_corrected_and_corrected_back(ann: User, ann_client: Client) -> None:
    for ago in range(6):
        make_pain(ann, on=ON - ago * DAY, at="07:00", score=5)
    opened_on = (ON - 5 * DAY).isoformat()
    post(ann_client, "onset_edit", opened_on, onset_on=opened_on)
    before = truth(ann)
    assert not is_open(ann, "persistent_pain")
    post(ann_client, "onset_edit", opened_on, onset_on=(ON - 60 * DAY).isoformat())
    assert is_open(ann, "persistent_pain")
    truth(ann)
    post(ann_client, "onset_edit", opened_on, onset_on=opened_on)
    assert truth(ann) == before
    assert Onset.objects.of(ann).count() == 1


def test_new_records_of_every_kind_are_assessed_at_once(ann: User, ann_client: Client) -> None:
    """The forms of new records: each leaves the flags that a fresh assessment finds, in the very request."""
    sent = {
        "run_new": RUN | {"warm_up_state": "skipped", "after": "7", "leg": "yes"},
        "walk_new": WALK,
        "strength_new": {"local_on": TODAY, "minutes": "20"},
        "shoe_new": SHOE,
        "pain_new": {"score": "4", "at": "2026-11-22T08:00"},
        "home_care_new": {"on": TODAY, "kinds": ["heat"]},
        "appointment_new": {"on": "2026-11-25", "with_whom": "doctor"},
        "leg_new": {"catching": "yes"},
        "sign_check_new": {"fever": "yes"},
        "check_in": {"score": "6"},
    }
    for name, fields in sent.items():
        post(ann_client, name, id=_hidden_id(ann_client, name), **fields)
        truth(ann)
    opened = {flag.rule for flag in Flag.objects.of(ann).open()}
    assert {"skipped_warm_up", "appointment_prep", "leg_weakness", "urgent_signs", "warning_sign_check_due"} <= opened
    assert SignCheck.objects.of(ann).count() == 1


def _hidden_id(client: Client, name: str) -> str:
    page = client.get(reverse(name)).content.decode().split("<main")[1]
    before, after = page.split('name="id"', 1)
    tag = before.rsplit("<", 1)[1] + after.split(">", 1)[0]
    return tag.split('value="')[1].split('"')[0]
