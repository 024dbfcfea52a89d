"""Template tags of lists of runs."""

from collections.abc import Iterable, Mapping

from django import template
from django.template import Context
from django.urls import reverse

from injuries.overview import run_rows as made
from injuries.overview.queries import RunLine
from runlog.core.templatetags.amounts import reader_units
from runlog.people.access import Sight
from runlog.training.models import Run

register = template.Library()


@register.simple_tag(takes_context=True)
def run_rows(context: Context, lines: Iterable[RunLine]) -> list[Mapping[str, str]]:
    """Return the rows of some runs in the reader's units; those of the athlete of `seen`, where there is one, lead to their pages.

    A missed session has no page there.
    """
    seen: Sight | None = context.get("seen")
    place = reverse("run_list")

    def address(run: Run) -> str:
        if seen is None:
            return f"{place}{run.pk}/"
        return "" if run.is_missed else seen.address("run", run.pk)

    return made.run_rows(lines, reader_units(context), address)
