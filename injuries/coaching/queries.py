"""What the pages of one athlete read for a coach, beside what the athlete's own pages do."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.db.models import QuerySet

from injuries.coaching.models import CoachNote, Label
from runlog.core.dates import today_in
from runlog.people.access import athletes_of
from runlog.people.grants import Grant, Terms
from runlog.people.models import CoachingLink, User


def notes_of(link: CoachingLink) -> QuerySet[CoachNote]:
    """Return the coach's notes about an athlete, the latest first."""
    return CoachNote.objects.filter(link=link).order_by("-at", "-pk")


def labels_of(link: CoachingLink) -> list[str]:
    """Return the coach's labels for an athlete. One statement."""
    return list(Label.objects.filter(link=link).order_by("name").values_list("name", flat=True))


def shared_now(coach: User, now: datetime) -> list[tuple[int, frozenset[Grant]]]:
    """Return the coach's links with what each shows today. One statement."""
    rows = athletes_of([coach]).values_list("pk", "athlete__time_zone", "training_until", "pain_until", "notes_until")
    return [(pk, Terms(*until).on(today_in(now, zone))) for pk, zone, *until in rows]


def digest_of(shared: Iterable[tuple[int, Iterable[str]]]) -> str:
    """Return a mark of what is shared: another one means that open pages may show too much."""
    return sha256(repr(sorted((link, *sorted(grants)) for link, grants in shared)).encode()).hexdigest()
