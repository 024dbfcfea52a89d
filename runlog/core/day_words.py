"""Days as people read them, each written once: the same days stand on many pages, and Django takes twenty words apart for each."""

from datetime import date, datetime
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language

from runlog.core.dates import on_clocks
from runlog.core.units import NO_BREAK

MOST_KEPT = 4_000


def write_day(on: date | datetime, form: str) -> str:
    """Write a day in one of Django's forms of dates, in the reader's language, without a place to break the line.

    A moment is of the day that its own clocks show; one that is on nobody's raises ValueError.
    """
    return _written(on_clocks(on).date() if isinstance(on, datetime) else on, form, get_language())


@lru_cache(MOST_KEPT)
def _written(on: date, form: str, _language: str | None) -> str:
    return date_format(on, form).replace(" ", NO_BREAK)
