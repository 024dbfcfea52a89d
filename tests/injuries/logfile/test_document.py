"""A log document is read whole or not at all; a fault is told by its path."""

import json
from decimal import Decimal
from typing import Any

import pytest

from injuries.logfile.document import parse, read
from injuries.overview.demo import demo_document
from runlog.core.shapes import Problem
from tests.support.days import ON

RUN = {"id": "r1", "started_at": "2026-11-20T18:00:00+01:00"}
SHOE = {"id": "s1", "name": "Pegasus"}
PAIN = {"id": "p1", "at": "2026-11-20T20:00:00+01:00", "score": 3}


def log(**lists: Any) -> dict[str, Any]:
    return {"format": "runlog/1", "athlete": {}, **lists}


def test_a_whole_log_is_read() -> None:
    document = read(json.loads(json.dumps(demo_document(ON)), parse_float=Decimal))
    assert len(document.lists["runs"]) > 100


def test_every_list_may_be_missing_or_null() -> None:
    document = read(log(runs=None))
    assert all(rows == [] for rows in document.lists.values())


@pytest.mark.parametrize(
    ("content", "path"),
    [
        (log(surprise=[]), "surprise"),
        ({"format": "runlog/2", "athlete": {}}, "format"),
        ({"format": "runlog/1"}, "athlete"),
        ({"athlete": {}}, "format"),
        ([], ""),
        (log() | {"exported_at": "yesterday"}, "exported_at"),
        (log() | {"athlete": {"nickname": "A"}}, "athlete.nickname"),
        (log() | {"athlete": {"units": "furlongs"}}, "athlete.units"),
        (log() | {"athlete": {"time_zone": "Europe/Atlantis"}}, "athlete.time_zone"),
        (log() | {"athlete": {"country": "de"}}, "athlete.country"),
        (log(runs={}), "runs"),
        (log(runs=[7]), "runs[0]"),
        (log(runs=[RUN | {"id": ""}]), "runs[0].id"),
        (log(runs=[RUN | {"id": "x" * 65}]), "runs[0].id"),
        (log(runs=[RUN, RUN]), "runs[1].id"),
        (log(runs=[{"id": "r1"}]), "runs[0].started_at"),
        (log(runs=[RUN | {"started_at": "2026-11-20 18:00"}]), "runs[0].started_at"),
        (log(runs=[RUN | {"started_at": "2026-11-20T18:00:00"}]), "runs[0].started_at"),
        (log(runs=[RUN | {"started_at": "2026-02-30T18:00:00Z"}]), "runs[0].started_at"),
        (log(runs=[RUN | {"started_at": "0001-01-01T00:00:00+14:00"}]), "runs[0].started_at"),
        (log(runs=[RUN | {"distance_m": -3}]), "runs[0].distance_m"),
        (log(runs=[RUN | {"distance_m": 1_000_001}]), "runs[0].distance_m"),
        (log(runs=[RUN | {"distance_m": "ten"}]), "runs[0].distance_m"),
        (log(runs=[RUN | {"distance_m": True}]), "runs[0].distance_m"),
        (log(runs=[RUN | {"effort": 11}]), "runs[0].effort"),
        (log(runs=[RUN | {"shoe": "s9"}]), "runs[0].shoe"),
        (log(runs=[RUN | {"warm_up": {"minutes": 5}}]), "runs[0].warm_up.state"),
        (log(runs=[RUN | {"warm_up": {"state": "short", "minutes": 5}}]), "runs[0].warm_up.minutes"),
        (log(runs=[RUN | {"warm_up": {"state": "done", "minutes": 4}}]), "runs[0].warm_up.minutes"),
        (log(runs=[RUN | {"warm_up": {"state": "skipped", "kind": "dynamic"}}]), "runs[0].warm_up.kind"),
        (log(runs=[RUN | {"tightness": {"calves": 3}}]), "runs[0].tightness.calves"),
        (log(runs=[RUN | {"note": "a\x00b"}]), "runs[0].note"),
        (log(runs=[RUN | {"edited": ["kind", "kind"]}]), "runs[0].edited"),
        (log(runs=[RUN | {"a\x00\ud800": 1}]), "runs[0].a??"),
        (log(shoes=[SHOE | {"limit_m": 149_999}]), "shoes[0].limit_m"),
        (log(shoes=[SHOE | {"retired_on": "2026-01-01", "first_used_on": "2026-01-02"}]), "shoes[0].retired_on"),
        (log(shoes=[SHOE | {"checks": [{"on": "2026-01-01", "worn": ["heel", "heel"]}]}]), "shoes[0].checks[0].worn"),
        (log(shoes=[SHOE | {"checks": [{"on": "2026-01-01", "worn": ["laces"]}]}]), "shoes[0].checks[0].worn[0]"),
        (log(pain=[PAIN, PAIN | {"id": "p2", "score": 11}]), "pain[1].score"),
        (log(pain=[PAIN | {"score": 3.5}]), "pain[0].score"),
        (log(pain=[PAIN | {"score": None}]), "pain[0].score"),
        (log(pain=[PAIN | {"run": "r1"}]), "pain[0].run"),
        (log(sign_checks=[{"id": "c", "at": RUN["started_at"], "answers": {"headache": "yes"}}]), "sign_checks[0].answers.headache"),
        (log(sign_checks=[{"id": "c", "at": RUN["started_at"], "answers": {"fever": "maybe"}}]), "sign_checks[0].answers.fever"),
        (log(onsets=[{"opened_on": "2026-11-01", "onset_on": "2026-11-02"}]), "onsets[0].onset_on"),
        (log(onsets=[{"opened_on": "2026-11-01", "onset_on": "2026-11-01"}] * 2), "onsets[1].opened_on"),
        (log(leg_reports=[{"id": "l", "at": RUN["started_at"], "resolved": {"on": "2026-11-21"}}]), "leg_reports[0].resolved.how"),
        (log(appointments=[{"id": "a", "on": "2026-11-21", "with": "wizard"}]), "appointments[0].with"),
    ],
)
def test_a_fault_is_told_by_its_path(content: Any, path: str) -> None:
    with pytest.raises(Problem) as caught:
        read(content)
    assert caught.value.path == path
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"not json",
        b'{"format": "runlog/1", "athlete": {}, "runs": [',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"format": "runlog/1", "athlete": {}, "runs": [{"id": "r", "started_at": "2026-11-20T18:00:00Z", "distance_m": NaN}]}',
        b'{"format": "runlog/1", "format": "runlog/1", "athlete": {}}',
        b'{"format": "runlog/1", "athlete": {}, "runs": [1e9999999999999999999]}',
        b'{"format": "runlog/1", "athlete": {}, "runs": [%s]}' % (b"1" * 5000),
    ],
)
def test_what_is_no_json_is_refused_in_a_sentence(text: bytes) -> None:
    with pytest.raises(Problem):
        parse(text)


def test_numbers_are_kept_exactly_and_a_fourth_decimal_is_refused() -> None:
    text = '{"format": "runlog/1", "athlete": {}, "runs": [{"id": "r", "started_at": "2026-11-20T18:00:00Z", "distance_m": %s}]}'
    assert str(parse(text % "8046.72").lists["runs"][0]["distance_m"]) == "8046.72"
    assert parse(text % "1e3").lists["runs"][0]["distance_m"] == 1000
    with pytest.raises(Problem):
        parse(text % "1.2345")


def test_the_offset_of_a_moment_is_kept() -> None:
    document = read(log(runs=[RUN | {"started_at": "2026-05-03T23:30:00+02:00"}]))
    moment = document.lists["runs"][0]["started_at"]
    assert moment.isoformat() == "2026-05-03T23:30:00+02:00"
    assert moment.date().isoformat() == "2026-05-03"
