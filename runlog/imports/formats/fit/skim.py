"""Walks a FIT file by the sizes that its definitions give, noting where the few messages stand that matter; decodes nothing."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field

from runlog.imports.formats.fit.fields import MESSAGES, RECORD, SESSION, Definition, Message, definition_at, definition_length

# A week of points, one a second, and then some; the layouts of a file are a dozen.
MOST_MESSAGES = 1_000_000
MOST_LAYOUTS = 2_000
_MOST_SEARCHES = 50
_SEARCH_BYTES = 1 << 16
_LIKE_A_DEFINITION = re.compile(rb"[\x40-\x4f\x60-\x6f]\x00[\x00\x01]", re.DOTALL)

Bucket = tuple[Definition, "array[int]"]
Keep = Callable[[int], None] | None


@dataclass(slots=True)
class Skim:
    """Where the messages of one recording stand, and whether the walk along it met a fault."""

    data: bytes
    buckets: dict[int, list[Bucket]] = field(default_factory=dict)
    lost_at: int | None = None
    cut: bool = False

    def messages(self, number: int) -> list[Message]:
        """All messages of a kind in the order of the file."""
        found = [Message(self.data, at, definition) for definition, places in self.buckets.get(number, ()) for at in places]
        return sorted(found, key=lambda message: message.at)

    def drop_records(self, lost_at: int) -> None:
        """Forget the points from a place on."""
        for _, places in self.buckets.get(RECORD, ()):
            del places[bisect_left(places, lost_at) :]

    def has(self, number: int) -> bool:
        """Whether there is a message of the kind."""
        return any(places for _, places in self.buckets.get(number, ()))


def skim(data: bytes, begin: int, limit: int) -> Skim:
    """Walk the messages from `begin` to `limit`. Where the way is lost before a summary was met, look for the next definition and go on.

    Of what follows a loss only the summaries count: among bytes read from a wrong place some look like points.
    """
    walk = _Walk(data, limit)
    at = walk.along(begin)
    for _ in range(_MOST_SEARCHES):
        following = walk.definition_after(at) if walk.lost and not walk.skim.has(SESSION) else None
        if following is None:
            break
        at = walk.along(following)
    if walk.skim.lost_at is not None:
        walk.skim.drop_records(walk.skim.lost_at)
    return walk.skim


class _Walk:
    """The state of the walk: for each header byte, the size of its message and what to do with it."""

    def __init__(self, data: bytes, limit: int) -> None:
        self.skim = Skim(data)
        self._data = data
        self._limit = limit
        self._sizes = [0] * 256
        self._keeps: list[Keep] = [None] * 256
        self.lost = False
        self._left = MOST_MESSAGES
        self._known: dict[bytes, tuple[Definition, Keep]] = {}

    def along(self, at: int) -> int:
        """Go message by message; the place where the walk ended or was lost."""
        data, sizes, keeps, limit = self._data, self._sizes, self._keeps, self._limit
        self.lost = False
        start, left = at, self._left
        while left and at < limit:
            left -= 1
            start = at
            header = data[at]
            size = sizes[header]
            if size:
                keep = keeps[header]
                if keep is not None:
                    keep(at)
                at += size
            else:
                size = self._define(at)
                at += size
                if not size:
                    break
        self._left = left
        if at > limit:
            self.skim.cut = True
            self._forget(start)
        elif at < limit:
            self._lose(at)
        return at

    def definition_after(self, at: int) -> int | None:
        """The next place that holds a definition of a message that matters."""
        for found in _LIKE_A_DEFINITION.finditer(self._data, at + 1, min(at + _SEARCH_BYTES, self._limit)):
            length = definition_length(self._data, found.start(), self._limit)
            if length and definition_at(self._data, found.start(), length).sound:
                return found.start()
        return None

    def _define(self, at: int) -> int:
        """Take the definition at a place; its length, 0 if there is none."""
        length = definition_length(self._data, at, self._limit)
        key = self._data[at + 1 : at + length]
        if not length or (key not in self._known and len(self._known) >= MOST_LAYOUTS):
            return 0
        if key not in self._known:
            definition = definition_at(self._data, at, length)
            self._known[key] = definition, self._keeper(definition)
        definition, keep = self._known[key]
        local = self._data[at] & 15
        self._sizes[local], self._keeps[local] = definition.size, keep
        if local < 4:
            compressed = slice(0x80 | local << 5, (0x80 | local << 5) + 32)
            self._sizes[compressed] = [definition.size] * 32
            self._keeps[compressed] = [keep] * 32
        return length

    def _keeper(self, definition: Definition) -> Keep:
        if definition.message not in MESSAGES:
            return None
        places = array("I")
        self.skim.buckets.setdefault(definition.message, []).append((definition, places))
        return places.append

    def _lose(self, at: int) -> None:
        self.lost = True
        if self.skim.lost_at is None:
            self.skim.lost_at = at

    def _forget(self, at: int) -> None:
        """Drop the message that runs over the end."""
        for buckets in self.skim.buckets.values():
            for _, places in buckets:
                if places and places[-1] == at:
                    places.pop()
