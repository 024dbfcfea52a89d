"""The ordered words of a result: levels of a flag, the five elements, and the states an element can be in."""

from collections.abc import Iterable

INFO = "info"
NOTICE = "notice"
CAUTION = "caution"
SEE_PROVIDER = "see_provider"
URGENT = "urgent"
EMERGENCY = "emergency"

LEVELS = (INFO, NOTICE, CAUTION, SEE_PROVIDER, URGENT, EMERGENCY)
"""Rising, as in guidance section 3."""

WARM_UP = "warm_up"
FOOTWEAR = "footwear"
POSTURE = "posture"
STRENGTH = "strength"
PAIN = "pain"

ELEMENTS = (WARM_UP, FOOTWEAR, POSTURE, STRENGTH, PAIN)
"""The backbone of the product, in the order in which they stand everywhere."""

OK = "ok"
UNCHECKED = "unchecked"
UNKNOWN = "unknown"

STATES = (OK, UNCHECKED, UNKNOWN, *LEVELS)
"""What an element can be, the later word winning: `unchecked` means that a rule of the contract is not there yet."""

_RANKS = {level: rank for rank, level in enumerate(LEVELS)}


def rank(level: str) -> int:
    """Return the place of a level, 0 for `info`; a word that is no level is a KeyError."""
    return _RANKS[level]


def highest(levels: Iterable[str]) -> str | None:
    """Return the highest of some levels, None of none."""
    return max(levels, key=rank, default=None)


def at_least(level: str | None, floor: str) -> bool:
    """Tell whether there is a level and it is as high as `floor` or higher."""
    return level is not None and rank(level) >= rank(floor)
