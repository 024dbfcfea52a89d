"""The points of a recording, read column by column and only where its summary leaves something open."""

from array import array
from functools import cached_property
from itertools import pairwise

from runlog.imports.formats.activity import Place
from runlog.imports.formats.fit.fields import TIMESTAMP, Definition, Message
from runlog.imports.formats.fit.skim import Bucket
from runlog.imports.formats.path import metres_between, place_of
from runlog.imports.formats.track import Mean

LATITUDE, LONGITUDE, HEART_RATE, CADENCE, DISTANCE = 0, 1, 3, 4, 5
_DEGREES = 180 / (1 << 31)

Column = list[tuple[int, int]]


class Points:
    """The record messages of one recording, or of one session in it."""

    def __init__(self, data: bytes, buckets: list[Bucket]) -> None:
        self._data = data
        self._buckets = [bucket for bucket in buckets if bucket[1]]

    @cached_property
    def times(self) -> Column:
        """(place in the file, seconds of the device's clock) of each point; a point without a time has that of the one before it."""
        timed = [TIMESTAMP in definition.fields for definition, _ in self._buckets]
        if all(timed) or not any(timed):
            return self.column(TIMESTAMP)
        times, now = [], 0
        for message in self._messages():
            brief = message.brief_time
            now = message[TIMESTAMP] or now if brief is None else now + (brief - now & 31)
            times.append((message.at, now))
        return [time for time in times if time[1]]

    @property
    def begin(self) -> int | None:
        """The time of the first point."""
        return self.times[0][1] if self.times else None

    @property
    def end(self) -> int | None:
        """The time of the last point."""
        return self.times[-1][1] if self.times else None

    def column(self, number: int) -> Column:
        """(place in the file, integer) for each point that has the field, in the order of the file."""
        found: Column = []
        for definition, places in self._buckets:
            if number in definition.fields:
                found += self._values(definition, places, number)
        return sorted(found) if len(self._buckets) > 1 else found

    def between(self, start: int, end: int) -> "Points":
        """The points of a span of time, both ends included."""
        within = {at for at, time in self.times if start <= time <= end}
        buckets = [(definition, array("I", (at for at in places if at in within))) for definition, places in self._buckets]
        return Points(self._data, buckets)

    def mean(self, number: int) -> float | None:
        """The mean of a field over the points where it is more than 0."""
        mean = Mean()
        for _, value in self.column(number):
            mean.add(value)
        return mean.value

    def place(self) -> Place | None:
        """The first position."""
        firsts = [first for bucket in self._buckets if (first := self._first_place(bucket))]
        return min(firsts)[1] if firsts else None

    def counted_m(self, *, whole: bool) -> float | None:
        """Metres by the device's own count; of a part of a recording, from its first point on, unless the count began anew."""
        counts = [count for _, count in self.column(DISTANCE)]
        if not counts:
            return None
        first = 0 if whole or counts[-1] < counts[0] else counts[0]
        return (counts[-1] - first) / 100

    def metres(self) -> float | None:
        """Metres between the positions."""
        easts = dict(self.column(LONGITUDE))
        places = [_degrees(north, easts[at]) for at, north in self.column(LATITUDE) if at in easts]
        known = [place for place in places if place]
        return sum(metres_between(one, other) for one, other in pairwise(known)) if len(known) > 1 else None

    def _messages(self) -> list[Message]:
        found = [Message(self._data, at, definition) for definition, places in self._buckets for at in places]
        return sorted(found, key=lambda message: message.at)

    def _values(self, definition: Definition, places: "array[int]", number: int) -> Column:
        field = definition.fields[number]
        data, order, start, signed, none = self._data, definition.order, field.offset, field.signed, field.none
        end = start + field.size
        if field.size == 1 and not signed:
            return [(at, value) for at in places if (value := data[at + start]) != none]
        read = int.from_bytes
        return [(at, value) for at in places if (value := read(data[at + start : at + end], order, signed=signed)) != none]

    def _first_place(self, bucket: Bucket) -> tuple[int, Place] | None:
        definition, places = bucket
        if LATITUDE not in definition.fields or LONGITUDE not in definition.fields:
            return None
        found = ((at, place_in(Message(self._data, at, definition), LATITUDE, LONGITUDE)) for at in places)
        return next(((at, place) for at, place in found if place), None)


def place_in(message: Message, latitude: int, longitude: int) -> Place | None:
    """The position in two fields of a message, in degrees."""
    north, east = message[latitude], message[longitude]
    return None if north is None or east is None else _degrees(north, east)


def _degrees(north: int, east: int) -> Place | None:
    return place_of(north * _DEGREES, east * _DEGREES)
