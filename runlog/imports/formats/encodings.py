"""Text files of any encoding to UTF-8."""

import re

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
# Encodings of text alone: some of Python's codecs are no encodings of characters, and some take quadratic time.
_KNOWN = re.compile(
    r"(us-ascii|iso-?8859-\d{1,2}|latin-?\d|windows-12\d\d|cp12\d\d|koi8-[ru]|gbk?|gb2312|gb18030|big5|shift_jis|euc-(jp|kr))",
    re.IGNORECASE,
)
_UTF_8_MARK = b"\xef\xbb\xbf"
_WIDE = re.compile(rb"(?:\xff\xfe|(?=[<\s]\0))|(?P<big>\xfe\xff|(?=\0[<\s]))")
_BLANK = b" \t\r\n\0"
_WESTERN = "cp1252"


def as_utf8(data: bytes) -> bytes:
    """The text in UTF-8 without a mark or blanks around it, whatever it declares: declarations lie, bytes do not."""
    wide = _WIDE.match(data)
    if wide:
        text = data[wide.end() :].decode("utf-16-le" if wide["big"] is None else "utf-16-be", "replace")
        return text.encode("utf-8", "replace").strip(_BLANK)
    data = data.lstrip(_BLANK).removeprefix(_UTF_8_MARK)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        data = data.decode(_declared(data), "replace").encode("utf-8")
    return data.strip(_BLANK)


def _declared(data: bytes) -> str:
    """The encoding that a file names, if it is one of text; else Western Europe's old one."""
    found = _DECLARED.match(data)
    name = found.group(1).decode("ascii") if found else ""
    return name if _KNOWN.fullmatch(name) else _WESTERN
