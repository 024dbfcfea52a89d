"""The one door to people's data."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from runlog.people.access import own
from runlog.people.models import User
from runlog.training.models import Shoe, StrengthSession
from tests.support.queries import QueryCount


@pytest.fixture
def anns_shoe(ann: User) -> Shoe:
    return Shoe.objects.create(athlete=ann, log_id="s1", name="Pegasus")


def test_own_row(ann: User, anns_shoe: Shoe, query_count: QueryCount) -> None:
    with query_count(1):
        assert own(Shoe, ann, anns_shoe.pk) == anns_shoe


def test_row_of_somebody_else_does_not_exist(eve: User, anns_shoe: Shoe) -> None:
    with pytest.raises(Http404):
        own(Shoe, eve, anns_shoe.pk)


def test_missing_row_and_nobody(ann: User, anns_shoe: Shoe) -> None:
    for user, pk in ((ann, anns_shoe.pk + 1), (ann, 10**40), (ann, 0), (AnonymousUser(), anns_shoe.pk)):
        with pytest.raises(Http404):
            own(Shoe, user, pk)


def test_queryset_keeps_its_own_filter(ann: User) -> None:
    session = StrengthSession.objects.create(athlete=ann, log_id="t1", local_on=date(2026, 5, 3), minutes=20)
    assert own(StrengthSession.objects.filter(minutes=20), ann, session.pk) == session
    with pytest.raises(Http404):
        own(StrengthSession.objects.filter(minutes=21), ann, session.pk)
