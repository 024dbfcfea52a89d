"""The command `make_admin`: makes an administrator, the first one above all."""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from runlog.people.actions import create_administrator, raise_to_administrator
from runlog.people.models import User


class Command(BaseCommand):
    """Raises an account that is there, or makes one with a password that is asked for."""

    help = "Make the person with this e-mail address an administrator; without an account they get one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address, and where the password comes from."""
        parser.add_argument("email")
        parser.add_argument("--password-stdin", action="store_true", help="Read the password of a new account from standard input.")

    def handle(self, *args: Any, email: str, password_stdin: bool, **options: Any) -> None:
        """Raise or make."""
        email = email.strip().lower()
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            create_administrator(email, self._password(_checked(email), from_stdin=password_stdin))
            self.stdout.write(f"{email} has an account now and is an administrator.")
        elif user.is_demo:
            raise CommandError(f"{email} belongs to the demo, which everybody at this machine can enter.")
        else:
            raise_to_administrator(user)
            self.stdout.write(
                f"{email} has had an account since {user.joined_at:%d %B %Y}: it is an administrator's now, its password stays."
            )

    def _password(self, email: str, *, from_stdin: bool) -> str:
        password = sys.stdin.readline().rstrip("\r\n") if from_stdin else _asked()
        try:
            validate_password(password, User(email=email))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return password


def _checked(email: str) -> str:
    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandError(f"{email} is no e-mail address.") from error
    return email


def _asked() -> str:
    if not sys.stdin.isatty():
        raise CommandError("There is no terminal to ask for a password at: give it with --password-stdin.")
    password = getpass("Password: ")
    if getpass("Again: ") != password:
        raise CommandError("The two passwords differ; nothing was done.")
    return password
