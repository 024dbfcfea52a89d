"""The words of the charts, in the reader's language."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from runlog.core.charts import BackChart, Day
from runlog.core.day_words import write_day
from runlog.core.units import format_distance

NO_RUN = "–"


def chart_words(chart: BackChart) -> dict[str, str | dict[str, str]]:
    """Return the words that the script writes into the chart, its dates by their ISO form."""
    return {
        "pain": _("Pain"),
        "painAxis": _("Pain 0–10"),
        "run": _("Run"),
        "runAxis": _("Runs, %(units)s") % {"units": chart.units},
        "episode": _("Episode since"),
        "noEntry": _("no entry"),
        "noDistance": _("no distance"),
        "days": {day.on.isoformat(): write_day(day.on, "D j M") for day in chart.days},
        "ticks": {day.on.isoformat(): write_day(day.on, "j M") for day in chart.days},
        "since": {shade.first.isoformat(): date_format(shade.first, "j M") for shade in chart.episodes},
    }


def run_words(day: Day, units: str) -> str:
    """Say how far the runs of a day went."""
    if not day.runs:
        return NO_RUN
    return _("no distance") if day.distance_m is None else format_distance(day.distance_m, units)


def chart_summary(chart: BackChart) -> str:
    """Say in words what the chart shows."""
    first, last = (date_format(on, "j F") for on in (chart.days[0].on, chart.days[-1].on))
    parts = [_what(chart) % {"first": first, "last": last}]
    entries = chart.entries
    if not chart.has_pain:
        pass
    elif entries:
        text = ngettext("%(days)s day has an entry: %(low)s.", "%(days)s days have an entry, from %(low)s to %(high)s.", len(entries))
        parts.append(text % {"days": len(entries), "low": min(entries), "high": max(entries)})
    else:
        parts.append(_("No day has an entry."))
    if chart.has_runs:
        parts.append(ngettext("%(runs)s run.", "%(runs)s runs.", chart.run_count) % {"runs": chart.run_count})
    parts.append(_("The table below has every day."))
    return " ".join(parts)


def _what(chart: BackChart) -> str:
    if not chart.has_pain:
        return _("Runs of each day from %(first)s to %(last)s.")
    if not chart.has_runs:
        return _("Worst pain of each day from %(first)s to %(last)s.")
    return _("Worst pain of each day from %(first)s to %(last)s, with the runs beneath.")
