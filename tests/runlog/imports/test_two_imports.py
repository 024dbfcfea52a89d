"""Imports of the same activities, by turns and in any order: each run stands once, and what is taken back is as it was."""

from datetime import timedelta
from random import Random

import pytest

from runlog.people.models import User
from runlog.training.models import Run
from tests.runlog.imports.test_whole_way import bring, log_of, stored, undone
from tests.samples.writers import START, fit_run, gpx_run, tcx_run
from tests.support.examples import examples
from tests.support.rows import make_shoe

pytestmark = [pytest.mark.django_db, pytest.mark.often]
DAYS = 5


def copy_of(day: int, random: Random) -> bytes:
    """The run of a day as one of three devices recorded it."""
    numbers = {"start": START + timedelta(days=day, seconds=random.randint(0, 40)), "distance_m": 10_000 + random.randint(-150, 150)}
    return random.choice([fit_run, gpx_run, tcx_run])(**numbers)


def type_in(athlete: User, day: int, random: Random) -> None:
    """The run of a day as somebody typed it."""
    start = START + timedelta(days=day, seconds=random.randint(-60, 60))
    kept = {"distance_m": random.choice([None, 10_000, 9_900]), "duration_s": 3600, "kind": random.choice([None, "easy"])}
    shoe = random.choice([None, make_shoe(athlete, name=f"Pair {day}")])
    Run.objects.create(athlete=athlete, log_id=f"typed-{day}", shoe=shoe, source_kind="manual", **kept, **Run.moment_fields(start))


def days_of(athlete: User) -> list[int]:
    """The days on which runs are, each as often as there are runs."""
    return sorted((run.started_at - START + timedelta(minutes=5)).days for run in Run.objects.filter(athlete=athlete))


@pytest.mark.parametrize("seed", range(examples(2)))
def test_each_run_stands_once_and_is_taken_back(ann: User, seed: int) -> None:
    random = Random(seed)
    typed = {day for day in range(DAYS) if random.random() < 0.3}
    for day in typed:
        type_in(ann, day, random)
    before = log_of(ann)
    brought = [[random.randrange(DAYS) for _ in range(random.randint(1, 4))] for _ in range(2)]
    batches = []
    for days in brought:
        batches.append(stored(bring(ann, *(copy_of(day, random) for day in days))))
        there = typed.union(*brought[: len(batches)])
        assert days_of(ann) == sorted(there)
    for batch in random.sample(batches, 2):
        undone(batch, takes_changed=True)
    assert log_of(ann) == before


@pytest.mark.parametrize("seed", range(examples(1)))
def test_imported_again_is_the_same_log(ann: User, seed: int) -> None:
    random = Random(seed)
    type_in(ann, 1, random)
    files = [copy_of(random.randrange(DAYS), random) for _ in range(6)]
    batch = stored(bring(ann, *files))
    after = log_of(ann)
    stored(bring(ann, *reversed(files)))
    assert log_of(ann) == after
    undone(batch)
    stored(bring(ann, *files))
    assert log_of(ann) == after


@pytest.mark.parametrize("seed", range(examples(1)))
def test_the_later_import_stays_when_the_earlier_is_taken_back(ann: User, seed: int) -> None:
    random = Random(seed)
    first, second = [copy_of(day, random) for day in (0, 1)], [copy_of(day, random) for day in (1, 2)]
    earlier = stored(bring(ann, *first))
    stored(bring(ann, *second))
    undone(earlier)
    assert days_of(ann) == [1, 2]
