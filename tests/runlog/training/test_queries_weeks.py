"""What the page of weeks reads: runs that have been, by their own dates."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from runlog.people.models import User
from runlog.training.models import Run
from runlog.training.queries import Ran, latest_run_on, runs_since
from tests.support.cast import make_user
from tests.support.clock import NOW
from tests.support.queries import QueryCount
from tests.support.rows import make_run, make_runs

FIRST = date(2026, 11, 16)


def run_at(athlete: User, moment: str) -> Run:
    """A run that began at a moment with its own offset."""
    return Run.objects.create(athlete=athlete, log_id=moment, **Run.moment_fields(datetime.fromisoformat(moment)))


def test_runs_from_the_day_on(ann: User, eve: User) -> None:
    make_run(ann, on="2026-11-15")
    make_run(ann, on="2026-11-16", km="8.214", warm_up_state="short")
    make_run(ann, on="2026-11-17", km=None)
    make_run(eve, on="2026-11-17")
    assert sorted(runs_since(ann, FIRST, NOW), key=lambda run: run.on) == [
        Ran(date(2026, 11, 16), Decimal(8214), "short"),
        Ran(date(2026, 11, 17), None, None),
    ]


@pytest.mark.parametrize(("limited", "counts"), [("not_started", 0), ("stopped", 1), ("no", 1), (None, 1)])
def test_a_missed_session_is_no_run(ann: User, limited: str | None, counts: int) -> None:
    make_run(ann, on="2026-11-17", limited_by_back=limited)
    assert len(runs_since(ann, FIRST, NOW)) == counts
    assert (latest_run_on(ann, NOW) is not None) == bool(counts)


def test_a_run_belongs_to_the_date_of_its_own_clocks(ann: User) -> None:
    # In Berlin it was still Sunday, and is the 15th in UTC.
    run_at(ann, "2026-11-16T05:00:00+13:00")
    run_at(ann, "2026-11-15T23:30:00-08:00")
    assert [run.on for run in runs_since(ann, FIRST, NOW)] == [date(2026, 11, 16)]


def test_what_is_dated_ahead_has_not_been(ann: User) -> None:
    make_run(ann, on="2026-11-24")
    assert runs_since(ann, FIRST, NOW) == []
    assert latest_run_on(ann, NOW) is None


def test_where_it_is_tomorrow_already_it_has(ann: User) -> None:
    adak = make_user("Ada", time_zone="America/Adak")
    run_at(adak, "2026-11-22T20:00:00+12:00")
    assert adak.today(NOW) == date(2026, 11, 21)
    assert [run.on for run in runs_since(adak, FIRST, NOW)] == [date(2026, 11, 22)]
    assert latest_run_on(adak, NOW) == date(2026, 11, 22)


@pytest.mark.parametrize("count", [1, 300])
def test_one_statement_each(ann: User, query_count: QueryCount, count: int) -> None:
    make_runs(ann, count=count)
    with query_count(2):
        assert len(runs_since(ann, date(2026, 1, 1), NOW)) == count
        assert latest_run_on(ann, NOW) == date(2026, 11, 21)
