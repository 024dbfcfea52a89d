"""What a file is, by its first bytes; its name is never asked, for names lie."""

import re
from itertools import pairwise
from typing import Literal

from runlog.imports.formats.encodings import as_utf8
from runlog.imports.formats.fit.chain import begins_at

Kind = Literal["empty", "fit", "gpx", "tcx", "gzip", "zip", "page", "picture", "table", "unknown"]

HEAD = 1 << 16
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_PICTURE_BRANDS = {b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1", b"avif"}
_ROOTS: dict[str, Kind] = {"gpx": "gpx", "trainingcenterdatabase": "tcx"}
_PAGE_ELEMENTS = {"html", "head", "body", "title", "meta", "script", "div", "p"}
_PROLOG = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE)
_ELEMENT = re.compile(r"\s*<(?:[\w.-]+:)?([\w.-]+)")
_ANYWHERE = re.compile(r"<(?:\w+:)?(gpx|TrainingCenterDatabase)[\s>]")
_SEPARATORS = ",;\t|"
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
_TABLE_HEAD, _TABLE_LINES = 20_000, 15


def sniff(data: bytes) -> Kind:
    """The kind of a file, of which the first 64 kB are enough."""
    if not data.strip(b" \t\r\n\0"):
        return "unknown" if b"\0" in data[:HEAD] else "empty"
    if len(data) >= 12 and begins_at(data, 0):
        return "fit"
    if data.startswith(b"\x1f\x8b"):
        return "gzip"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(_PICTURES) or (data[4:8] == b"ftyp" and data[8:12] in _PICTURE_BRANDS) or data[8:12] == b"WEBP":
        return "picture"
    return _text_kind(as_utf8(data[:HEAD]).decode("utf-8", "replace"))


def _text_kind(text: str) -> Kind:
    if not text.startswith("<"):
        return "table" if _is_table(text) else _kind_anywhere(text)
    at = 0
    while found := _PROLOG.match(text, at):
        at = found.end()
    root = _ELEMENT.match(text, at)
    name = root.group(1).lower() if root else ""
    if name in _PAGE_ELEMENTS:
        return "page"
    return _ROOTS.get(name) or _kind_anywhere(text)


def _kind_anywhere(text: str) -> Kind:
    found = _ANYWHERE.search(text)
    return _ROOTS[found.group(1).lower()] if found else "unknown"


def _is_table(text: str) -> bool:
    """Whether one of the first lines has three cells, or two lines after each other have as many cells: titles may stand above."""
    if _BINARY.search(text) or "\ufffd" in text[:200] or text[:1] in ("{", "[") or text.startswith("%PDF"):
        return False
    lines = [line for line in text[:_TABLE_HEAD].splitlines() if line.strip()][:_TABLE_LINES]
    counts = [max(line.count(sign) for sign in _SEPARATORS) for line in lines]
    return any(count >= 2 for count in counts) or any(one == two == 1 for one, two in pairwise(counts))
