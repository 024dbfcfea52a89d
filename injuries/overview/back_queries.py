"""What the pages of a back read of a log: the days on which something happened, and what happened on them.

Whoever reads them may see the pain (the caller has asked), and so all flags; the rest is cut to what they may see.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from injuries.engine.levels import CAUTION, LEVELS, NOTICE, PAIN, rank
from injuries.guidance.models import FlagEvent
from injuries.overview.queries import RunLine, lines_of
from injuries.symptoms.models import Appointment, HomeCare, LegReport, SignCheck
from runlog.core.models import DatedRecord
from runlog.people.access import Sight, cut, rows
from runlog.people.models import User
from runlog.training.models import Run, Shoe

DATED: tuple[type[DatedRecord], ...] = (Run, HomeCare, LegReport, SignCheck)


@dataclass(frozen=True)
class Span:
    """The days that a page tells of; appointments count up to `ahead`."""

    first: date
    last: date
    ahead: date


@dataclass(frozen=True)
class Happened:
    """What stands in the tables of some days, newest first."""

    runs: Iterable[RunLine] = ()
    home_care: Iterable[HomeCare] = ()
    leg_reports: Iterable[LegReport] = ()
    sign_checks: Iterable[SignCheck] = ()
    appointments: Iterable[Appointment] = ()
    flag_events: Iterable[FlagEvent] = ()


def event_days(sight: Sight, span: Span) -> set[date]:
    """Return the days of the span on which something stands in the tables, pain and shoes aside. One statement."""
    parts = [rows(model, sight).between(span.first, span.last).order_by().values_list("local_on") for model in DATED]
    ahead = rows(Appointment, sight).between(span.first, span.ahead).order_by().values_list("local_on")
    flags = _flag_events(sight, span.first, span.last).order_by().values_list("on")
    return {day for (day,) in parts[0].union(*parts[1:], ahead, flags)}


def happened(sight: Sight, first: date, last: date) -> Happened:
    """Return what stands in the tables from `first` to `last`. Seven statements, one of them when it is walked."""
    return Happened(
        runs=lines_of(rows(Run, sight).between(first, last).newest_first(), sight),
        home_care=cut(rows(HomeCare, sight).between(first, last).newest_first(), sight),
        leg_reports=cut(rows(LegReport, sight).between(first, last).newest_first(), sight),
        sign_checks=cut(rows(SignCheck, sight).between(first, last).newest_first(), sight),
        appointments=cut(rows(Appointment, sight).between(first, last).newest_first(), sight),
        flag_events=_flag_events(sight, first, last).select_related("flag").order_by("-at", "-pk"),
    )


def shoe_keys(athlete: User) -> dict[str, int]:
    """Return the keys of all shoes by log id. One statement."""
    return dict(Shoe.objects.of(athlete).values_list("log_id", "pk"))


def flags_marked(sight: Sight, first: date, last: date) -> set[tuple[date, str]]:
    """Return (day, level) of the flags raised that a chart marks: from caution up, of pain from notice up. One statement."""
    high = [level for level in LEVELS if rank(level) >= rank(CAUTION)]
    raised = _flag_events(sight, first, last).filter(what=FlagEvent.What.RAISED)
    marked = raised.filter(Q(level__in=high) | Q(flag__element=PAIN, level=NOTICE))
    return set(marked.order_by().values_list("on", "level").distinct())


def _flag_events(sight: Sight, first: date, last: date) -> QuerySet[FlagEvent]:
    """Ask for the steps of flags, but not of those that are kept out of sight while something graver is open."""
    hidden = Q(flag__is_suppressed=True, flag__cleared_on=None)
    return FlagEvent.objects.filter(~hidden, flag__athlete=sight.athlete, on__range=(first, last))
