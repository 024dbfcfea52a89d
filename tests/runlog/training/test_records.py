"""Runs, walks, strength sessions and shoes as documents, field by field."""

from decimal import Decimal
from json import dumps, loads

import pytest

from runlog.core.records import kind
from runlog.core.shapes import Problem

FULL = {
    "shoes": {
        "id": "s1",
        "name": "Ghost",
        "brand": "Brooks",
        "model": "15",
        "kind": "racing",
        "first_used_on": "2026-03-14",
        "start_distance_m": 0.125,
        "limit_m": 700000,
        "inspect_m": 0,
        "retired_on": "2026-11-01",
        "note": "a\nb",
        "edited_at": "2026-11-02T07:00:00+00:00",
    },
    "runs": {
        "id": "r1",
        "started_at": "2026-05-03T23:30:15.500000+02:00",
        "distance_m": 8046.72,
        "duration_s": 2850.5,
        "effort": 0,
        "kind": "workout",
        "surface": "treadmill",
        "planned": False,
        "limited_by_back": "no",
        "warm_up": {"state": "short", "kind": "easy_start", "minutes": 4.999},
        "tightness": {"hamstrings": 0},
        "slumped": False,
        "low_energy": True,
        "average_heart_rate": 151,
        "cadence": 172.5,
        "ascent_m": 0,
        "source": {"kind": "fit", "name": "Watch", "digest": "abc"},
        "also": [{"kind": "strava"}],
        "edited": ["distance_m"],
        "note": "",
    },
    "walks": {"id": "w1", "started_at": "2026-05-03T12:00:00-03:30", "minutes": 30.5, "distance_m": 0, "upright": False, "note": "x"},
    "strength": {"id": "t1", "on": "2026-05-03", "minutes": 0, "focus": [], "note": "x"},
}


def stored_again(athlete, name, document):
    """The document of the row that the document makes, after the database had it."""
    kept = kind(name)
    row = kept.row_of(kept.shape.read(loads(dumps(document), parse_float=Decimal), ""), athlete=athlete)
    row.save()
    return kept.document_of(kept.model.objects.get(pk=row.pk))


@pytest.mark.parametrize("name", FULL)
def test_a_full_record_is_the_same_after_the_database_had_it(ann, name):
    assert stored_again(ann, name, FULL[name]) == FULL[name]


@pytest.mark.parametrize("name", FULL)
def test_full_means_every_field_of_the_format_but_links_and_lists(name):
    shape = kind(name).shape.attributes
    assert set(shape) - set(FULL[name]) <= {"shoe", "checks", "comfort", "edited_at"}


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("shoes", {"id": "s1", "name": ""}),
        ("runs", {"id": "r1", "started_at": "2026-05-03T23:30:00+00:00"}),
        ("walks", {"id": "w1", "started_at": "2026-05-03T23:30:00+14:00", "minutes": 0}),
        ("strength", {"id": "t1", "on": "2026-05-03", "minutes": 10000}),
    ],
)
def test_the_least_record_stays_the_least(ann, name, document):
    assert stored_again(ann, name, document) == document


def test_nothing_said_of_a_part_is_the_same_as_no_part(ann):
    document = {"id": "r1", "started_at": "2026-05-03T23:30:00+00:00"}
    assert stored_again(ann, "runs", document | {"tightness": {}, "warm_up": None, "source": None, "also": None}) == document


@pytest.mark.parametrize(
    ("name", "change", "path"),
    [
        ("shoes", {"limit_m": 149999}, "limit_m"),
        ("shoes", {"limit_m": 1600001}, "limit_m"),
        ("shoes", {"start_distance_m": 10000001}, "start_distance_m"),
        ("shoes", {"checks": [{"on": "2026-05-03", "worn": ["sole"]}]}, "checks[0].worn[0]"),
        ("shoes", {"checks": [{"on": "2026-05-03"}]}, "checks[0].worn"),
        ("shoes", {"comfort": [{"on": "2026-05-03", "score": 11}]}, "comfort[0].score"),
        ("runs", {"distance_m": 1000000.001}, "distance_m"),
        ("runs", {"effort": 3.5}, "effort"),
        ("runs", {"warm_up": {"kind": "dynamic"}}, "warm_up.state"),
        ("runs", {"tightness": {"back": 3}}, "tightness.back"),
        ("runs", {"average_heart_rate": 1001}, "average_heart_rate"),
        ("runs", {"source": {"kind": "garmin"}}, "source.kind"),
        ("walks", {"minutes": 10001}, "minutes"),
        ("strength", {"focus": ["legs", "legs"]}, "focus"),
    ],
)
def test_what_does_not_fit_is_told_with_its_path(name, change, path):
    with pytest.raises(Problem) as problem:
        kind(name).shape.read(loads(dumps(FULL[name] | change), parse_float=Decimal), "")
    assert problem.value.path == path
