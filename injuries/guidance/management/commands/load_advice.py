"""The command `load_advice`: the starter advice into the library, as often as one likes."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from injuries.guidance.publishing import publish_starter_texts
from injuries.guidance.starter_texts import Unreadable, starter_texts

# By then the day has begun wherever on earth somebody reads.
LATEST_CALENDAR = timedelta(hours=12)


class Command(BaseCommand):
    """Publishes the starter texts that are new or changed."""

    help = "Put the starter advice into the library. Texts that a curator has written stay as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish, and say how many texts were."""
        try:
            made = publish_starter_texts(list(starter_texts()), on=(timezone.now() - LATEST_CALENDAR).date())
        except Unreadable as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{len(made)} advice texts published.")
