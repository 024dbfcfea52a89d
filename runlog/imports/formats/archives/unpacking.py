"""The bytes of one member, unpacked piece by piece and no further than a bound, whatever the archive says about their number."""

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from runlog.imports.formats import problems
from runlog.imports.formats.archives.parts import Stored

BIGGEST_MEMBER = 50_000_000
_CHUNK = 1 << 18
_LOCAL = struct.Struct("<4s5H3L2H")
_AS_IS, _DEFLATED = 0, 8


class UnreadableMember(Exception):
    """The member cannot be unpacked; its text is one plain sentence."""


def pieces(file: BinaryIO, stored: Stored, limit: int) -> Iterator[bytes]:
    """The member from its beginning to its end. Raises UnreadableMember: over the limit, locked, damaged, packed in a rare way."""
    if stored.is_locked:
        raise UnreadableMember(problems.MEMBER_LOCKED)
    if stored.method not in (_AS_IS, _DEFLATED):
        raise UnreadableMember(problems.MEMBER_PACKING)
    if stored.size > limit:
        raise UnreadableMember(problems.MEMBER_TOO_BIG)
    yield from _checked(_unpacked(_packed(file, stored), stored), stored, limit)


def content(file: BinaryIO, stored: Stored, limit: int = BIGGEST_MEMBER) -> bytes:
    """The whole member. Raises UnreadableMember."""
    return b"".join(pieces(file, stored, limit))


def head(file: BinaryIO, stored: Stored, size: int) -> bytes:
    """The first bytes of the member, as far as they can be had."""
    if stored.is_locked or stored.method not in (_AS_IS, _DEFLATED):
        return b""
    found = bytearray()
    try:
        for piece in _unpacked(_packed(file, stored, size), stored, size):
            found += piece
            if len(found) >= size:
                break
    except UnreadableMember:
        pass
    return bytes(found[:size])


def _packed(file: BinaryIO, stored: Stored, chunk: int = _CHUNK) -> Iterator[bytes]:
    file.seek(stored.offset)
    local = file.read(_LOCAL.size)
    if len(local) < _LOCAL.size or not local.startswith(b"PK\x03\x04"):
        raise UnreadableMember(problems.MEMBER_DAMAGED)
    name_size, extra_size = _LOCAL.unpack(local)[-2:]
    at, end = (start := stored.offset + _LOCAL.size + name_size + extra_size), start + stored.packed
    while at < end:
        file.seek(at)
        data = file.read(min(chunk, end - at))
        if not data:
            raise UnreadableMember(problems.MEMBER_DAMAGED)
        at += len(data)
        yield data


def _unpacked(packed: Iterator[bytes], stored: Stored, chunk: int = _CHUNK) -> Iterator[bytes]:
    if stored.method == _AS_IS:
        yield from packed
        return
    unpacker = zlib.decompressobj(wbits=-15)
    try:
        for data in packed:
            while data and not unpacker.eof:
                yield unpacker.decompress(data, chunk)
                data = unpacker.unconsumed_tail
    except zlib.error as error:
        raise UnreadableMember(problems.MEMBER_DAMAGED) from error
    while not unpacker.eof and (rest := unpacker.decompress(b"", chunk)):
        yield rest
    if not unpacker.eof:
        raise UnreadableMember(problems.MEMBER_DAMAGED)


def _checked(unpacked: Iterator[bytes], stored: Stored, limit: int) -> Iterator[bytes]:
    size = crc = 0
    for piece in unpacked:
        size += len(piece)
        if size > limit:
            raise UnreadableMember(problems.MEMBER_TOO_BIG)
        crc = zlib.crc32(piece, crc)
        yield piece
    if crc != stored.crc:
        raise UnreadableMember(problems.MEMBER_DAMAGED)
