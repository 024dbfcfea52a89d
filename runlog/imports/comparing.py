"""What of an import is in the log already, and what is proposed for each entry."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from runlog.core.saving import update_rows
from runlog.imports.entries import kind_of, known_entry
from runlog.imports.matching import Known, Match, match
from runlog.imports.models import Batch, BatchState, Decision, Entry, EntryKind, Outcome, SourceFile, Verdict
from runlog.people.models import User
from runlog.training.choices import Limited, SourceKind
from runlog.training.models import Run, Shoe, StrengthSession, Walk

MINUTE_S = 60
PROPOSED = {"new": Decision.ADD, "same": Decision.LEAVE, "twin": Decision.MERGE, "deleted": Decision.LEAVE}
NEW_PAIR = "new"


def compare(batch: Batch) -> None:
    """Give every readable entry its verdict, and those that nobody has touched the decision that is proposed."""
    entries = list(Entry.objects.filter(batch=batch, problem="", started_at__isnull=False))
    kept = [entry for entry in entries if kind_of(entry) != EntryKind.OTHER]
    matches = matches_of(batch.athlete, kept)
    for entry in entries:
        found = matches.get(str(entry.pk))
        _judge(entry, found)
    update_rows(entries, ["verdict", "match_kind", "match_id", "decision"])
    batch.gear = _gear(batch, entries) | batch.gear
    batch.save(update_fields=["gear"])


def matches_of(athlete: User, entries: Sequence[Entry]) -> dict[str, Match]:
    """Return by its key as text what each entry is. A fixed number of queries."""
    return match([known_entry(entry) for entry in entries], [*_runs(athlete), *_walks(athlete), *_strength(athlete)], _deleted(athlete))


def _judge(entry: Entry, found: Match | None) -> None:
    if found is None:
        entry.verdict, entry.match_kind, entry.match_id, proposed = Verdict.NOT_KEPT, "", "", Decision.LEAVE
    else:
        entry.verdict, entry.match_kind, entry.match_id = Verdict(found.verdict), found.kind, found.key
        proposed = PROPOSED[found.verdict]
    if kind_of(entry) == EntryKind.UNKNOWN and entry.verdict == Verdict.NEW:
        proposed = Decision.LEAVE
    if not entry.is_touched:
        entry.decision = proposed


def _runs(athlete: User) -> Iterable[Known]:
    names = ("log_id", "started_at", "local_on", "duration_s", "distance_m", "surface", "source_kind", "source_digest", "also")
    rows = Run.objects.filter(athlete=athlete).exclude(limited_by_back=Limited.NOT_STARTED)
    for log_id, started_at, local_on, duration_s, distance_m, surface, source, digest, also in rows.values_list(*names):
        identities = [digest, *(each.get("digest") for each in also or ())]
        yield Known(
            kind="runs",
            key=log_id,
            started_at=started_at,
            local_on=local_on,
            duration_s=duration_s,
            distance_m=distance_m,
            # A table tells the time of a wall, the zone was guessed.
            is_local=source == SourceKind.CSV,
            by_steps=surface == Run.Surface.TREADMILL,
            is_typed=source in (None, SourceKind.MANUAL),
            digests=frozenset(filter(None, identities)),
            source_ids=frozenset(filter(None, identities)),
        )


def _walks(athlete: User) -> Iterable[Known]:
    made = _made_identities(athlete, ("walks",))
    for log_id, started_at, local_on, minutes, distance_m in Walk.objects.filter(athlete=athlete).values_list(
        "log_id", "started_at", "local_on", "minutes", "distance_m"
    ):
        identities = made.get(log_id, frozenset())
        yield Known(
            kind="walks",
            key=log_id,
            started_at=started_at,
            local_on=local_on,
            duration_s=minutes * MINUTE_S,
            distance_m=distance_m,
            is_typed=not identities,
            digests=identities,
            source_ids=identities,
        )


def _strength(athlete: User) -> Iterable[Known]:
    made = _made_identities(athlete, ("strength",))
    rows = StrengthSession.objects.filter(athlete=athlete)
    for log_id, local_on, minutes in rows.values_list("log_id", "local_on", "minutes"):
        identities = made.get(log_id, frozenset())
        yield Known(
            kind="strength",
            key=log_id,
            started_at=None,
            local_on=local_on,
            duration_s=None if minutes is None else minutes * MINUTE_S,
            digests=identities,
            source_ids=identities,
        )


def _made_identities(athlete: User, kinds: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return what the athlete's imports made their records of: walks and strength sessions keep no source themselves."""
    made = Entry.objects.filter(batch__athlete=athlete, batch__state=BatchState.STORED, made_kind__in=kinds).exclude(made_id="")
    found: dict[str, set[str]] = {}
    for log_id, digest, source_ids in made.values_list("made_id", "digest", "source_ids"):
        found.setdefault(log_id, set()).update([digest, *source_ids])
    return {log_id: frozenset(identities - {""}) for log_id, identities in found.items()}


def _deleted(athlete: User) -> set[str]:
    """Return the identities of what imports have added and the athlete has deleted since."""
    stored = Entry.objects.filter(batch__athlete=athlete, batch__state=BatchState.STORED)
    added = stored.filter(outcome=Outcome.ADDED, made_kind__in=("runs", "walks"))
    there = set(Run.objects.filter(athlete=athlete).values_list("log_id", flat=True))
    there |= set(Walk.objects.filter(athlete=athlete).values_list("log_id", flat=True))
    rows = added.values_list("made_id", "digest", "source_ids")
    return {identity for log_id, digest, ids in rows if log_id not in there for identity in (digest, *ids) if identity}


def _gear(batch: Batch, entries: Iterable[Entry]) -> dict[str, str]:
    """Return for each name of a pair the athlete's pair of that name, else that it is a new one."""
    names = sorted({entry.gear for entry in entries if entry.gear})
    pairs: dict[str, str] = {}
    for shoe in Shoe.objects.filter(athlete=batch.athlete).order_by("-pk") if names else ():
        for called in (f"{shoe.brand or ''} {shoe.model or ''}", shoe.name):
            pairs[called.strip().casefold()] = shoe.log_id
    return {name: pairs.get(name.strip().casefold(), NEW_PAIR) for name in names}


def minutes_of(seconds: Decimal | None) -> Decimal | None:
    """Return a time in minutes, to the tenth."""
    return None if seconds is None else round(seconds / MINUTE_S, 1)


def listed_gear(batch: Batch) -> dict[str, dict[str, Any]]:
    """Return what archives say of the pairs they list, by the name that activities use."""
    return {
        each["name"] or f"{each['brand']} {each['model']}".strip(): each
        for file in SourceFile.objects.filter(batch=batch)
        for each in file.gear
    }
