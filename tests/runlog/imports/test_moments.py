"""When an activity was: days alone and times without a zone, near the present and for who travels."""

from collections.abc import Iterable
from datetime import datetime

import pytest

from runlog.imports.models import Entry, Verdict
from runlog.people.models import User
from runlog.training.models import Run, StrengthSession
from tests.runlog.imports.test_whole_way import bring, stored
from tests.support.cast import make_user
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


@pytest.mark.parametrize(
    ("when", "start"),
    [
        # It is 20:10 in Berlin, 07:10 of the next day in Auckland, 09:10 on Kiritimati, where no clock on earth is ahead.
        ("2026-11-22 20:05", "2026-11-22T20:05:00+01:00"),
        ("2026-11-22 22:00", "2026-11-22T22:00:00+03:00"),
        ("2026-11-23 07:00", "2026-11-23T07:00:00+12:00"),
        ("2026-11-23 09:10", "2026-11-23T09:10:00+14:00"),
        ("2026-11-23", "2026-11-23T00:00:00+05:00"),
    ],
)
def test_who_travels_east_brings_times_that_their_own_clocks_have_not_come_to(when: str, start: str, ann: User, clock: Clock) -> None:
    clock("2026-11-22T19:10:00+00:00")
    stored(bring(ann, table(when)))
    assert starts(ann) == [start]
    assert Run.objects.filter(started_at__gt="2026-11-22T19:10:00+00:00").count() == 0


@pytest.mark.parametrize("when", ["2026-11-23 09:11", "2026-11-24", "2026-11-24 07:00", "2026-12-22", "2027-11-22 10:00"])
def test_what_is_to_come_everywhere_is_refused(when: str, ann: User, clock: Clock) -> None:
    clock("2026-11-22T19:10:00+00:00")
    batch = stored(bring(ann, table(when)))
    assert "still to come" in batch.entries.get(verdict=Verdict.UNREADABLE).problem
    assert starts(ann) == []


def test_a_day_that_has_begun_nowhere_is_refused_and_one_that_has_is_not(ann: User, clock: Clock) -> None:
    for now, refused in (("2026-11-22T09:59:00+00:00", 1), ("2026-11-22T10:00:00+00:00", 0)):
        clock(now)
        assert bring(ann, table("2026-11-23")).entries.filter(verdict=Verdict.UNREADABLE).count() == refused


def test_who_lives_farthest_west_has_a_day_left(clock: Clock) -> None:
    pago = make_user("Pia", time_zone="Pacific/Pago_Pago")
    # There it is the 21st, 22:00.
    clock("2026-11-22T09:00:00+00:00")
    stored(bring(pago, table("2026-11-21", "2026-11-22")))
    assert starts(pago) == ["2026-11-21T12:00:00-11:00", "2026-11-22T00:00:00-09:00"]


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
