"""Writing home care, appointments, and when an episode's pain began."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from injuries.symptoms.models import Appointment, HomeCare, Onset
from runlog.core.saving import change_record, save_record
from runlog.people.models import User


def save_home_care(
    *, athlete: User, log_id: str, on: date, kinds: Sequence[str], now: datetime, note: str | None = None, replaces: bool = True
) -> HomeCare:
    """Make or change what was tried at home on a day. Without `replaces` raises SavedBefore (`core.saving`)."""
    return save_record(HomeCare, athlete, log_id=log_id, now=now, replaces=replaces, local_on=on, kinds=list(kinds), note=note)


def save_appointment(
    *,
    athlete: User,
    log_id: str,
    on: date,
    with_whom: str,
    now: datetime,
    cancelled: bool | None = None,
    attended: bool | None = None,
    questions: Sequence[str] | None = None,
    advice: str | None = None,
    replaces: bool = True,
    **preparation: Any,
) -> Appointment:
    """Make or change an appointment, which may lie ahead; `preparation` are the texts of `records.PREPARATION_FIELDS`.

    Without `replaces` raises SavedBefore (`core.saving`).
    """
    asked = list(questions) if questions else None
    said: dict[str, Any] = {"cancelled": cancelled, "attended": attended, "questions": asked, "advice": advice, **preparation}
    return save_record(Appointment, athlete, log_id=log_id, now=now, replaces=replaces, local_on=on, with_whom=with_whom, **said)


def prepare_appointment(*, appointment: Appointment, questions: Sequence[str] | None, now: datetime, **preparation: Any) -> Appointment:
    """Change what was prepared for an appointment and nothing else of it; `preparation` are texts of `records.PREPARATION_FIELDS`."""
    return change_record(appointment, now=now, questions=list(questions) if questions else None, **preparation)


def correct_onset(*, athlete: User, opened_on: date, onset_on: date, now: datetime) -> Onset:
    """Say on which day the pain of the episode that opened on `opened_on` began: that day or an earlier one."""
    if onset_on > opened_on:
        raise ValueError(f"{onset_on} is after {opened_on}")
    return save_record(Onset, athlete, log_id=opened_on.isoformat(), now=now, opened_on=opened_on, onset_on=onset_on)
