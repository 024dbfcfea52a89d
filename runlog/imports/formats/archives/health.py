"""Workouts of an Apple Health export: cut out of a stream of bytes, for the whole document can be larger than any memory."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from runlog.imports.formats.activity import Activity
from runlog.imports.formats.archives.workout import Entry, Workout, activity_of

LONGEST_WORKOUT = 4_000_000
_BEGIN = b"<Workout"
_OPENED = re.compile(rb"""<Workout\s(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_END = b"</Workout>"
_MOST_WORKOUTS = 20_000


def is_health(head: bytes) -> bool:
    """Whether a file that begins so is an Apple Health export."""
    return b"<HealthData" in head and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def workouts(pieces: Iterable[bytes]) -> Iterator[Activity]:
    """The activities of an export, in its order, from its bytes piece by piece; a workout that is not well-formed is passed over."""
    for number, fragment in enumerate(_fragments(pieces)):
        if number >= _MOST_WORKOUTS:
            return
        workout = _parsed(fragment)
        if workout is not None:
            yield activity_of(workout)


def _fragments(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Each <Workout …> element as it stands. Nothing else of the document is looked at, its document type least of all."""
    held = b""
    for piece in pieces:
        held += piece
        while (at := held.find(_BEGIN)) >= 0:
            held = held[at:]
            end = _end_of(held)
            if end < 0 and len(held) <= LONGEST_WORKOUT:
                break
            if end > 0 and held[len(_BEGIN) : len(_BEGIN) + 1].isspace():
                yield held[:end]
            held = held[end if end > 0 else len(_BEGIN) :]
        else:
            held = held[-len(_BEGIN) :]


def _end_of(held: bytes) -> int:
    """Where the element ends at the beginning of these bytes; -1 if it goes on."""
    if len(held) > len(_BEGIN) and not held[len(_BEGIN) : len(_BEGIN) + 1].isspace():
        return len(_BEGIN)
    opened = _OPENED.match(held)
    if opened is None:
        return -1
    if opened.group().endswith(b"/>"):
        return opened.end()
    end = held.find(_END, opened.end())
    return -1 if end < 0 else end + len(_END)


@dataclass(slots=True)
class _Builder:
    workout: Workout | None = None
    depth: int = 0
    entries: list[Entry] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth == 1:
            self.workout = Workout(attributes, self.entries)
        elif self.depth == 2:
            # Deeper ones are those of parts of the workout.
            self.entries.append((name, attributes))

    def end(self, _name: str) -> None:
        self.depth -= 1


def _parsed(fragment: bytes) -> Workout | None:
    parser = expat.ParserCreate("UTF-8")
    builder = _Builder()
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    try:
        parser.Parse(fragment, True)
    except expat.ExpatError:
        return None
    return builder.workout
