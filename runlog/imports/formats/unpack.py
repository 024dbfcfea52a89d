"""Unpacks gzip, no further than a bound, and no further than its beginning where that is of no use."""

import zlib
from dataclasses import dataclass

from runlog.imports.formats.sniff import HEAD, sniff

_MAGIC = b"\x1f\x8b"
_CHUNK = 1 << 20
_MOST_MEMBERS = 20
_USELESS = {"empty", "page", "picture", "unknown"}


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The data as far as they were read. `damaged`: the packing broke off or its checksum is wrong. `too_big`: over the bound."""

    data: bytes
    damaged: bool = False
    too_big: bool = False


def unpack(packed: bytes, limit: int) -> Unpacked:
    """All members of a gzip file, one after the other, up to a limit in bytes."""
    pieces: list[bytes] = []
    size = 0
    for _ in range(_MOST_MEMBERS):
        if not packed.startswith(_MAGIC):
            break
        member = zlib.decompressobj(wbits=31)
        while packed and not member.eof:
            try:
                piece = member.decompress(packed, HEAD if not size else _CHUNK)
            except zlib.error:
                return Unpacked(b"".join(pieces), damaged=True)
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                return Unpacked(b"", too_big=True)
            if piece and size == len(piece) and sniff(piece) in _USELESS:
                return Unpacked(piece)
            packed = member.unconsumed_tail
        if not member.eof:
            return Unpacked(b"".join(pieces), damaged=True)
        packed = member.unused_data
    return Unpacked(b"".join(pieces))
