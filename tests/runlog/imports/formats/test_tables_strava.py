"""Strava's activities.csv: by the order of its columns, in every language and generation."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from runlog.imports.formats import problems, read
from runlog.imports.formats.gear import Gear
from runlog.imports.formats.tables.strava import shoes, strava_rows
from tests.samples.table_writing import STRAVA_DUTCH, STRAVA_FIRST, STRAVA_HEADER, strava_row, table

START = datetime(2024, 6, 4, 6, 13, 47, tzinfo=UTC)


def _one(header=STRAVA_HEADER, **cells):
    (row,) = strava_rows(table(header, [strava_row(header, **cells)])).rows
    return row


def test_a_row_gives_the_numbers_for_machines():
    row = _one()
    one = row.activity
    assert (row.id, row.filename) == ("4711", "activities/99.fit.gz")
    assert (one.kind, one.started_at, one.name, one.shoe) == ("run", START, "Morning", "Red ones")
    assert (one.distance_m, one.duration_s, one.elapsed_s, one.ascent_m) == (Decimal("10003.5"), 3000, 3120, Decimal("61.5"))
    assert (one.average_heart_rate, one.cadence) == (Decimal("150.4"), 170)
    assert (one.source_ids, one.utc_offset_min, one.local_on, one.problem) == (("strava-4711",), None, None, None)


def test_the_table_alone_is_read_as_a_file():
    reading = read(table(STRAVA_HEADER, [strava_row(), strava_row(id="4712", type="Ride")]))
    assert (reading.format, reading.problem, reading.questions) == ("csv", None, ())
    assert [(one.kind, one.shoe) for one in reading.activities] == [("run", "Red ones"), ("other", None)]


@pytest.mark.parametrize(
    "written",
    [
        "Jun 4, 2024, 6:13:47 AM",
        "Jun 4, 2024, 6:13:47\u202fAM",
        "04.06.2024, 06:13:47",
        "4 jun. 2024 06:13:47",
        "4 juin 2024 à 06:13:47",
        "4 de jun. de 2024 06:13:47",
        "4. jun. 2024 06.13.47",
        "4.6.2024 klo 6.13.47",
        "4 giu 2024, 06:13:47",
        "4 cze 2024, 06:13:47",
        "2024/06/04 6:13:47",
        "2024年6月4日 6:13:47",
        "2024-06-04 06:13:47",
    ],
)
def test_the_date_is_utc_in_every_language(written):
    assert _one(date=written).activity.started_at == START


@pytest.mark.parametrize(("written", "hour"), [("Mar 4, 2024, 12:05:00 AM", 0), ("4 mrt. 2024 18:05:00", 18), ("4 Mär 2024 12:05:00", 12)])
def test_months_and_hours_of_all_kinds(written, hour):
    assert _one(date=written).activity.started_at == datetime(2024, 3, 4, hour, 5, tzinfo=UTC)


def test_dates_with_slashes_are_asked_for_where_both_orders_fit():
    data = table(STRAVA_HEADER, [strava_row(date="04/06/2024 06:13:47")])
    found = strava_rows(data)
    assert (found.rows, [question.key for question in found.questions]) == ((), ["date_order"])
    assert found.questions[0].example == "04/06/2024 06:13:47"
    answered = strava_rows(data, {"date_order": "mdy"})
    assert (answered.questions, answered.rows[0].activity.started_at) == ((), datetime(2024, 4, 6, 6, 13, 47, tzinfo=UTC))


def test_a_header_in_another_language_and_with_fewer_columns():
    row = _one(STRAVA_DUTCH, type="Hardloopsessie", date="23 jun. 2017 15:52:12", distance="10,00")
    one = row.activity
    assert (one.kind, one.distance_m, one.average_heart_rate) == ("run", Decimal("10003.5"), Decimal("150.4"))
    assert (row.filename, one.shoe) == ("activities/99.fit.gz", "Red ones")


def test_an_unknown_language_is_read_by_the_order_of_its_columns():
    header = [f"x{number}" for number in range(len(STRAVA_HEADER))]
    header[15], header[17] = header[5], header[6]
    one = _one(header).activity
    assert (one.distance_m, one.duration_s, one.name) == (Decimal("10003.5"), 3000, "Morning")


@pytest.mark.parametrize("metres", ["5012.3", "90.5"])
def test_the_first_format_is_in_metres(metres):
    row = ["77", "2014-09-12 16:54:28", "Old", "Run", "", "1800", metres, "false", "Blue", "activities/77.gpx"]
    (found,) = strava_rows(table(STRAVA_FIRST, [row])).rows
    one = found.activity
    assert (one.started_at, one.distance_m, one.elapsed_s) == (datetime(2014, 9, 12, 16, 54, 28, tzinfo=UTC), Decimal(metres), 1800)
    assert (one.duration_s, one.shoe, found.filename) == (None, "Blue", "activities/77.gpx")


@pytest.mark.parametrize(
    ("first", "second", "metres"),
    [("10.00", "", 10000), ("2,81", "2,81", 2810), ("1,073", "1073.0", 1073), ("700", "", 700), ("0", "0.0", None)],
)
def test_distances_for_people_stand_in_with_care(first, second, metres):
    assert _one(distance=first, distance2=second, elapsed="1500").activity.distance_m == metres


def test_nought_is_not_measured():
    one = _one(moving="0.0", rate="0", cadence="0.0").activity
    assert (one.duration_s, one.average_heart_rate, one.cadence) == (None, None, None)


@pytest.mark.parametrize("name", ["", "#error#"])
def test_a_row_without_a_file(name):
    assert _one(filename=name).filename is None


def test_an_unknown_word_is_handed_on_to_be_asked_for():
    one = _one(type="Quidditch").activity
    assert (one.kind, one.sport) == ("unknown", "Quidditch")


def test_cells_of_many_lines_stay_one_row():
    rows = [strava_row(name='Hills, "hard"\r\nand long\n"again'), strava_row(id="4712")]
    assert [row.id for row in strava_rows(table(STRAVA_HEADER, rows)).rows] == ["4711", "4712"]


@pytest.mark.parametrize(("year", "problem"), [("1901", problems.WRONG_YEAR), ("2099", problems.WRONG_YEAR)])
def test_what_cannot_be_is_said(year, problem):
    assert _one(date=f"Jun 4, {year}, 6:13:47 AM").activity.problem == problem


def test_a_run_of_28_days_and_a_date_that_is_none():
    assert _one(moving=str(28 * 86400)).activity.problem == problems.TOO_LONG
    assert _one(date="Foo 4, 2024").activity.problem == problems.DATE_UNREADABLE


def test_a_table_of_something_else_is_not_stravas():
    assert strava_rows(b"Name,Email,Phone\nAnn,a@example.org,1\n").problem == problems.NO_LOG
    assert strava_rows(table(STRAVA_HEADER, [])).problem == problems.TABLE_EMPTY


@pytest.mark.parametrize("width", range(4, 7))
def test_a_header_that_breaks_off_before_the_distance_is_not_stravas(width):
    data = table(STRAVA_HEADER[:width], [strava_row()[:width]])
    assert strava_rows(data).problem == problems.NO_LOG
    assert read(data).problem != problems.OUR_FAULT


def test_shoes_by_place_in_both_formats():
    assert shoes(b'Shoe Name,Shoe Brand,Shoe Model,Types\n"",ASICS,GT 2000 I,Run\nRed,Hoka,Mach,\n') == (
        Gear("", "ASICS", "GT 2000 I"),
        Gear("Red", "Hoka", "Mach"),
    )
    assert shoes(b"name,brand,model\nRed,Hoka,Mach\n") == (Gear("Red", "Hoka", "Mach"),)
    assert shoes(b"") == ()
