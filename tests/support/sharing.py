"""Coaching links for tests, as plain functions."""

from datetime import date, datetime, timedelta
from itertools import count

from django.utils import timezone

from runlog.people.coaching_actions import invite
from runlog.people.grants import OPEN_END, Grant, Terms
from runlog.people.models import CoachingLink, Invitation, User
from tests.support.clock import NOW

ALL = tuple(Grant)


def link(athlete: User, coach: User, *grants: Grant, until: date = OPEN_END, ended_at: datetime | None = None) -> CoachingLink:
    """A link with these grants, all up to the same day."""
    terms = Terms(**{grant.value: until for grant in grants})
    began = NOW - timedelta(days=100)
    return CoachingLink.objects.create(athlete=athlete, coach=coach, began_at=began, ended_at=ended_at, **CoachingLink.terms_fields(terms))


_numbers = count(1)


def invitation(
    inviter: User, email: str, *, role: str = "coach", token: str = "a-token", terms: Terms | None = None, now: datetime | None = None
) -> Invitation:
    """An invitation that waits for an answer; `token` stands in its link."""
    form_id, made_at = f"invite-{next(_numbers)}", now or timezone.now()
    found = invite(
        inviter=inviter, role=Invitation.For(role), email=email, terms=terms or Terms(), form_id=form_id, token=token, now=made_at
    )
    assert found
    return found
