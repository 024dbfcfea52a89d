"""The summaries of a FIT recording made into activities."""

from decimal import Decimal

from runlog.imports.formats.activity import Activity
from runlog.imports.formats.fit.clock import moment, timed_s
from runlog.imports.formats.fit.fields import SESSION, TIMESTAMP, Message
from runlog.imports.formats.fit.points import CADENCE, HEART_RATE, Points, place_in
from runlog.imports.formats.fit.profile import TRANSITION, is_indoors, kind_of, surface_of
from runlog.imports.formats.fit.recording import Recording
from runlog.imports.formats.numbers import exact, heart_rate, scaled, steps_a_minute

MOST_SESSIONS = 200
_START, _START_LATITUDE, _START_LONGITUDE, _SPORT, _SUB_SPORT, _ELAPSED, _TIMER, _METRES = 2, 3, 4, 5, 6, 7, 8, 9
_AVERAGE_HEART_RATE, _AVERAGE_CADENCE, _ASCENT, _CADENCE_FRACTION = 16, 18, 22, 92


def from_sessions(recording: Recording) -> list[Activity]:
    """One activity for each session; of several with runs among them the runs alone, and never the transitions."""
    messages = recording.skim.messages(SESSION)[:MOST_SESSIONS]
    sessions = [Session(recording, message, alone=len(messages) == 1) for message in messages]
    runs = [one for one in sessions if one.kind == "run"]
    return [one.activity() for one in runs or sessions if one.sport[0] != TRANSITION]


class Session:
    """One session message and what stands in for the fields that it leaves out; `alone`: all points of the recording are its own."""

    def __init__(self, recording: Recording, message: Message, *, alone: bool) -> None:
        self._recording = recording
        self._message = message
        self._alone = alone
        own = message[_SPORT], message[_SUB_SPORT]
        self.sport = own if own[0] is not None else recording.sport
        self.kind = kind_of(self.sport)
        self._start = message[_START] or recording.points.begin or recording.created or 0
        self._elapsed_s = scaled(message[_ELAPSED], 1000) or self._until_the_end()

    def activity(self) -> Activity:
        """The session as an activity."""
        message, points = self._message, self._points()
        place = None if is_indoors(self.sport) else place_in(message, _START_LATITUDE, _START_LONGITUDE) or points.place()
        return Activity(
            kind=self.kind,
            surface=surface_of(self.sport),
            started_at=moment(self._start),
            utc_offset_min=self._recording.offset_min(place),
            place=place,
            distance_m=self._distance(points),
            duration_s=self._duration(),
            elapsed_s=self._elapsed_s,
            average_heart_rate=heart_rate(message[_AVERAGE_HEART_RATE] or points.mean(HEART_RATE)),
            cadence=steps_a_minute(self._cadence() or points.mean(CADENCE)) if self.kind != "other" else None,
            ascent_m=scaled(message[_ASCENT], 1),
            by_steps=self.kind in ("run", "walk") and place is None,
            source_ids=self._recording.source_ids(self._start),
        )

    def _until_the_end(self) -> Decimal | None:
        """The time from the start to the last point, or to when the summary of one of several sessions was written."""
        end = self._recording.points.end if self._alone else self._message[TIMESTAMP]
        return exact(end - self._start or None) if end else None

    def _points(self) -> Points:
        if self._alone:
            return self._recording.points
        return self._recording.points.between(self._start, self._start + int(self._elapsed_s or 0))

    def _distance(self, points: Points) -> Decimal | None:
        """The session's own sum, else the points' count, else the way between them; 0 only where nothing says more."""
        own = scaled(self._message[_METRES], 100)
        return own or exact(points.counted_m(whole=self._alone) or points.metres()) or own

    def _duration(self) -> Decimal | None:
        """The timer, else what the timer's events tell, else the recording's timer, else the time that went by."""
        own = scaled(self._message[_TIMER], 1000)
        if own:
            return own
        ran = timed_s(self._recording.skim, self._start, self._start + int(self._elapsed_s or 0))
        return exact(ran or None) or (self._recording.timer_s if self._alone else None) or self._elapsed_s

    def _cadence(self) -> float | None:
        strides = self._message[_AVERAGE_CADENCE]
        return strides + (self._message[_CADENCE_FRACTION] or 0) / 128 if strides else None
