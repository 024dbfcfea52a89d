"""Numbers as people type and read them, against metres and seconds."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runlog.core import units

NB = "\u00a0"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8", "8"),
        ("8.2", "8.2"),
        ("8,2", "8.2"),
        (".5", "0.5"),
        (",5", "0.5"),
        ("0,750", "0.750"),
        ("0.750", "0.750"),
        ("3,000", "3000"),
        ("12,345,678", "12345678"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        (f"1{NB}234", "1234"),
        ("1'234", "1234"),
        ("10,00", "10.00"),
        ("8,2145", "8.2145"),
        ("  8.2  ", "8.2"),
        ("042", "42"),
    ],
)
def test_reads_a_number_as_it_is_typed(text, number):
    assert units.parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "ten",
        "-3",
        "+3",
        "1e3",
        "NaN",
        "inf",
        "1,2,3",
        "1.2.3",
        "1,234,56",
        "1.234,5",
        "8.",
        "8,",
        ".",
        ",",
        "8 km",
        "9" * 21,
        "9" * 5000,
        "0." + "1" * 20,
    ],
)
def test_refuses_what_is_no_number(text):
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        units.parse_number(text)


@pytest.mark.parametrize(
    ("text", "unit", "metres"),
    [
        ("8,2", "km", "8200"),
        ("0", "km", "0"),
        ("42.195", "km", "42195"),
        ("1", "mi", "1609.344"),
        ("26.2", "mi", "42164.813"),
        ("3,000", "km", "3000000"),
        ("0.0000004", "km", "0.000"),
        ("0.0000005", "km", "0.001"),
    ],
)
def test_reads_a_distance_in_the_units_it_is_typed_in(text, unit, metres):
    assert units.parse_distance(text, unit) == Decimal(metres)


@given(st.decimals(min_value=0, max_value=1_000_000, places=3))
def test_kilometres_shown_with_their_metres_are_read_back_to_the_metre(metres):
    whole = metres.to_integral_value()
    assert units.parse_distance(units.typed_distance(whole, "km"), "km") == whole


@given(st.decimals(min_value=0, max_value=1_000_000, places=3), st.sampled_from(["km", "mi"]))
def test_a_distance_shown_and_typed_again_stays_within_a_thousandth_of_its_unit(metres, unit):
    again = units.parse_distance(units.typed_distance(metres, unit), unit)
    assert abs(again - metres) <= units.METRES_PER_UNIT[unit] / 1000


@pytest.mark.parametrize(
    ("metres", "unit", "text"),
    [
        ("10000", "mi", "6.214"),
        ("10000", "km", "10"),
        ("8200", "km", "8.2"),
        ("0", "km", "0"),
        ("1200000", "km", "1200"),
        ("1", "km", "0.001"),
    ],
)
def test_writes_a_distance_as_it_would_be_typed(metres, unit, text):
    assert units.typed_distance(Decimal(metres), unit) == text


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1:02:03", 3723),
        ("47:30", 2850),
        ("62", 3720),
        ("62:30", 3750),
        ("120:00", 7200),
        ("0:45", 45),
        ("00:47:30", 2850),
        ("100:00:00", 360000),
        ("999999:00:00", 3599996400),
        ("62,5", 3750),
        ("47:30.5", Decimal("2850.5")),
        ("47:30,5", Decimal("2850.5")),
        ("1:2:3", 3723),
        (" 47:30 ", 2850),
        ("0", 0),
    ],
)
def test_reads_a_duration(text, seconds):
    assert units.parse_duration(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ten",
        "-5",
        "-1:00",
        "1:60",
        "1:02:60",
        "1:60:00",
        "1:02:03:04",
        ":30",
        "47:",
        "1::3",
        "1h",
        "47:3x",
        "9" * 40,
        "9" * 40 + ":00:00",
    ],
)
def test_refuses_what_is_no_duration(text):
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        units.parse_duration(text)


@given(st.integers(min_value=0, max_value=1_000_000))
def test_a_written_duration_is_read_back(seconds):
    assert units.parse_duration(units.format_duration(Decimal(seconds))) == seconds


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (59, "0:59"), (3599, "59:59"), (3600, "1:00:00"), ("3599.5", "1:00:00")])
def test_writes_a_duration(seconds, text):
    assert units.format_duration(Decimal(seconds)) == text


@pytest.mark.parametrize(
    ("metres", "unit", "places", "text"),
    [
        ("8200", "km", 1, f"8.2{NB}km"),
        ("1234500", "km", 1, f"1,234.5{NB}km"),
        ("1609.344", "mi", 1, f"1.0{NB}mi"),
        ("8250", "km", 1, f"8.3{NB}km"),
        ("799999", "km", 0, f"800{NB}km"),
        ("0", "km", 1, f"0.0{NB}km"),
    ],
)
def test_writes_a_distance_for_readers(metres, unit, places, text):
    assert units.format_distance(Decimal(metres), unit, places) == text


def test_writes_the_pace_of_each_unit():
    assert units.format_pace(Decimal(10_000), Decimal(3000), "km") == f"5:00{NB}/km"
    assert units.format_pace(Decimal("1609.344"), Decimal(480), "mi") == f"8:00{NB}/mi"
