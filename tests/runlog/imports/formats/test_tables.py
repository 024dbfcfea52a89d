"""Lists of Garmin Connect and Runkeeper and logs that people keep: units told, inferred or asked for, never guessed."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from runlog.imports.formats import problems, read
from runlog.imports.formats.sports import sport_named
from tests.samples.table_writing import GARMIN_HEADER, garmin_row, table


def _rows(text, answers=None):
    reading = read(text if isinstance(text, bytes) else text.encode(), answers or {})
    assert (reading.format, reading.problem, reading.questions) == ("csv", None, ())
    return reading.activities


def _garmin(**cells):
    return _rows(table(GARMIN_HEADER, [garmin_row(**cells)]))[0]


def _asked(text):
    reading = read(text.encode())
    assert reading.activities == ()
    return {question.key: question for question in reading.questions}


def test_garmin_in_kilometres_by_the_length_of_the_steps():
    one = _garmin()
    assert (one.kind, one.started_at, one.distance_m, one.ascent_m) == ("run", datetime.fromisoformat("2024-05-03T18:04:05"), 10000, 60)
    assert (one.duration_s, one.elapsed_s, one.average_heart_rate, one.cadence, one.name) == (3000, 3120, 150, 170, "Evening")
    assert (one.local_on, one.source_ids) == (date(2024, 5, 3), ())


def test_garmin_in_miles_and_feet_though_nothing_says_so():
    one = _garmin(Distance="6.21", Avg_Pace="8:03", Total_Ascent="1,079")
    assert (one.distance_m, one.ascent_m) == (Decimal("9994.0"), Decimal("328.9"))


def test_garmin_dashes_and_noughts_are_absent():
    absent = garmin_row(Avg_HR="0", Avg_Run_Cadence="--", Total_Ascent="--", Moving_Time="--:--:--", Elapsed_Time="0:00", Distance="0.00")
    _, one = _rows(table(GARMIN_HEADER, [garmin_row(), absent]))
    assert (one.distance_m, one.average_heart_rate, one.cadence, one.elapsed_s, one.ascent_m) == (None, None, None, None, None)


def test_swims_are_in_metres_in_a_column_of_kilometres():
    rows = [garmin_row(), garmin_row(Activity_Type="Pool Swim", Distance="1,214", Time="00:30:00", Avg_Run_Cadence="--")]
    run, swim = _rows(table(GARMIN_HEADER, rows))
    assert (run.distance_m, swim.distance_m, swim.kind) == (10000, 1214, "other")


def test_decimal_commas_are_told_from_the_whole_column():
    rows = [garmin_row(Distance="10,00", Avg_Stride_Length="1,18"), garmin_row(Distance="5,123", Time="00:25:30", Avg_Stride_Length="1,18")]
    assert [one.distance_m for one in _rows(table(GARMIN_HEADER, rows))] == [10000, 5123]


def test_garmin_saved_again_by_a_spreadsheet():
    text = (
        "Aktivit?tstyp;Datum;Favorit;Titel;Distanz;Zeit;Ø Herzfrequenz;Ø Pace\nLaufbandtraining;13.4.2024;FALSE;x;10,5;00:52:30;150;5:00\n"
    )
    rows = "".join(f"Laufen;{day}.4.2024;FALSE;x;12,5;00:46:15;150;3:42\n" for day in range(14, 19))
    one = _rows((text + rows).encode("cp1252"))[0]
    assert (one.kind, one.surface, one.by_steps, one.distance_m) == ("run", "treadmill", True, 10500)
    assert (one.started_at, one.started_on, one.average_heart_rate) == (None, date(2024, 4, 13), 150)


def test_garmin_of_2012_with_lines_above_and_long_dates():
    text = (
        "Aktivitäten von Ann\n\nAktivitätstyp, Datum, Distanz (km), Zeit,\n"
        'Laufen, "Fr, 25 Mai 2012 20:31", "10,20", 51:00,\nLaufen, "Sa, 26 Mai 2012 9:01", "12,00", 1:00:00,\n'
    )
    first, second = _rows(text)
    assert (first.started_at, first.distance_m, first.duration_s) == (datetime.fromisoformat("2012-05-25T20:31:00"), 10200, 3060)
    assert second.duration_s == 3600


def test_slow_kilometres_and_fast_miles_look_alike_and_are_asked_for():
    text = "Activity Type,Date,Distance,Time\nRunning,2024-05-03 18:00:00,5.00,00:35:00\n"
    question = _asked(text)["distance_unit"]
    assert (question.example, [value for value, _ in question.choices]) == ("5.00", ["km", "mi", "m"])
    assert _rows(text, {"distance_unit": "mi"})[0].distance_m == Decimal("8046.7")
    assert _rows(text, {"distance_unit": "km"})[0].distance_m == 5000
    assert "distance_unit" in {question.key for question in read(text.encode(), {"distance_unit": "parsec"}).questions}


def test_many_slow_runs_do_not_tell_the_unit_either_but_fast_ones_do():
    text = "Activity Type,Date,Distance,Time\n" + "Running,2024-05-03,5.00,{}\n" * 6
    assert set(_asked(text.replace("{}", "00:35:00"))) == {"distance_unit"}
    assert _rows(text.replace("{}", "00:21:00"))[0].distance_m == 5000


def test_a_pace_with_a_unit_tells_the_unit_of_the_distance():
    text = "Type,Date,Distance,Time,Pace (/km)\nRun,2024-05-03,5.00,00:40:14,5:00\n"
    assert _rows(text)[0].distance_m == Decimal("8046.7")


@pytest.mark.parametrize(
    ("unit", "written", "metres"),
    [("km", "5.0", 5000), ("mi", "5.0", Decimal("8046.7")), ("miles", "5.0", Decimal("8046.7")), ("m", "5000", 5000)],
)
def test_the_unit_in_the_header(unit, written, metres):
    assert _rows(f"Date,Type,Distance ({unit}),Duration\n2024-05-23,Run,{written},45:00\n")[0].distance_m == metres


def test_the_unit_in_the_cells():
    rows = _rows("Date,Type,Distance,Duration\n2024-05-23,Run,5 km,45:00\n2024-05-24,Run,3.1 mi,45:00\n")
    assert [one.distance_m for one in rows] == [5000, Decimal("4989.0")]


def test_runkeeper_names_its_units_and_its_activities():
    text = (
        "Activity Id,Date,Type,Route Name,Distance (mi),Duration,Climb (ft),Average Heart Rate (bpm),Notes,GPX File\n"
        "ab-12,2013-12-29 11:36:13,Running,Park,3.00,26:42,100,,secret,a.gpx\n"
        "ab-13,2013-12-30 11:36:13,Running,,6.00,1:06:09,0,140,,b.gpx"
    )
    first, second = _rows(text)
    assert (first.distance_m, first.duration_s, first.ascent_m, first.average_heart_rate) == (
        Decimal("4828.0"),
        1602,
        Decimal("30.5"),
        None,
    )
    assert (first.source_ids, first.name, second.duration_s) == (("runkeeper-ab-12",), "Park", 3969)
    assert "secret" not in repr(first)


def test_a_log_with_rest_days_shoes_and_a_treadmill():
    text = (
        "Date,Distance (mi),Run Type,Treadmill?,Moving Time,Pace,AVG HR,Shoe,Notes\n7/9/23,0.0,Rest,False,,,,,deep calf hard\n"
        "7/10/23,2.0,Easy,True,0:32:22,0:16:11,125.0,Red ones,\n7/22/23,5.0,Long,False,1:22:53,0:16:34,136.0,,\n"
    )
    rest, easy, long = _rows(text)
    assert (rest.kind, rest.started_on, rest.distance_m, rest.duration_s) == ("other", date(2023, 7, 9), None, None)
    assert (easy.kind, easy.surface, easy.duration_s, easy.shoe) == ("run", "treadmill", 1942, "Red ones")
    assert (long.started_on, long.surface, long.duration_s, long.problem) == (date(2023, 7, 22), None, 4973, None)
    assert "calf" not in repr(rest)


def test_the_order_of_dates_is_proved_by_one_day_above_12():
    head = "Date,Type,Distance (km),Duration\n"
    assert _rows(head + "3/5/2024,Run,5,45:00\n13/5/2024,Run,5,45:00\n")[0].started_on == date(2024, 5, 3)
    assert _rows(head + "3/5/24,Run,5,45:00\n3/15/24,Run,5,45:00\n")[0].started_on == date(2024, 3, 5)


def test_the_order_of_dates_is_asked_for_where_nothing_proves_it():
    text = "Date,Type,Distance (km),Duration\nFr 3/5/2024,Run,5,45:00\n4/5/2024,Run,5,45:00\n"
    assert _asked(text)["date_order"].example == "Fr 3/5/2024"
    assert [one.started_on for one in _rows(text, {"date_order": "dmy"})] == [date(2024, 5, 3), date(2024, 5, 4)]


def test_a_zone_in_the_cell_is_kept():
    (one,) = _rows("Date,Type,Distance (km),Duration\n2024-05-03T23:30:00+02:00,Run,5,45:00\n")
    assert (one.started_at, one.utc_offset_min) == (datetime(2024, 5, 3, 21, 30, tzinfo=UTC), 120)


@pytest.mark.parametrize(
    ("names", "clock"),
    [("Start Time,Time", "6:30 pm"), ("Time,Moving Time", "6:30 p.m."), ("Time,Duration", "6:30 PM"), ("Time,Duration", "18:30")],
)
def test_a_time_of_day_beside_the_date(names, clock):
    (one,) = _rows(f"Type,Date,Distance (km),{names}\nRun,2024-05-03,5,{clock},45:00\n")
    assert (one.started_at, one.duration_s) == (datetime.fromisoformat("2024-05-03T18:30:00"), 2700)


@pytest.mark.parametrize(
    ("distance", "written", "seconds"),
    [("10", "0:52", 3120), ("10", "52:30", 3150), ("10", "52", 3120), ("10", "3120", 3120), ("10", "0.88", 3168), ("10", "1h 02m", 3720)],
)
def test_times_are_read_as_people_run(distance, written, seconds):
    assert _rows(f"Date,Type,Distance (km),Duration\n2024-05-03,Run,{distance},{written}\n")[0].duration_s == seconds


def test_times_without_a_distance_are_asked_for():
    text = "Date,Type,Duration\n2024-05-03,Run,1:10\n"
    assert set(_asked(text)) == {"clock_form"}
    assert _rows(text, {"clock_form": "hm"})[0].duration_s == 4200
    assert set(_asked("Date,Type,Duration\n2024-05-03,Yoga,50\n")) == {"number_form"}
    assert _rows("Date,Type,Duration (min)\n2024-05-03,Yoga,50\n")[0].duration_s == 3000


def test_a_table_without_a_sport_asks_for_it():
    text = "Date;Distance km;Duration\n2024-05-03;5,5;45:00\n"
    assert set(_asked(text)) == {"sport"}
    assert _rows(text, {"sport": "run"})[0].kind == "run"


def test_several_questions_come_together():
    assert set(_asked("Date,Distance,Time\n3/5/2024,5.0,45:00\n")) == {"date_order", "sport", "distance_unit"}


def test_another_sport_is_other_and_an_unknown_word_is_asked_for():
    rows = _rows("Date,Type,Distance (km),Duration\n2024-05-03,Tennis,,45:00\n2024-05-04,Quidditch,,45:00:00\n2024-05-04,Weights,0,30:00\n")
    assert [(one.kind, one.sport, one.distance_m) for one in rows] == [
        ("other", None, None),
        ("unknown", "Quidditch", None),
        ("strength", None, None),
    ]


def test_sums_and_blank_lines_are_no_activities():
    assert len(_rows("Date,Type,Distance (km),Duration\n2024-05-23,Run,5,45:00\n,,,\nTotal,,5,45:00\n2024-05-24,,0,\n")) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_encoding_and_separator(encoding, separator):
    data = (
        table(["Datum", "Sportart", "Länge (km)", "Dauer"], [["2024-05-23", "Laufen", "5", "45:00"]], separator).decode().encode(encoding)
    )
    assert _rows(data)[0].distance_m == 5000


@pytest.mark.parametrize(
    ("start", "duration", "problem"),
    [
        ("1901-05-03", "45:00", problems.WRONG_YEAR),
        ("2099-05-03", "45:00", problems.WRONG_YEAR),
        ("2024-05-03", "672:00:00", problems.TOO_LONG),
    ],
)
def test_what_cannot_be_is_said(start, duration, problem):
    reading = read(
        f"Date,Type,Distance (km),Duration\n{start},Run,10,{duration}\n2024-05-03,Run,10,52:30\n2024-05-03,Run,10,1:52:30\n".encode()
    )
    assert [one.problem for one in reading.activities] == [problem, None, None]


@pytest.mark.parametrize(
    ("word", "kind", "surface"),
    [
        ("Lauf", "run", None),
        ("Hardloopsessie", "run", None),
        ("Course à pied", "run", None),
        ("Carrera", "run", None),
        ("Corsa", "run", None),
        ("Corrida em esteira", "run", "treadmill"),
        ("Corrida em trilhas", "run", "trail"),
        ("Løb", "run", None),
        ("Löpband", "run", "treadmill"),
        ("Løping", "run", None),
        ("Juoksu", "run", None),
        ("Bieganie", "run", None),
        ("Běh", "run", None),
        ("ランニング", "run", None),
        ("Laufen auf der Bahn", "run", "track"),
        ("Entrenamiento en cinta", "run", "treadmill"),
        ("Randonnée", "walk", None),
        ("Wandern", "walk", None),
        ("Krafttraining", "strength", None),
        ("Fietsrit", "other", None),
        ("Natation", "other", None),
    ],
)
def test_sports_in_other_languages(word, kind, surface):
    assert sport_named(word) == (kind, surface)
