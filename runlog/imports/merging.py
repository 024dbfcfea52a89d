"""Two copies of one run made one: what the runner typed stands, then the richer copy counts, and gaps are filled (pure)."""

from collections.abc import Mapping, Sequence
from typing import Any

# What a file can say of a run; all else is the runner's own.
FIELDS = ("distance_m", "duration_s", "average_heart_rate", "cadence", "ascent_m", "surface")
MOMENT = ("started_at", "offset_min", "local_on")
SOURCE = ("source_kind", "source_name", "source_digest")
Source = dict[str, str]


def merged(current: Mapping[str, Any], copy: Mapping[str, Any], *, is_richer: bool, is_typed: bool) -> dict[str, Any]:
    """Return what changes in a stored run when a copy joins it; nothing when the copy is part of it already.

    `current` and `copy` hold FIELDS, MOMENT, SOURCE and `also`; `current` also `edited`. With `is_typed` every value of the run was
    typed by hand.
    """
    edited = set(current.get("edited") or ())
    changes = {
        name: copy[name]
        for name in FIELDS
        if copy[name] is not None and copy[name] != current[name] and (current[name] is None or (is_richer and not is_typed))
        if name not in edited
    }
    if is_richer and not is_typed:
        if "started_at" not in edited:
            changes |= {name: copy[name] for name in MOMENT if copy[name] != current[name]}
        changes |= {name: copy[name] for name in SOURCE if copy[name] != current[name]}
    after = {**current, **changes}
    also = with_also(current["also"], [source_of(current), source_of(copy), *(copy["also"] or [])], own=source_of(after))
    return changes if also == current["also"] else {**changes, "also": also}


def source_of(values: Mapping[str, Any]) -> Source:
    """Return the identity of a copy as the log document writes it."""
    found = {"kind": values["source_kind"], "name": values["source_name"], "digest": values["source_digest"]}
    return {name: value for name, value in found.items() if value}


def with_also(also: Sequence[Source] | None, more: Sequence[Source], *, own: Source) -> list[Source] | None:
    """Return the list with further identities, each once; what has no digest is no identity, and the run's own is not in it."""
    kept = [source for source in also or () if not source.get("digest")]
    found = {source["digest"]: source for source in (*(also or ()), *more) if source.get("digest")}
    found.pop(own.get("digest", ""), None)
    return [*kept, *found.values()] or None


def unmerged(current: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return what has to be set back: of the fields that a merge changed those which are still as it left them.

    Identities that came later stay.
    """
    # A moment and a source are one value each: changed since in a part, they stay as a whole.
    changed = {
        name for group in (MOMENT, SOURCE) if any(name in after and current[name] != after[name] for name in group) for name in group
    }
    changes = {name: before[name] for name in after if name != "also" and name not in changed and current[name] == after[name]}
    if "also" in after:
        was, left = list(before["also"] or ()), list(after["also"] or ())
        back = [source for source in was if source not in left]
        kept = [source for source in current["also"] or () if source in was or source not in left]
        changes["also"] = [*kept, *(source for source in back if source not in kept)] or None
    return {name: value for name, value in changes.items() if current[name] != value}
