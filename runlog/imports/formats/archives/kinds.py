"""Which members of an archive are worth reading: by their names, and where those say nothing by their first bytes."""

import struct
from typing import BinaryIO, Literal

from runlog.imports.formats.archives.parts import Stored
from runlog.imports.formats.archives.unpacking import head
from runlog.imports.formats.sniff import sniff

Worth = Literal["activity", "table", "archive", "health", "nothing"]
_HEAD = 4096
_ACTIVITIES = {"fit", "gpx", "tcx"}
_NAMED_OTHERWISE = {
    *("jpg", "jpeg", "png", "gif", "heic", "webp", "bmp", "svg", "mp4", "mov", "avi", "mp3", "m4a", "wav"),
    *("json", "html", "htm", "css", "js", "pdf", "doc", "docx", "xls", "xlsx", "ods", "odt", "md", "rtf", "kml", "kmz"),
    *("ds_store", "ini", "db", "sqlite", "log", "ics", "vcf", "xsl", "dtd"),
}
_FILE_ID, _ACTIVITY, _TYPE_FIELD = 0, 4, 0


def suffix(name: str) -> str:
    """The last part of a name after a dot, in lower case, that of packing left out."""
    return name.rpartition("/")[2].casefold().removesuffix(".gz").rpartition(".")[2]


def worth(file: BinaryIO, stored: Stored) -> Worth:
    """What a member is worth. One that is named like an activity counts as one whatever it holds, so that its fault is told."""
    base = stored.name.rpartition("/")[2]
    kind = suffix(stored.name)
    if base.startswith("._") or stored.name.startswith("__MACOSX/") or kind in _NAMED_OTHERWISE:
        return "nothing"
    if kind == "fit":
        return "activity" if _may_be_activity(file, stored) else "nothing"
    if kind in _ACTIVITIES:
        return "activity"
    if kind == "csv":
        return "table"
    return _by_bytes(head(file, stored, _HEAD))


def _by_bytes(first: bytes) -> Worth:
    if b"<HealthData" in first or b"<!DOCTYPE HealthData" in first:
        return "health"
    match sniff(first):
        case "fit" | "gpx" | "tcx" | "gzip":
            return "activity"
        case "zip":
            return "archive"
        case _:
            return "nothing"


def _may_be_activity(file: BinaryIO, stored: Stored) -> bool:
    """A watch keeps settings, sleep and steps in files of the same kind; their first message says so."""
    first = head(file, stored, 128)
    kind = _type_of(first) if first[8:12] == b".FIT" else None
    return kind is None or kind == _ACTIVITY


def _type_of(first: bytes) -> int | None:
    """The type that the first message of a FIT file tells, if that message is of the usual form."""
    at = first[0]
    if len(first) < at + 6 or first[at] & 0xF0 != 0x40:
        return None
    order = ">" if first[at + 2] else "<"
    (message,) = struct.unpack_from(order + "H", first, at + 3)
    count = first[at + 5]
    value = at + 6 + 3 * count + 1
    for field in range(count):
        number, size = first[at + 6 + 3 * field : at + 8 + 3 * field] if len(first) > at + 8 + 3 * field else (255, 255)
        if message == _FILE_ID and number == _TYPE_FIELD and value < len(first):
            return first[value]
        value += size
    return None
