"""The command `export_log`: an athlete's whole log as one document."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from injuries.logfile.exporting import document_of
from injuries.logfile.people import athlete_of


class Command(BaseCommand):
    """Writes an athlete's log to a file or to the terminal."""

    help = "Write an athlete's whole log as one JSON document (runlog/1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whose log and where to."""
        parser.add_argument("--athlete", required=True, metavar="EMAIL")
        parser.add_argument("file", nargs="?", type=Path, help="where to write; without it, the terminal")

    def handle(self, *args: Any, athlete: str, file: Path | None, **options: Any) -> None:
        """Write the document."""
        text = json.dumps(document_of(athlete_of(athlete), now=timezone.now()), ensure_ascii=False, indent=1)
        if file is None:
            self.stdout.write(text)
        else:
            file.write_text(text + "\n", encoding="utf-8")
