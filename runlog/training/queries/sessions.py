"""Lists of runs, walks and strength sessions, twenty to a page: some screens of a phone."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, QuerySet, Value

from runlog.core.dates import at_offset
from runlog.people.models import User
from runlog.training.models import Run, Shoe, StrengthSession, Walk

PAGE = 20


@dataclass(frozen=True)
class Session:
    """A run or walk in a pair: `kind` is "run" or "walk", `key` its primary key, distances in metres."""

    kind: str
    key: int
    moment: datetime
    distance_m: Decimal | None
    is_missed: bool

    @property
    def on(self) -> date:
        """Its local date."""
        return self.moment.date()


def run_page(athlete: User, number: Any = 1, *, shoe: Shoe | None = None) -> Page[Any]:
    """Return a page of runs and missed sessions, newest first, with their shoes; maybe only those in one pair.

    Two queries; a wrong number gives the nearest page.
    """
    runs = Run.objects.filter(athlete=athlete, **({"shoe": shoe} if shoe else {}))
    return _page(runs.newest_first().select_related("shoe"), number)


def walk_page(athlete: User, number: Any = 1) -> Page[Any]:
    """Return a page of walks, newest first, with their shoes. Two queries."""
    return _page(Walk.objects.filter(athlete=athlete).newest_first().select_related("shoe"), number)


def strength_page(athlete: User, number: Any = 1) -> Page[Any]:
    """Return a page of strength sessions, newest first. Two queries."""
    return _page(StrengthSession.objects.filter(athlete=athlete).newest_first(), number)


def sessions_of(shoe: Shoe, number: Any = 1, *, per_page: int = PAGE, without_distance: bool = False) -> Page[Session]:
    """Return a page of all that names the pair, newest first; maybe only what has no distance. Two queries."""
    only: dict[str, Any] = {"distance_m__isnull": True} if without_distance else {}
    runs = Run.objects.filter(athlete=shoe.athlete_id, shoe=shoe, **only)
    walks = Walk.objects.filter(athlete=shoe.athlete_id, shoe=shoe, **only)
    if without_distance:
        runs = runs.exclude(limited_by_back=Run.Limited.NOT_STARTED)
    both = _keys(runs, "run").union(_keys(walks, "walk", limited=Value("", output_field=CharField())), all=True)
    page = Paginator(both.order_by("-started_at", "-pk"), per_page).get_page(number)
    page.object_list = [_session(row) for row in page.object_list]
    return page


def _keys(rows: QuerySet[Any], kind: str, **extra: Any) -> QuerySet[Any]:
    names = ("started_at", "offset_min", "distance_m", "pk")
    return rows.order_by().values_list(*names, Value(kind, output_field=CharField()), *(extra.values() or ["limited_by_back"]))


def _session(row: tuple[Any, ...]) -> Session:
    started_at, offset_min, distance_m, key, kind, limited = row
    return Session(kind, key, at_offset(started_at, offset_min), distance_m, limited == Run.Limited.NOT_STARTED)


def _page(rows: QuerySet[Any], number: Any) -> Page[Any]:
    return Paginator(rows, PAGE).get_page(number)
