"""What changes coaching: invite, accept, decline, withdraw, change what is shown, end. Each one change, atomic.

Those that touch a link or somebody's invitations to one take that person's row first, so that they follow each other.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from runlog.people.grants import Terms
from runlog.people.invitations import answerable, digest_of, waiting
from runlog.people.models import CoachingLink, ConsentStep, Invitation, User

What = ConsentStep.What
# How long an invitation is kept that has expired.
KEPT = timedelta(days=30)


class Over(Exception):
    """The invitation does not work any more."""


def invite(*, inviter: User, role: Invitation.For, email: str, terms: Terms, form_id: str, token: str, now: datetime) -> Invitation | None:
    """Make an invitation; None when the same form has made it already. An earlier one to the same address works no more."""
    try:
        with transaction.atomic():
            _wait_for_turn(inviter.pk)
            made = Invitation.objects.create(
                inviter=inviter,
                role=role,
                email=email,
                form_id=form_id,
                token_digest=digest_of(token),
                made_at=now,
                expires_at=now + timedelta(days=Invitation.DAYS),
                **Invitation.terms_fields(terms),
            )
            earlier = Invitation.objects.filter(waiting(now), inviter=inviter, role=role, email__iexact=email)
            earlier.exclude(pk=made.pk).update(closed_at=now)
    except IntegrityError:
        return None
    return made


@transaction.atomic
def withdraw(invitation: Invitation, *, now: datetime) -> None:
    """Take an invitation back, or decline it."""
    Invitation.objects.filter(pk=invitation.pk, closed_at=None).update(closed_at=now)


@transaction.atomic
def accept(invitation: Invitation, *, by: User, terms: Terms, now: datetime) -> CoachingLink:
    """Make the link that the invitation is to; `terms` are the athlete's, chosen now or when they invited.

    Where the two are linked already, the athlete's choice is what holds. Raises Over when another has used the invitation up, or the
    athlete has chosen anew since.
    """
    coaches = invitation.role == Invitation.For.COACH
    coach, athlete = (by, invitation.inviter) if coaches else (invitation.inviter, by)
    _wait_for_turn(athlete.pk)
    if not Invitation.objects.filter(answerable(by, now), pk=invitation.pk).update(closed_at=now):
        raise Over
    return begin(coach=coach, athlete=athlete, terms=terms, now=now)


@transaction.atomic
def begin(*, coach: User, athlete: User, terms: Terms, now: datetime) -> CoachingLink:
    """Link two people as the athlete has chosen; those who were linked before find the coach's notes again."""
    _wait_for_turn(athlete.pk)
    link = CoachingLink.objects.filter(coach=coach, athlete=athlete, ended_at=None).first()
    if link is not None:
        change_terms(link, terms=terms, by=athlete, now=now)
        return link
    values = {"began_at": now, "ended_at": None, **CoachingLink.terms_fields(terms)}
    link, _made = CoachingLink.objects.update_or_create(coach=coach, athlete=athlete, defaults=values)
    _close_invitations(link, now)
    _note(link, What.BEGUN, athlete, now)
    return link


@transaction.atomic
def change_terms(link: CoachingLink, *, terms: Terms, by: User, now: datetime) -> None:
    """Set what a link shows from now on; the same again changes nothing. No invitation from before shows more."""
    held = _held(link)
    if held.ended_at is not None:
        return
    _close_invitations(held, now)
    if held.terms == terms:
        return
    for name, value in CoachingLink.terms_fields(terms).items():
        setattr(held, name, value)
    held.save(update_fields=list(CoachingLink.terms_fields(terms)))
    _note(held, What.CHANGED, by, now)


@transaction.atomic
def end(link: CoachingLink, *, by: User, now: datetime) -> None:
    """End a link; a second time changes nothing. No invitation from before brings it back."""
    held = _held(link)
    _close_invitations(held, now)
    if CoachingLink.objects.filter(pk=held.pk, ended_at=None).update(ended_at=now):
        _note(held, What.ENDED, by, now)


def _wait_for_turn(person: int) -> None:
    """Take the row of the person with that key, up to the end of the transaction. Raises User.DoesNotExist when the account is gone."""
    User.objects.select_for_update(no_key=True).get(pk=person)


def _held(link: CoachingLink) -> CoachingLink:
    """Take the athlete's row, and return the link as it stands now."""
    _wait_for_turn(link.athlete_id)
    return CoachingLink.objects.select_related("coach").get(pk=link.pk)


def _close_invitations(link: CoachingLink, now: datetime) -> None:
    """Have the athlete's invitations to the coach of a link work no more: they hold what was chosen before."""
    asked = Invitation.objects.filter(waiting(now), inviter=link.athlete_id, role=Invitation.For.COACH, email__iexact=link.coach.email)
    asked.update(closed_at=now)


def _note(link: CoachingLink, what: ConsentStep.What, by: User, now: datetime) -> None:
    ConsentStep.objects.create(link=link, what=what, by=by, at=now, **ConsentStep.terms_fields(link.terms))


def purge(now: datetime | None = None) -> None:
    """Delete invitations that have not worked for a month: they hold addresses of people who may have no account."""
    Invitation.objects.filter(expires_at__lt=(now or timezone.now()) - KEPT).delete()
