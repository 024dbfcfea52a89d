"""What reading a log file did, or would do, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from injuries.logfile.merging import BACK, CHANGED, KEPT, NEW, SAME
from injuries.logfile.reports import Report

KINDS: dict[str, Any] = {
    "shoes": _("Shoes"),
    "runs": _("Runs"),
    "walks": _("Walks"),
    "strength": _("Strength sessions"),
    "pain": _("Pain scores"),
    "leg_reports": _("Leg reports"),
    "sign_checks": _("Warning-sign checks"),
    "home_care": _("Home care"),
    "onsets": _("Corrected first days"),
    "appointments": _("Appointments"),
    "flag_responses": _("Answers to flags"),
}
FIELDS: dict[str, Any] = {
    "display_name": _("name"),
    "time_zone": _("time zone"),
    "units": _("kilometres or miles"),
    "country": _("country"),
    "language": _("language"),
    "back_pain_in_year_before": _("back pain in the year before"),
}
# Each: before it is stored, afterwards, and why.
VERDICTS: dict[str, tuple[Any, Any, Any]] = {
    NEW: (_("Will be added"), _("Added"), _("They were not in your log.")),
    BACK: (_("Will come back from the bin"), _("Back from the bin"), _("You had deleted them. They are in the file.")),
    CHANGED: (
        _("Will be changed"),
        _("Changed"),
        _("The file has a newer version, or adds something: a look at a pair, or a higher answer about a warning sign."),
    ),
    KEPT: (
        _("Will stay as they are"),
        _("Left as they were"),
        _("Your log has a version that is as new or newer. Answers about warning signs are never lowered."),
    ),
    SAME: (_("The same already"), _("The same already"), _("Nothing to do.")),
}


@dataclass(frozen=True)
class Line:
    """Records of one kind with one verdict: the kind's name, how many, and the days or names of a few."""

    kind: Any
    count: int
    days: Sequence[date]
    names: Sequence[str]

    @property
    def shown(self) -> int:
        """How many are named."""
        return len(self.days) + len(self.names)


@dataclass(frozen=True)
class Section:
    """All records with one verdict."""

    title: Any
    why: Any
    lines: Sequence[Line]


@dataclass(frozen=True)
class Told:
    """A report for the page: its first sentence, what follows by verdict, what of the profile, and whether anything changes."""

    first: str
    sections: Sequence[Section]
    profile: Sequence[Any]
    is_something: bool


def told(report: Report, *, is_stored: bool) -> Told:
    """Return a report in words."""
    sections = [
        Section(after if is_stored else before, why, lines)
        for verdict, (before, after, why) in VERDICTS.items()
        if (lines := _lines(report, verdict))
    ]
    changes = report.count(NEW, BACK, CHANGED)
    is_something = bool(changes or report.profile)
    return Told(_first(report, changes, is_something, is_stored), sections, [FIELDS[name] for name in report.profile], is_something)


def _first(report: Report, changes: int, is_something: bool, is_stored: bool) -> str:
    if not is_something:
        return str(_("All that is in this file is in your log already.") if report.counts else _("There is no entry in this file."))
    if not changes:
        return str(_("Your settings were filled in.") if is_stored else _("This file would fill in your settings."))
    if is_stored:
        said = ngettext("%(count)s entry of the file is in your log now.", "%(count)s entries of the file are in your log now.", changes)
    else:
        said = ngettext("This file would add or change %(count)s entry.", "This file would add or change %(count)s entries.", changes)
    return said % {"count": f"{changes:,}"}


def _lines(report: Report, verdict: str) -> list[Line]:
    return [
        _line(kind, verdict, counts[verdict], report.named[kind][verdict]) for kind, counts in report.counts.items() if verdict in counts
    ]


def _line(kind: str, verdict: str, count: int, named: Sequence[str]) -> Line:
    if verdict == SAME:
        return Line(KINDS[kind], count, [], [])
    if kind == "shoes":
        return Line(KINDS[kind], count, [], named)
    return Line(KINDS[kind], count, [date.fromisoformat(day) for day in named], [])
