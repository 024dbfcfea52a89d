"""The command `make_club`: many invented runners with logs, to measure and to try out with."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from injuries.overview.club_actions import has_real_people, make_club


class Command(BaseCommand):
    """Makes them; those who are there already stay as they are."""

    help = "Make a club of invented runners, the same for the same seed. Refused where real people have accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many, and how long their logs are at most."""
        parser.add_argument("--athletes", type=int, default=100, metavar="N")
        parser.add_argument("--years", type=float, default=1, metavar="Y", help="the longest log; the shortest is a quarter of it")
        parser.add_argument("--seed", type=int, default=1, metavar="S")
        parser.add_argument("--force", action="store_true", help="even where real people have accounts")

    def handle(self, *args: Any, athletes: int, years: float, seed: int, force: bool, **options: Any) -> None:
        """Make them, and say how many."""
        if athletes < 1 or not 0.1 <= years <= 50:
            raise CommandError("At least one runner, and from 0.1 to 50 years.")
        if has_real_people() and not force:
            raise CommandError("People have accounts here: invented runners would stand among theirs. Use another database, or --force.")
        made = make_club(athletes=athletes, years=years, seed=seed, now=timezone.now(), progress=self._progress)
        self.stdout.write(f"{made} runners were made; none of them is assessed yet.")

    def _progress(self, done: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"{done} runners", ending="\r")
