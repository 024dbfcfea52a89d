"""A statement written once gives with other values what the queryset itself would give."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Max, OuterRef, Subquery, Sum
from django.db.models.functions import JSONObject

from runlog.core.prepared import MOST_KEPT, Prepared
from runlog.people.models import User
from runlog.training.models import Run, Shoe
from tests.support.days import NOW, ON
from tests.support.queries import QueryCount
from tests.support.rows import make_run, make_runs, make_shoe

pytestmark = pytest.mark.django_db
written: list[int] = []


def runs(keys: Any, first: date, before: datetime) -> Any:
    written.append(len(keys))
    # A number and two days of its own, which are no places for values.
    own = Run.objects.filter(athlete_id__in=keys, local_on__gte=first, started_at__lt=before, distance_m__gt=1)
    return own.exclude(local_on=date(2026, 11, 1)).order_by("pk").values_list("athlete_id", "log_id")


def test_the_same_rows_with_other_values(ann: User, eve: User, query_count: QueryCount) -> None:
    make_runs(ann, count=40)
    make_runs(eve, count=40)
    written.clear()
    asked = Prepared(runs)
    for keys in ([ann.pk], [eve.pk], [ann.pk, eve.pk]):
        for first, before in ((ON - timedelta(days=30), NOW), (ON - timedelta(days=3), NOW - timedelta(days=1))):
            with query_count(1):
                found = asked.rows(keys, first, before)
            assert [tuple(row) for row in found] == list(runs(keys, first, before))
            assert found
    # Once for one athlete, once for two; the other times were this test's own.
    assert len(written) == 6 + 2


def test_few_are_kept(ann: User) -> None:
    asked = Prepared(runs)
    for count in range(1, 3 * MOST_KEPT):
        asked.rows([ann.pk] * count, ON, datetime(2026, 1, 1, tzinfo=UTC))
    assert len(asked._kept) <= MOST_KEPT


def test_one_that_another_thread_throws_away_is_still_answered(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    class Emptied(dict[Any, Any]):
        """Loses an entry as soon as it was looked for."""

        def __contains__(self, key: object) -> bool:
            found = super().__contains__(key)
            self.clear()
            return found

    asked = Prepared(runs)
    asked.rows([ann.pk], ON, NOW)
    monkeypatch.setattr(asked, "_kept", Emptied(asked._kept))
    assert asked.rows([ann.pk], ON, NOW) == []


def with_sums(keys: Any, first: date) -> Any:
    runs = Run.objects.filter(shoe=OuterRef("pk"), local_on__gte=first).order_by().values("shoe")
    facts = runs.annotate(found=JSONObject(m=Sum("distance_m"), count=Count("pk"))).values("found")
    return Shoe.objects.filter(athlete__in=keys).order_by("pk").annotate(sums=Subquery(facts), last=Max("runs__started_at"))


def test_objects_are_those_of_the_queryset(ann: User, query_count: QueryCount) -> None:
    shoe = make_shoe(ann, km="100.5")
    make_run(ann, shoe=shoe, on=ON.isoformat())
    make_shoe(ann, name="unworn")
    asked = Prepared(with_sums)
    for first in (ON, ON + timedelta(days=1)):
        expected = list(with_sums([ann.pk], first))
        with query_count(1):
            found = asked.objects([ann.pk], first)
        assert found == expected
        assert [vars(each) | {"_state": None} for each in found] == [vars(each) | {"_state": None} for each in expected]
        assert not any(each._state.adding for each in found)
    assert found[0].last == shoe.runs.get().started_at


def test_values_are_those_of_the_queryset(ann: User, query_count: QueryCount) -> None:
    make_run(ann, km="8.2")

    def moments(keys: Any) -> Any:
        return Run.objects.filter(athlete__in=keys).values_list("started_at", "local_on", "distance_m")

    with query_count(1):
        found = Prepared(moments).values([ann.pk])
    assert found == list(moments([ann.pk]))


def misplaced(keys: Any) -> Any:
    return Run.objects.filter(athlete_id__gt=keys[0]).values_list("pk")


def test_keys_that_stand_elsewhere_than_in_a_list_are_no_array(ann: User, eve: User) -> None:
    asked = Prepared(misplaced)
    if connection.vendor == "sqlite":
        assert asked.rows([ann.pk, eve.pk]) == []
    else:
        with pytest.raises(ValueError, match="elsewhere"):
            asked.rows([ann.pk, eve.pk])
