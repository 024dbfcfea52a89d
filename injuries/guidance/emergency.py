"""The emergency page: what is open at that level, what to say, and the two ways on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from injuries.engine.levels import EMERGENCY
from injuries.guidance.models import Flag
from injuries.guidance.steps import SEEN_PAGES
from injuries.symptoms.actions import get_help
from injuries.symptoms.help_mark import is_marked, mark
from injuries.symptoms.models import LegReport, PainScore, SignCheck
from injuries.symptoms.ticked import what_to_say, what_was_ticked
from runlog.people import countries
from runlog.people.emergency_numbers import emergency_numbers
from runlog.people.models import User
from runlog.people.requests import PersonRequest

# What the scope of a flag begins with, and what it names.
MODELS: dict[str, type[SignCheck] | type[LegReport]] = {"screen": SignCheck, "leg": LegReport}


@dataclass(frozen=True)
class Open:
    """One check or report that is open at level emergency, and the address where it is closed."""

    report: SignCheck | LegReport
    url: str

    @property
    def is_leg(self) -> bool:
        """Whether it is a leg report."""
        return isinstance(self.report, LegReport)


def emergencies(athlete: User) -> list[Flag]:
    """Return the open flags of level emergency. One statement."""
    return list(Flag.objects.of(athlete).open().filter(level=EMERGENCY))


def is_getting_help(session: SessionBase, now: datetime, flags: Iterable[Flag]) -> bool:
    """Tell whether help is on its way, as this log-in has said since the newest of the flags was raised or rose to emergency."""
    return is_marked(session, now, max((flag.risen_at for flag in flags), default=None))


def open_reports(athlete: User, flags: Iterable[Flag], now: datetime) -> list[Open]:
    """Return the checks and leg reports that the flags name and that are open, oldest first. Two statements at most."""
    scopes = [flag.scope for flag in flags]
    found = [each for word in MODELS for each in _named(athlete, word, scopes, athlete.today(now))]
    return sorted(found, key=lambda each: each.report.at)


def _named(athlete: User, word: str, scopes: Iterable[str], today: date) -> list[Open]:
    ids = [scope.removeprefix(f"{word}:") for scope in scopes if scope.startswith(f"{word}:")]
    rows = MODELS[word].objects.of(athlete).filter(log_id__in=ids) if ids else ()
    return [Open(row, reverse(SEEN_PAGES[word], args=[row.pk])) for row in rows if not row.is_closed(today)]


@require_safe
def emergency(request: PersonRequest) -> HttpResponse:
    """Show what to do now; with nothing open, the list of warning signs."""
    now = timezone.now()
    flags = emergencies(request.user)
    opened = open_reports(request.user, flags, now)
    if not opened:
        return redirect("warning_signs")
    reports = [each.report for each in opened]
    checks = [report for report in reports if isinstance(report, SignCheck)]
    ticked = what_was_ticked(checks, [report for report in reports if isinstance(report, LegReport)])
    facts = {
        "opened": opened,
        "ticked": ticked,
        "say": what_to_say(ticked, EMERGENCY),
        "numbers": emergency_numbers(request.user.country),
        "country": countries.name_of(request.user.country),
        "score": PainScore.objects.of(request.user).newest_first().first(),
        "is_marked": is_getting_help(request.session, now, flags),
    }
    return render(request, "symptoms/emergency.html", facts)


@require_POST
def emergency_help(request: PersonRequest) -> HttpResponse:
    """Note that help is on its way, once a log-in, and let this log-in go on."""
    now = timezone.now()
    flags = emergencies(request.user)
    opened = open_reports(request.user, flags, now)
    if opened and not is_getting_help(request.session, now, flags):
        get_help(athlete=request.user, reports=[each.report for each in opened], now=now)
        mark(request.session, now)
    return redirect("home")
