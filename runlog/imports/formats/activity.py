"""What a reader hands back: activities, and a plain word on what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

Kind = Literal["run", "walk", "strength", "other", "unknown"]
Format = Literal["fit", "gpx", "tcx", "csv", "strava", "apple", "zip", "unknown"]
Surface = Literal["road", "trail", "track", "treadmill"]
Place = tuple[float, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Activity:
    """One activity as its file tells it; what the file does not say is None, never 0.

    `kind` is "unknown" where the file does not name a sport that we know: ask, never guess.
    `started_at` is aware and in UTC, cut to whole seconds; naive where the file gives wall-clock time without a zone; None where the
    device's clock was never set. `utc_offset_min` is there only where the file itself knows its offset.
    `place` is (latitude, longitude) in degrees of the first position: use it to find the time zone, then drop it.
    `duration_s` is the timer (without pauses), `elapsed_s` the wall clock; either may be the longer one, devices differ.
    `distance_m` is 0 only where the device itself says that it counted none, as an uncalibrated treadmill run does: the device did not
    measure, so a log records no distance then. A heart rate or a cadence of 0 is None.
    `cadence` is steps a minute, both feet. `by_steps`: the distance was measured without satellites (treadmill, foot pod), so that another
    device may differ by 10 %. `source_ids` name the recording: two copies of it share one of them, whatever their bytes.
    `started_on` is there instead of `started_at` where the file gives a day without a time. `sport` is the file's own word for a
    sport that we do not know, so that it is asked for once a word. `shoe` is what the file calls the pair.
    `problem` is one plain sentence: why this activity cannot be kept as it is and what to do about it.
    """

    kind: Kind
    sport: str | None = None
    started_at: datetime | None = None
    started_on: date | None = None
    utc_offset_min: int | None = None
    place: Place | None = None
    distance_m: Decimal | None = None
    duration_s: Decimal | None = None
    elapsed_s: Decimal | None = None
    average_heart_rate: Decimal | None = None
    cadence: Decimal | None = None
    ascent_m: Decimal | None = None
    surface: Surface | None = None
    by_steps: bool = False
    name: str | None = None
    shoe: str | None = None
    source_ids: tuple[str, ...] = ()
    problem: str | None = None

    @property
    def local_on(self) -> date | None:
        """The local date where the file alone can tell it, by its own offset or its wall-clock time."""
        if self.started_at is None:
            return self.started_on
        if self.started_at.tzinfo is None:
            return self.started_at.date()
        if self.utc_offset_min is None:
            return None
        return (self.started_at + timedelta(minutes=self.utc_offset_min)).date()


@dataclass(frozen=True, slots=True)
class Question:
    """What a table does not tell and nobody may guess, such as its unit of distance.

    `key` is what the answer goes by, `text` the sentence that asks; `choices` are pairs of the answer and its words, all of them
    marked for translation. `example` is a cell of the file that can be read in either way.
    """

    key: str
    text: str
    choices: tuple[tuple[str, str], ...]
    example: str = ""


# What the user said to such questions, by their keys.
Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds.

    A `problem` without activities says why nothing can be taken from the file; with activities it says what is wrong with the
    file they were read from (damaged, never finished), so that their numbers are looked at before they are kept.
    """

    format: Format
    activities: tuple[Activity, ...] = ()
    problem: str | None = None
    questions: tuple[Question, ...] = ()
