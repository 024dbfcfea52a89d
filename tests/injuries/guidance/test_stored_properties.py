"""What holds for any stored log: a second assessment changes nothing, the order of records is nothing, and what is undone is undone.

Random documents stored as rows; few, since each takes its time; `make proof` takes more.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from injuries.guidance.assessing import keep_true
from injuries.guidance.models import Assessment, Flag, FlagEvent
from runlog.core import trash
from runlog.core.models import Trashed
from runlog.core.records import kinds
from runlog.core.saving import change_record
from runlog.people.models import User
from tests.injuries.guidance.random_logs import document
from tests.injuries.guidance.stored import store
from tests.injuries.guidance.truth import truth
from tests.support.cast import make_user
from tests.support.clock import NOW
from tests.support.days import ON
from tests.support.examples import examples

pytestmark = [pytest.mark.django_db, pytest.mark.often, pytest.mark.usefixtures("clock")]
SEEDS = range(examples(3))


def random_log(seed: int) -> dict[str, Any]:
    """Return a random document, its numbers exact."""
    return json.loads(json.dumps(document(Random(seed), ON)), parse_float=Decimal)


def stored(seed: int, name: str = "Ann") -> User:
    """Store a random log and assess it."""
    athlete = make_user(f"{name}{seed}")
    store(athlete, random_log(seed))
    keep_true(athlete, NOW)
    return athlete


def everything(athlete: User) -> tuple[list[Any], list[Any], Any]:
    """Return every stored flag, event and result."""
    flags = list(Flag.objects.filter(athlete=athlete).order_by("pk").values())
    events = list(FlagEvent.objects.filter(flag__athlete=athlete).order_by("pk").values())
    return flags, events, Assessment.objects.get(athlete=athlete).result


@pytest.mark.parametrize("seed", SEEDS)
def test_a_second_assessment_changes_nothing(seed: int) -> None:
    athlete = stored(seed)
    truth(athlete)
    before = everything(athlete)
    keep_true(athlete, NOW + timedelta(hours=1))
    assert everything(athlete) == before


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_in_which_records_were_stored_is_nothing(seed: int) -> None:
    log = random_log(seed)
    mixed = {name: Random(seed).sample(records, len(records)) if isinstance(records, list) else records for name, records in log.items()}
    other = make_user(f"Other{seed}")
    store(other, mixed)
    keep_true(other, NOW)
    assert truth(other) == truth(stored(seed))


def _latest(rows: Any) -> list[Any]:
    """Return two rows, of today or shortly before where they have a date."""
    if hasattr(rows.model, "local_on"):
        return list(rows.filter(local_on__lte=ON).order_by("-local_on", "pk")[:2])
    return list(rows.order_by("pk")[:2])


def changeable(athlete: User) -> list[tuple[Any, dict[str, Any]]]:
    """Return a few rows, each with a change that may matter."""
    choices: dict[str, Callable[[Any], dict[str, Any]]] = {
        "runs": lambda row: {"warm_up_state": None, "warm_up_kind": None, "warm_up_minutes": None, "distance_m": 31_000, "slumped": True},
        "walks": lambda row: {"minutes": 300},
        "strength": lambda row: {"minutes": 1},
        "pain": lambda row: {"score": 10 - row.score},
        "shoes": lambda row: {"start_distance_m": 799_999},
        "appointments": lambda row: {"cancelled": True},
        "home_care": lambda row: {"local_on": row.local_on - timedelta(days=90)},
    }
    return [
        (row, change(row))
        for kind in kinds()
        if (change := choices.get(kind.name))
        for row in _latest(kind.model.objects.filter(athlete=athlete))
    ]


def test_editing_back_restores_the_flags() -> None:
    mattered = 0
    for seed in SEEDS:
        athlete = stored(seed)
        before = truth(athlete)
        for row, change in changeable(athlete):
            as_it_was = {name: getattr(row, name) for name in change}
            change_record(row, now=NOW, **change)
            mattered += truth(athlete) != before
            change_record(type(row).objects.get(pk=row.pk), now=NOW, **as_it_was)
            assert truth(athlete) == before, (row, change)
    assert mattered > len(SEEDS), "next to no change mattered: the test shows nothing"


@pytest.mark.parametrize("seed", SEEDS)
def test_bringing_back_from_the_bin_restores_the_flags(seed: int) -> None:
    athlete = stored(seed)
    before = truth(athlete)
    for row, _change in changeable(athlete):
        current = type(row).objects.get(athlete=athlete, log_id=row.log_id)
        try:
            trashed = trash.delete(current, now=NOW)
        except trash.InUse:
            assert truth(athlete) == before
            continue
        truth(athlete)
        trash.undo(Trashed.objects.get(pk=trashed.pk))
        assert truth(athlete) == before, row


def test_a_page_that_is_only_looked_at_changes_nothing(log_in: Callable[[User], Client]) -> None:
    athlete = stored(1)
    before = everything(athlete)
    client = log_in(athlete)
    for name in ("home", "flag_list", "diary", "run_list"):
        assert client.get(reverse(name)).status_code == 200
    for flag in Flag.objects.of(athlete).open():
        assert client.get(reverse("flag_detail", args=[flag.pk])).status_code == 200
    assert everything(athlete) == before
