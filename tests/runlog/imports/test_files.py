"""From bytes to candidates: local dates, what is asked for, what is refused and why."""

import gzip
from datetime import UTC, datetime

import pytest

from runlog.imports.candidate import Candidate
from runlog.imports.files import MOST_BYTES, find
from tests.samples.writers import START, fit_run, gpx_run, tcx_run

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ZONE = "America/New_York"
BOMB = b'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><gpx><name>&b;</name></gpx>'


def only(data: bytes) -> Candidate:
    [candidate] = find(data, zone=ZONE, now=NOW).candidates
    return candidate


@pytest.mark.parametrize("data", [fit_run(), tcx_run(), gpx_run()], ids=["fit", "tcx", "gpx"])
def test_a_run_is_found_in_each_format(data: bytes) -> None:
    candidate = only(data)
    assert candidate.kind == "run"
    assert candidate.started_at == START
    assert abs(candidate.distance_m - 10_000) < 100
    assert abs(candidate.duration_s - 3600) <= 1


def test_packed_or_not_it_is_the_same_file() -> None:
    assert only(gzip.compress(fit_run())).source_digest == only(fit_run()).source_digest
    assert only(fit_run()).source_digest != only(tcx_run()).source_digest


def test_it_survives_its_way_through_a_form() -> None:
    candidate = only(gpx_run())
    assert Candidate.from_json(candidate.as_json()) == candidate


def test_no_position_is_kept() -> None:
    assert not any("lat" in name or "lon" in name or "place" in name for name in only(gpx_run()).as_json())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8\xff\xe0" + b"\x00" * 200,
        b"<!doctype html><html><body>Log in</body></html>",
        BOMB,
        fit_run()[:40],
        b"PK\x03\x04" + b"\x00" * 50,
        b"\x00" * 1000,
        b"x" * (MOST_BYTES + 1),
    ],
    ids=["empty", "photo", "page", "bomb", "truncated", "zip", "zeros", "huge"],
)
def test_what_is_no_run_is_refused_in_one_sentence(data: bytes) -> None:
    found = find(data, zone=ZONE, now=NOW)
    assert found.candidates == ()
    assert found.problem.endswith((".", "?"))


def test_a_run_that_is_still_to_come_is_refused() -> None:
    found = find(fit_run(), zone=ZONE, now=datetime(2000, 1, 1, tzinfo=UTC))
    assert "still to come" in found.problem


def test_a_recording_that_stands_in_its_file_twice_is_one_run() -> None:
    assert len(find(fit_run() * 2, zone=ZONE, now=NOW).candidates) == 1
