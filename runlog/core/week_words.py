"""The words of the chart of weeks, in the reader's language."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from runlog.core.charts import axis_steps
from runlog.core.day_words import write_day
from runlog.core.units import format_count, format_distance
from runlog.core.weeks import Week, WeekChart

Stat = tuple[str, str, str]
NONE = "–"


def week_words(chart: WeekChart) -> dict[str, str | list[str] | dict[str, str] | dict[str, list[str]]]:
    """Return the words that the script writes into the chart, those of a week by the ISO form of its Monday."""
    return {
        "axis": _("Distance, %(units)s") % {"units": chart.units},
        "steps": [format_count(step) for step in axis_steps(chart.distance_max)],
        "ticks": {week.first.isoformat(): write_day(week.first, "j M") for week in chart.weeks},
        "titles": {week.first.isoformat(): _title(week) for week in chart.weeks},
        "lines": {week.first.isoformat(): _lines(week, chart.units) for week in chart.weeks},
    }


def week_summary(chart: WeekChart) -> str:
    """Say in words what the chart shows."""
    first, last = (date_format(on, "j F") for on in (chart.weeks[0].first, chart.weeks[-1].last))
    known = [week.distance_m for week in chart.weeks if week.distance_m is not None]
    parts = [_("Distance of each week from %(first)s to %(last)s, and its longest run.") % {"first": first, "last": last}]
    if known:
        low, high = (format_distance(distance_m, chart.units) for distance_m in (min(known), max(known)))
        text = ngettext("%(weeks)s week has a distance: %(low)s.", "%(weeks)s weeks have a distance, from %(low)s to %(high)s.", len(known))
        parts.append(text % {"weeks": len(known), "low": low, "high": high})
    else:
        parts.append(_("No week has a distance."))
    return " ".join([*parts, _runs(chart.run_count) + ".", _("The table below has every week.")])


def week_stats(chart: WeekChart) -> list[Stat]:
    """Return three numbers of the weeks: what, number, small print. Two weeks at least."""
    longest = (NONE, _("not known"))
    if chart.longest:
        on, longest_m = chart.longest
        longest = (format_distance(longest_m, chart.units), write_day(on, "j M"))
    return [
        (_("This week"), *_distance(chart.present, chart.units)),
        (_("Last week"), *_distance(chart.weeks[-2], chart.units)),
        (_("Longest run"), *longest),
    ]


def week_notes(chart: WeekChart) -> str:
    """Say what the bars do not show; nothing where they show all."""
    count = chart.without_distance
    left_out = ngettext("%(count)s run without a distance is in no bar.", "%(count)s runs without a distance are in no bar.", count)
    parts = [_("No bar: no run logged.")] if any(not week.runs for week in chart.weeks) else []
    return " ".join([*parts, left_out % {"count": count}] if count else parts)


def week_rows(chart: WeekChart) -> list[tuple[Week, str]]:
    """Return the weeks, newest first, each with the runs that its distance is of, in words."""
    return [(week, _counted(week)) for week in reversed(chart.weeks)]


def _distance(week: Week, units: str) -> tuple[str, str]:
    distance = NONE if week.distance_m is None else format_distance(week.distance_m, units)
    counted = _counted(week)
    return distance, _("%(runs)s so far") % {"runs": counted} if week.is_present else counted


def _counted(week: Week) -> str:
    """Say of how many runs the distance is; those that have none are named, never taken for 0."""
    if not week.runs:
        return _("no run logged")
    if week.without_distance == week.runs:
        return _without(week.runs)
    if not week.without_distance:
        return _("in %(runs)s") % {"runs": _runs(week.runs)}
    return _("in %(known)s of %(runs)s") % {"known": format_count(week.runs - week.without_distance), "runs": _runs(week.runs)}


def _runs(count: int) -> str:
    return ngettext("%(runs)s run", "%(runs)s runs", count) % {"runs": format_count(count)}


def _title(week: Week) -> str:
    days = f"{write_day(week.first, 'j M')} – {write_day(week.last, 'j M')}"
    return _("%(days)s, so far") % {"days": days} if week.is_present else days


def _lines(week: Week, units: str) -> list[str]:
    counted = _counted(week)
    if week.distance_m is None or week.longest_m is None:
        return [counted]
    distance, longest = (format_distance(distance_m, units) for distance_m in (week.distance_m, week.longest_m))
    return [f"{distance} {counted}", _("Longest run: %(distance)s") % {"distance": longest}]


def _without(count: int) -> str:
    return ngettext("%(runs)s run without a distance", "%(runs)s runs without a distance", count) % {"runs": count}
