"""What a run's form says about the body: the ids and times that its scores and its leg report get from the run (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from injuries.symptoms.choices import Area, PainMoment

RUN_MOMENTS = (PainMoment.BEFORE_RUN, PainMoment.DURING_RUN, PainMoment.AFTER_RUN)
MINUTE = timedelta(minutes=1)
PLACES = ("side", "area")

Times = Mapping[str, datetime]


@dataclass(frozen=True)
class RunPain:
    """The three scores of a run's form, `None` where one was left open, with one side and one area for all.

    `places` are those of "side" and "area" that were chosen in the form: scores that are there take these over and keep the rest.
    `shown` are the scores that the page showed when it was opened: only those can be emptied, and one that still stands as it was
    shown says nothing, for another page may have changed it since.
    """

    before: int | None = None
    during: int | None = None
    after: int | None = None
    side: str | None = None
    area: str = Area.LOWER_BACK
    places: tuple[str, ...] = PLACES
    shown: Mapping[str, int] = field(default_factory=dict)

    @property
    def scores(self) -> dict[str, int | None]:
        """The scores by moment."""
        return dict(zip(RUN_MOMENTS, (self.before, self.during, self.after), strict=True))

    def given(self, moment: str) -> int | None:
        """Return the score that the form gives to a moment; None where it says nothing new, or that the score is to go."""
        return None if self.scores[moment] == self.shown.get(moment) else self.scores[moment]

    def is_emptied(self, moment: str) -> bool:
        """Tell whether a score that the page showed was taken out."""
        return moment in self.shown and self.scores[moment] is None


@dataclass(frozen=True)
class Stand:
    """When a score is, when it was last edited, and whether its id is the one that the run's form gives."""

    at: datetime
    edited_at: datetime | None = None
    is_own: bool = True

    def is_as_put(self, by_run: datetime) -> bool:
        """Tell whether it stands where the run had put it: at that time or, logged before the run's end, at that of the save."""
        if self.at == by_run:
            return True
        is_of_save = self.edited_at is None or self.at == self.edited_at.replace(microsecond=0)
        return self.is_own and self.at < by_run and is_of_save


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


def so_far(times: Times, now: datetime) -> dict[str, datetime]:
    """Return the times, none later than `now` in whole seconds: a run that is logged before its end has scores of now."""
    return {moment: min(at, now.replace(microsecond=0).astimezone(at.tzinfo)) for moment, at in times.items()}


def moved(stands: Stand, moment: str, was: Times | None, times: Times, now: datetime) -> datetime:
    """Return when a score is whose run has moved from the times `was` to `times`; without `was`, where the run puts it now.

    A score that was edited by hand stays, and so does every score of a run that has not moved.
    """
    put = so_far(times, now)[moment]
    if was is None:
        is_capped = put < times[moment] and times[RUN_MOMENTS[0]] <= stands.at <= put
        return stands.at if is_capped else put
    if was[moment] == times[moment] or not stands.is_as_put(was[moment]):
        return stands.at
    return put
