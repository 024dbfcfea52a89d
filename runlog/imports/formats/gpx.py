"""GPX 1.0 and 1.1: distance, timer and ascent are summed from the points of its tracks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from runlog.imports.formats import problems
from runlog.imports.formats.activity import Activity, Kind, Reading
from runlog.imports.formats.encodings import as_utf8
from runlog.imports.formats.markup import Attributes, Found, Inside, Rules, UnsafeMarkup, walk
from runlog.imports.formats.names import tidy_name
from runlog.imports.formats.numbers import exact, heart_rate, steps_a_minute
from runlog.imports.formats.plausible import judged
from runlog.imports.formats.sports import is_indoors, sport_named
from runlog.imports.formats.track import Mean, Track

APART = timedelta(hours=4)
MOST_TRACKS = 2000
_SERVICE_ID = re.compile(r"\b(strava|garmin)\.com/(?:modern/|app/)?activit(?:y|ies)/(\d{1,20})")


@dataclass(eq=False)
class _Recording:
    """One <trk>."""

    track: Track = field(default_factory=lambda: Track(places_rule=True))
    name: str | None = None
    sport: str | None = None
    source_id: str | None = None

    @property
    def kind(self) -> Kind:
        return sport_named(self.sport)[0]


Outing = list[_Recording]


def read_gpx(data: bytes) -> Reading:
    """The activities of a GPX file. Tracks that follow each other within 4 hours are one outing: devices begin a new one after a pause."""
    gathered = _Gathered()
    try:
        whole = walk(as_utf8(data), gathered.rules())
    except UnsafeMarkup:
        return Reading("gpx", problem=problems.UNSAFE_MARKUP)
    activities = tuple(judged(_activity(outing)) for outing in _outings(gathered.recordings))
    if not activities:
        return Reading("gpx", problem=_why_nothing(gathered.recordings, whole))
    return Reading("gpx", activities, None if whole else problems.DAMAGED)


def _why_nothing(recordings: list[_Recording], whole: bool) -> str:
    if not whole:
        return problems.DAMAGED_WHOLE
    return problems.NO_TIMES if any(one.track.points for one in recordings) else problems.NO_TRACK


class _Gathered:
    """What the walk along the file leaves behind, and the rules by which it is gathered."""

    def __init__(self) -> None:
        self.recordings: list[_Recording] = []
        self._link: str | None = None
        self._file: Found = {}

    def rules(self) -> Rules:
        """What matters in a GPX file. Extensions of a point are looked through, so heart rates count under any prefix."""
        skip = Inside()
        link = Inside(enter=self._see_link)
        point: Rules = {"ele": "altitude", "time": "time"}
        point |= dict.fromkeys(("hr", "heartrate", "heartRate"), "beats")
        point |= dict.fromkeys(("cad", "cadence", "RunCadence", "runcadence"), "strides")
        points = Inside({"trkpt": Inside(point, leave=self._point)}, enter=self._segment, leave=self._segment_over)
        track: Rules = {"name": "name", "type": "type", "url": "url", "link": link, "extensions": skip, "trkseg": points}
        metadata: Rules = {"name": "name", "link": link, "author": skip, "extensions": skip}
        return {"trk": Inside(track, enter=self._begin, leave=self._over), "metadata": Inside(metadata, leave=self._about)}

    def _begin(self, _attributes: Attributes) -> None:
        if len(self.recordings) >= MOST_TRACKS:
            raise UnsafeMarkup
        self.recordings.append(_Recording(name=self._file.get("name"), source_id=_service_id(self._link)))
        self._track = self.recordings[-1].track
        self._link = None

    def _segment(self, _attributes: Attributes) -> None:
        self._track.break_off()

    def _segment_over(self, _attributes: Attributes, _texts: Found) -> None:
        self._track.break_off()

    def _point(self, attributes: Attributes, texts: Found) -> None:
        self._track.point(attributes.get("lat", ""), attributes.get("lon", ""), texts)

    def _over(self, _attributes: Attributes, texts: Found) -> None:
        recording = self.recordings[-1]
        recording.name = texts.get("name", recording.name)
        recording.sport = texts.get("type")
        recording.source_id = _service_id(texts.get("url")) or _service_id(self._link) or recording.source_id

    def _about(self, _attributes: Attributes, texts: Found) -> None:
        self._file = texts

    def _see_link(self, attributes: Attributes) -> None:
        self._link = attributes.get("href")


def _service_id(link: str | None) -> str | None:
    """The service's own number of the activity, where a link tells it."""
    found = _SERVICE_ID.search(link or "")
    return "-".join(found.groups()) if found else None


def _outings(recordings: list[_Recording]) -> list[Outing]:
    """The tracks that have times, in order of time and grouped; a track without any joins the others where there is but one outing."""
    timed = [one for one in recordings if one.track.clock.first_at]
    outings: list[Outing] = []
    for one in sorted(timed, key=_began):
        if outings and _goes_on(outings[-1][-1], one):
            outings[-1].append(one)
        else:
            outings.append([one])
    if len(outings) == 1:
        outings[0].extend(one for one in recordings if one.track.points and not one.track.clock.first_at)
    return outings


def _began(one: _Recording) -> datetime:
    clock = one.track.clock
    return min(moment for moment in (clock.first_at, clock.last_at) if moment)


def _goes_on(earlier: _Recording, later: _Recording) -> bool:
    ended = earlier.track.clock.latest_at
    return ended is not None and _began(later) - ended < APART and earlier.kind == later.kind


def _activity(outing: Outing) -> Activity:
    first = outing[0]
    tracks = [one.track for one in outing]
    kind, surface = sport_named(first.sport)
    start = _began(first)
    end = max(track.clock.latest_at for track in tracks if track.clock.latest_at)
    return Activity(
        kind=kind,
        surface=surface,
        started_at=start.replace(microsecond=0),
        utc_offset_min=first.track.clock.offset_min,
        place=None if is_indoors(first.sport) else next((track.place for track in tracks if track.place), None),
        distance_m=exact(_sum(track.metres for track in tracks)),
        duration_s=exact(sum(track.clock.timer_s for track in tracks) or None, 3),
        elapsed_s=exact((end - start).total_seconds(), 3),
        average_heart_rate=heart_rate(_mean(track.heart_rate for track in tracks)),
        cadence=None if kind == "other" else steps_a_minute(_mean(track.cadence for track in tracks)),
        ascent_m=exact(_sum(track.climb.metres for track in tracks)),
        by_steps=kind in ("run", "walk") and is_indoors(first.sport),
        name=next((name for one in outing if (name := tidy_name(one.name))), None),
        source_ids=(first.source_id,) if first.source_id else (),
        problem=problems.ONE_POINT if start == end and sum(track.points for track in tracks) < 2 else None,
    )


def _sum(parts: Iterable[float | None]) -> float | None:
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


def _mean(parts: Iterable[Mean]) -> float | None:
    whole = Mean()
    for part in parts:
        whole.join(part)
    return whole.value
