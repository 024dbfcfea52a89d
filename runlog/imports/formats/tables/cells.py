"""A table's rows: encoding, separator and the line of its header, within bounds whatever the bytes are."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from runlog.imports.formats import problems
from runlog.imports.formats.encodings import as_utf8

BIGGEST = 50_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 500
_LONGEST_LINE = 1_000_000
_LONGEST_CELL = 500
_HEADER_WITHIN = 30
_SEPARATORS = ",;\t|"

Row = list[str]


class UnreadableTable(Exception):
    """The table breaks a bound; the message is the sentence for the user."""


@dataclass(frozen=True)
class Table:
    """A header and the rows below it, each as long as the header, and the sign between the cells."""

    header: Row
    rows: list[Row]
    separator: str


def read_cells(data: bytes, score: Callable[[Row], int]) -> Table:
    """The table below the row that scores highest among the first 30 lines, with the separator that makes it so.

    Raises UnreadableTable for what is too big, damaged or scores 0 everywhere.
    """
    text = _text(data)
    best, separator = max((_best_row(text, separator, score), separator) for separator in _SEPARATORS)
    if not best[0]:
        # The first rows tell what is wrong with a table that has no header.
        _first_rows(text, ",", may_be_damaged=False)
        raise UnreadableTable(problems.NO_LOG)
    return _below(text, separator, -best[1])


def _best_row(text: str, separator: str, score: Callable[[Row], int]) -> tuple[int, int, int]:
    """The highest score among the first rows, how far down it is, with a minus, and the number of its cells."""
    rows = _first_rows(text, separator, may_be_damaged=True)
    return max(((score(row), -place, len(row)) for place, row in enumerate(rows)), default=(0, 0, 0))


def _first_rows(text: str, separator: str, *, may_be_damaged: bool) -> list[Row]:
    """The first rows, as far as they can be read with that separator: the wrong one may find quotes where there are none."""
    found: list[Row] = []
    try:
        found.extend(islice(_rows(text, separator), _HEADER_WITHIN))
    except UnreadableTable:
        if not may_be_damaged:
            raise
    return found


def _text(data: bytes) -> str:
    if len(data) > BIGGEST:
        raise UnreadableTable(problems.TOO_BIG)
    text = as_utf8(data).decode("utf-8", "replace")
    if "\0" in text:
        raise UnreadableTable(problems.TABLE_DAMAGED)
    return text


def _below(text: str, separator: str, place: int) -> Table:
    rows = _rows(text, separator)
    header = next(islice(rows, place, None))
    width = len(header)
    # A cell that is cut is longer than any that is read.
    found = [[cell[:_LONGEST_CELL].strip() for cell in (row + [""] * (width - len(row)))[:width]] for row in rows]
    return Table(header, found, separator)


def _rows(text: str, separator: str) -> Iterator[Row]:
    """Every row that holds something. A line beyond all measure is no table's: reading on would take memory without bound."""
    reader = csv.reader(_lines(text), delimiter=separator, skipinitialspace=True)
    try:
        for number, row in enumerate(reader):
            if number > MOST_ROWS:
                raise UnreadableTable(problems.TOO_MANY_ROWS)
            if any(row):
                yield row[:MOST_COLUMNS]
    except csv.Error as error:
        raise UnreadableTable(problems.TABLE_DAMAGED) from error


def _lines(text: str) -> Iterator[str]:
    for line in StringIO(text, newline=""):
        if len(line) > _LONGEST_LINE:
            raise UnreadableTable(problems.TABLE_DAMAGED)
        yield line
