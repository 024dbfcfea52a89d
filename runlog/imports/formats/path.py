"""The way along a track: places, the metres between them, the metres upwards."""

import math

from runlog.imports.formats.activity import Place

EARTH_M = 6_371_000
CLIMB_STEP_M = 3
LOWEST_M, HIGHEST_M = -1000, 10_000
_NEAR_DEGREES = 0.05
_METRES_A_DEGREE = math.radians(EARTH_M)


def place_of(latitude: float | None, longitude: float | None) -> Place | None:
    """A position on Earth in degrees; None where a part is missing, off the globe, or exactly 0, 0, which devices write for no position."""
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return (latitude, longitude) if latitude or longitude else None


def metres_between(one: Place, other: Place) -> float:
    """The length of the way over the ground; on a plane where the two are near, which is as exact and three times as quick."""
    latitude, longitude = other[0] - one[0], other[1] - one[1]
    if -_NEAR_DEGREES < latitude < _NEAR_DEGREES and -_NEAR_DEGREES < longitude < _NEAR_DEGREES:
        east = longitude * math.cos(math.radians(one[0] + latitude / 2))
        return _METRES_A_DEGREE * math.hypot(latitude, east)
    return _haversine(one, other)


def _haversine(one: Place, other: Place) -> float:
    north, south = math.radians(one[0]), math.radians(other[0])
    across = math.sin((south - north) / 2) ** 2
    along = math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(across + math.cos(north) * math.cos(south) * along)))


class Climb:
    """Metres upwards; ups and downs smaller than 3 m are the altimeter's noise."""

    def __init__(self) -> None:
        self.metres: float | None = None
        self._level = 0.0

    def add(self, altitude: float) -> None:
        """Take the next altitude in metres; what is no place to run is passed over."""
        if not LOWEST_M < altitude < HIGHEST_M:
            return
        if self.metres is None:
            self.metres, self._level = 0.0, altitude
            return
        change = altitude - self._level
        if change >= CLIMB_STEP_M:
            self.metres += change
            self._level = altitude
        elif change <= -CLIMB_STEP_M:
            self._level = altitude
