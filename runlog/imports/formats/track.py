"""A recorded track in the making: points go by as text, sums stay; the readers of GPX and TCX feed it."""

from runlog.imports.formats.activity import Place
from runlog.imports.formats.clock import Clock
from runlog.imports.formats.path import Climb, metres_between, place_of


class Mean:
    """The mean of what is above 0: 0 is a lost sensor or a standing foot. Where more than half is 0, there is none."""

    def __init__(self) -> None:
        self._total = self._weight = self._zeros = 0.0

    def add(self, value: float, weight: float = 1) -> None:
        """Take a value, counted as often as its weight says."""
        if value > 0:
            self._total += value * weight
            self._weight += weight
        elif value == 0:
            self._zeros += weight

    def join(self, other: "Mean") -> None:
        """Take all that another mean has taken."""
        self._total += other._total
        self._weight += other._weight
        self._zeros += other._zeros

    @property
    def value(self) -> float | None:
        """The mean; None of nothing."""
        return self._total / self._weight if self._weight > 0 and self._weight >= self._zeros else None


class Track:
    """Sums over the points of one track; no distance is counted over a break between its segments.

    `places_rule`: a point without a place has no say on the times, unless no point has both.
    """

    def __init__(self, *, places_rule: bool) -> None:
        self.place: Place | None = None
        self.points = 0
        self.climb = Climb()
        self.heart_rate = Mean()
        self.cadence = Mean()
        self._takers = (("altitude", self.climb.add), ("beats", self.heart_rate.add), ("strides", self.cadence.add))
        self._placed = Clock()
        self._unplaced = Clock() if places_rule else self._placed
        self._from: Place | None = None
        self._metres = 0.0
        self._steps = 0

    @property
    def metres(self) -> float | None:
        """The length of the way; None where no two points of a segment have places."""
        return self._metres if self._steps else None

    @property
    def clock(self) -> Clock:
        """The times of the points with a place; where none has both, of the others."""
        return self._placed if self._placed.first_at else self._unplaced

    def break_off(self) -> None:
        """End the segment: the next point starts another."""
        self._from = None
        self._placed.break_off()
        self._unplaced.break_off()

    def point(self, latitude: str, longitude: str, texts: dict[str, str]) -> None:
        """Take a point: its place in degrees, and of its texts time, altitude, beats and strides; what is no number is passed over."""
        placed = self._move_to(latitude, longitude)
        if "time" in texts:
            (self._placed if placed else self._unplaced).pass_at(texts["time"])
        for key, take in self._takers:
            if key in texts:
                try:
                    take(float(texts[key]))
                except ValueError:
                    continue

    def _move_to(self, latitude: str, longitude: str) -> bool:
        try:
            place = place_of(float(latitude), float(longitude))
        except ValueError:
            return False
        if place is None:
            return False
        self.points += 1
        if self._from is not None:
            self._metres += metres_between(self._from, place)
            self._steps += 1
        elif self.place is None:
            self.place = place
        self._from = place
        return True
