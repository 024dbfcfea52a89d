"""The command `import_log`: a document into an athlete's log."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from injuries.logfile.document import parse
from injuries.logfile.importing import import_document
from injuries.logfile.people import athlete_of
from runlog.core.shapes import Problem


class Command(BaseCommand):
    """Stores a document in an athlete's log: all of it, or nothing and the path of the fault."""

    help = "Read one JSON document (runlog/1) into an athlete's log."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whose log and which file."""
        parser.add_argument("--athlete", required=True, metavar="EMAIL")
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, athlete: str, file: Path, **options: Any) -> None:
        """Read and store."""
        owner = athlete_of(athlete)
        try:
            count = import_document(owner, parse(file.read_bytes()))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except Problem as problem:
            raise CommandError(f"{file}: {problem} Nothing was stored.") from problem
        self.stdout.write(f"{count} records were added to the log.")
