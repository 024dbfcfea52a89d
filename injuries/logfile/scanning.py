"""Reads a JSON object piece by piece, so that a long list in it is never in memory as a whole."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn, TextIO

from runlog.core.shapes import Problem

PIECE = 1 << 16
# Of the text of a single value, in characters: a record that fills every place of the format is shorter.
MOST = 1 << 22
# What a number is written with; empty: the end of what is here.
NUMBER = frozenset("0123456789.eE+-") | {""}
_SPACE = re.compile(r"[ \t\n\r]*")
NO_JSON = "This is not a log file: it cannot be read as JSON ({})"


class _Twice(ValueError):
    """A key stands in one object twice."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise _Twice(next(key for key, count in Counter(key for key, _value in pairs).items() if count > 1))
    return values


class _NoNumber(ValueError):
    """NaN and the like, which Python would read."""


def _refuse_constant(name: str) -> NoReturn:
    raise _NoNumber(name)


# Keeps decimals exactly.
DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=_once)


class Scanner:
    """Walks through the members of one JSON object. Whatever cannot be read is a Problem that says where.

    After each key of `members` comes either `value` or, where `is_list`, `elements`.
    """

    def __init__(self, file: TextIO) -> None:
        """Read from a file's beginning."""
        self._file = file
        self._text, self._at = "", 0
        self._is_over = False
        self._line = 1
        self._where = ""

    def members(self) -> Iterator[str]:
        """Yield the keys of the object, which is all that the file may hold."""
        if self._next() != "{":
            self._decode()
            raise Problem("", "This is not a log file: it must be one JSON object")
        yield from self._inside("}", self._key)
        self._where = ""
        if self._next():
            self._fail("something follows its end")

    @property
    def is_list(self) -> bool:
        """Whether the value of the present key is a list."""
        return self._next() == "["

    def value(self) -> Any:
        """Return the value of the present key."""
        return self._decode()[0]

    def elements(self) -> Iterator[tuple[Any, str]]:
        """Yield each element of the list, with its own text."""
        key = self._where

        def element(place: int) -> tuple[Any, str]:
            self._where = f"{key}[{place}]"
            return self._decode()

        yield from self._inside("]", element)
        self._where = key

    def _inside(self, end: str, each: Any) -> Iterator[Any]:
        """Yield what `each` reads between the bracket that comes next and its end, with commas between."""
        self._next()
        self._at += 1
        if self._next() == end:
            self._at += 1
            return
        place = 0
        while True:
            yield each(place)
            place += 1
            follows = self._next()
            self._at += 1
            if follows == end:
                return
            if follows != ",":
                self._fail("a comma is missing" if follows else "it ends too soon")

    def _key(self, _place: int) -> str:
        self._where = ""
        key = self._decode()[0]
        if not isinstance(key, str) or self._next() != ":":
            self._fail("a key is missing")
        self._at += 1
        self._where = key[:80]
        return key

    def _decode(self) -> tuple[Any, str]:
        """Return the value that comes next, with its text."""
        if not self._next():
            self._fail("it ends too soon")
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._is_over:
                    self._fail(f"line {self._line + error.lineno - 1}")
            except _Twice as error:
                raise Problem(f"{self._where}.{error}"[:200] if self._where else str(error)[:80], "stands in one object twice") from error
            except _NoNumber as error:
                raise Problem(self._where, f"{error} is not a number") from error
            except RecursionError:
                self._fail("it is nested too deeply")
            except (ValueError, ArithmeticError):
                self._fail("a number in it is too long")
            else:
                # At the end of what is here a number may go on, as in "12." of "12.5".
                goes_on = self._text[end : end + 1] in NUMBER and not self._is_over
                if not goes_on and end - self._at <= MOST:
                    text, self._at = self._text[self._at : end], end
                    return value, text
            if len(self._text) - self._at >= MOST:
                raise Problem(self._where, "is too long to be read")
            self._more()

    def _next(self) -> str:
        """Return the character that comes next, white space left out; empty at the end."""
        while True:
            found = _SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text) or self._is_over:
                return self._text[self._at : self._at + 1]
            self._more()

    def _more(self) -> None:
        """Drop what was read, and bring as much again as there is, so that long values are tried few times."""
        try:
            piece = self._file.read(max(PIECE, len(self._text) - self._at))
        except UnicodeDecodeError:
            self._fail("it is not UTF-8")
        self._line += self._text.count("\n", 0, self._at)
        self._text, self._at = self._text[self._at :] + piece, 0
        self._is_over = not piece

    def _fail(self, reason: str) -> NoReturn:
        # What the decoder said would repeat what somebody logged.
        if self._where:
            raise Problem(self._where, f"cannot be read as JSON ({reason})") from None
        raise Problem("", NO_JSON.format(reason)) from None
