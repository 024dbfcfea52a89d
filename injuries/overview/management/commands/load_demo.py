"""The command `load_demo`: a demo runner with a year of log, a demo coach with some more athletes, and a demo curator."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from injuries.logfile.document import read
from injuries.logfile.importing import import_document
from injuries.overview.demo import ZONE, demo_document
from injuries.overview.demo_squad import SQUAD, squad_document
from runlog.core.dates import today_in
from runlog.people.coaching_actions import begin
from runlog.people.demo import DEMO_PEOPLE, demo_email
from runlog.people.grants import OPEN_END, Terms
from runlog.people.models import User

# What the demo people are called, and what else is true of them.
NAMES = {"runner": "Ann Whitfield", "coach": "Carl Mertens", "curator": "Uma Patel"}
MORE: dict[str, dict[str, bool]] = {"curator": {"is_curator": True}}


class Command(BaseCommand):
    """Loads the demo: all of it or nothing; what is there already stays as it is."""

    help = "Load the demo people and the demo runner's log. Refused on an installation that belongs to people."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load."""
        if not settings.IS_PRIVATE_MACHINE:
            raise CommandError("The demo is for a machine of your own: it is not loaded where DATABASE_URL or ALLOWED_HOSTS is set.")
        now = timezone.now()
        with transaction.atomic():
            if User.objects.filter(is_demo=True).exists():
                self.stdout.write("The demo is there already.")
                return
            people = {who: _make(who, now) for who in DEMO_PEOPLE}
            today = today_in(now, ZONE)
            import_document(people["runner"], read(demo_document(today)))
            _share(people["runner"], people["coach"], ("training", "pain"), now)
            for number, member in enumerate(SQUAD, start=1):
                # Nobody logs in as one of these.
                athlete = _make(f"athlete{number}", now, member.name)
                import_document(athlete, read(squad_document(member, today)))
                _share(athlete, people["coach"], member.grants, now)
        self.stdout.write("The demo is loaded.")


def _share(athlete: User, coach: User, grants: Sequence[str], now: datetime) -> None:
    terms = Terms(**dict.fromkeys(grants, OPEN_END))
    begin(coach=coach, athlete=athlete, terms=terms, now=now)


def _make(who: str, now: datetime, name: str = "") -> User:
    about = {"display_name": name or NAMES[who], "time_zone": ZONE, "country": "GB", **MORE.get(who, {})}
    return User.objects.create_user(demo_email(who), None, is_demo=True, consented_at=now, welcomed_at=now, **about)
