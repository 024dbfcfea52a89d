"""One athlete's log: the only input of the rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from injuries.engine.records import (
    Appointment,
    ComfortRating,
    HomeCare,
    LegReport,
    Onset,
    PainScore,
    Resolution,
    Run,
    Shoe,
    ShoeCheck,
    SignCheck,
    StrengthSession,
    Walk,
)

__all__ = [
    "Appointment",
    "ComfortRating",
    "Earlier",
    "HomeCare",
    "LegReport",
    "Log",
    "Onset",
    "PainScore",
    "Resolution",
    "Run",
    "Shoe",
    "ShoeCheck",
    "ShoeUse",
    "SignCheck",
    "StrengthSession",
    "Walk",
]


@dataclass(frozen=True, slots=True)
class ShoeUse:
    """The use of one shoe before the window: runs and walks, never missed sessions."""

    distance_m: Decimal = Decimal(0)
    distance_after_check_m: Decimal = Decimal(0)
    """Of days after the shoe's latest check up to the day to be assessed; 0 without one, and with one in the window."""
    first_on: date | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What stands before the window of a log read from rows, summed up; empty for a log read whole."""

    began_on: date | None = None
    """First local date of any run, missed session, walk, strength session, pain score, leg report, sign check or home care."""
    daily_max: Mapping[date, int] = field(default_factory=dict)
    """Highest back score of each date that has one."""
    last_run_at: datetime | None = None
    """The latest start of a run; a missed session is none."""
    shoe_use: Mapping[str, ShoeUse] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Log:
    """Everything the rules may know of one athlete."""

    back_pain_in_year_before: bool | None = None
    shoes: tuple[Shoe, ...] = ()
    runs: tuple[Run, ...] = ()
    walks: tuple[Walk, ...] = ()
    strength: tuple[StrengthSession, ...] = ()
    pain: tuple[PainScore, ...] = ()
    leg_reports: tuple[LegReport, ...] = ()
    sign_checks: tuple[SignCheck, ...] = ()
    home_care: tuple[HomeCare, ...] = ()
    onsets: tuple[Onset, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    earlier: Earlier = field(default_factory=Earlier)
