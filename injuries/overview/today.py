"""What the home page says of a back: the last 28 days as a chart, and the episode in numbers."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from injuries.guidance.models import Flag
from injuries.overview.queries import runs_between, worst_by_day
from runlog.core.charts import BackChart, Mark, Shade, back_chart
from runlog.core.dates import last_days
from runlog.core.units import format_number
from runlog.people.access import Sight

CHART_DAYS = 28
WEEK_DAYS = 7

Stat = tuple[str, str, str]


def chart_of(sight: Sight, episode: Mapping[str, Any] | None, flags: Iterable[Flag], units: str) -> BackChart:
    """Return the chart of the last 28 days, in the units of who reads. At most two queries."""
    first, last = last_days(sight.today, CHART_DAYS)
    shades = [] if episode is None else [Shade(date.fromisoformat(episode["onset_on"]), last)]
    marks = {Mark(flag.raised_on, flag.level) for flag in flags if not flag.is_suppressed and flag.level not in ("info", "notice")}
    return back_chart(
        first=first,
        last=last,
        pains=worst_by_day(sight, first, last),
        runs=runs_between(sight, first, last),
        units=units,
        has_pain=sight.pain,
        has_runs=sight.training,
        episodes=shades,
        marks=sorted(marks, key=lambda mark: (mark.on, mark.level)),
    )


def stats_of(chart: BackChart, episode: Mapping[str, Any] | None) -> list[Stat]:
    """Return up to three numbers about the back: what, number, small print."""
    week = [day.pain for day in chart.days[-WEEK_DAYS:] if day.pain is not None]
    worst = (_("Worst, last 7 days"), str(max(week)), _entries(len(week))) if week else (_("Last 7 days"), "–", _("no entry"))
    if episode is None:
        return [worst]
    opening = (_("This episode"), _("day %(day)s") % {"day": episode["age_days"]}, _weeks(episode["age_days"]))
    if episode.get("current") is None:
        return [opening, *_first_days(episode), worst]
    current = (_("Last 7 days"), _score(episode["current"]), _entries(len(week)))
    return [opening, *_first_days(episode), current]


def _first_days(episode: Mapping[str, Any]) -> list[Stat]:
    baseline = episode.get("baseline")
    return [] if baseline is None else [(_("Its first days"), _score(baseline), _("of 10"))]


def _score(value: float) -> str:
    text = format_number(Decimal(str(value)), 1)
    return text.removesuffix(".0")


def _entries(count: int) -> str:
    return ngettext("from %(count)s entry", "from %(count)s entries", count) % {"count": count}


def _weeks(days: int) -> str:
    weeks = days // WEEK_DAYS
    return "" if weeks < 1 else ngettext("%(weeks)s week", "%(weeks)s weeks", weeks) % {"weeks": weeks}
