"""How a change of many runs is told: what was given, to how many, when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from runlog.core.units import format_count
from runlog.people.models import User
from runlog.training.choices import RunKind, WarmUp
from runlog.training.models import BulkChange, Shoe


@dataclass(frozen=True)
class Line:
    """A change, when it was made on the athlete's clock, and what it gave."""

    change: BulkChange
    made_at: datetime
    said: str


def lines_of(changes: Iterable[BulkChange], athlete: User) -> list[Line]:
    """Return a line for each change. One query."""
    changes = list(changes)
    wanted = {change.given["shoe"] for change in changes if change.given.get("shoe")}
    names = dict(Shoe.objects.filter(athlete=athlete, log_id__in=wanted).values_list("log_id", "name")) if wanted else {}
    return [Line(change, athlete.local(change.made_at), _said(change, names)) for change in changes]


def _said(change: BulkChange, names: dict[str, str]) -> str:
    runs = ngettext("%(count)s run", "%(count)s runs", change.run_count) % {"count": format_count(change.run_count)}
    return f"{runs}: {', '.join(_part(part, value, names) for part, value in change.given.items())}"


def _part(part: str, value: Any, names: dict[str, str]) -> str:
    if part == "shoe":
        return _("no pair") if value is None else names.get(value, _("a pair that is gone"))
    if part == "kind":
        return _("kind not recorded") if value is None else str(RunKind(value).label).lower()
    return _("warm-up not recorded") if value is None else _("warm-up %(state)s") % {"state": str(WarmUp(value).label).lower()}
