"""How a deleted record is told in one line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from runlog.core.dates import parse_moment
from runlog.core.models import Trashed
from runlog.core.units import format_distance

Document = Mapping[str, Any]


@dataclass(frozen=True)
class TrashLine:
    """A deleted record: what it was, in words, and the date it belongs to."""

    trashed: Trashed
    what: str
    on: date | None


def line_of(trashed: Trashed, units: str) -> TrashLine:
    """Return the line of a deleted record, distances in the reader's units."""
    document = trashed.document
    tell = TELLERS.get(trashed.kind)
    return TrashLine(trashed, tell(document, units) if tell else trashed.kind, _day(document))


def _day(document: Document) -> date | None:
    moment = document.get("started_at") or document.get("at")
    if moment:
        return parse_moment(moment).date()
    return date.fromisoformat(document["on"]) if document.get("on") else None


def _run(document: Document, units: str) -> str:
    if document.get("limited_by_back") == "not_started":
        return _("Missed session")
    metres = document.get("distance_m")
    return _("Run of %(distance)s") % {"distance": format_distance(Decimal(str(metres)), units)} if metres is not None else _("Run")


def _minutes(what: str) -> Callable[[Document, str], str]:
    return lambda document, units: _("%(what)s, %(minutes)s min") % {"what": _(what), "minutes": document["minutes"]}


TELLERS: Mapping[str, Callable[[Document, str], str]] = {
    "runs": _run,
    "shoes": lambda document, units: _("Shoe: %(name)s") % {"name": document["name"]},
    "walks": _minutes("Walk"),
    "strength": _minutes("Strength session"),
    "pain": lambda document, units: _("Pain score of %(score)s") % {"score": document["score"]},
    "home_care": lambda document, units: _("Home care"),
    "appointments": lambda document, units: _("Appointment"),
    "onsets": lambda document, units: _("Corrected first day of pain"),
}
