"""What the pages of coaching read: an athlete's coaches, and who has looked."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from runlog.people.grants import OPEN_END, Grant
from runlog.people.models import CoachingLink, ConsentStep, Invitation, Look, User

LOOKS_A_PAGE = 50


@dataclass(frozen=True)
class GrantLine:
    """One grant as it stands on a day: whether it holds, and its last day; None where it has no end or was not given."""

    grant: Grant
    holds: bool
    until: date | None
    is_past: bool

    @property
    def label(self) -> str:
        """The name of the grant."""
        return str(self.grant.label)


def grant_lines(link: CoachingLink | ConsentStep | Invitation, today: date) -> tuple[GrantLine, ...]:
    """Return the three grants in their order."""
    holding, terms = link.terms.on(today), link.terms
    return tuple(_line(grant, grant in holding, terms.until(grant)) for grant in Grant)


def _line(grant: Grant, holds: bool, until: date | None) -> GrantLine:
    ended = until is not None and not holds
    return GrantLine(grant, holds, None if until in (None, OPEN_END) else until, ended)


def coaches_of(athlete: User) -> QuerySet[CoachingLink]:
    """Return the links of somebody's coaches that have not ended, the newest first."""
    return CoachingLink.objects.filter(athlete=athlete, ended_at=None).select_related("coach").order_by("-began_at", "-pk")


def ended_links_of(athlete: User) -> QuerySet[CoachingLink]:
    """Return the links of former coaches, the latest ended first."""
    return CoachingLink.objects.filter(athlete=athlete, ended_at__isnull=False).select_related("coach").order_by("-ended_at", "-pk")


def steps_of(link: CoachingLink) -> QuerySet[ConsentStep]:
    """Return what became of a link, the latest first."""
    return ConsentStep.objects.filter(link=link).select_related("by").order_by("-at", "-pk")


@dataclass(frozen=True)
class LookFilter:
    """Which looks to list: of one viewer (a key), of one kind, in some days; None and empty are all."""

    viewer: int | None = None
    what: str = ""
    first: date | None = None
    last: date | None = None


def looks_page(athlete: User, wanted: LookFilter, number: str | None) -> Page[Look]:
    """Return a page of the looks at an athlete's data, the latest first. Two queries."""
    looks = Look.objects.filter(athlete=athlete).select_related("viewer")
    if wanted.viewer is not None:
        looks = looks.filter(viewer=wanted.viewer)
    if wanted.what:
        looks = looks.filter(what=wanted.what)
    if wanted.first:
        looks = looks.filter(on__gte=wanted.first)
    if wanted.last:
        looks = looks.filter(on__lte=wanted.last)
    return Paginator(looks.order_by("-on", "-last_at", "-pk"), LOOKS_A_PAGE).get_page(number)


def viewers_of(athlete: User) -> list[User]:
    """Return everybody who has ever looked and is still here, by name. One query."""
    viewers = Look.objects.filter(athlete=athlete, viewer__isnull=False).order_by().values("viewer")
    return sorted(User.objects.filter(pk__in=viewers), key=lambda each: (str(each).casefold(), each.pk))


def invited_since(inviter: User, since: datetime) -> int:
    """Return how many invitations somebody has made since then. One query."""
    return Invitation.objects.filter(inviter=inviter, made_at__gte=since).count()
