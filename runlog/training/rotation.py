"""Whose turn it is among the pairs of an athlete (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

WORN_WITHIN_DAYS = 60
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class PairUse:
    """A pair that is not retired: when it was last worn at all, and whether it was worn for the kind of run in the last 60 days."""

    key: int
    is_racing: bool = False
    worn_at: datetime | None = None
    is_worn_for_kind: bool = False

    @property
    def is_new(self) -> bool:
        """Whether it was never worn for a run or walk."""
        return self.worn_at is None


def shoe_turn(pairs: Iterable[PairUse], *, is_race: bool) -> int | None:
    """Return the key of the pair whose turn it is, None without a pair.

    For a race a racing pair; else the one worn longest ago among those worn for this kind in the last 60 days, which a
    new pair joins at once (a new racing pair waits for a race); without any, the pair worn last.
    """
    known = sorted(pairs, key=lambda pair: pair.key)
    racing = [pair for pair in known if pair.is_racing]
    if is_race and racing:
        return _longest_ago(racing)
    turns = [pair for pair in known if pair.is_worn_for_kind or (pair.is_new and (is_race or not pair.is_racing))]
    if turns:
        return _longest_ago(turns)
    return max(known, key=_worn_at).key if known else None


def _longest_ago(pairs: Sequence[PairUse]) -> int:
    return min(pairs, key=_worn_at).key


def _worn_at(pair: PairUse) -> datetime:
    return pair.worn_at or _NEVER
