"""Runs as a list shows them: texts and addresses, worked out before the template, of which there are many rows."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext as _

from injuries.overview.queries import RunLine
from runlog.core.day_words import write_day
from runlog.core.templatetags.amounts import in_time
from runlog.core.units import format_distance
from runlog.training.models import Run


def run_rows(lines: Iterable[RunLine], units: str, address: Callable[[Run], str]) -> list[Mapping[str, str]]:
    """Return a row for each line; `address` gives a run's page, empty for none.

    As mappings, in which templates look names up several times as fast.
    """
    return [
        {
            "url": address(line.run),
            "on": line.run.local_on.isoformat(),
            "day": write_day(line.run.local_on, "D j M"),
            "what": _what(line.run, units),
            "pain": line.pain,
            "more": _more(line),
        }
        for line in lines
    ]


def _what(run: Run, units: str) -> str:
    """Say how far and how long it was, or that nothing is known of that."""
    if run.is_missed:
        return _("Missed session")
    distance = "" if run.distance_m is None else format_distance(run.distance_m, units)
    return " ".join(filter(None, (distance, in_time(run.duration_s)))) or _("Run")


def _more(line: RunLine) -> str:
    shoe = line.run.shoe
    return line.warm_up if shoe is None or line.run.is_missed else f"{shoe.name} · {line.warm_up}"
