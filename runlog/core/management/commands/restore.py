"""The command `restore`: a backup in the place of what this installation holds."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from runlog.core.backup.refusal import Progress
from runlog.core.backup.restoring import Plan, planned, put_back
from runlog.core.management.sentences import told_in_a_sentence


class Command(BaseCommand):
    """Checks everything, asks once where people are here already, and keeps what was here."""

    help = "Put the file of a backup in the place of the database. End Runlog first."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and whether people's logs may be replaced."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--replace", action="store_true", help="even if people have logs here; what was here is kept aside")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, file: Path, replace: bool, yes: bool, **options: Any) -> None:
        """Check, ask, restore."""
        progress = Progress(self.stderr.write)
        with told_in_a_sentence(file), planned(file, progress) as plan:
            if plan.people_here != 0:
                _agree(plan, may_replace=replace, is_asked=not yes)
            kept = put_back(plan, now=timezone.now(), progress=progress)
        made = plan.backup.manifest
        self.stdout.write(f"The logs of {made.people} people are here as of {_said(made.made_at)}. Everybody has to log in again.")
        for place in kept:
            self.stdout.write(f"What was here before is kept: {place}. Delete it once you do not need it.")
        if plan.is_older:
            self.stdout.write("The backup is of an older version: `make run` brings it up to date, or `manage.py migrate`.")


def _agree(plan: Plan, *, may_replace: bool, is_asked: bool) -> None:
    """Raises CommandError unless whoever gave the command means it."""
    here = "a database that cannot be read" if plan.people_here is None else f"the logs of {plan.people_here} people"
    if not may_replace:
        raise CommandError(f"This installation holds {here}: add --replace to put the backup in their place. Nothing was touched.")
    if is_asked and not _is_meant(f"Put the backup of {_said(plan.backup.manifest.made_at)} in the place of {here}? Type yes: "):
        raise CommandError("That is not a yes; nothing was touched.")


def _is_meant(question: str) -> bool:
    try:
        return input(question).strip().lower() == "yes"
    except EOFError:
        return False


def _said(moment: datetime) -> str:
    return f"{moment:%d %B %Y, %H:%M} UTC"
