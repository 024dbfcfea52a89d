"""What a run's form says about the body: the ids and times that its scores and its leg report get from the run (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from injuries.symptoms.choices import Area, PainMoment

RUN_MOMENTS = (PainMoment.BEFORE_RUN, PainMoment.DURING_RUN, PainMoment.AFTER_RUN)
MINUTE = timedelta(minutes=1)
PLACES = ("side", "area")


@dataclass(frozen=True)
class RunPain:
    """The three scores of a run's form, `None` where one was left open, with one side and one area for all.

    `places` are those of "side" and "area" that were chosen in the form: scores that are there take these over and keep the rest.
    """

    before: int | None = None
    during: int | None = None
    after: int | None = None
    side: str | None = None
    area: str = Area.LOWER_BACK
    places: tuple[str, ...] = PLACES

    @property
    def scores(self) -> dict[str, int | None]:
        """The scores by moment."""
        return dict(zip(RUN_MOMENTS, (self.before, self.during, self.after), strict=True))


def score_times(started_at: datetime, duration_s: Decimal | None) -> dict[str, datetime]:
    """Return when each score of a run was: at its start, its end, and one minute later, in the offset of `started_at`.

    A run of unknown duration ends one minute after its start.
    """
    end = started_at + (MINUTE if duration_s is None else timedelta(milliseconds=int(duration_s * 1000)))
    return dict(zip(RUN_MOMENTS, (started_at, end, end + MINUTE), strict=True))


def score_ids(run_id: str) -> dict[str, str]:
    """Return the log ids of a run's scores by moment."""
    return {moment: derived_id("pain", run_id, moment) for moment in RUN_MOMENTS}


def leg_id(run_id: str) -> str:
    """Return the log id of a run's leg report."""
    return derived_id("leg", run_id)


def derived_id(prefix: str, *origins: str) -> str:
    """Return a log id that always follows from the same origins, however long those are."""
    joined = "\n".join(origins)
    return f"{prefix}-{sha256(joined.encode()).hexdigest()[:32]}"


def is_still_at(at: datetime, moment: str, times: Mapping[str, datetime] | None) -> bool:
    """Tell whether a score stands where the run had put it; without knowing the run's earlier times, it does."""
    return times is None or at == times[moment]
