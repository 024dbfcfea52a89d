"""What a TCX file records, gathered in one walk: activities with their laps and the sums over their points."""

from dataclasses import dataclass, field

from runlog.imports.formats import problems
from runlog.imports.formats.activity import Kind
from runlog.imports.formats.markup import Attributes, Found, Inside, Rules, UnsafeMarkup
from runlog.imports.formats.numbers import number
from runlog.imports.formats.sports import sport_named
from runlog.imports.formats.track import Track

MOST_ACTIVITIES = 2000


@dataclass(frozen=True, slots=True)
class Lap:
    """One <Lap>: the device's own sums, as numbers where they are numbers."""

    start: str | None
    seconds: float | None
    metres: float | None
    heart_rate: float | None
    cadence: float | None


@dataclass
class Recording:
    """One <Activity>. Those of one multisport session share the number of their session."""

    kind: Kind
    session: int
    id: str | None = None
    notes: str | None = None
    unit: str | None = None
    counted_m: float | None = None
    laps: list[Lap] = field(default_factory=list)
    track: Track = field(default_factory=lambda: Track(places_rule=False))


class Gathered:
    """What the walk along the file leaves behind, and the rules by which it is gathered."""

    def __init__(self) -> None:
        self.recordings: list[Recording] = []
        self.instead: str | None = None
        self._session = 0
        self._grouped = False

    def rules(self) -> Rules:
        """What matters in a TCX file. Elements that are not named here are looked through."""
        skip = Inside()
        activity: Rules = {
            "Id": "id",
            "Notes": "notes",
            "Lap": Inside(self._lap_rules(), leave=self._lap_over),
            "Creator": Inside({"UnitId": "unit"}),
            "Training": skip,
        }
        one = Inside(activity, enter=self._begin, leave=self._over)
        return {
            "MultiSportSession": Inside({"Activity": one}, enter=self._group, leave=self._ungroup),
            "Activity": one,
            "Course": Inside(enter=self._course),
            "Workout": Inside(enter=self._workout),
            "Author": skip,
        }

    def _lap_rules(self) -> Rules:
        point: Rules = {
            "Time": "time",
            "LatitudeDegrees": "latitude",
            "LongitudeDegrees": "longitude",
            "AltitudeMeters": "altitude",
            "DistanceMeters": "metres",
            "HeartRateBpm": Inside({"Value": "beats"}),
            "Cadence": "strides",
            "RunCadence": "strides",
        }
        return {
            "TotalTimeSeconds": "seconds",
            "DistanceMeters": "metres",
            "AverageHeartRateBpm": Inside({"Value": "beats"}),
            "MaximumHeartRateBpm": Inside(),
            "Cadence": "strides",
            "AvgRunCadence": "strides",
            "Notes": None,
            "Track": Inside({"Trackpoint": Inside(point, leave=self._point)}, enter=self._break, leave=self._break_over),
        }

    def _group(self, _attributes: Attributes) -> None:
        self._grouped = True
        self._session += 1

    def _ungroup(self, _attributes: Attributes, _texts: Found) -> None:
        self._grouped = False

    def _begin(self, attributes: Attributes) -> None:
        if len(self.recordings) >= MOST_ACTIVITIES:
            raise UnsafeMarkup
        if not self._grouped:
            self._session += 1
        self._now = Recording(sport_named(attributes.get("Sport"))[0], self._session)
        self.recordings.append(self._now)

    def _over(self, _attributes: Attributes, texts: Found) -> None:
        self._now.id, self._now.notes, self._now.unit = texts.get("id"), texts.get("notes"), texts.get("unit")

    def _lap_over(self, attributes: Attributes, texts: Found) -> None:
        values = (number(texts.get(key, "")) for key in ("seconds", "metres", "beats", "strides"))
        self._now.laps.append(Lap(attributes.get("StartTime"), *values))

    def _break(self, _attributes: Attributes) -> None:
        self._now.track.break_off()

    def _break_over(self, _attributes: Attributes, _texts: Found) -> None:
        self._now.track.break_off()

    def _point(self, _attributes: Attributes, texts: Found) -> None:
        self._now.track.point(texts.get("latitude", ""), texts.get("longitude", ""), texts)
        metres = number(texts["metres"]) if "metres" in texts else None
        if metres is not None:
            self._now.counted_m = max(metres, self._now.counted_m or 0)

    def _course(self, _attributes: Attributes) -> None:
        self.instead = problems.COURSE

    def _workout(self, _attributes: Attributes) -> None:
        self.instead = self.instead or problems.WORKOUT
