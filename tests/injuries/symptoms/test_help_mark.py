"""The mark of a log-in whose athlete is getting help."""

from datetime import UTC, datetime, timedelta

import pytest

from injuries.symptoms.help_mark import KEY, is_marked, mark

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (timedelta(0), True),
        (timedelta(hours=11, minutes=59), True),
        (timedelta(hours=12), False),
        (timedelta(days=3), False),
        (timedelta(minutes=-1), False),
    ],
)
def test_the_mark_holds_for_twelve_hours_at_most(after, expected):
    session: dict[str, str] = {}
    mark(session, NOW)
    assert is_marked(session, NOW + after) is expected


@pytest.mark.parametrize("kept", [None, "", "soon", 7, "2026-11-22T08:30:00"])
def test_what_is_no_moment_is_no_mark(kept):
    assert not is_marked({KEY: kept}, NOW)


def test_no_mark_without_marking():
    assert not is_marked({}, NOW)


@pytest.mark.parametrize(("arose", "expected"), [(timedelta(seconds=-1), True), (timedelta(0), True), (timedelta(seconds=1), False)])
def test_an_emergency_that_arose_since_is_not_marked(arose, expected):
    session: dict[str, str] = {}
    mark(session, NOW)
    assert is_marked(session, NOW + timedelta(minutes=1), NOW + arose) is expected
