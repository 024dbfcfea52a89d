"""What others brought about in somebody's account, as tables: coaches, what each was let see and when, and who has looked."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import QuerySet

from injuries.logfile.exporting import CHUNK
from runlog.core.dates import format_moment
from runlog.core.spreadsheets import plain_cell
from runlog.people.grants import OPEN_END, Grant
from runlog.people.link_models import TermsFields
from runlog.people.models import CoachingLink, ConsentStep, Look, User

# The file's name, its headings, its rows.
OtherTable = tuple[str, tuple[str, ...], Iterable[list[str]]]
UNTIL = tuple(f"{grant.value}_until" for grant in Grant)
COLUMNS: dict[str, tuple[str, ...]] = {
    "coaches": ("coach", "coach_email", "began_at", "ended_at", *UNTIL),
    "consent_steps": ("coach", "what", "by", "at", *UNTIL),
    "access_log": ("on", "who", "what", "count", "last_at"),
}
NO_END = "open"


def tables_of_others(athlete: User) -> Iterator[OtherTable]:
    """Yield each table; moments stand in the athlete's own time zone."""
    links = CoachingLink.objects.filter(athlete=athlete).select_related("coach").order_by("began_at", "pk")
    steps = ConsentStep.objects.filter(link__athlete=athlete).select_related("link__coach", "by").order_by("at", "pk")
    looks = Look.objects.filter(athlete=athlete).select_related("viewer").order_by("on", "last_at", "pk")
    for name, rows in (
        ("coaches", _coaches(athlete, links)),
        ("consent_steps", _steps(athlete, steps)),
        ("access_log", _looks(athlete, looks)),
    ):
        yield name, COLUMNS[name], rows


def _coaches(athlete: User, links: QuerySet[CoachingLink]) -> Iterator[list[str]]:
    for link in links.iterator(chunk_size=CHUNK):
        ended = format_moment(athlete.local(link.ended_at)) if link.ended_at else ""
        yield [_name(link.coach), plain_cell(link.coach.email), format_moment(athlete.local(link.began_at)), ended, *_until(link)]


def _steps(athlete: User, steps: QuerySet[ConsentStep]) -> Iterator[list[str]]:
    for step in steps.iterator(chunk_size=CHUNK):
        yield [_name(step.link.coach), step.what, _name(step.by), format_moment(athlete.local(step.at)), *_until(step)]


def _looks(athlete: User, looks: QuerySet[Look]) -> Iterator[list[str]]:
    for look in looks.iterator(chunk_size=CHUNK):
        yield [look.on.isoformat(), _name(look.viewer), look.what, str(look.count), format_moment(athlete.local(look.last_at))]


def _until(row: TermsFields) -> list[str]:
    return [_day(row.terms.until(grant)) for grant in Grant]


def _day(until: date | None) -> str:
    return "" if until is None else NO_END if until == OPEN_END else until.isoformat()


def _name(person: User | None) -> str:
    return plain_cell(str(person)) if person else ""
