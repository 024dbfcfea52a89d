"""What changes people: each function one change, atomic."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction

from runlog.core.events import change
from runlog.people.consent import CONSENT_VERSION
from runlog.people.guesses import Guess
from runlog.people.models import User

PROFILE = frozenset({"display_name", "units", "country", "time_zone", "theme", "back_pain_in_year_before"})


def start_profile(user: User, *, now: datetime, guess: Guess) -> None:
    """Note the consent that a person has just signed up with, and the time zone that their first run will need."""
    user.consented_at, user.consent_version, user.time_zone = now, CONSENT_VERSION, guess.time_zone
    user.save(update_fields=["consented_at", "consent_version", "time_zone"])


def change_profile(user: User, **fields: Any) -> None:
    """Set the fields named, of those in PROFILE; a time zone and an answer about back pain change what the log means."""
    if unknown := fields.keys() - PROFILE:
        raise ValueError(f"not part of a profile: {', '.join(sorted(unknown))}")
    with change(user):
        for name, value in fields.items():
            setattr(user, name, value)
        user.save(update_fields=list(fields))


def answer_welcome(user: User, *, now: datetime, **fields: Any) -> None:
    """Keep the answers to the first questions; they are not asked again. Who has not consented does so with them."""
    with change(user):
        change_profile(user, **fields)
        if user.consented_at is None:
            user.consented_at, user.consent_version = now, CONSENT_VERSION
        user.welcomed_at = now
        user.save(update_fields=["consented_at", "consent_version", "welcomed_at"])


def skip_welcome(user: User, *, now: datetime) -> None:
    """Leave the first questions open; they are not asked again. Guesses that nobody confirmed are not kept."""
    user.welcomed_at = now
    user.save(update_fields=["welcomed_at"])


def raise_to_administrator(user: User) -> None:
    """Give an account that is there every right of an administrator."""
    user.is_staff = user.is_superuser = user.is_active = True
    user.save(update_fields=["is_staff", "is_superuser", "is_active"])


@transaction.atomic
def create_administrator(email: str, password: str) -> User:
    """Make an account that is an administrator's; whoever operates the machine vouches for the address."""
    user = User.objects.create_superuser(email, password)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@transaction.atomic
def propose_email(user: User, email: str) -> EmailAddress:
    """Note the address that the person wants to change to; it takes the place of one proposed before."""
    EmailAddress.objects.filter(user=user, primary=False, verified=False).delete()
    return EmailAddress.objects.create(user=user, email=email)


@transaction.atomic
def replace_email(user: User, email: str) -> EmailAddress:
    """Change the address at once, unconfirmed: where there is no mail server nobody could confirm it."""
    EmailAddress.objects.filter(user=user).delete()
    user.email = email
    user.save(update_fields=["email"])
    return EmailAddress.objects.create(user=user, email=email, primary=True)


def end_all_sessions(user: User) -> None:
    """Log the person out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()
