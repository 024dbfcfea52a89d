"""Whose log a command is about."""

from django.core.management.base import CommandError

from runlog.people.models import User


def athlete_of(email: str) -> User:
    """Return the user with the e-mail address. Raises CommandError."""
    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist as error:
        raise CommandError(f"Nobody here has the e-mail address {email}.") from error
