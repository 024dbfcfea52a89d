"""Invitations to coaching: their tokens, of which only a digest is kept, and which of them still work."""

from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from django.db.models import Q, QuerySet

from runlog.people.models import Invitation, User

TOKEN_BYTES = 32
# A day; nobody's mailbox is flooded from here, and a coach with a large group still gets through it in a few days.
MOST_A_DAY = 100


def new_token() -> str:
    """Return a token that nobody can guess."""
    return token_urlsafe(TOKEN_BYTES)


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return sha256(token.encode()).hexdigest()


def waiting(now: datetime) -> Q:
    """Return the condition for invitations that still work."""
    return Q(closed_at=None, expires_at__gt=now)


def invitation_for(user: User, token: str, now: datetime) -> Invitation | None:
    """Return the invitation of that token, if it still works and is meant for the user's address. One query.

    None says neither which of these it is not, nor that there ever was one.
    """
    found = Invitation.objects.filter(waiting(now), token_digest=digest_of(token), email__iexact=user.email)
    return found.exclude(inviter=user).select_related("inviter").first()


def open_invitations(inviter: User, role: Invitation.For, now: datetime) -> QuerySet[Invitation]:
    """Return those of somebody's invitations to a role that still wait for an answer, the newest first."""
    return Invitation.objects.filter(waiting(now), inviter=inviter, role=role).order_by("-made_at", "-pk")
