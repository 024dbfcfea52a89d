"""The list of runs, narrowed to one pair."""

import pytest
from django.test import Client

from runlog.people.models import User
from tests.support.days import ON
from tests.support.rows import make_run, make_shoe

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_of_one_pair_it_lists_the_runs_in_it(ann: User, ann_client: Client) -> None:
    shoe = make_shoe(ann)
    run = make_run(ann, on=ON, shoe=shoe)
    make_run(ann, on=ON)
    assert [line.run for line in ann_client.get(f"/runs/?shoe={shoe.pk}").context["lines"]] == [run]


@pytest.mark.parametrize("key", ["9" * 18, "9" * 20, "9" * 5000])
def test_a_pair_that_does_not_exist_is_404(ann_client: Client, key: str) -> None:
    assert ann_client.get(f"/runs/?shoe={key}").status_code == 404


def test_a_pair_of_somebody_else_is_404(ann_client: Client, eve: User) -> None:
    assert ann_client.get(f"/runs/?shoe={make_shoe(eve).pk}").status_code == 404
