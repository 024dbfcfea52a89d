"""When an activity was: days alone and times without a zone, near the present."""

from collections.abc import Iterable
from datetime import datetime

import pytest

from runlog.imports.models import Entry, Verdict
from runlog.people.models import User
from runlog.training.models import Run, StrengthSession
from tests.runlog.imports.test_whole_way import bring, stored
from tests.support.clock import Clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def table(*whens: str, kind: str = "Run") -> bytes:
    """A table of activities of those days or times; a row of long ago shows in what order dates are."""
    rows = "".join(f"{when},{kind},{5 + place},45:00\n" for place, when in enumerate(["2024-05-23", *whens]))
    return f"Date,Type,Distance (km),Duration\n{rows}".encode()


def starts(athlete: User) -> Iterable[str]:
    """The starts of the newer runs, in their own offsets."""
    return [run.moment.isoformat() for run in Run.objects.filter(athlete=athlete, local_on__gt="2025-01-01").order_by("started_at")]


@pytest.mark.parametrize(
    ("now", "start"),
    [
        # In Berlin: before noon the time at which it is read, else noon.
        ("2026-11-22T08:00:42+00:00", "2026-11-22T09:00:00+01:00"),
        ("2026-11-21T23:00:00+00:00", "2026-11-22T00:00:00+01:00"),
        ("2026-11-22T10:59:00+00:00", "2026-11-22T11:59:00+01:00"),
        ("2026-11-22T11:01:00+00:00", "2026-11-22T12:00:00+01:00"),
        ("2026-11-25T08:00:00+00:00", "2026-11-22T12:00:00+01:00"),
    ],
)
def test_a_day_alone_is_in_the_log_at_once(now: str, start: str, ann: User, clock: Clock) -> None:
    clock(now)
    stored(bring(ann, table("2026-11-22")))
    assert starts(ann) == [start]
    # Rules read no record that is later than now.
    assert datetime.fromisoformat(start) <= datetime.fromisoformat(now)


@pytest.mark.parametrize("when", ["2026-11-22 20:11", "2026-11-23", "2026-11-23 07:00", "2026-11-24", "2027-11-22 10:00"])
def test_what_is_still_to_come_is_refused(when: str, ann: User, clock: Clock) -> None:
    """A calendar holds plans: none of them is a run, and none moves the day that the log is at."""
    clock("2026-11-22T19:10:00+00:00")
    batch = stored(bring(ann, table(when)))
    assert "still to come" in batch.entries.get(verdict=Verdict.UNREADABLE).problem
    assert starts(ann) == []


def test_strength_of_this_morning(ann: User, clock: Clock) -> None:
    clock("2026-11-22T08:00:00+00:00")
    stored(bring(ann, table("2026-11-22", kind="Strength Training")))
    assert StrengthSession.objects.filter(athlete=ann, local_on="2026-11-22").count() == 1


def test_read_before_noon_and_again_after_it_is_one_run(ann: User, clock: Clock) -> None:
    for now in ("2026-11-22T08:00:00+00:00", "2026-11-22T15:00:00+00:00"):
        clock(now)
        stored(bring(ann, table("2026-11-22")))
    assert starts(ann) == ["2026-11-22T09:00:00+01:00"]
    assert Entry.objects.filter(local_on="2026-11-22").count() == 2
