"""Tables made to hurt: each gets one plain problem, in bounded time and memory."""

import time

import pytest

from runlog.imports.formats import problems, read
from runlog.imports.formats.tables import read_table

HEADER = "Date,Type,Distance (km),Duration\n"
ROW = "2024-05-23,Run,5,45:00\n"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (HEADER + "x" * 2_000_000, problems.TABLE_DAMAGED),
        (HEADER + '"' + ROW * 20_000, problems.TABLE_DAMAGED),
        (HEADER + ROW + "\0" * 50, None),
        (HEADER + "2024-05-23,Run\0,5,45:00\n", problems.TABLE_DAMAGED),
        (HEADER + ROW * 50_001, problems.TOO_MANY_ROWS),
        ("a," * 100_000 + "\n" + ROW, problems.NO_LOG),
        ("," * 900_000 + "\n", problems.NO_LOG),
        ("," * 9_000_000, problems.TABLE_DAMAGED),
        ("a,b,c\n" * 1000, problems.NO_LOG),
        ("", problems.NO_LOG),
    ],
)
def test_a_hostile_table_gets_its_reason_soon(data, problem):
    begun = time.process_time()
    reading = read_table(data.encode())
    assert (reading.format, reading.problem) == ("csv", problem)
    assert time.process_time() - begun < 10


def test_a_table_beyond_50_mb_is_refused_unread():
    assert read_table(b"a," * 25_000_001).problem == problems.TOO_BIG


def test_columns_and_cells_are_cut():
    wide = HEADER.strip() + ",x" * 100_000 + "\n" + ROW.strip() + ",y" * 100_000 + "\n"
    assert len(read(wide.encode()).activities) == 1
    long = "Date,Type,Title,Distance (km),Duration\n2024-05-23,Run," + "n" * 100_000 + ",5,45:00\n"
    assert len(read(long.encode()).activities[0].name or "") == 200


@pytest.mark.parametrize("cell", ["9" * 400, "9" * 20, "1e999", "nan", "-5", "٣", "1:" * 200, "=1+1", "''", "99999:99:99", "0:00", "½"])
@pytest.mark.parametrize("place", range(4))
def test_no_cell_raises(cell, place):
    row = ["2024-05-23", "Run", "5", "45:00"]
    row[place] = cell
    reading = read((HEADER + ROW + ",".join(row) + "\n").encode())
    assert reading.problem != problems.OUR_FAULT
    assert reading.activities or reading.questions


def test_a_log_of_many_years_is_read_soon():
    begun = time.process_time()
    assert len(read((HEADER + ROW * 49_000).encode()).activities) == 49_000
    assert time.process_time() - begun < 30
