"""What a simulation found, in words from which no count below 5 can be told, nor worked out by subtracting (pure but for words).

Totals are made of the counts as they are shown, so that they tell nothing that those do not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from injuries.desk.simulation_days import ADDED, BEFORE, REMOVED, TODAY
from injuries.engine.levels import LEVELS

FEW = 5
"""Counts below this are not shown; none is."""


@dataclass(frozen=True)
class LevelLine:
    """One level and how many flags come to it and go from it."""

    level: str
    added: str
    removed: str


@dataclass(frozen=True)
class Part:
    """What changes today, or in the weeks before: a sentence, and the levels at which anything does."""

    sentence: str
    lines: tuple[LevelLine, ...]


@dataclass(frozen=True)
class Outcome:
    """What a finished simulation says."""

    drawn: str
    today: Part
    before: Part
    failed: str


def outcome_of(result: Mapping[str, Any]) -> Outcome:
    """Return what the result of a finished job says."""
    return Outcome(
        drawn=_drawn(result["drawn"], result["population"]),
        today=Part(_today(result[TODAY]), _lines(result[TODAY])),
        before=Part(_before(result[BEFORE]), _lines(result[BEFORE])),
        failed=_failed(result["failed"]),
    )


def shown(count: int) -> str:
    """Write a count: none, fewer than 5, or itself."""
    if not count:
        return _("none")
    return _("fewer than %(few)s") % {"few": FEW} if count < FEW else f"{count:,}"


def shown_sum(counts: Iterable[int]) -> str:
    """Write a sum that tells no more than its parts do, as `shown` shows them."""
    known = [count for count in counts if count]
    small, large = sum(count < FEW for count in known), sum(count for count in known if count >= FEW)
    if not small:
        return shown(large)
    if not large:
        return _("fewer than %(most)s") % {"most": small * (FEW - 1) + 1}
    return _("at least %(least)s") % {"least": f"{large + small:,}"}


def _drawn(drawn: int, population: int) -> str:
    if drawn < population:
        return _("%(drawn)s of %(population)s runners, drawn at random.") % {"drawn": shown(drawn), "population": shown(population)}
    return _("All runners with a log: %(count)s.") % {"count": shown(drawn)}


def _today(part: Mapping[str, Any]) -> str:
    if not part["athletes"]:
        return _("Nobody would have other flags today.")
    return _("%(athletes)s would have %(flags)s.") % {"athletes": _athletes(part["athletes"]), "flags": _flags(part)}


def _before(part: Mapping[str, Any]) -> str:
    if not part["athletes"]:
        return _("Nobody would have had other flags.")
    return _("%(athletes)s would have had %(flags)s.") % {"athletes": _athletes(part["athletes"]), "flags": _flags(part)}


def _athletes(count: int) -> str:
    few = _("Fewer than %(few)s runners") % {"few": FEW}
    return few if count < FEW else _("%(count)s runners") % {"count": shown(count)}


def _flags(part: Mapping[str, Any]) -> str:
    added, removed = (shown_sum(part["flags"].get(what, {}).values()) for what in (ADDED, REMOVED))
    if not part["flags"].get(ADDED):
        return _("%(removed)s fewer flags, none more") % {"removed": removed}
    return _("%(added)s more flags, %(removed)s fewer") % {"added": added, "removed": removed}


def _lines(part: Mapping[str, Any]) -> tuple[LevelLine, ...]:
    added, removed = (part["flags"].get(what, {}) for what in (ADDED, REMOVED))
    levels = (level for level in reversed(LEVELS) if added.get(level) or removed.get(level))
    return tuple(LevelLine(level, shown(added.get(level, 0)), shown(removed.get(level, 0))) for level in levels)


def _failed(count: int) -> str:
    return _("Runners for whom a rule could not be run: %(count)s.") % {"count": shown(count)} if count else ""
