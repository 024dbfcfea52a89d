"""What is measured on one database: everybody's assessment, logging a run, the first page."""

from collections.abc import Iterator
from io import StringIO
from time import perf_counter, process_time
from uuid import uuid4

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from bench.figures import Figure, median_ms
from injuries.guidance.sweeping import assess_all
from runlog.core.events import change
from runlog.people.models import User
from runlog.training.models import Run

SAMPLE = 41
# Without the digests that a server's start works out.
PLAIN_FILES = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def figures(athletes: int) -> Iterator[Figure]:
    """Fill the database, which is migrated, and yield what was measured on it."""
    began = perf_counter()
    call_command("make_club", athletes=athletes, stdout=StringIO())
    yield Figure("making the club", athletes / (perf_counter() - began), "athletes/s")
    sample = list(User.objects.order_by("pk")[:SAMPLE])
    insert = median_ms(_insert, sample)
    for name in ("first", "second"):
        began, used = perf_counter(), process_time()
        assess_all()
        rate, own_rate = athletes / (perf_counter() - began), athletes / (process_time() - used)
        yield Figure(f"assess --all, {athletes} athletes, {name} time", rate, "athletes/s", "one bare insert each", 1000 / insert)
        yield Figure("  the same by this process's processor time", own_rate, "athletes/s")
    yield Figure("logging a run, with its assessment", median_ms(_log_a_run, sample), "ms", "a bare insert", insert)
    with override_settings(ROOT_URLCONF="bench.urls", ALLOWED_HOSTS=["testserver"], STORAGES=PLAIN_FILES):
        bare = median_ms(lambda client: _get(client, "/bare/"), _browsers(sample))
        home = median_ms(lambda client: _get(client, "/"), _browsers(sample))
        yield Figure("home, up to date", home, "ms", "a page with one query", bare)


def _get(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answers {response.status_code}.")


def _browsers(athletes: list[User]) -> list[Client]:
    clients = []
    for athlete in athletes:
        clients.append(Client())
        clients[-1].force_login(athlete)
    return clients


def _insert(athlete: User) -> None:
    with transaction.atomic():
        _make_run(athlete)


def _log_a_run(athlete: User) -> None:
    with change(athlete):
        _make_run(athlete)


def _make_run(athlete: User) -> None:
    moment = athlete.local(timezone.now())
    Run.objects.create(athlete=athlete, log_id=f"run-{uuid4().hex}", distance_m=8_000, warm_up_state="skipped", **Run.moment_fields(moment))
