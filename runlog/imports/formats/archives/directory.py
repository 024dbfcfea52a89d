"""The directory of a zip archive: looked at before it is believed."""

import struct
import zipfile
from typing import BinaryIO

from runlog.imports.formats import problems
from runlog.imports.formats.archives.parts import Stored
from runlog.imports.formats.names import tidy_name

MOST_MEMBERS = 60_000
BIGGEST_DIRECTORY = 16_000_000
_END = b"PK\x05\x06"
_END_SIZE = 22
_LONGEST_COMMENT = 65_535
_LOCATOR = struct.Struct("<4sLQL")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCAL_SIZE = 30
_LOCKED = 0x1


class UnreadableArchive(Exception):
    """The archive cannot be used; its text is one plain sentence."""


def members(file: BinaryIO) -> tuple[Stored, ...]:
    """Every member that is no folder, in the archive's order. Raises UnreadableArchive.

    The number of members and the size of the directory are checked in its end record, before the directory itself is read.
    """
    count, size = _announced(file)
    if count > MOST_MEMBERS or size > BIGGEST_DIRECTORY:
        raise UnreadableArchive(problems.TOO_MANY_MEMBERS)
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error, EOFError) as error:
        raise UnreadableArchive(problems.ARCHIVE_DAMAGED) from error
    if len(infos) > MOST_MEMBERS:
        raise UnreadableArchive(problems.TOO_MANY_MEMBERS)
    # A broken archive may name a member "", which zipfile's own is_dir() cannot take.
    found = tuple(_stored(info) for info in infos if not info.filename.endswith("/"))
    _refuse_overlaps(found)
    return found


def shown(name: str) -> str:
    """A member's name for people to read: one line, at most 200 characters."""
    return tidy_name(name) or "?"


def _announced(file: BinaryIO) -> tuple[int, int]:
    """How many members and how many bytes of directory the end record tells of."""
    length = file.seek(0, 2)
    start = max(0, length - _END_SIZE - _LONGEST_COMMENT - _LOCATOR.size)
    file.seek(start)
    tail = file.read(length - start)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_SIZE:
        raise UnreadableArchive(problems.ARCHIVE_CUT_SHORT)
    count, size = struct.unpack_from("<HL", tail, at + 10)
    if at >= _LOCATOR.size and tail[at - _LOCATOR.size : at].startswith(b"PK\x06\x07"):
        return _announced_64(file, _LOCATOR.unpack_from(tail, at - _LOCATOR.size)[2], length)
    return count, size


def _announced_64(file: BinaryIO, at: int, length: int) -> tuple[int, int]:
    """The same of an archive of over 4 GB."""
    if at + _END_64.size > length:
        raise UnreadableArchive(problems.ARCHIVE_DAMAGED)
    file.seek(at)
    values = _END_64.unpack(file.read(_END_64.size))
    if values[0] != b"PK\x06\x06":
        raise UnreadableArchive(problems.ARCHIVE_DAMAGED)
    return values[7], values[8]


def _stored(info: zipfile.ZipInfo) -> Stored:
    locked = bool(info.flag_bits & _LOCKED)
    return Stored(info.filename, info.header_offset, info.compress_size, info.file_size, info.CRC, info.compress_type, locked)


def _refuse_overlaps(found: tuple[Stored, ...]) -> None:
    """Members that share bytes are a way to make an archive unpack without end."""
    taken = 0
    for one in sorted(found, key=lambda one: one.offset):
        if one.offset < taken:
            raise UnreadableArchive(problems.ARCHIVE_OVERLAPS)
        taken = one.offset + _LOCAL_SIZE + one.packed
