"""One line for each file of an import: what became of what is in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from runlog.core.units import format_count
from runlog.imports.models import Batch, Entry, SourceFile
from runlog.imports.review_queries import Tally, all_files_of, days_added, tallies_of_files, unreadable_by_file
from runlog.imports.review_summary import outcome_parts
from runlog.imports.review_words import listed, said
from runlog.imports.uploads import path_of

MOST_LINES = 100


@dataclass(frozen=True)
class Unread:
    """What could not be taken over, and why."""

    name: str
    problem: str


@dataclass(frozen=True)
class FileLine:
    """A file and what became of it."""

    name: str
    said: str
    unread: tuple[Unread, ...]


def lines_of_files(batch: Batch) -> list[FileLine]:
    """Return a line for each file, archives with all that lay in them; those with something to read first. Three queries."""
    files, tallies, unread = all_files_of(batch), tallies_of_files(batch), unreadable_by_file(batch)
    inner: dict[int, list[SourceFile]] = {}
    for file in files:
        inner.setdefault(_outermost(file, {each.pk: each for each in files}), []).append(file)
    lines = [_line(file, inner[file.pk], tallies, unread) for file in files if file.inside_id is None]
    return sorted(lines, key=lambda line: not line.unread)[:MOST_LINES]


def _outermost(file: SourceFile, known: dict[int, SourceFile]) -> int:
    while file.inside_id:
        file = known[file.inside_id]
    return file.pk


def _line(file: SourceFile, parts: Iterable[SourceFile], tallies: dict[int, Tally], unread: dict[int, list[Entry]]) -> FileLine:
    keys = [each.pk for each in parts]
    groups = Tally(tuple(group for key in keys for group in (tallies[key].groups if key in tallies else ())))
    sentences = [listed(outcome_parts(groups, with_added=True)), said(file.problem)]
    if file.passed_over:
        sentences.append(_("%(count)s other files passed over") % {"count": format_count(file.passed_over)})
    reasons = tuple(Unread(entry.name or file.name, said(entry.problem)) for key in keys for entry in unread.get(key, ()))
    return FileLine(file.name, ". ".join(sentence.rstrip(".") for sentence in sentences if sentence) or _("Nothing in it"), reasons)


def kept_files(batch: Batch) -> list[SourceFile]:
    """Return the files that are still here."""
    return [file for file in batch.files.filter(inside=None) if path_of(file).is_file()] if batch.keeps_files else []


def bulk_query(batch: Batch) -> str:
    """Return the part of an address that chooses the runs of these days. One query."""
    first, last = days_added(batch)
    return urlencode({"from": f"{first}", "to": f"{last}"})
