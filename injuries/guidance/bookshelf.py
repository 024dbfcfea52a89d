"""Questions about the advice; the statements of each are counted in its docstring."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from injuries.engine.levels import ELEMENTS
from injuries.guidance.models import AdviceVersion


@dataclass(frozen=True)
class Shelf:
    """The texts of one element, by title."""

    element: str
    versions: tuple[AdviceVersion, ...]


def in_force(on: date) -> QuerySet[AdviceVersion]:
    """Return the version of each text that is in force on a day: the latest of those published by then."""
    published = AdviceVersion.objects.filter(published_on__lte=on)
    latest = published.filter(advice=OuterRef("advice")).order_by("-published_on", "-number").values("pk")[:1]
    return published.filter(pk=Subquery(latest)).select_related("advice")


def current_versions(keys: Iterable[str], on: date) -> dict[str, AdviceVersion]:
    """Return the versions in force of some texts, by key. One statement."""
    return {version.advice.key: version for version in in_force(on).filter(advice__key__in=list(keys))}


def shelves(on: date) -> tuple[Shelf, ...]:
    """Return the whole library, by element in their order. One statement."""
    versions = sorted(in_force(on), key=lambda version: version.title)
    return tuple(Shelf(element, tuple(each for each in versions if each.advice.element == element)) for element in ELEMENTS)


def published_version(key: str, number: int, on: date) -> AdviceVersion | None:
    """Return that version of a text, if it was ever in force by that day; a draft was not. One statement."""
    versions = AdviceVersion.objects.filter(advice__key=key, number=number, published_on__lte=on)
    return versions.select_related("advice").first()
