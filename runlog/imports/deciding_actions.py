"""What the runner wants of an import: entry by entry, for a word of a sport, for a name of a pair."""

from collections.abc import Mapping

from django.db import transaction

from runlog.core.saving import update_rows
from runlog.imports.comparing import compare
from runlog.imports.models import Batch, BatchState, Decision, Entry, EntryKind, Verdict
from runlog.training.models import Shoe

NO_PAIR = "none"


def decide(*, batch: Batch, changes: Mapping[int, Mapping[str, str]]) -> None:
    """Keep what was chosen for entries, by their keys: `decision`, `as_kind`, `shoe` (its key, "none", or "" as for the import)."""
    with transaction.atomic():
        entries = list(Entry.objects.filter(batch=batch, batch__state=BatchState.REVIEW, pk__in=changes))
        shoes = {str(shoe.pk): shoe for shoe in Shoe.objects.filter(athlete=batch.athlete_id)}
        for entry in entries:
            _apply(entry, changes[entry.pk], shoes)
        update_rows(entries, ["decision", "as_kind", "shoe", "is_without_shoe", "is_touched"])


def _apply(entry: Entry, change: Mapping[str, str], shoes: Mapping[str, Shoe]) -> None:
    entry.is_touched = True
    if "as_kind" in change:
        entry.as_kind = change["as_kind"]
        if entry.verdict == Verdict.NOT_KEPT and "decision" not in change:
            entry.decision = Decision.ADD
    if "decision" in change:
        entry.decision = change["decision"]
    if "shoe" in change:
        entry.shoe = shoes.get(change["shoe"])
        entry.is_without_shoe = change["shoe"] == NO_PAIR


def decide_sport(*, batch: Batch, word: str, kind: str) -> None:
    """Say what a word for a sport means; "" leaves its activities out."""
    with transaction.atomic():
        batch.sports = {**batch.sports, word: kind}
        batch.save(update_fields=["sports"])
        Entry.objects.filter(batch=batch, kind=EntryKind.UNKNOWN, sport=word, is_touched=False).update(as_kind=kind)
        compare(batch)


def decide_gear(*, batch: Batch, name: str, choice: str) -> None:
    """Say which pair a name in the files means: the log id of a pair, "new", or "" for none."""
    batch.gear = {**batch.gear, name: choice}
    batch.save(update_fields=["gear"])
