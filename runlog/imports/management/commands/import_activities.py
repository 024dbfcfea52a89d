"""The command `import_activities`: activity files into an athlete's log."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from runlog.imports.actions import AlreadyThere, import_run
from runlog.imports.candidate import Candidate
from runlog.imports.files import MOST_BYTES, find, too_large
from runlog.people.models import User


class Command(BaseCommand):
    """Makes a run of each file and says for each what became of it; one bad file does not stop the others."""

    help = "Read FIT, GPX or TCX files and make runs of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whose log and which files."""
        parser.add_argument("--athlete", required=True, metavar="EMAIL")
        parser.add_argument("--sport", choices=["run"], help="what it was, for files that do not say")
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")

    def handle(self, *args: Any, athlete: str, paths: list[Path], sport: str | None, **options: Any) -> None:
        """Read and store; ends with an error where a file gave no run."""
        try:
            owner = User.objects.get_by_natural_key(athlete)
        except User.DoesNotExist as error:
            raise CommandError(f"Nobody here has the e-mail address {athlete}.") from error
        failed = sum(not self._take(owner, path, sport) for path in paths)
        if failed:
            raise CommandError(f"{failed} of {len(paths)} files gave no run.")

    def _take(self, owner: User, path: Path, sport: str | None) -> bool:
        try:
            if path.stat().st_size > MOST_BYTES:
                return self._say(path, too_large(), is_good=False)
            data = path.read_bytes()
        except OSError as error:
            return self._say(path, f"cannot be read: {error.strerror}.", is_good=False)
        found = find(data, zone=owner.time_zone, now=timezone.now())
        if not found.candidates:
            return self._say(path, found.problem, is_good=False)
        if found.warning:
            self._say(path, found.warning, is_good=True)
        stored = [self._store(owner, path, candidate, sport) for candidate in found.candidates]
        return all(stored)

    def _store(self, owner: User, path: Path, candidate: Candidate, sport: str | None) -> bool:
        if candidate.kind == "unknown" and sport is None:
            return self._say(path, "does not say what sport it was. If it was a run, give --sport run.", is_good=False)
        try:
            run = import_run(owner, candidate)
        except AlreadyThere as there:
            return self._say(path, f"is in the log already: the run of {there.run.local_on}.", is_good=True)
        return self._say(path, f"run of {run.local_on}.", is_good=True)

    def _say(self, path: Path, text: str, *, is_good: bool) -> bool:
        (self.stdout if is_good else self.stderr).write(f"{path}: {text}")
        return is_good
