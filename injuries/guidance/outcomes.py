"""What became of a flag when something was done about it, in a sentence or two."""

from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from injuries.engine.levels import rank
from injuries.guidance.models import Flag
from injuries.guidance.sentences import Reader, fill
from runlog.core import looks


@dataclass(frozen=True)
class Stand:
    """How a flag stood before."""

    level: str
    was_open: bool

    @classmethod
    def of(cls, flag: Flag) -> Self:
        """Return how the flag stands."""
        return cls(flag.level, flag.cleared_on is None)


def outcome(flag: Flag, before: Stand, reader: Reader) -> tuple[str, ...]:
    """Return what to say of the flag as it stands now; nothing of one that had cleared before."""
    if not before.was_open:
        return ()
    if flag.cleared_on is not None:
        return (_("The flag has cleared."),)
    clears = fill(flag.clears, flag.facts, reader)
    more = (_("What would clear it? %(clears)s") % {"clears": clears},) if clears else ()
    return (_standing(flag, before), *more)


def _standing(flag: Flag, before: Stand) -> str:
    word = {"level": looks.LEVELS[flag.level].word}
    if rank(flag.level) < rank(before.level):
        return _("The flag is still open, and fell to: %(level)s.") % word
    if rank(flag.level) > rank(before.level):
        return _("The flag is still open, and rose to: %(level)s.") % word
    return _("The flag is still open.")
