"""The club: the same for the same seed, whole logs that the rules can read, and never among real people."""

from collections import Counter
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from injuries.guidance.assessing import assess_rows
from injuries.guidance.models import Assessment
from injuries.overview.club import email_of, rows_of
from injuries.symptoms.models import PainScore
from runlog.people.models import User
from runlog.training.models import Run, Shoe
from tests.support.clock import NOW
from tests.support.days import ON

pytestmark = pytest.mark.usefixtures("clock")


def make(*words: str) -> str:
    out = StringIO()
    call_command("make_club", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def rows(model: Any) -> list[dict[str, Any]]:
    links = [each.attname for each in model._meta.concrete_fields if each.is_relation] + ["id"]
    return [{key: value for key, value in row.items() if key not in links} for row in model.objects.order_by("pk").values()]


def test_a_runner_is_the_same_for_the_same_seed() -> None:
    first = rows_of(7, today=ON, years=1, seed=1)
    assert first == rows_of(7, today=ON, years=1, seed=1)
    assert first != rows_of(7, today=ON, years=1, seed=2)
    assert first["runs"] != rows_of(8, today=ON, years=1, seed=1)["runs"]


def test_logs_last_from_a_quarter_of_the_years_to_all_of_them() -> None:
    firsts = [min(row["local_on"] for row in rows_of(number, today=ON, years=2, seed=1)["runs"]) for number in range(1, 40)]
    assert min(firsts) >= str(ON - timedelta(days=730))
    assert max(firsts) <= str(ON - timedelta(days=150))


@pytest.mark.django_db
def test_the_logs_are_there_and_can_be_assessed() -> None:
    assert "3 runners were made" in make("--athletes", "3")
    club = list(User.objects.order_by("pk"))
    assert [person.email for person in club] == [email_of(number) for number in (1, 2, 3)]
    assert not any(person.has_usable_password() for person in club)
    assert not Assessment.objects.exists()
    found = [assess_rows(person, NOW) for person in club]
    assert not any(each.failures for each in found)
    assert any(each.flags for each in found)
    # What is linked belongs to the same runner, and moments stand in the offset of the runner's zone.
    assert all(run.shoe.athlete_id == run.athlete_id for run in Run.objects.exclude(shoe=None).select_related("shoe"))
    assert all(score.run.athlete_id == score.athlete_id for score in PainScore.objects.exclude(run=None).select_related("run"))
    run = Run.objects.select_related("athlete").first()
    assert run.moment.isoformat() == run.athlete.local(run.started_at).isoformat()
    assert (run.moment.hour, run.local_on) == (18, run.moment.date())


@pytest.mark.django_db
def test_a_larger_club_begins_with_the_smaller_one() -> None:
    make("--athletes", "2")
    before = rows(Run), rows(PainScore), rows(Shoe)
    assert "1 runners were made" in make("--athletes", "3")
    after = rows(Run), rows(PainScore), rows(Shoe)
    assert [now[: len(then)] for then, now in zip(before, after, strict=True)] == list(before)
    assert len(after[0]) > len(before[0])
    assert set(Counter(Run.objects.values_list("athlete", flat=True))) == set(User.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_it_is_refused_among_real_people(ann: User) -> None:
    with pytest.raises(CommandError, match="People have accounts here"):
        make("--athletes", "1")
    assert User.objects.count() == 1
    make("--athletes", "1", "--force")
    assert User.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("words", [("--athletes", "0"), ("--years", "0"), ("--years", "51")])
def test_odd_sizes_are_refused(words: tuple[str, str]) -> None:
    with pytest.raises(CommandError, match="At least one runner"):
        make(*words)
