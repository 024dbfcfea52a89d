"""The command `backup`: this installation as one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from runlog.core.backup.refusal import Progress, megabytes
from runlog.core.backup.taking import take
from runlog.core.management.sentences import told_in_a_sentence


class Command(BaseCommand):
    """Writes the file while people write to their logs."""

    help = "Write everybody's logs and accounts to one file, which `restore` reads. Runlog may go on running."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where to."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--overwrite", action="store_true", help="put it in the place of a FILE that is there")

    def handle(self, *args: Any, file: Path, overwrite: bool, **options: Any) -> None:
        """Write it."""
        with told_in_a_sentence(file):
            manifest = take(file, replaces=overwrite, now=timezone.now(), progress=Progress(self.stderr.write))
        if options["verbosity"]:
            self.stdout.write(f"{file} holds the logs of {manifest.people} people ({megabytes(file.stat().st_size)}). Keep it private.")
