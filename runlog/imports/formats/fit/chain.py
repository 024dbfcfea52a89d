"""The recordings of a FIT file: one, as a rule; some files are several, glued one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from runlog.imports.formats.fit.crc import intact
from runlog.imports.formats.fit.fields import SESSION
from runlog.imports.formats.fit.skim import Skim, skim

MOST_PARTS = 300
_MARK = b".FIT"
_SHORTEST_HEADER = 12
_CHECKSUM = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One recording with its own header.

    `unfinished`: the header says that there is nothing, as it does until a recording is closed. `cut`: the end is missing.
    `damaged`: the checksum is wrong or the way through the messages was lost. `rest`: what follows it is no recording.
    """

    skim: Skim
    end: int
    unfinished: bool = False
    cut: bool = False
    damaged: bool = False
    rest: bool = False


def begins_at(data: bytes, at: int) -> bool:
    """Whether the header of a FIT recording stands at a place."""
    return data[at + 8 : at + 12] == _MARK and data[at] >= _SHORTEST_HEADER


def parts(data: bytes) -> Iterator[Part]:
    """The recordings, one by one."""
    at = 0
    for _ in range(MOST_PARTS):
        part = _part(data, at)
        yield part
        at = part.end
        if not begins_at(data, at):
            return


def _part(data: bytes, at: int) -> Part:
    begin = at + data[at]
    size = int.from_bytes(data[at + 4 : at + 8], "little")
    end = begin + size + _CHECKSUM
    if not size:
        return _to_the_end(data, begin, unfinished=True)
    rest = end < len(data) and not begins_at(data, end)
    found = skim(data, begin, min(end - _CHECKSUM, len(data)))
    if rest and not found.has(SESSION):
        return _to_the_end(data, begin, unfinished=False)
    cut = found.cut or end > len(data)
    wrong = not cut and data[end - _CHECKSUM : end] != b"\0\0" and not intact(data[at:end])
    return Part(found, min(end, len(data)), cut=cut, damaged=wrong or found.lost_at is not None, rest=rest and any(data[end:]))


def _to_the_end(data: bytes, begin: int, *, unfinished: bool) -> Part:
    """A recording whose header does not tell its size: all that follows is taken to be its own."""
    found = skim(data, begin, max(begin, len(data) - _CHECKSUM))
    return Part(found, len(data), unfinished=unfinished, damaged=not unfinished)
