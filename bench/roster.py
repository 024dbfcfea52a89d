"""What a coach's roster takes: five hundred athletes with two years of log each, beside a list that does as little as it can."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.figures import Figure, median_ms
from bench.stored import PLAIN_FILES
from injuries.guidance.sweeping import assess_all
from injuries.overview.club_actions import make_club
from runlog.people.coaching_actions import begin
from runlog.people.grants import OPEN_END, Terms
from runlog.people.models import User

ATHLETES = 500
YEARS = 2
TIMES = 41
# Every fifth shares their training only.
TRAINING_ONLY_EVERY = 5
TEMPLATES: list[Any] = settings.TEMPLATES
OWN_TEMPLATES = {**TEMPLATES[0], "DIRS": [*TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]}
FLOOR = "50 bare rows, four queries"


def figures() -> Iterator[Figure]:
    """Add the athletes to the database, and yield what was measured."""
    coach = _coach_with_athletes()
    client = Client()
    client.force_login(coach)
    with override_settings(ROOT_URLCONF="bench.urls", ALLOWED_HOSTS=["testserver"], STORAGES=PLAIN_FILES, TEMPLATES=[OWN_TEMPLATES]):
        bare = median_ms(lambda _time: _get(client, "/bare-list/"), range(TIMES))
        name = f"roster of {ATHLETES} athletes, {YEARS} years each"
        yield Figure(name, median_ms(lambda _time: _get(client, "/athletes/"), range(TIMES)), "ms", FLOOR, bare)
        with CaptureQueriesContext(connection) as captured:
            _get(client, "/athletes/")
        yield Figure("  its statements", len(captured), "statements")
        page = f"/athletes/{coach.athlete_links.order_by('pk')[1].athlete_id}/"
        yield Figure("page of one of them", median_ms(lambda _time: _get(client, page), range(TIMES)), "ms", FLOOR, bare)


def _coach_with_athletes() -> User:
    now, there = timezone.now(), User.objects.count()
    make_club(athletes=there + ATHLETES, years=YEARS, seed=2, now=now, progress=lambda _done: None, shortest_share=1)
    assess_all()
    athletes = list(User.objects.order_by("-pk")[:ATHLETES])
    coach = User.objects.create_user("coach@club.invalid", None, consented_at=now, welcomed_at=now)
    for place, athlete in enumerate(athletes):
        pain = None if place % TRAINING_ONLY_EVERY == 0 else OPEN_END
        begin(coach=coach, athlete=athlete, terms=Terms(training=OPEN_END, pain=pain), now=now)
    with connection.cursor() as cursor:
        # As a database knows of itself that has grown by and by.
        cursor.execute("ANALYZE")
    return coach


def _get(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answers {response.status_code}.")
