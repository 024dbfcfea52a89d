"""The records of a log, frozen, named and measured as in the log file format.

Metres, seconds and minutes are `Decimal`, scores `int` 0-10, moments aware datetimes of a fixed offset whose own date is the
record's local date, enumerations plain strings. None always means "not recorded".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

BACK_AREAS = frozenset({"lower_back", "mid_back", "buttock"})
NOT_STARTED = "not_started"


@dataclass(frozen=True, slots=True)
class Started:
    """A record that began at a moment."""

    id: str
    started_at: datetime

    @property
    def on(self) -> date:
        """The local date."""
        return self.started_at.date()


@dataclass(frozen=True, slots=True)
class Noted:
    """A record of one moment."""

    id: str
    at: datetime

    @property
    def on(self) -> date:
        """The local date."""
        return self.at.date()


@dataclass(frozen=True, slots=True)
class ShoeCheck:
    """A look at a shoe's wear; `worn` names the worn parts, none of them is a clean check."""

    on: date
    worn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComfortRating:
    """How comfortable a shoe felt on one day, 0-10."""

    on: date
    score: int


@dataclass(frozen=True, slots=True)
class Shoe:
    """A pair of shoes; checks and ratings stand in the order in which they were entered."""

    id: str
    name: str
    kind: str | None = None
    first_used_on: date | None = None
    start_distance_m: Decimal | None = None
    limit_m: Decimal | None = None
    inspect_m: Decimal | None = None
    retired_on: date | None = None
    checks: tuple[ShoeCheck, ...] = ()
    comfort: tuple[ComfortRating, ...] = ()


@dataclass(frozen=True, slots=True)
class Run(Started):
    """A run, or a missed session when `limited_by_back` is `not_started`."""

    distance_m: Decimal | None = None
    duration_s: Decimal | None = None
    kind: str | None = None
    shoe: str | None = None
    limited_by_back: str | None = None
    warm_up_state: str | None = None
    warm_up_kind: str | None = None
    warm_up_minutes: Decimal | None = None
    tightness_quads: int | None = None
    tightness_hamstrings: int | None = None
    tightness_hip_flexors: int | None = None
    slumped: bool | None = None
    low_energy: bool | None = None

    @property
    def missed(self) -> bool:
        """Whether this is a missed session and so no run."""
        return self.limited_by_back == NOT_STARTED


@dataclass(frozen=True, slots=True)
class Walk(Started):
    """A walk."""

    minutes: Decimal
    distance_m: Decimal | None = None
    shoe: str | None = None


@dataclass(frozen=True, slots=True)
class StrengthSession:
    """A strength session."""

    id: str
    on: date
    minutes: Decimal


@dataclass(frozen=True, slots=True)
class PainScore(Noted):
    """A pain score of one area at one moment; `run` links it to a run, whatever its own date."""

    score: int
    area: str = "lower_back"
    side: str | None = None
    moment: str | None = None
    run: str | None = None

    @property
    def of_back(self) -> bool:
        """Whether the area is one of the back, the only ones that rules read."""
        return self.area in BACK_AREAS


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a leg report or a sign check was closed: `seen_by_clinician` or `ticked_by_mistake`."""

    on: date
    how: str


@dataclass(frozen=True, slots=True)
class LegReport(Noted):
    """A leg felt weak, lazy or dragged; each follow-up is True, False or not answered."""

    run: str | None = None
    both_legs: bool | None = None
    cannot_lift_foot: bool | None = None
    catching: bool | None = None
    numbness: bool | None = None
    lasting: bool | None = None
    worsening: bool | None = None
    resolved: Resolution | None = None


@dataclass(frozen=True, slots=True)
class SignCheck(Noted):
    """Answers to the warning signs, `yes`, `no` or `not_sure` by sign key; what was not answered is left out."""

    answers: Mapping[str, str] = field(default_factory=dict)
    resolved: Resolution | None = None


@dataclass(frozen=True, slots=True)
class HomeCare:
    """What was tried at home on one day."""

    id: str
    on: date
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Onset:
    """The athlete's correction: the pain of the episode that opened on `opened_on` began on `onset_on`."""

    opened_on: date
    onset_on: date


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment with a doctor, a physiotherapist or somebody else."""

    id: str
    on: date
    with_whom: str = "other"
    cancelled: bool | None = None
    attended: bool | None = None
