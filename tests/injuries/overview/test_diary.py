"""The diary holds every kind of record once, newest first, and finds what is asked for."""

from datetime import date, timedelta

import pytest
from django.test import Client

from injuries.logfile.importing import import_document
from injuries.overview.diary import WORDS, Search, entries, keys
from injuries.overview.diary_views import page_of_record
from runlog.people.access import own_sight
from runlog.people.models import User
from tests.injuries.logfile.test_round_trip import FULL, whole
from tests.support.clock import NOW
from tests.support.days import ON
from tests.support.queries import QueryCount
from tests.support.rows import make_pain, make_run, make_runs, make_shoe

pytestmark = pytest.mark.django_db


def found(athlete: User, **search: object) -> list[tuple[str, date]]:
    sight = own_sight(athlete, NOW)
    return [(entry.kind, entry.on) for entry in entries(keys(sight, Search(**search)), sight, page_of_record)]


def test_everything_is_there_once_newest_first(ann: User) -> None:
    import_document(ann, whole(FULL))
    lines = found(ann)
    assert {kind for kind, _ in lines} == set(WORDS)
    assert len(lines) == 9
    assert [on for _, on in lines] == sorted((on for _, on in lines), reverse=True)


def test_other_peoples_records_are_not_there(ann: User, eve: User) -> None:
    make_run(eve, on=ON)
    assert found(ann) == []


def test_words_are_looked_for_in_notes_and_shoe_names_all_of_them(ann: User) -> None:
    shoe = make_shoe(ann, name="Speedgoat")
    make_run(ann, on=ON, shoe=shoe, note="windy along the canal")
    make_run(ann, on=ON - timedelta(days=1), note="windy")
    make_pain(ann, on=ON, score=3, note="after sitting")
    assert found(ann, words="windy") == [("run", ON), ("run", ON - timedelta(days=1))]
    assert found(ann, words="WINDY speedgoat") == [("run", ON)]
    assert found(ann, words="sitting") == [("pain", ON)]
    assert found(ann, words="100%") == []


def test_kind_and_dates_narrow_it(ann: User) -> None:
    make_runs(ann, last=ON, count=5)
    make_pain(ann, on=ON, score=3)
    assert found(ann, kind="pain") == [("pain", ON)]
    first, last = ON - timedelta(days=3), ON - timedelta(days=2)
    assert found(ann, first=first, last=last) == [("run", last), ("run", first)]


def test_the_page_takes_the_same_statements_for_any_log(ann: User, ann_client: Client, query_count: QueryCount) -> None:
    import_document(ann, whole(FULL))
    make_runs(ann, last=ON, count=300)
    with query_count(14):
        page = ann_client.get("/diary/?page=2")
    assert page.status_code == 200


@pytest.mark.parametrize(
    "query", ["?first=tomorrow", "?kind=secrets", "?page=x", "?page=9999", "?q=" + "a" * 300, "?first=2026-13-01&q=%00"]
)
def test_odd_questions_are_answered(ann_client: Client, query: str) -> None:
    assert ann_client.get("/diary/" + query).status_code == 200
