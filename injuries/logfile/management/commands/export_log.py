"""The command `export_log`: an athlete's whole log as one document."""

import codecs
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from shutil import copyfileobj
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from injuries.logfile.exporting import exported, write_document
from injuries.logfile.people import athlete_of

PIECE = 1 << 16


class Command(BaseCommand):
    """Writes an athlete's log to a file or to the terminal."""

    help = "Write an athlete's whole log as one JSON document (runlog/1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whose log and where to."""
        parser.add_argument("--athlete", required=True, metavar="EMAIL")
        parser.add_argument("file", nargs="?", type=Path, help="where to write; without it, the terminal")

    def handle(self, *args: Any, athlete: str, file: Path | None, **options: Any) -> None:
        """Write the document."""
        with exported(athlete_of(athlete), write_document, now=timezone.now()) as log:
            if file is not None:
                with file.open("wb") as target:
                    copyfileobj(log, target)
                return
            for text in codecs.iterdecode(iter(partial(log.read, PIECE), b""), "utf-8"):
                self.stdout.write(text, ending="")
