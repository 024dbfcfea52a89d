"""Rows for tests, as plain functions: only what a test is about need be said.

They write to the tables and announce nothing: a test that wants an assessment makes its records through the actions.
"""

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from itertools import count
from typing import Any, TypeVar

from django.db.models import Model

from injuries.guidance.models import Flag
from injuries.symptoms.models import Appointment, HomeCare, LegReport, PainScore, SignCheck
from runlog.core.models import TimedRecord
from runlog.people.models import User
from runlog.training.models import BulkChange, Run, Shoe, StrengthSession, Walk
from tests.support.clock import NOW

# The day before the clock's NOW, in the offset that Berlin has then.
DAY = date(2026, 11, 21)
OFFSET = timezone(timedelta(hours=1))
_numbers = count(1)

M = TypeVar("M", bound=Model)


def make_run(athlete: User, *, on: date | str = DAY, at: str = "07:30", km: float | str | None = 10, **fields: Any) -> Run:
    """A run that starts at the local time `at`; `km=None`: its distance was not recorded."""
    return _timed(Run, athlete, on, at, **{"distance_m": _metres(km), **fields})


def make_runs(athlete: User, *, last: date = DAY, count: int = 30, km: float | str | None = 10, **fields: Any) -> None:
    """One run on each of the `count` days up to `last`, in few statements."""
    starts = (datetime.combine(last - timedelta(days=ago), time(7, 30), OFFSET) for ago in range(count))
    same = {"athlete": athlete, "distance_m": _metres(km), **fields}
    rows = [Run(log_id=f"run-{next(_numbers)}", **Run.moment_fields(at), **same) for at in starts]
    Run.objects.bulk_create(rows, batch_size=500)


def make_walk(athlete: User, *, on: date | str = DAY, at: str = "12:15", minutes: int = 30, **fields: Any) -> Walk:
    """A walk."""
    return _timed(Walk, athlete, on, at, **{"minutes": minutes, **fields})


def make_strength(athlete: User, *, on: date | str = DAY, minutes: int = 20, **fields: Any) -> StrengthSession:
    """A strength session."""
    return _row(StrengthSession, athlete, **{"local_on": _day(on), "minutes": minutes, **fields})


def make_shoe(athlete: User, *, name: str = "Pegasus", km: float | str | None = 0, **fields: Any) -> Shoe:
    """A pair that had `km` on it when it was added; None: not known."""
    return _row(Shoe, athlete, **{"name": name, "start_distance_m": _metres(km), **fields})


def make_bulk_change(athlete: User, **fields: Any) -> BulkChange:
    """A change of many runs that changed none."""
    return _row(BulkChange, athlete, **{"given": {"kind": "easy"}, "rows": [], "run_count": 0, "made_at": NOW, **fields})


def make_pain(athlete: User, *, on: date | str = DAY, at: str = "20:00", score: int = 3, **fields: Any) -> PainScore:
    """A pain score of the lower back."""
    return _timed(PainScore, athlete, on, at, **{"score": score, **fields})


def make_leg_report(athlete: User, *, on: date | str = DAY, at: str = "09:00", **answers: Any) -> LegReport:
    """A leg report; follow-ups that are not named are unanswered."""
    return _timed(LegReport, athlete, on, at, **answers)


def make_sign_check(athlete: User, *, on: date | str = DAY, at: str = "09:00", **answers: str) -> SignCheck:
    """A warning-sign check; signs that are not named are unanswered."""
    return _timed(SignCheck, athlete, on, at, answers=answers)


def make_home_care(athlete: User, *, on: date | str = DAY, kinds: tuple[str, ...] = ("heat",), **fields: Any) -> HomeCare:
    """Home care."""
    return _row(HomeCare, athlete, **{"local_on": _day(on), "kinds": list(kinds), **fields})


def make_appointment(athlete: User, *, on: date | str = DAY, **fields: Any) -> Appointment:
    """An appointment with a doctor."""
    return _row(Appointment, athlete, **{"local_on": _day(on), "with_whom": Appointment.With.DOCTOR, **fields})


def make_flag(athlete: User, *, rule: str = "worn_shoes", level: str = "caution", on: date | str = DAY, **fields: Any) -> Flag:
    """An open flag that no assessment has raised."""
    since = {"raised_on": _day(on), "level_since_on": _day(on), "risen_at": datetime.combine(_day(on), time(9), OFFSET)}
    return Flag.objects.create(athlete=athlete, rule=rule, level=level, **{"element": "footwear", **since, **fields})


def _timed(model: type[M], athlete: User, on: date | str, at: str, **fields: Any) -> M:
    assert issubclass(model, TimedRecord)
    moment = datetime.combine(_day(on), time.fromisoformat(at), OFFSET)
    return _row(model, athlete, **model.moment_fields(moment), **fields)


def _row(model: type[M], athlete: User, **fields: Any) -> M:
    log_id = fields.pop("log_id", f"{model._meta.model_name}-{next(_numbers)}")
    row = model._default_manager.create(athlete=athlete, log_id=log_id, **fields)
    # As the database holds it: text given for a date or a number has become one.
    row.refresh_from_db()
    return row


def _day(on: date | str) -> date:
    return date.fromisoformat(on) if isinstance(on, str) else on


def _metres(km: float | str | None) -> Decimal | None:
    return None if km is None else Decimal(str(km)) * 1000
