"""What stands above the heading of every page of an athlete: open urgent and emergency flags, or that a check has failed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse
from django.utils.translation import gettext as _

from injuries.engine.levels import EMERGENCY
from injuries.guidance.emergency import is_getting_help, open_reports
from injuries.guidance.models import Flag
from injuries.guidance.queries import OpenWarnings, open_warnings, targets_of
from injuries.guidance.sentences import Reader, fill
from injuries.guidance.steps import SEEN_PAGES
from injuries.symptoms.signs import SIGNS, Sign
from runlog.people.models import User


@dataclass(frozen=True)
class WarningView:
    """One open warning: its level, its sentence, and where to go from here as (address, words)."""

    level: str
    sentence: str
    links: tuple[tuple[str, str], ...]


class Warnings:
    """The open warnings of whoever is logged in; asks the database when first looked at. One statement.

    While help is on its way the emergencies cost one more, for the pages on which they are closed.
    """

    def __init__(self, athlete: User | None, session: SessionBase, now: datetime) -> None:
        self._athlete = athlete
        self._session = session
        self._now = now

    def __iter__(self) -> Iterator[WarningView]:
        return iter(self._views)

    def __bool__(self) -> bool:
        return bool(self._found.flags) or self.has_failed

    @property
    def has_failed(self) -> bool:
        """Whether the log could not be checked, so that the static list of signs is shown."""
        return self._found.has_failed

    @property
    def signs(self) -> tuple[Sign, ...]:
        """The static list of signs."""
        return SIGNS

    @property
    def takes_over(self) -> bool:
        """Whether an emergency is open and the athlete has not said that help is on its way. Two statements more while one is.

        Only where the page of emergencies has something to show: after a report was closed and the assessment failed it has not, and
        nobody would get past it.
        """
        flags = self._found.emergencies
        if self._athlete is None or not flags or is_getting_help(self._session, self._now, flags):
            return False
        return bool(open_reports(self._athlete, flags, self._now))

    @cached_property
    def _found(self) -> OpenWarnings:
        return open_warnings(self._athlete) if self._athlete else OpenWarnings()

    @cached_property
    def _views(self) -> tuple[WarningView, ...]:
        if self._athlete is None or not self._found.flags:
            return ()
        reader = Reader(self._athlete.units, self._athlete.today(self._now))
        targets = targets_of(self._athlete, self._found.emergencies) if self._found.emergencies else {}
        return tuple(WarningView(flag.level, fill(flag.sentence, flag.facts, reader), _links(flag, targets)) for flag in self._found.flags)


def _links(flag: Flag, targets: dict[str, int]) -> tuple[tuple[str, str], ...]:
    page = reverse("flag_detail", args=[flag.pk])
    if flag.level != EMERGENCY:
        return ((page, _("Why, and what to do")),)
    back = (reverse("emergency"), _("Back to what to do now"))
    target = targets.get(flag.scope)
    if target is None:
        return (back,)
    return (back, (reverse(SEEN_PAGES[flag.scope.partition(":")[0]], args=[target]), _("A clinician has seen this")))
