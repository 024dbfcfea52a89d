"""The page of the weeks: how far each of them went, and the warm-ups as a calendar."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from runlog.core.week_words import week_stats
from runlog.core.weeks import mondays_to, week_chart
from runlog.people.requests import PersonRequest
from runlog.training.queries import latest_run_on, runs_since
from runlog.training.warm_up_calendar import warm_up_calendar

CHART_WEEKS = 12
CALENDAR_WEEKS = 6


@require_GET
def run_weeks(request: PersonRequest) -> HttpResponse:
    """Show the latest weeks; what to log first, while there is no run in them."""
    now, athlete = timezone.now(), request.user
    today = athlete.today(now)
    runs = runs_since(athlete, mondays_to(today, CHART_WEEKS)[0], now)
    if not runs:
        return render(request, "overview/run_weeks_empty.html", {"latest_on": latest_run_on(athlete, now), "weeks": CHART_WEEKS})
    # Where they ran last it may be tomorrow already.
    on = max([today, *(run.on for run in runs)])
    chart = week_chart(on=on, weeks=CHART_WEEKS, runs=[(run.on, run.distance_m) for run in runs], units=athlete.units)
    calendar = warm_up_calendar(on=on, weeks=CALENDAR_WEEKS, runs=[(run.on, run.warm_up) for run in runs])
    facts = {"chart": chart, "stats": week_stats(chart), "calendar": calendar}
    return render(request, "overview/run_weeks.html", facts)
