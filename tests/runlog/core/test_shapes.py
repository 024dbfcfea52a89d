"""Document shapes: what they read, what they refuse and at which path, and that writing is the inverse of reading."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from json import dumps, loads

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runlog.core.shapes import AnyOf, Day, ListOf, MapOf, Moment, Number, Object, OneOf, Problem, Score, Text, YesNo

RUN = Object(
    {
        "id": Text(64, 1, one_line=True),
        "at": Moment(),
        "distance_m": Number(1_000_000),
        "warm_up": Object({"state": OneOf(("done", "short"))}, frozenset({"state"})),
        "worn": AnyOf(("heel", "upper")),
        "checks": ListOf(Object({"score": Score()}, frozenset({"score"}))),
        "answers": MapOf(("fever", "lump"), OneOf(("yes", "no"))),
    },
    frozenset({"id", "at"}),
)
LEAST = {"id": "r1", "at": "2026-05-03T23:30:00+02:00"}


def from_json(value):
    return loads(dumps(value), parse_float=Decimal)


def problem_of(shape, value, path=""):
    with pytest.raises(Problem) as caught:
        shape.read(value, path)
    return caught.value


def test_what_is_missing_or_null_reads_as_none():
    read = RUN.read({**LEAST, "distance_m": None}, "")
    assert set(read) == set(RUN.attributes)
    assert all(read[key] is None for key in read if key not in LEAST)


def test_what_is_none_is_not_written():
    assert RUN.write(RUN.read({**LEAST, "distance_m": None}, "")) == LEAST


@pytest.mark.parametrize(
    ("change", "path", "sentence"),
    [
        ({"id": None}, "runs[3].id", "is missing"),
        ({"id": ""}, "runs[3].id", "must have 1 to 64 characters"),
        ({"id": "x" * 65}, "runs[3].id", "must have 1 to 64 characters"),
        ({"id": "a\nb"}, "runs[3].id", "control characters"),
        ({"id": 7}, "runs[3].id", "must be a text"),
        ({"speed": 1}, "runs[3].speed", "is not a key of this format"),
        ({"distance_m": -1}, "runs[3].distance_m", "must be from 0 to 1,000,000"),
        ({"distance_m": "8"}, "runs[3].distance_m", "must be a number"),
        ({"distance_m": True}, "runs[3].distance_m", "must be a number"),
        ({"warm_up": {}}, "runs[3].warm_up.state", "is missing"),
        ({"warm_up": {"state": "none"}}, "runs[3].warm_up.state", "must be one of done, short"),
        ({"warm_up": []}, "runs[3].warm_up", "must be an object"),
        ({"worn": ["heel", "sole"]}, "runs[3].worn[1]", "must be one of heel, upper"),
        ({"worn": ["heel", "heel"]}, "runs[3].worn", "names a value twice"),
        ({"worn": "heel"}, "runs[3].worn", "must be a list"),
        ({"worn": [["heel"]]}, "runs[3].worn[0]", "must be one of"),
        ({"checks": [{"score": 3}, {"score": 11}]}, "runs[3].checks[1].score", "must be a whole number from 0 to 10"),
        ({"checks": [{"score": 3}, {}]}, "runs[3].checks[1].score", "is missing"),
        ({"checks": [{"score": 3, "why": ""}]}, "runs[3].checks[0].why", "is not a key of this format"),
        ({"checks": {"score": 3}}, "runs[3].checks", "must be a list"),
        ({"answers": {"cough": "yes"}}, "runs[3].answers.cough", "is not a key of this format"),
        ({"answers": {"fever": "maybe"}}, "runs[3].answers.fever", "must be one of yes, no"),
        ({"answers": {"fever": None}}, "runs[3].answers.fever", "must be one of yes, no"),
        ({"answers": ["fever"]}, "runs[3].answers", "must be an object"),
        ({"at": "2026-05-03T23:30:00"}, "runs[3].at", "must be a time such as"),
        ({"at": 1746308400}, "runs[3].at", "must be a time such as"),
        ({"at": "0001-01-01T00:00:00+02:00"}, "runs[3].at", "must be a time such as"),
        ({"at": "9999-12-31T23:59:59-02:00"}, "runs[3].at", "must be a time such as"),
    ],
)
def test_a_fault_names_its_path_in_one_sentence(change, path, sentence):
    problem = problem_of(RUN, {**LEAST, **change}, "runs[3]")
    assert problem.path == path
    assert sentence in problem.sentence
    assert str(problem) == f"{path}: {problem.sentence}."


@pytest.mark.parametrize("value", [None, [], "run", 3, True])
def test_an_object_is_an_object(value):
    assert problem_of(RUN, value).sentence == "must be an object"


def test_a_very_long_key_is_cut_in_the_path():
    assert len(problem_of(RUN, {**LEAST, "x" * 5000: 1}, "runs[0]").path) < 120


@pytest.mark.parametrize("number", ["0", "1", "8046.72", "0.001", "999999.999", "1000000", "1e3", "1.000000", "0.0010", "0e-400"])
def test_reads_numbers_exactly(number):
    assert Number(1_000_000).read(loads(number, parse_float=Decimal), "") == Decimal(number)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("-0.001", "must be from 0 to 1,000,000"),
        ("1000000.001", "must be from 0"),
        ("1e400", "must be from 0"),
        ("0.0001", "must have at most 3 decimals"),
        ("1e-400", "must have at most 3 decimals"),
        ("100000.0000000000000000000000000000001", "must have at most 3 decimals"),
    ],
)
def test_refuses_numbers_out_of_bounds_or_too_fine(number, sentence):
    assert sentence in problem_of(Number(1_000_000), loads(number, parse_float=Decimal)).sentence


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1.5, Decimal("NaN"), Decimal("Infinity"), Decimal("sNaN"), "1", None, [1]])
def test_refuses_what_is_no_decimal_number(number):
    assert problem_of(Number(10), number).sentence in ("must be a number", "must be from 0 to 10")


@given(st.decimals(min_value=0, max_value=10_000_000, places=3))
def test_a_number_survives_writing_and_reading(number):
    shape = Number(10_000_000)
    assert shape.read(from_json(shape.write(number)), "") == number


@pytest.mark.parametrize("score", [-1, 11, Decimal("3.5"), Decimal(3), "3", True, None])
def test_a_score_is_a_whole_number_from_0_to_10(score):
    assert problem_of(Score(), score).sentence == "must be a whole number from 0 to 10"


@pytest.mark.parametrize("text", ["", "é\u202f😀", "a\tb\nc\r\n", "x" * 10_000])
def test_a_text_is_kept_as_it_stands(text):
    assert Text().read(text, "") == text == Text().write(text)


@pytest.mark.parametrize("text", ["\x00", "a\x1fb", "\x7f", "\ud800", "x" * 10_001])
def test_a_text_has_no_control_characters_and_an_end(text):
    assert problem_of(Text(), text).sentence.startswith("must")


@pytest.mark.parametrize("day", ["2026-02-30", "2026-2-3", "20260503", "2026-W01-1", "2026-05-03T00:00:00Z", "", 20260503, None])
def test_a_day_is_a_day_of_the_calendar(day):
    assert problem_of(Day(), day).sentence.startswith("must be a date such as")


def test_days_and_moments_survive_with_their_offset():
    assert Day().read("2024-02-29", "") == date(2024, 2, 29)
    assert Day().write(date(2024, 2, 29)) == "2024-02-29"
    moment = Moment().read("2026-05-03T23:30:00.5-03:30", "")
    assert moment == datetime(2026, 5, 3, 23, 30, 0, 500_000, timezone(timedelta(hours=-3, minutes=-30)))
    assert Moment().read(Moment().write(moment), "").utcoffset() == moment.utcoffset()


@pytest.mark.parametrize("value", [0, 1, "true", None])
def test_yes_and_no_are_not_numbers(value):
    assert problem_of(YesNo(), value).sentence == "must be true or false"


def test_everything_written_is_read_back():
    document = {
        **LEAST,
        "distance_m": 8046.72,
        "warm_up": {"state": "done"},
        "worn": [],
        "checks": [{"score": 0}],
        "answers": {"lump": "no"},
    }
    assert RUN.write(RUN.read(from_json(document), "")) == document
