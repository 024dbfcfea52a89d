"""Invitations to coaching: their tokens, of which only a digest is kept, and which of them still work."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from secrets import token_hex
from time import monotonic, sleep

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.crypto import salted_hmac

from runlog.people.grants import Terms
from runlog.people.models import ConsentStep, Invitation, User

# A day; nobody's mailbox is flooded from here, and a coach with a large group still gets through it in a few days.
MOST_A_DAY = 100
# For how long nobody else sends an invitation that is being sent, and for how long they wait for it.
CLAIM_S, WAIT_S, LOOK_S = 60, 30, 0.2


class StillSending(Exception):
    """Somebody else is sending it, or was broken off: whether it went out is not known yet."""


def made_by(form_id: str, role: Invitation.For, email: str, terms: Terms) -> str:
    """Return the id of the invitation that a form makes: with another address or other terms, the same page makes another one."""
    return sha256(f"{form_id}|{role}|{email}|{terms}".encode()).hexdigest()


def token_of(inviter: User, form_id: str) -> str:
    """Return the token of the invitation of that id: nobody can guess it, and the form sent again gives the same link."""
    return salted_hmac("runlog.people.invitations", f"{inviter.pk}|{form_id}", algorithm="sha256").hexdigest()


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return sha256(token.encode()).hexdigest()


def waiting(now: datetime) -> Q:
    """Return the condition for invitations that still work."""
    return Q(closed_at=None, expires_at__gt=now)


def answerable(user: User, now: datetime) -> Q:
    """Return the condition for invitations that the user, whom they were meant for, can still accept.

    One to coach holds what the athlete chose then: any choice that they have made for the same two people since counts instead.
    """
    since = ConsentStep.objects.filter(link__coach=user, link__athlete=OuterRef("inviter"), at__gt=OuterRef("made_at"))
    return waiting(now) & (Q(role=Invitation.For.ATHLETE) | Q(~Exists(since)))


def invitation_for(user: User, token: str, now: datetime) -> Invitation | None:
    """Return the invitation of that token, if the user can still accept it and it is meant for their address. One query.

    None says neither which of these it is not, nor that there ever was one.
    """
    found = Invitation.objects.filter(answerable(user, now), token_digest=digest_of(token), email__iexact=user.email)
    return found.exclude(inviter=user).select_related("inviter").first()


def is_over(inviter: User, form_id: str) -> bool:
    """Tell whether somebody's invitation of that id was answered or taken back. One query."""
    return Invitation.objects.filter(inviter=inviter, form_id=form_id).exclude(closed_at=None).exists()


def is_made(inviter: User, form_id: str) -> bool:
    """Tell whether somebody's invitation of that id is made. One query."""
    return Invitation.objects.filter(inviter=inviter, form_id=form_id).exists()


@contextmanager
def sending(inviter: User, form_id: str) -> Iterator[bool]:
    """Give whether the invitation of that id is still to be sent, once nobody else is sending it: a double click sends one mail.

    Raises StillSending after half a minute.
    """
    claim, own, give_up_at = f"invitation-{inviter.pk}-{form_id}", token_hex(), monotonic() + WAIT_S
    while not cache.add(claim, own, CLAIM_S):
        if monotonic() > give_up_at:
            raise StillSending
        sleep(LOOK_S)
    try:
        yield not is_made(inviter, form_id)
    finally:
        if cache.get(claim) == own:
            cache.delete(claim)


def open_invitations(inviter: User, role: Invitation.For, now: datetime) -> QuerySet[Invitation]:
    """Return those of somebody's invitations to a role that still wait for an answer, the newest first."""
    return Invitation.objects.filter(waiting(now), inviter=inviter, role=role).order_by("-made_at", "-pk")
