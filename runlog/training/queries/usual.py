"""The limits that are usual for pairs: the guidance's own, or what a room above keeps in their place."""

from collections.abc import Callable
from typing import Any

from django.db.models import JSONField, QuerySet, Subquery, Value

from runlog.training.shoe_limits import UsualLimits

Ask = Callable[[], QuerySet[Any, dict[str, str]]]
_kept: list[Ask] = []


def keep_usual_limits(ask: Ask) -> None:
    """Have the numbers of a room above count; called by that room when Django starts.

    `ask` gives a query for one column and at most one row: numbers as text, by the names of the fields of `UsualLimits`.
    """
    _kept[:] = [ask]


def usual_numbers() -> Subquery | Value:
    """Return what a query of pairs adds to each, null where nothing is kept; so that pages of pairs need no statement more."""
    return Subquery(_kept[0]()) if _kept else Value(None, JSONField())


def usual_limits() -> UsualLimits:
    """Return the limits that are usual now. One statement."""
    return UsualLimits.of((_kept[0]().first() if _kept else None) or {})
