"""Distances, durations, days and moments as people read them; part of the library `runlog`.

A moment is written in its own offset: a record's is that of the place where it was, anything else is brought to the reader's clocks
first. Django's way, one zone for all of a page, would move a run that was done on a journey. What is on nobody's clocks is refused.
"""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.template import Context
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from runlog.core import units
from runlog.core.dates import on_clocks
from runlog.core.day_words import write_day

register = template.Library()
DASH = "–"


def reader_units(context: Context) -> str:
    """Return `units` of the context, else those of the person who reads."""
    return context.get("units") or getattr(context.get("user"), "units", "") or "km"


@register.simple_tag(takes_context=True)
def distance(context: Context, metres: Decimal | None, none: str = DASH) -> str:
    """Write metres in the reader's units, `none` where nothing was recorded."""
    return none if metres is None else units.format_distance(Decimal(metres), reader_units(context))


@register.filter
def thousands(count: int) -> str:
    """Write a count with its thousands apart."""
    return units.format_count(count)


@register.simple_tag(takes_context=True)
def pace(context: Context, metres: Decimal | None, seconds: Decimal | None, none: str = "") -> str:
    """Write the pace in the reader's units, `none` where it cannot be known."""
    return units.format_pace(Decimal(metres), Decimal(seconds), reader_units(context)) if metres and seconds else none


@register.filter
def distance_in(metres: Decimal | None, unit: str) -> str:
    """Write metres in the units named."""
    return DASH if metres is None else units.format_distance(Decimal(metres), unit)


@register.filter
def duration(seconds: Decimal | None) -> str:
    """Write seconds as 1:02:03 or 47:30."""
    return DASH if seconds is None else units.format_duration(Decimal(seconds))


@register.filter
def in_time(seconds: Decimal | None) -> str:
    """Write how long something took behind how far it went: in 47:30; nothing where it was not recorded."""
    return "" if seconds is None else _("in %(time)s") % {"time": duration(seconds)}


@register.filter
def number(value: Decimal | None) -> str:
    """Write a number without zeros that say nothing, thousands with a comma."""
    return DASH if value is None else f"{Decimal(value).normalize():,f}"


@register.filter
def day(on: date | datetime | None) -> str:
    """Write a day of these weeks: Sat 21 Nov."""
    return DASH if on is None else write_day(on, "D j M")


@register.filter
def day_short(on: date | datetime | None) -> str:
    """Write a day where there is little room: 21 Nov."""
    return DASH if on is None else write_day(on, "j M")


@register.filter
def day_year(on: date | datetime | None) -> str:
    """Write a day of any year: 21 Nov 2026."""
    return DASH if on is None else write_day(on, "j M Y")


@register.filter
def day_long(on: date | datetime | None) -> str:
    """Write a day in full: Saturday 21 November 2026."""
    return DASH if on is None else date_format(on_clocks(on) if isinstance(on, datetime) else on, "l j F Y")


@register.filter
def clock(moment: datetime | None) -> str:
    """Write the clock time of a moment in its own offset: 07:40."""
    return DASH if moment is None else date_format(on_clocks(moment), "H:i")


@register.filter
def moment(at: datetime | None) -> str:
    """Write a moment in its own offset: Sat 21 Nov, 07:40."""
    return DASH if at is None else f"{day(at)}, {clock(at)}"
