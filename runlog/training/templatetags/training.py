"""Words and figures of shoes and sessions for templates."""

from collections.abc import Iterable
from decimal import Decimal

from django import template
from django.template import Context

from runlog.core.templatetags.amounts import reader_units
from runlog.core.units import format_distance, format_number, in_units
from runlog.training.choices import Focus

register = template.Library()


@register.filter
def focus_words(focus: Iterable[str] | None) -> str:
    """Write what a strength session worked on: Legs, core."""
    return ", ".join(str(Focus(word).label) for word in focus or ()).capitalize()


@register.simple_tag(takes_context=True)
def whole_distance(context: Context, metres: Decimal) -> str:
    """Write metres in the reader's units without decimals: 800 km."""
    return format_distance(Decimal(metres), reader_units(context), 0)


@register.simple_tag(takes_context=True)
def distance_figure(context: Context, metres: Decimal, places: int = 1) -> str:
    """Write metres in the reader's units, the figure alone: 541.0."""
    return format_number(in_units(Decimal(metres), reader_units(context)), places)


@register.simple_tag(takes_context=True)
def distance_units(context: Context) -> str:
    """Write the reader's units: km."""
    return reader_units(context)
