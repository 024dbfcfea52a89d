"""What a rule is made of and what it returns: thresholds in, findings and missing data out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Union

from injuries.engine.levels import at_least, highest

if TYPE_CHECKING:
    from injuries.engine.history import History

Fact = Union[str, int, Decimal, bool, date, None, "Sequence[Fact]", "Mapping[str, Fact]"]
Facts = Mapping[str, Fact]
Number = int | Decimal
Numbers = Mapping[str, Number]

WHOLE_UNITS = frozenset({"d", "h", "count", "score"})
"""Units of which only whole numbers make sense: days, hours, how many, points of 0-10."""
UNITS = WHOLE_UNITS | {"m", "min", "s", "ratio", "share"}


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number of a rule that a curator may change between `low` and `high`; `label` is a msgid."""

    key: str
    default: Number
    low: Number
    high: Number
    unit: str
    label: str

    @property
    def whole(self) -> bool:
        """Whether only whole numbers make sense."""
        return self.unit in WHOLE_UNITS

    def read(self, stored: Number) -> Number:
        """Return a stored number as the rule wants it, moved to the nearest bound when it lies outside."""
        inside = min(max(Decimal(stored), Decimal(self.low)), Decimal(self.high))
        return int(inside) if self.whole else inside


@dataclass(frozen=True, slots=True)
class Finding:
    """A condition that holds for one scope.

    `sentence`, `short` and `clears` are msgid templates with typed places that `facts` fill. Facts are SI values that JSON can
    hold (dates and decimals aside); keys that end in `_ids` hold ids of records; `since_on` is the day the matter began.
    """

    level: str
    scope: str
    sentence: str
    short: str
    clears: str
    facts: Facts = field(default_factory=dict)
    level_before_care: str = ""

    @property
    def uncared_level(self) -> str:
        """The level from before *under care* lowered it, if it did."""
        return self.level_before_care or self.level


@dataclass(frozen=True, slots=True)
class Missing:
    """A scope that cannot be judged; `missing` is a msgid template that says what is lacking."""

    missing: str
    scope: str = ""
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Raised:
    """The levels of the open flags of the first stage, before and after *under care*."""

    before_care: tuple[str, ...] = ()
    after_care: tuple[str, ...] = ()

    def reached_before_care(self, level: str) -> bool:
        """Tell whether any of the flags was at this level or above it before *under care* lowered it, if it did."""
        return at_least(highest(self.before_care), level)

    def reached_after_care(self, level: str) -> bool:
        """Tell whether any of the flags stands at this level or above it."""
        return at_least(highest(self.after_care), level)


Check = Callable[["History", Numbers, Raised], "Iterator[Finding | Missing]"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the guidance.

    `stage` is 1 when other rules read this one's flags, 3 when this one reads theirs, else 2. `texts` holds every template that
    its findings and missing data may carry. `snooze_days` is 0 where a flag can only be acknowledged. `example` is a finding with
    made-up facts, on which a curator previews the rule's advice. `ascending` names pairs of thresholds of which the first must not
    be above the second.
    """

    key: str
    element: str
    stage: int
    label: str
    check: Check
    texts: tuple[str, ...]
    thresholds: tuple[Threshold, ...] = ()
    snooze_days: int = 30
    example: Finding | None = None
    ascending: tuple[tuple[str, str], ...] = ()
    defaults: dict[str, Number] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "defaults", {each.key: each.read(each.default) for each in self.thresholds})

    def numbers(self, stored: Mapping[str, Number] | None = None) -> dict[str, Number]:
        """Return the value of each threshold: the stored one where there is one, else the default."""
        given = stored or {}
        return self.defaults | {each.key: each.read(given[each.key]) for each in self.thresholds if each.key in given}
