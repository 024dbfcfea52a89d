"""A file that is read piece by piece gives what reading it at once gives, wherever the pieces end."""

import json
from decimal import Decimal
from io import BytesIO, StringIO
from random import Random

import pytest

from injuries.logfile import scanning
from injuries.logfile.document import parse, read
from injuries.logfile.filed import FiledDocument
from injuries.logfile.scanning import Scanner
from runlog.core.records import kinds
from runlog.core.shapes import Problem
from tests.injuries.logfile import random_documents


def walk(text: str) -> None:
    """Read everything."""
    scanner = Scanner(StringIO(text))
    for _key in scanner.members():
        list(scanner.elements()) if scanner.is_list else scanner.value()


@pytest.fixture(params=[1, 2, 7, 64, 1 << 16])
def piece(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Pieces of that many characters."""
    monkeypatch.setattr(scanning, "PIECE", request.param)
    return request.param


@pytest.mark.parametrize("layout", [{}, {"indent": 1}, {"indent": "\t", "ensure_ascii": False}, {"separators": (",", ":")}])
def test_it_gives_what_reading_at_once_gives(piece: int, layout: dict) -> None:
    for seed in range(4):
        document = random_documents.document(Random(seed))
        text = json.dumps(document, **layout)
        whole = read(json.loads(text, parse_float=Decimal))
        assert parse(text) == whole
        with FiledDocument(BytesIO(text.encode())) as filed:
            assert filed.athlete == whole.athlete
            for _twice in range(2):
                assert {kind.name: list(filed.records(kind.name)) for kind in kinds()} == whole.lists


def test_line_ends_of_another_system_and_a_mark_in_front(piece: int) -> None:
    text = json.dumps(random_documents.document(Random(3)), indent=1, ensure_ascii=False)
    with FiledDocument(BytesIO(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())) as filed:
        assert list(filed.records("runs")) == parse(text).lists["runs"]


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ('{"a": 1 "b": 2}', "a", "a comma is missing"),
        ('{"a": [1 2]}', "a[0]", "a comma is missing"),
        ('{"a": [1,]}', "a[1]", "line 1"),
        ('{"a": [1, [}]}', "a[1]", "line 1"),
        ('{"a": [1,\n\n {"x": \n 1,, }]}', "a[1]", "line 4"),
        ('{"a": [1, {"b": 1, "b": 2}]}', "a[1].b", "stands in one object twice"),
        ('{"a": [1', "a[0]", "it ends too soon"),
        ('{"a": [', "a[0]", "it ends too soon"),
        ('{"a"', "", "a key is missing"),
        ("{1: 2}", "", "a key is missing"),
        ('{"a": "x\ny"}', "a", "line 1"),
        ('{"a": NaN}', "a", "NaN is not a number"),
        ('{"a": tru}', "a", "line 1"),
        ("{} {}", "", "something follows"),
        ("7", "", "must be one JSON object"),
        ("", "", "it ends too soon"),
    ],
)
def test_a_fault_is_told_where_it_is(piece: int, text: str, where: str, what: str) -> None:
    with pytest.raises(Problem) as caught:
        walk(text)
    assert caught.value.path == where
    assert what in caught.value.sentence


def test_a_number_that_is_cut_by_the_end_of_a_piece_goes_on(piece: int) -> None:
    scanner = Scanner(StringIO('{"a": [1234567, 12.5e1, -0.25]}'))
    for _key in scanner.members():
        assert [value for value, _text in scanner.elements()] == [1234567, Decimal(125), Decimal("-0.25")]


def test_what_is_in_memory_is_one_value_not_the_list() -> None:
    text = '{"a": [' + ",".join(['{"b": "x"}'] * 100_000) + "]}"
    scanner, most = Scanner(StringIO(text)), 0
    for _key in scanner.members():
        for _value in scanner.elements():
            most = max(most, len(scanner._text))
    assert most <= 2 * scanning.PIECE
