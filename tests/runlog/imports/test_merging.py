"""What a copy changes in a stored run, and what taking it back sets back."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from runlog.imports.merging import FIELDS, MOMENT, SOURCE, merged, unmerged

NUMBERS = st.sampled_from([None, 1, 2])


def values(**more: Any) -> dict[str, Any]:
    """Return a run's columns without a value, but for those given."""
    return {**dict.fromkeys((*FIELDS, *MOMENT, *SOURCE, "also", "edited")), **more}


def test_gaps_are_filled_and_a_poorer_copy_changes_no_value() -> None:
    current = values(distance_m=1, source_kind="fit", source_digest="a")
    changes = merged(current, values(distance_m=2, cadence=3, source_kind="gpx", source_digest="b"), is_richer=False, is_typed=False)
    assert changes == {"cadence": 3, "also": [{"kind": "gpx", "digest": "b"}]}


def test_the_richer_copy_wins_and_the_other_is_remembered() -> None:
    current = values(distance_m=1, source_kind="gpx", source_digest="b")
    changes = merged(current, values(distance_m=2, source_kind="fit", source_digest="a"), is_richer=True, is_typed=False)
    assert changes == {"distance_m": 2, "source_kind": "fit", "source_digest": "a", "also": [{"kind": "gpx", "digest": "b"}]}


def test_what_was_typed_stands() -> None:
    copy = values(distance_m=2, cadence=3, started_at=9, source_kind="fit", source_digest="a")
    over = values(distance_m=1, started_at=8, source_kind="gpx", source_digest="b", edited=["distance_m", "started_at", "cadence"])
    assert not {"distance_m", "cadence", *MOMENT} & merged(over, copy, is_richer=True, is_typed=False).keys()
    by_hand = values(distance_m=1, started_at=8, source_kind="manual")
    changes = merged(by_hand, copy, is_richer=True, is_typed=True)
    assert changes == {"cadence": 3, "also": [{"kind": "fit", "digest": "a"}]}


sources = st.none() | st.lists(st.sampled_from([{"kind": "gpx", "digest": one} for one in "abc"]), max_size=2, unique_by=str)
rows = st.builds(
    lambda numbers, moment, source, also: values(
        **numbers, **dict.fromkeys(MOMENT, moment), source_kind="fit", source_digest=source, also=also
    ),
    st.fixed_dictionaries(dict.fromkeys(FIELDS, NUMBERS)),
    st.sampled_from([1, 2]),
    st.sampled_from("abcd"),
    sources,
)


@given(rows, rows, st.booleans(), st.booleans())
def test_a_second_time_changes_nothing(current: dict[str, Any], copy: dict[str, Any], is_richer: bool, is_typed: bool) -> None:
    once = {**current, **merged(current, copy, is_richer=is_richer, is_typed=is_typed)}
    assert merged(once, copy, is_richer=is_richer, is_typed=is_typed) == {}


@given(rows, rows, st.booleans())
def test_every_identity_is_kept_once(current: dict[str, Any], copy: dict[str, Any], is_richer: bool) -> None:
    after = {**current, **merged(current, copy, is_richer=is_richer, is_typed=False)}
    digests = [after["source_digest"], *(source["digest"] for source in after["also"] or ())]
    all_of = [each for row in (current, copy) for each in (row["source_digest"], *(source["digest"] for source in row["also"] or ()))]
    assert sorted(digests) == sorted(set(all_of))


@given(rows, rows, st.booleans())
def test_taken_back_at_once_the_run_is_as_before(current: dict[str, Any], copy: dict[str, Any], is_richer: bool) -> None:
    changes = merged(current, copy, is_richer=is_richer, is_typed=False)
    before, after = {name: current[name] for name in changes}, {**current, **changes}
    back = {**after, **unmerged(after, before, changes)}
    assert {**back, "also": None} == {**current, "also": None}
    assert sorted(map(str, back["also"] or ())) == sorted(map(str, current["also"] or ()))


def test_what_was_changed_since_stays() -> None:
    before, after = (
        {"distance_m": 1, "cadence": None, "also": None},
        {"distance_m": 2, "cadence": 3, "also": [{"kind": "gpx", "digest": "b"}]},
    )
    later = {"distance_m": 5, "cadence": 3, "also": [*after["also"], {"kind": "tcx", "digest": "c"}]}
    assert unmerged(later, before, after) == {"cadence": None, "also": [{"kind": "tcx", "digest": "c"}]}
