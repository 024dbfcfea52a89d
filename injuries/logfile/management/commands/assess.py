"""The command `assess`: what the guidance says of a log file, of a stored log, or of everybody's."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from injuries.engine.assess import assess
from injuries.engine.assessment import Assessment
from injuries.engine.history import as_of
from injuries.engine.log import Log
from injuries.engine.windowing import moments_of
from injuries.guidance.assessing import assess_rows
from injuries.guidance.sweeping import Progress, Summary, assess_all, assess_due
from injuries.logfile.document import Document, parse, parse_json, read
from injuries.logfile.people import athlete_of
from injuries.logfile.progress import ProgressLine
from injuries.logfile.reading import log_of
from injuries.rules import all_rules
from runlog.core.dates import today_in
from runlog.core.shapes import Day, Problem


class Command(BaseCommand):
    """Assesses, and prints or stores what was found."""

    help = "Hold a log against the guidance: a file, every file of a folder, a stored log, or all stored logs."
    # A file is assessed without a database.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take which log, and as of which day."""
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--file", type=Path, metavar="LOG.json", help="assess a log file")
        which.add_argument("--dir", type=Path, metavar="DIR", help='assess every DIR/*.json, each {"on": ..., "log": ...}')
        which.add_argument("--athlete", metavar="EMAIL", help="assess a stored log; stores nothing")
        which.add_argument("--all", action="store_true", help="assess everybody and store the flags; broken off, it goes on the next time")
        which.add_argument("--due", action="store_true", help="the same for logs whose flags are not of today")
        parser.add_argument("--on", type=_day, metavar="YYYY-MM-DD", help="what was said on this day, as it ended; without it, today")
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked for."""
        if options["file"]:
            document = _read(options["file"])
            self._print(_assess(document, options["on"]), as_json=options["json"])
        elif options["dir"]:
            self._assess_folder(options["dir"])
        elif options["athlete"]:
            athlete = athlete_of(options["athlete"])
            self._print(assess_rows(athlete, now=timezone.now(), on=options["on"]), as_json=options["json"])
        else:
            if options["on"]:
                raise CommandError("--all and --due store the flags of today; leave --on out.")
            self._assess_many(assess_all if options["all"] else assess_due)

    def _assess_folder(self, folder: Path) -> None:
        files = sorted(folder.glob("*.json"))
        if not files:
            raise CommandError(f"{folder} holds no *.json files.")
        for file in files:
            on, document = _read_dated(file)
            found = {"file": file.name, **_assess(document, on).as_document()}
            self.stdout.write(json.dumps(found, ensure_ascii=False))

    def _assess_many(self, assess_them: Callable[[Progress], Summary]) -> None:
        shown = ProgressLine(self.stderr, in_place=self.stderr.isatty())
        try:
            summary = assess_them(shown)
        except KeyboardInterrupt as error:
            raise CommandError("Stopped. What was assessed is stored; the same command goes on with the rest.", returncode=130) from error
        shown.end()
        self.stdout.write(_sentence(summary))

    def _print(self, assessment: Assessment, *, as_json: bool) -> None:
        document = assessment.as_document()
        if as_json:
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))
            return
        self.stdout.write(f"As of {document['on']}")
        for element, state in assessment.elements.items():
            self.stdout.write(f"  {element}: {state}")
        for flag in assessment.flags:
            self.stdout.write(f"  {flag.level}: {flag.rule} {flag.scope}".rstrip())
        for each in assessment.insufficient:
            self.stdout.write(f"  not enough logged: {each.rule} {each.scope}".rstrip())


def _sentence(summary: Summary) -> str:
    """Tell what was done: how many there were, and how many were up to date already, or failed."""
    done = f"{summary.assessed} of {summary.total} logs assessed."
    rest = summary.total - summary.assessed - summary.failed
    parts = [
        "This went on with a call that was broken off." if summary.is_resumed else "",
        f"{rest} were up to date." if rest > 0 else "",
        f"{summary.failed} failed; the reasons are above, and they are tried again." if summary.failed else "",
    ]
    return " ".join([done, *filter(None, parts)])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"--on: {text} is not a date such as 2026-11-22.") from error


def _assess(document: Document, on: date | None) -> Assessment:
    """Assess as of a day, without one as of now."""
    log = log_of(document)
    return assess(log, on or _day_of(log, document.athlete["time_zone"] or "UTC"), rules=all_rules())


def _day_of(log: Log, zone: str) -> date:
    now = timezone.now()
    return as_of(now, today_in(now, zone), moments_of(log))


def _read(file: Path) -> Document:
    try:
        return parse(file.read_bytes())
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    except Problem as problem:
        raise CommandError(f"{file}: {problem}") from problem


def _read_dated(file: Path) -> tuple[date, Document]:
    try:
        content = parse_json(file.read_bytes())
        if not isinstance(content, dict) or "log" not in content:
            raise Problem("log", "is missing")
        return Day().read(content.get("on"), "on"), read(content["log"])
    except Problem as problem:
        raise CommandError(f"{file}: {problem}") from problem
