"""The summaries of a FIT recording made into activities."""

from decimal import Decimal

from runlog.imports.formats.activity import Activity, Kind, Surface
from runlog.imports.formats.fit.clock import moment, timed_s
from runlog.imports.formats.fit.fields import SESSION, Message
from runlog.imports.formats.fit.points import CADENCE, HEART_RATE, Points, place_in
from runlog.imports.formats.fit.recording import Recording
from runlog.imports.formats.numbers import exact, heart_rate, scaled, steps_a_minute

MOST_SESSIONS = 200
_START, _START_LATITUDE, _START_LONGITUDE, _SPORT, _SUB_SPORT, _ELAPSED, _TIMER, _METRES = 2, 3, 4, 5, 6, 7, 8, 9
_AVERAGE_HEART_RATE, _AVERAGE_CADENCE, _ASCENT, _CADENCE_FRACTION = 16, 18, 22, 92
_TRANSITION = 3
_STRENGTH_TRAINING = 20
_GENERIC, _RUNNING, _FITNESS, _TRAINING, _WALKING, _HIKING = 0, 1, 4, 10, 11, 17
_KINDS: dict[int | None, Kind] = {None: "unknown", _GENERIC: "unknown", _RUNNING: "run", _WALKING: "walk", _HIKING: "walk"}
_TREADMILL = 1
SURFACES: dict[int | None, Surface] = {_TREADMILL: "treadmill", 2: "road", 3: "trail", 4: "track"}


def kind_of(sport: int | None, sub_sport: int | None) -> Kind:
    """The kind by the numbers of the profile. A treadmill as fitness equipment may be walked or run on."""
    if sport in (_TRAINING, _FITNESS) and sub_sport == _STRENGTH_TRAINING:
        return "strength"
    if sport == _FITNESS and sub_sport == _TREADMILL:
        return "unknown"
    return _KINDS.get(sport, "other")


def from_sessions(recording: Recording) -> list[Activity]:
    """One activity for each session; of several with runs among them the runs alone, and never the transitions."""
    sessions = [Session(recording, message) for message in recording.skim.messages(SESSION)[:MOST_SESSIONS]]
    if len(sessions) == 1:
        return [sessions[0].activity(alone=True)]
    runs = [one for one in sessions if one.kind == "run"]
    return [one.activity(alone=False) for one in runs or sessions if one.sport != _TRANSITION]


class Session:
    """One session message and what stands in for the fields that it leaves out."""

    def __init__(self, recording: Recording, message: Message) -> None:
        self._recording = recording
        self._message = message
        own = message[_SPORT], message[_SUB_SPORT]
        self.sport, self._sub_sport = own if own[0] is not None else recording.sport
        self.kind = kind_of(self.sport, self._sub_sport)
        self._start = message[_START] or recording.points.begin or recording.created or 0
        self._elapsed_s = scaled(message[_ELAPSED], 1000)

    def activity(self, *, alone: bool) -> Activity:
        """The session as an activity; `alone`: all points of the recording are its own."""
        message, points = self._message, self._points(alone)
        place = place_in(message, _START_LATITUDE, _START_LONGITUDE) or points.place()
        return Activity(
            kind=self.kind,
            surface=SURFACES.get(self._sub_sport) if self.kind == "run" else None,
            started_at=moment(self._start),
            utc_offset_min=self._recording.offset_min(place),
            place=place,
            distance_m=self._distance(points, alone),
            duration_s=self._duration(alone),
            elapsed_s=self._elapsed_s,
            average_heart_rate=heart_rate(message[_AVERAGE_HEART_RATE] or points.mean(HEART_RATE)),
            cadence=steps_a_minute(self._cadence() or points.mean(CADENCE)) if self.kind != "other" else None,
            ascent_m=scaled(message[_ASCENT], 1),
            by_steps=self.kind in ("run", "walk") and place is None,
            source_id=self._recording.source_id(self._start),
        )

    def _points(self, alone: bool) -> Points:
        if alone:
            return self._recording.points
        return self._recording.points.between(self._start, self._start + int(self._elapsed_s or 0))

    def _distance(self, points: Points, alone: bool) -> Decimal | None:
        """The session's own sum, else the points' count, else the way between them; 0 only where nothing says more."""
        own = scaled(self._message[_METRES], 100)
        return own or exact(points.counted_m(whole=alone) or points.metres()) or own

    def _duration(self, alone: bool) -> Decimal | None:
        """The timer, else what the timer's events tell, else the recording's timer, else the time that went by."""
        own = scaled(self._message[_TIMER], 1000)
        if own is not None:
            return own
        ran = timed_s(self._recording.skim, self._start, self._start + int(self._elapsed_s or 0))
        return exact(ran or None) or (self._recording.timer_s if alone else None) or self._elapsed_s

    def _cadence(self) -> float | None:
        strides = self._message[_AVERAGE_CADENCE]
        return strides + (self._message[_CADENCE_FRACTION] or 0) / 128 if strides else None
