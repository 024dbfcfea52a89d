"""Checks and leg reports are append-only."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from injuries.symptoms.actions import (
    answer_leg_report,
    answer_sign_check,
    get_help,
    resolve,
    save_leg_report,
    save_run_leg_report,
    save_sign_check,
)
from injuries.symptoms.models import AuditEntry, LegReport, SignCheck
from injuries.symptoms.run_marks import leg_id
from injuries.symptoms.signs import FOLLOW_UPS, SIGN_KEYS
from runlog.core import trash
from runlog.training.models import Run

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 8, 30, 12, 500, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def check(ann, log_id="check-1", **answers):
    return save_sign_check(athlete=ann, log_id=log_id, at=ann.local(NOW), answers=answers, now=NOW)


def leg(ann, log_id="leg-1", **answers):
    return save_leg_report(athlete=ann, log_id=log_id, at=ann.local(NOW), answers=answers, now=NOW)


def audit():
    return [(entry.kind, entry.log_id, entry.what) for entry in AuditEntry.objects.order_by("pk")]


def test_a_check_keeps_only_what_was_answered(ann):
    row = check(ann, fever="no", lump=None, chest_pain="not_sure")
    assert row.answers == {"chest_pain": "not_sure", "fever": "no"}
    assert row.moment.isoformat() == "2026-11-22T09:30:12+01:00"


@pytest.mark.parametrize("lower", ["no", "not_sure", None])
def test_the_same_check_again_never_lowers_an_answer(ann, lower):
    check(ann, fever="yes", lump="not_sure")
    check(ann, fever=lower, lump="no", night_sweats="no")
    assert SignCheck.objects.get().answers == {"fever": "yes", "lump": "not_sure", "night_sweats": "no"}


def test_answers_are_added_to_what_the_row_holds_not_to_what_the_page_showed(ann):
    stale = check(ann, fever="no")
    answer_sign_check(check=stale, answers={"fever": "yes"}, now=NOW)
    answer_sign_check(check=stale, answers={"fever": "not_sure", "lump": "no"}, now=NOW)
    assert SignCheck.objects.get().answers == {"fever": "yes", "lump": "no"}


def test_the_trail_keeps_every_answer_given_and_raised(ann):
    row = check(ann, fever="no")
    answer_sign_check(check=row, answers={"fever": "no"}, now=NOW)
    answer_sign_check(check=row, answers={"fever": "yes"}, now=NOW)
    assert [entry.details for entry in AuditEntry.objects.order_by("pk")] == [
        {"answers": {"fever": [None, "no"]}},
        {"answers": {"fever": ["no", "yes"]}},
    ]
    assert audit() == 2 * [("sign_checks", "check-1", "answered")]


def test_follow_ups_that_were_not_answered_stay_none(ann):
    row = leg(ann, catching=False)
    assert row.answers == dict.fromkeys(FOLLOW_UPS) | {"catching": False}


def test_a_follow_up_is_raised_and_never_lowered(ann):
    row = leg(ann, catching=False, numbness=True)
    answer_leg_report(report=row, answers={"catching": True, "numbness": False, "lasting": False}, now=NOW)
    answer_leg_report(report=row, answers={"catching": False}, now=NOW)
    found = LegReport.objects.get()
    assert (found.catching, found.numbness, found.lasting, found.worsening) == (True, True, False, None)
    assert found.edited_at == NOW


def test_what_would_raise_a_closed_check_makes_one_of_its_own(ann):
    row = check(ann, fever="yes")
    resolve(report=row, how="ticked_by_mistake", on=TODAY, reason="Thumb.", now=NOW)
    check(ann, fever="yes")
    assert SignCheck.objects.count() == 1
    for _twice in range(2):
        check(ann, fever="yes", chest_pain="yes")
    assert list(SignCheck.objects.order_by("pk").values_list("answers", "resolved_on")) == [
        ({"fever": "yes"}, TODAY),
        ({"fever": "yes", "chest_pain": "yes"}, None),
    ]


def test_what_would_raise_a_closed_leg_report_makes_one_of_its_own(ann):
    row = leg(ann, numbness=True)
    resolve(report=row, how="seen_by_clinician", on=TODAY, now=NOW)
    again = answer_leg_report(report=row, answers={"both_legs": True}, now=NOW)
    assert again.pk != row.pk
    assert (again.both_legs, again.resolved_on) == (True, None)
    assert LegReport.objects.get(pk=row.pk).both_legs is None


@pytest.fixture
def run(ann):
    started = datetime.fromisoformat("2026-11-22T07:00:00+01:00")
    return Run.objects.create(athlete=ann, log_id="r1", duration_s=Decimal(1800), **Run.moment_fields(started))


def test_the_leg_report_of_a_run_stands_a_minute_after_it(ann, run):
    row = save_run_leg_report(athlete=ann, run=run, answers={"both_legs": False}, now=NOW)
    assert (row.log_id, row.run, row.moment.isoformat()) == (leg_id("r1"), run, "2026-11-22T07:31:00+01:00")


def test_the_leg_report_of_a_run_that_ends_later_than_now_stands_now(ann, run):
    row = save_run_leg_report(athlete=ann, run=run, answers={}, now=run.started_at + timedelta(seconds=5))
    assert row.at == run.started_at + timedelta(seconds=5)


def test_the_form_of_a_run_adds_to_its_report_an_imported_one_too(ann, run):
    imported = LegReport.objects.create(athlete=ann, log_id="l1", run=run, numbness=True, **LegReport.moment_fields(NOW))
    save_run_leg_report(athlete=ann, run=run, answers={"numbness": False, "lasting": True}, now=NOW)
    imported.refresh_from_db()
    assert LegReport.objects.count() == 1
    assert (imported.numbness, imported.lasting) == (True, True)


def test_a_leg_report_stays_where_it_is_when_its_run_moves_and_when_it_is_deleted(ann, run):
    row = save_run_leg_report(athlete=ann, run=run, answers={"numbness": True}, now=NOW)
    trash.delete(run, now=NOW)
    found = LegReport.objects.get()
    assert (found.run, found.at, found.numbness) == (None, row.at, True)


@pytest.mark.parametrize("make", [check, leg])
def test_no_way_of_deleting_takes_a_report(ann, make):
    row = make(ann)
    with pytest.raises(ValueError, match="never deleted"):
        trash.delete(row, now=NOW)
    assert type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("make", [check, leg])
def test_a_report_is_closed_once_and_the_trail_says_how(ann, make):
    row = make(ann)
    resolve(report=row, how="seen_by_clinician", on=TODAY, now=NOW)
    resolve(report=row, how="ticked_by_mistake", on=TODAY, reason="No.", now=NOW)
    row.refresh_from_db()
    assert (row.resolved_how, row.resolved_on, row.resolved_reason) == ("seen_by_clinician", TODAY, None)
    assert [what for _kind, _id, what in audit()] == ["answered", "resolved"]
    assert AuditEntry.objects.get(what="resolved").details == {"how": "seen_by_clinician", "on": "2026-11-22", "reason": None}


@pytest.mark.parametrize("make", [check, leg])
def test_a_report_whose_resolution_is_dated_ahead_is_still_to_be_closed(ann, make):
    row = make(ann)
    type(row).objects.update(resolved_on=TODAY + timedelta(days=1), resolved_how="seen_by_clinician")
    resolve(report=row, how="ticked_by_mistake", on=TODAY, reason="Thumb.", now=NOW)
    row.refresh_from_db()
    assert (row.resolved_how, row.resolved_on, row.resolved_reason) == ("ticked_by_mistake", TODAY, "Thumb.")


@pytest.mark.parametrize(
    ("how", "on", "reason"),
    [
        ("seen_by_clinician", TODAY + timedelta(days=1), None),
        ("seen_by_clinician", TODAY - timedelta(days=1), None),
        ("ticked_by_mistake", TODAY, None),
        ("ticked_by_mistake", TODAY, "  "),
    ],
)
def test_a_report_is_not_closed_ahead_of_time_before_it_was_made_or_without_a_reason(ann, how, on, reason):
    row = check(ann, fever="yes")
    with pytest.raises(ValueError, match=r"report|reason"):
        resolve(report=row, how=how, on=on, reason=reason, now=NOW)
    assert SignCheck.objects.get().resolved_on is None


def test_a_report_made_further_east_can_be_closed_on_its_own_day(ann):
    in_tokyo = datetime.fromisoformat("2026-11-23T00:10:00+09:00")
    row = save_sign_check(athlete=ann, log_id="check-1", at=in_tokyo, answers={"fever": "yes"}, now=in_tokyo)
    assert ann.today(in_tokyo) < row.local_on
    resolve(report=row, how="seen_by_clinician", on=row.local_on, now=in_tokyo)
    assert SignCheck.objects.get().resolved_on == date(2026, 11, 23)


def test_getting_help_is_kept_with_its_time_and_closes_nothing(ann):
    rows = [check(ann, chest_pain="yes"), leg(ann, both_legs=True)]
    get_help(athlete=ann, reports=rows, now=NOW)
    assert audit()[2:] == [("sign_checks", "check-1", "getting_help"), ("leg_reports", "leg-1", "getting_help")]
    assert set(AuditEntry.objects.filter(what="getting_help").values_list("at", flat=True)) == {NOW}
    assert SignCheck.objects.get().resolved_on is LegReport.objects.get().resolved_on is None


def test_the_report_of_a_run_costs_three_statements(ann, run, query_count):
    from injuries.symptoms.actions import reports

    with reports.change(ann), query_count(3):
        save_run_leg_report(athlete=ann, run=run, answers={"both_legs": True}, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_answers_sent_at_the_same_moment_are_all_kept(ann):
    row = check(ann, fever="no")
    keys = [key for key in SIGN_KEYS if key != "fever"][:6]

    def answer(key):
        try:
            answer_sign_check(check=SignCheck.objects.select_related("athlete").get(pk=row.pk), answers={key: "no"}, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(keys)) as pool:
        list(pool.map(answer, keys))
    assert set(SignCheck.objects.get().answers) == {"fever", *keys}
