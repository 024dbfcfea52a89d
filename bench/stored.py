"""What is measured on one database in this very process: everybody's assessment, and a run with its own."""

from collections.abc import Iterator
from io import StringIO
from time import perf_counter, process_time

from django.core.management import call_command

from bench.figures import Figure, median_ms
from bench.floors import insert_run
from injuries.guidance.sweeping import assess_all
from runlog.core.events import change
from runlog.people.models import User

SAMPLE = 41


def figures(athletes: int) -> Iterator[Figure]:
    """Fill the database, which is migrated, and yield what was measured on it."""
    began = perf_counter()
    call_command("make_club", athletes=athletes, stdout=StringIO())
    yield Figure("making the club", athletes / (perf_counter() - began), "athletes/s")
    sample = list(User.objects.order_by("pk")[:SAMPLE])
    insert = median_ms(insert_run, sample)
    for name in ("first", "second"):
        began, used = perf_counter(), process_time()
        assess_all()
        rate, own_rate = athletes / (perf_counter() - began), athletes / (process_time() - used)
        yield Figure(f"assess --all, {athletes} athletes, {name} time", rate, "athletes/s", "one bare insert each", 1000 / insert)
        yield Figure("  the same by this process's processor time", own_rate, "athletes/s")
    yield Figure("a run and its assessment, without a page", median_ms(_log_a_run, sample), "ms", "a bare insert", insert)


def _log_a_run(athlete: User) -> None:
    with change(athlete):
        insert_run(athlete)
