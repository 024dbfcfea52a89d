"""Writing home care, appointments and onsets."""

from datetime import UTC, date, datetime

import pytest

from injuries.symptoms.actions import correct_onset, save_appointment, save_home_care
from injuries.symptoms.models import Appointment, HomeCare, Onset
from runlog.core import trash
from runlog.core.models import Trashed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
DAY = date(2026, 11, 20)


def test_home_care_is_made_once_and_changed_in_place(ann):
    save_home_care(athlete=ann, log_id="c1", on=DAY, kinds=["heat"], now=NOW)
    save_home_care(athlete=ann, log_id="c1", on=DAY, kinds=["heat", "walking"], note="Warm bath.", now=NOW)
    row = HomeCare.objects.get()
    assert (row.kinds, row.note, row.kinds_in_words) == (["heat", "walking"], "Warm bath.", "Heat, Walking")


def test_an_appointment_keeps_what_was_not_recorded_open(ann):
    row = save_appointment(athlete=ann, log_id="a1", on=date(2026, 12, 24), with_whom="doctor", questions=[], goals="Run.", now=NOW)
    assert (row.cancelled, row.attended, row.questions, row.advice, row.goals, row.medicines) == (None, None, None, None, "Run.", None)


def test_a_deleted_appointment_comes_back_whole(ann):
    row = save_appointment(athlete=ann, log_id="a1", on=DAY, with_whom="doctor", questions=["Why?"], attended=True, now=NOW)
    trash.delete(row, now=NOW)
    trash.undo(Trashed.objects.get())
    back = Appointment.objects.get()
    assert (back.log_id, back.questions, back.attended, back.with_whom) == ("a1", ["Why?"], True, "doctor")


def test_one_correction_an_episode_and_never_to_a_later_day(ann):
    correct_onset(athlete=ann, opened_on=DAY, onset_on=date(2026, 11, 1), now=NOW)
    correct_onset(athlete=ann, opened_on=DAY, onset_on=date(2026, 10, 1), now=NOW)
    assert list(Onset.objects.values_list("log_id", "onset_on")) == [("2026-11-20", date(2026, 10, 1))]
    with pytest.raises(ValueError, match="after"):
        correct_onset(athlete=ann, opened_on=DAY, onset_on=date(2026, 11, 21), now=NOW)
