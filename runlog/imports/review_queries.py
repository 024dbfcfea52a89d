"""What the pages of an import count, and what the review shows beside an entry."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, QuerySet

from runlog.imports.models import Batch, Decision, Entry, EntryKind, Outcome, SourceFile, Verdict
from runlog.training.models import Run, Shoe, StrengthSession, Walk

MODELS: dict[str, Any] = {"runs": Run, "walks": Walk, "strength": StrengthSession}
KEPT_KINDS = (EntryKind.RUN, EntryKind.WALK, EntryKind.STRENGTH)
# In the place of a verdict: whatever the verdict is.
ALL = "all"
MOST_LISTED = 100
MOST_POSTED = 500
FIELD = re.compile(r"e(\d{1,18})-")


@dataclass(frozen=True, slots=True)
class Group:
    """How many entries of an import are alike; `kind` is what they are to be."""

    verdict: str
    kind: str
    decision: str
    outcome: str
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The entries of an import, counted."""

    groups: tuple[Group, ...]

    def count(self, **alike: str) -> int:
        """Return how many entries have these values."""
        return sum(group.count for group in self.groups if all(getattr(group, name) == value for name, value in alike.items()))

    def kinds(self, **alike: str) -> dict[str, int]:
        """Return how many of them are runs, walks and strength sessions."""
        return {kind: self.count(kind=kind, **alike) for kind in KEPT_KINDS}

    @property
    def total(self) -> int:
        """How many there are."""
        return self.count()

    @property
    def to_add(self) -> dict[str, int]:
        """How many of each kind are to be added."""
        return self.kinds(decision=Decision.ADD)

    @property
    def to_merge(self) -> int:
        """How many are to be made one with what is in the log."""
        return self.count(decision=Decision.MERGE)


def tally(batch: Batch) -> Tally:
    """Count the entries of an import. One query."""
    return tallies([batch]).get(batch.pk, Tally(()))


def tallies(batches: Iterable[Batch]) -> dict[int, Tally]:
    """Count the entries of several imports, by the import's key. One query."""
    return _tallies("batch", Entry.objects.filter(batch__in=[batch.pk for batch in batches]))


def tallies_of_files(batch: Batch) -> dict[int, Tally]:
    """Count the entries of an import by the key of their file. One query."""
    return _tallies("file", Entry.objects.filter(batch=batch))


def _tallies(by: str, entries: QuerySet[Entry]) -> dict[int, Tally]:
    alike = ("verdict", "kind", "as_kind", "decision", "outcome")
    found: dict[int, list[Group]] = {}
    for key, verdict, kind, as_kind, *rest in entries.order_by().values_list(by, *alike).annotate(count=Count("pk")):
        found.setdefault(key, []).append(Group(verdict, as_kind or kind, *rest))
    return {key: Tally(tuple(groups)) for key, groups in found.items()}


def besides(batch: Batch, entries: Iterable[Entry]) -> dict[int, Any]:
    """Return by the key of an entry what it is beside, where that is still there. One query for each kind that is named."""
    named: dict[str, dict[str, list[int]]] = {}
    for entry in entries:
        if entry.match_kind:
            named.setdefault(entry.match_kind, {}).setdefault(entry.match_id, []).append(entry.pk)
    return {pk: row for kind, ids in named.items() for key, row in _rows(batch, kind, list(ids)) for pk in ids[key]}


def _rows(batch: Batch, kind: str, ids: list[str]) -> Iterable[tuple[str, Any]]:
    if kind == "entries":
        found = Entry.objects.filter(batch=batch, pk__in=[key for key in ids if key.isdigit()]).select_related("file")
        return [(str(row.pk), row) for row in found]
    rows = MODELS[kind].objects.filter(athlete=batch.athlete_id, log_id__in=ids)
    return [(row.log_id, row) for row in (rows.select_related("shoe") if kind == "runs" else rows)]


def unreadable_by_file(batch: Batch) -> dict[int, list[Entry]]:
    """Return by the key of a file the first entries that could not be taken over. One query."""
    found: dict[int, list[Entry]] = {}
    for entry in Entry.objects.filter(batch=batch, verdict=Verdict.UNREADABLE).order_by("file", "part", "place")[:MOST_LISTED]:
        found.setdefault(entry.file_id, []).append(entry)
    return found


def days_added(batch: Batch) -> tuple[date | None, date | None]:
    """Return the days of the first and the last run that came into the log. One query."""
    added = Entry.objects.filter(batch=batch, outcome=Outcome.ADDED, made_kind="runs")
    found = added.aggregate(first=Min("local_on"), last=Max("local_on"))
    return found["first"], found["last"]


def only_run(batch: Batch) -> Run | None:
    """Return the run that an import made, where nothing else was in its files. Two queries."""
    entries = list(Entry.objects.filter(batch=batch)[:2])
    if len(entries) != 1 or (entries[0].outcome, entries[0].made_kind) != (Outcome.ADDED, "runs"):
        return None
    return Run.objects.filter(athlete=batch.athlete_id, log_id=entries[0].made_id).first()


def files_of(batch: Batch) -> list[SourceFile]:
    """Return the files as they were sent, without those that lay in an archive. One query."""
    return list(SourceFile.objects.filter(batch=batch, inside=None))


def words_to_ask(batch: Batch) -> list[tuple[str, int]]:
    """Return the words for a sport that we do not know, with the number of their activities, the most frequent first. One query."""
    asked = Entry.objects.filter(batch=batch, kind=EntryKind.UNKNOWN).exclude(verdict=Verdict.UNREADABLE)
    return list(asked.values_list("sport").annotate(count=Count("pk")).order_by("-count", "sport"))


def gear_of(batch: Batch) -> list[tuple[str, int]]:
    """Return the names of pairs in the files, with the number of their activities, the most frequent first. One query."""
    worn = Entry.objects.filter(batch=batch, kind__in=(EntryKind.RUN, EntryKind.WALK, EntryKind.UNKNOWN)).exclude(gear="")
    return list(worn.exclude(verdict=Verdict.UNREADABLE).values_list("gear").annotate(count=Count("pk")).order_by("-count", "gear"))


def entries_of(batch: Batch, verdict: str) -> QuerySet[Entry]:
    """Return the entries of a verdict, the latest first; those without a date at the end."""
    entries = Entry.objects.filter(batch=batch) if verdict == ALL else Entry.objects.filter(batch=batch, verdict=verdict)
    return entries.select_related("file").order_by(F("started_at").desc(nulls_last=True), "pk")


def all_files_of(batch: Batch) -> list[SourceFile]:
    """Return the files, with those that lay in archives. One query."""
    return list(SourceFile.objects.filter(batch=batch))


def files_of_batches(batches: Iterable[Batch]) -> dict[int, list[str]]:
    """Return the names of the files that were sent, by the import's key. One query."""
    found: dict[int, list[str]] = {}
    files = SourceFile.objects.filter(batch__in=[batch.pk for batch in batches], inside=None)
    for batch, name in files.order_by("pk").values_list("batch", "name"):
        found.setdefault(batch, []).append(name)
    return found


def files_that_ask(batch: Batch) -> list[SourceFile]:
    """Return the files with questions that nobody has answered yet. One query."""
    return [file for file in SourceFile.objects.filter(batch=batch).exclude(questions=[]) if not _is_answered(file)]


def _is_answered(file: SourceFile) -> bool:
    return all(question["key"] in file.answers for question in file.questions)


def posted_entries(batch: Batch, names: Iterable[str]) -> list[Entry]:
    """Return the entries that the names of a page's fields tell of. One query."""
    keys = {found[1] for name in names if (found := FIELD.match(name))}
    return list(Entry.objects.filter(batch=batch, pk__in=sorted(keys)[:MOST_POSTED]))


def shoes_of(batch: Batch) -> list[Shoe]:
    """Return every pair of the athlete, those in use first. One query."""
    pairs = Shoe.objects.filter(athlete=batch.athlete_id)
    return sorted(pairs, key=lambda shoe: (shoe.retired_on is not None, shoe.name.casefold(), shoe.pk))
