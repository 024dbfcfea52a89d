"""A coach with five hundred athletes, who have two years of log each."""

from django.db import connection
from django.utils import timezone

from injuries.guidance.sweeping import assess_all
from injuries.overview.club_actions import make_club
from runlog.people.coaching_actions import begin
from runlog.people.grants import OPEN_END, Terms
from runlog.people.models import User

ATHLETES = 500
YEARS = 2
# Every fifth shares their training only.
TRAINING_ONLY_EVERY = 5


def coach_with_athletes(count: int = ATHLETES) -> User:
    """Add the athletes to the database, up to date, and return who coaches them."""
    now, there = timezone.now(), User.objects.count()
    make_club(athletes=there + count, years=YEARS, seed=2, now=now, progress=lambda _done: None, shortest_share=1)
    assess_all()
    athletes = list(User.objects.order_by("-pk")[:count])
    coach = User.objects.create_user("coach@club.invalid", None, consented_at=now, welcomed_at=now)
    for place, athlete in enumerate(athletes):
        pain = None if place % TRAINING_ONLY_EVERY == 0 else OPEN_END
        begin(coach=coach, athlete=athlete, terms=Terms(training=OPEN_END, pain=pain), now=now)
    with connection.cursor() as cursor:
        # As a database knows of itself that has grown by and by.
        cursor.execute("ANALYZE")
    return coach
