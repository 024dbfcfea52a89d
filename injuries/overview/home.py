"""Home: how is my back, what needs attention and why, what can I do about it."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from injuries.engine.levels import SEE_PROVIDER, UNKNOWN
from injuries.guidance.assessing import ensure_assessed
from injuries.guidance.presentation import Attention, FlagView, attention, elements
from injuries.guidance.queries import targets_of
from injuries.guidance.sentences import Reader
from injuries.overview.check_card import check_card
from injuries.overview.queries import latest_lines, run_to_ask_about
from injuries.overview.today import chart_of, stats_of
from injuries.symptoms.forms.pain import CheckInForm
from runlog.people.access import own_sight
from runlog.people.requests import PersonRequest

LATELY = 3


@require_GET
def home(request: PersonRequest) -> HttpResponse:
    """Show today. A log without runs and without scores of late gets the three first steps, below what needs attention in it."""
    now, athlete = timezone.now(), request.user
    today = athlete.today(now)
    state = ensure_assessed(athlete, now)
    reader = Reader(athlete.units, today)
    sight = own_sight(athlete, now)
    lines = latest_lines(sight, LATELY)
    top, rest = _parted(attention(state.flags, reader, targets_of(athlete, state.flags), state.hidden(today)))
    check, rest = check_card(rest, state, athlete, now)
    chart = chart_of(sight, state.episode, state.flags, athlete.units)
    facts = {
        "today": today,
        "state": state,
        "lines": lines,
        "chart": chart,
        "stats": stats_of(chart, state.episode),
        "elements": elements(state, reader),
        "nothing_known": set(state.elements.values()) == {UNKNOWN},
        "top": top,
        "attention": rest,
        "check": check,
        "asked_about": run_to_ask_about(lines, athlete, now),
        "check_in": CheckInForm.for_athlete(athlete),
        "is_first_visit": not lines and not chart.entries,
    }
    return render(request, "overview/home.html", facts)


def _parted(found: Attention) -> tuple[FlagView | None, Attention]:
    """Take out the flag that phones show above the chart; higher ones stand above the heading of every page anyway."""
    if not found.cards or found.cards[0].level != SEE_PROVIDER:
        return None, found
    return found.cards[0], replace(found, cards=found.cards[1:], is_rest=True)
