"""The command `import_log`: a document into an athlete's log."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from injuries.logfile.filed import FiledDocument
from injuries.logfile.importing import import_document
from injuries.logfile.merging import BACK, CHANGED, KEPT, NEW, SAME
from injuries.logfile.people import athlete_of
from runlog.core.shapes import Problem

TOLD = (
    (NEW, "were added"),
    (BACK, "came back from the bin"),
    (CHANGED, "were changed, since the file's are newer"),
    (KEPT, "stayed as they are in the log, which is as new or newer"),
    (SAME, "were the same already"),
)


class Command(BaseCommand):
    """Stores a document in an athlete's log: all of it, or nothing and the path of the fault."""

    help = "Read one JSON document (runlog/1) into an athlete's log, empty or used."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whose log and which file."""
        parser.add_argument("--athlete", required=True, metavar="EMAIL")
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, athlete: str, file: Path, **options: Any) -> None:
        """Read and store."""
        owner = athlete_of(athlete)
        try:
            with file.open("rb") as opened, FiledDocument(opened) as document:
                report = import_document(owner, document)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except Problem as problem:
            raise CommandError(f"{file}: {problem} Nothing was stored.") from problem
        parts = [f"{count} {said}" for verdict, said in TOLD if (count := report.count(verdict))]
        self.stdout.write(f"Records of the file: {', '.join(parts) or 'none'}.")
