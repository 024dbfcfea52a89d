"""The command `import_activities`: activity files into an athlete's log."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone

from runlog.imports.bringing_actions import bring
from runlog.imports.inspecting import inspected
from runlog.imports.models import BatchState, Entry, EntryKind, Outcome, SourceFile, Verdict
from runlog.imports.receiving_actions import CannotReceive
from runlog.people.models import User


class Command(BaseCommand):
    """Brings files into a log and says of each what became of it; one bad file does not stop the others."""

    help = "Read activity files and archives into a log."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whose log and which files."""
        parser.add_argument("--athlete", metavar="EMAIL")
        parser.add_argument("--inspect", action="store_true", help="only say what the files hold, as JSON; no database is needed")
        parser.add_argument("--json", action="store_true", help="one line of JSON a file, which --inspect always prints")
        parser.add_argument("--sport", choices=["run"], help="what it was, for files that do not say")
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")

    def handle(self, *args: Any, athlete: str | None, paths: list[Path], sport: str | None, **options: Any) -> None:
        """Read and store; ends with an error where a file gave nothing."""
        if options["inspect"]:
            self._inspect(paths)
            return
        if athlete is None:
            raise CommandError("Give --athlete EMAIL, or --inspect to read without storing.")
        try:
            owner = User.objects.get_by_natural_key(athlete)
        except User.DoesNotExist as error:
            raise CommandError(f"Nobody here has the e-mail address {athlete}.") from error
        try:
            batch = bring(owner, paths, sport=sport, now=timezone.now())
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be read: {error.strerror}.") from error
        except CannotReceive as error:
            raise CommandError(str(error)) from error
        failed = sum(not self._tell(file) for file in batch.files.filter(inside=None))
        if failed or batch.state != BatchState.STORED:
            raise CommandError(f"{failed} of {len(paths)} files gave nothing.")

    def _inspect(self, paths: list[Path]) -> None:
        for found in inspected(paths):
            self.stdout.write(json.dumps(found, ensure_ascii=False))

    def _tell(self, file: SourceFile) -> bool:
        """Say what became of a file; tell whether anything in it is in the log now."""
        entries = Entry.objects.filter(Q(file=file) | Q(file__inside=file)).order_by("file", "part", "place")
        lines = [self._line(entry) for entry in entries] or [file.problem or "holds no activity."]
        for line in lines:
            self.stdout.write(f"{file.name}: {line}")
        return any(entry.verdict == Verdict.SAME or entry.outcome not in ("", Outcome.LEFT) for entry in entries)

    def _line(self, entry: Entry) -> str:
        where = f"{entry.name}: " if entry.name else ""
        if entry.problem:
            return f"{where}{entry.problem}"
        if entry.verdict == Verdict.SAME:
            return f"{where}is in the log already: {entry.local_on}."
        if entry.kind == EntryKind.UNKNOWN and not entry.as_kind:
            return f"{where}does not say what sport it was. If it was a run, give --sport run."
        return f"{where}{entry.as_kind or entry.kind} of {entry.local_on}, {Outcome(entry.outcome or Outcome.LEFT).label.lower()}."
