"""What the page of the security log reads."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.core.paginator import Page, Paginator

from runlog.people.browsers import name_browser
from runlog.people.models import SecurityEvent, User

PER_PAGE = 50


@dataclass(frozen=True)
class EventLine:
    """One line of the log; `at` is in the person's own time zone, `browser` is empty where none was at work."""

    event: SecurityEvent
    at: datetime
    browser: str


def events_page(user: User, number: str | None) -> Page[SecurityEvent]:
    """Return a page of what happened to the person's account, the newest first. Two queries."""
    return Paginator(SecurityEvent.objects.filter(user=user).order_by("-at", "-pk"), PER_PAGE).get_page(number)


def days_of(user: User, events: Page[SecurityEvent]) -> list[tuple[date, list[EventLine]]]:
    """Return the lines of the page by the days that the person's calendar shows now."""
    lines = [EventLine(event, user.local(event.at), name_browser(event.browser) if event.browser else "") for event in events]
    return [(on, list(group)) for on, group in groupby(lines, lambda line: line.at.date())]
