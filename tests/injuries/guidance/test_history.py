"""Rows become the log that the engine would have made of the document, the days before the window summed up."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from json import dumps, loads
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from injuries.engine.log import Log
from injuries.engine.windowing import WINDOW_DAYS, summarise, window_start
from injuries.guidance.history import days_of, load_logs
from runlog.people.models import User
from runlog.training.models import ShoeCheck
from tests.injuries.guidance.random_logs import document
from tests.injuries.guidance.stored import athlete_of, store
from tests.support.days import NOW, ON
from tests.support.documents import load, log_of
from tests.support.queries import QueryCount
from tests.support.rows import make_leg_report, make_pain, make_run, make_runs, make_shoe

pytestmark = pytest.mark.django_db
TESTS = Path(__file__).parents[2]
SCENARIOS = sorted((TESTS / "scenarios").glob("*.json"))
numbers = count()


def ordered(log: Log) -> Log:
    """Return the same log with each list in one order: rules sort for themselves."""
    lists = {each.name: getattr(log, each.name) for each in fields(log) if isinstance(getattr(log, each.name), tuple)}
    return replace(log, **{name: tuple(sorted(own, key=lambda record: getattr(record, "id", str(record)))) for name, own in lists.items()})


def local_dates(log: Log) -> list[tuple[str, date]]:
    """Return what equal instants do not tell: the offsets, which make the local dates."""
    timed = (*log.runs, *log.walks, *log.pain, *log.leg_reports, *log.sign_checks)
    return sorted((record.id, record.on) for record in timed)


def check_same(whole: Log, loaded: Log, on: date) -> None:
    expected = summarise(whole, window_start(on))
    assert ordered(loaded) == ordered(expected)
    assert local_dates(loaded) == local_dates(expected)


def load_log(athlete: User, on: date) -> Log:
    return load_logs([athlete], on)[athlete.pk]


def exact(text: dict[str, Any]) -> dict[str, Any]:
    """Return a document as a file would give it: numbers with a fraction as decimals."""
    return loads(dumps(text), parse_float=Decimal)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenarios_as_rows_are_the_log_of_the_file(path: Path) -> None:
    scenario = load(path)
    on = date.fromisoformat(scenario["on"])
    check_same(log_of(scenario["log"]), load_log(athlete_of(scenario["log"]), on), on)


@pytest.mark.parametrize("on", [date(2026, 5, 10), date(2026, 11, 22)], ids=["all in the window", "all before the window"])
def test_every_field_of_the_format(on: date) -> None:
    full = load(TESTS / "support" / "full_log.json")
    check_same(log_of(full), load_log(athlete_of(full), on), on)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(random=st.randoms(use_true_random=False))
def test_random_logs_as_rows_are_the_log_of_the_document(random: Random) -> None:
    log = exact(document(random, ON))
    check_same(log_of(log), load_log(athlete_of(log, f"runner{next(numbers)}@example.org"), ON), ON)


def test_logs_that_are_loaded_together_are_kept_apart() -> None:
    documents = [exact(document(Random(seed), ON)) for seed in (1, 2, 3)]
    athletes = [athlete_of(each, f"{number}@example.org") for number, each in enumerate(documents)]
    loaded = load_logs(athletes, ON)
    for athlete, each in zip(athletes, documents, strict=True):
        check_same(log_of(each), loaded[athlete.pk], ON)


def test_an_empty_log_is_an_empty_log(ann: User) -> None:
    assert load_log(ann, ON) == Log()
    assert load_logs([], ON) == {}
    assert days_of([], NOW) == {}


def test_one_statement_whatever_the_length(ann: User, query_count: QueryCount) -> None:
    make_runs(ann, count=30)
    with query_count(1):
        load_log(ann, ON)
    make_runs(ann, last=ON - timedelta(days=31), count=3000 - 30)
    with query_count(1):
        log = load_log(ann, ON)
    assert len(log.runs) <= WINDOW_DAYS


def test_sums_of_many_small_distances_are_exact(ann: User) -> None:
    shoe = make_shoe(ann)
    long_ago = (ON - timedelta(days=WINDOW_DAYS + 5)).isoformat()
    records = [{"id": f"r{number}", "started_at": f"{long_ago}T10:00:00+01:00", "distance_m": Decimal("0.1")} for number in range(1000)]
    store(ann, {"runs": records})
    ann_runs = type(make_run(ann)).objects.of(ann).filter(local_on=long_ago)
    ann_runs.update(shoe=shoe)
    use = load_log(ann, ON).earlier.shoe_use[shoe.log_id]
    assert use.distance_m == Decimal(100)
    assert str(use.distance_m) == "100"


def test_only_days_after_a_check_count_after_it(ann: User) -> None:
    shoe = make_shoe(ann)
    checked_on = ON - timedelta(days=WINDOW_DAYS + 10)
    ShoeCheck.objects.create(shoe=shoe, on=checked_on, position=0)
    for days, km in ((-1, 1), (0, 2), (1, 4)):
        make_run(ann, on=checked_on + timedelta(days=days), km=km, shoe=shoe)
    use = load_log(ann, ON).earlier.shoe_use[shoe.log_id]
    assert (use.distance_m, use.distance_after_check_m) == (7000, 4000)


class TestDay:
    """As of which day: section 3's today or, if later, the latest local date of a record whose instant is not after now."""

    def test_today_in_the_zone_of_the_profile(self, ann: User) -> None:
        ann.time_zone = "Pacific/Kiritimati"
        assert days_of([ann], NOW) == {ann.pk: date(2026, 11, 23)}

    def test_a_record_made_further_east_counts_at_once(self, ann: User) -> None:
        make_leg_report(ann, on=ON, at="00:30")
        report = make_leg_report(ann, on="2026-11-23", at="01:00")
        type(report).objects.filter(pk=report.pk).update(at=NOW - timedelta(hours=1), offset_min=840)
        assert days_of([ann], NOW)[ann.pk] == date(2026, 11, 23)

    def test_a_record_of_the_future_does_not(self, ann: User) -> None:
        make_pain(ann, on="2026-11-25")
        assert days_of([ann], NOW)[ann.pk] == ON

    def test_other_peoples_records_do_not(self, ann: User, eve: User) -> None:
        report = make_leg_report(eve, on="2026-11-23", at="01:00")
        type(report).objects.filter(pk=report.pk).update(at=datetime(2026, 11, 22, 11, 0, tzinfo=UTC), offset_min=840)
        assert days_of([ann, eve], NOW) == {ann.pk: ON, eve.pk: date(2026, 11, 23)}

    def test_one_statement(self, ann: User, eve: User, query_count: QueryCount) -> None:
        with query_count(1):
            days_of([ann, eve], NOW)
